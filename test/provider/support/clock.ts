import type { Clock } from "../../../provider/api/clock";

/** A clock on which waiting takes no time. */
export class FakeClock implements Clock {
  time: number;
  /** Every wait, in milliseconds. */
  readonly waits: number[] = [];

  constructor(time = 1_000_000) {
    this.time = time;
  }

  readonly now = (): number => this.time;

  readonly sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted === true) throw new Error("aborted");
    this.waits.push(ms);
    this.time += ms;
    await Promise.resolve();
  };
}
