import { setTimeout as timer } from "node:timers/promises";

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Waits; rejects when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The real time. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await timer(ms, undefined, signal === undefined ? {} : { signal });
  },
};
