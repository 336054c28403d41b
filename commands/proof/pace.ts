import type { Clock } from "./ask";

/** Calls a second that a run makes on one real org at most; Genesys Cloud allows 300 a minute for a token. */
export const callsPerSecond = 4;

/** Variable by which the provider is told the same limit. */
export const callsPerSecondVariable = "GENESYSCLOUD_CALLS_PER_SECOND";

const second = 1000;

/** Keeps calls of one org at most so many in any second. */
export class Pace {
  private readonly due: number[];

  /** @param fresh False when somebody else has just asked the same org, so that the first second is not free. */
  constructor(
    private readonly clock: Clock,
    private readonly limit: number = callsPerSecond,
    fresh = true,
  ) {
    this.due = fresh ? [] : Array.from({ length: limit }, () => clock.now());
  }

  /** Resolves when the next call may be sent. Calls get their turns in the order in which they asked. */
  async turn(): Promise<void> {
    const now = this.clock.now();
    const before = this.due[this.due.length - this.limit];
    const at = Math.max(now, before === undefined ? now : before + second);
    this.due.push(at);
    if (this.due.length > this.limit) this.due.shift();
    if (at > now) await this.clock.sleep(at - now);
  }
}
