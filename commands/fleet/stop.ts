import { UserError } from "../../access/errors";
import { note, type Io } from "../frame/io";
import { realClock, type Clock } from "../proof/ask";

/** Ctrl-C of a run on many orgs: it reaches every engine at work, nothing new is begun, and nobody waits any longer. */
export class Stop {
  private readonly handlers = new Set<(signal: NodeJS.Signals) => void>();
  private readonly sleepers = new Set<() => void>();
  private readonly release: () => void;
  private asked = 0;

  constructor(io: Io, tell: (line: string) => void = (line) => note(io, line)) {
    this.release = io.onInterrupt((signal) => {
      this.asked += 1;
      if (this.asked === 1) tell("Stopping: no further org is begun; what the engines have begun they finish. Once more stops them at once.");
      for (const handler of [...this.handlers]) handler(signal);
      for (const wake of [...this.sleepers]) wake();
    });
  }

  /** Whether somebody asked to stop. */
  get requested(): boolean {
    return this.asked > 0;
  }

  /** Hears of every signal until the returned function is called. */
  onInterrupt(handler: (signal: NodeJS.Signals) => void): () => void {
    this.handlers.add(handler);
    return () => void this.handlers.delete(handler);
  }

  /** The time as a stopped run sees it: whoever looks at it or waits is told to end. */
  readonly clock: Clock = {
    now: () => {
      if (this.requested) throw stopped();
      return realClock.now();
    },
    sleep: (milliseconds) =>
      new Promise((resolve, reject) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.sleepers.delete(wake);
          if (this.requested) reject(stopped());
          else resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        this.sleepers.add(wake);
        if (this.requested) wake();
      }),
  };

  /** Lets go of the signals. */
  close(): void {
    this.release();
  }
}

function stopped(): UserError {
  return new UserError({ what: "stopped", why: "you asked for it; what was done so far is kept.", next: "the same command goes on from there." });
}
