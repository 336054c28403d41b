import type { Clock } from "./ask";

/** Calls a second that a run makes on one real org at most; Genesys Cloud allows 300 a minute for a token. */
export const callsPerSecond = 4;

/** Variable by which the provider is told the same limit. */
export const callsPerSecondVariable = "GENESYSCLOUD_CALLS_PER_SECOND";

const second = 1000;

/** Keeps calls of one org at most so many in any second, however unevenly they arrive there. */
export class Pace {
  /** Milliseconds since 1970 from which each of the places is free; undefined while a call has it. */
  private readonly places: (number | undefined)[];
  private readonly waiting: (() => void)[] = [];

  /** @param fresh False when somebody else has just asked the same org, so that the first second is not free. */
  constructor(
    private readonly clock: Clock,
    limit: number = callsPerSecond,
    fresh = true,
  ) {
    this.places = Array.from({ length: limit }, () => (fresh ? 0 : clock.now() + second));
  }

  /**
   * Resolves when the next call may be sent. Calls get their turns in the order in which they asked.
   * Call what it resolves with once the call is answered: a second after that its place is free
   * again, so that the calls themselves are a second apart wherever they were on their way.
   */
  async turn(): Promise<() => void> {
    while (this.places.every((place) => place === undefined)) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const free = Math.min(...this.places.map((place) => place ?? Infinity));
    const index = this.places.indexOf(free);
    this.places[index] = undefined;
    const now = this.clock.now();
    if (free > now) await this.clock.sleep(free - now);
    let done = false;
    return () => {
      if (done) return;
      done = true;
      this.places[index] = this.clock.now() + second;
      this.waiting.shift()?.();
    };
  }
}
