import type { Io } from "./io";
import { displayWidth, duration } from "./text";

const heartbeatMilliseconds = 30_000;
const redrawMilliseconds = 250;

/**
 * What a long command is doing and how far it is, on standard error. On a terminal the line of the
 * step that runs is rewritten with the seconds it has taken; elsewhere every step is one line, and
 * one that takes long is heard of every half minute.
 */
export class Progress {
  private title = "";
  private detail = "";
  private started = 0;
  private step = 0;
  private timer: NodeJS.Timeout | undefined;
  private drawn = false;
  private lastTold = 0;

  constructor(
    private readonly io: Io,
    private readonly steps: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Starts a step; the one before has ended. */
  begin(title: string, detail = ""): void {
    this.step += 1;
    this.title = title;
    this.detail = detail;
    this.started = this.now();
    this.lastTold = this.started;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), redrawMilliseconds);
    this.timer.unref();
    this.draw();
  }

  /** Says more about the step that runs; shown only while it runs. */
  update(detail: string): void {
    this.detail = detail;
    this.draw();
  }

  /** A line that stays, above the step that runs. */
  line(text: string): void {
    this.erase();
    this.io.stderr.write(`${text}\n`);
    this.draw();
  }

  /** Ends the step with its result. */
  end(result: string): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.erase();
    if (this.title === "") return;
    this.io.stderr.write(`${this.head()} ${result}\n`);
    this.title = "";
  }

  /** Ends without a result, because of an error that is told elsewhere. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.erase();
    this.title = "";
  }

  private head(): string {
    return `[${this.step}/${this.steps}] ${this.title.padEnd(9)}`;
  }

  private tick(): void {
    if (this.io.isTTY) {
      this.draw();
      return;
    }
    const now = this.now();
    if (now - this.lastTold >= heartbeatMilliseconds) {
      this.lastTold = now;
      this.io.stderr.write(`${this.head()} ${this.detail}${this.time(now)}\n`);
    }
  }

  /** How long the step has taken, unless it says so itself. */
  private time(now: number): string {
    const seconds = Math.floor((now - this.started) / 1000);
    return seconds < 1 || this.detail.includes(" so far") ? "" : ` (${duration(seconds)})`;
  }

  private draw(): void {
    if (!this.io.isTTY || this.title === "") return;
    const time = this.time(this.now());
    const room = this.io.columns - 1;
    let text = `${this.head()} ${this.detail}`;
    if (displayWidth(text) + time.length > room) text = `${text.slice(0, room - time.length - 1)}…`;
    this.io.stderr.write(`\r\u001b[2K${text}${time}`);
    this.drawn = true;
  }

  private erase(): void {
    if (!this.drawn) return;
    this.io.stderr.write("\r\u001b[2K");
    this.drawn = false;
  }
}

/** What a step says of itself, whoever shows it. */
export type Steps = Pick<Progress, "begin" | "update" | "line" | "end" | "stop">;
