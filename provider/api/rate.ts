/** Requests that Genesys Cloud allows one client-credentials token: this many in a minute (developer pages). */
export const requestsPerMinute = 300;

const minute = 60_000;
const second = 1_000;

/** Milliseconds to wait before the next request, given when the last ones were sent, so that a limit per minute (or another window) holds. */
export function delayFor(sent: readonly number[], now: number, limit: number = requestsPerMinute, windowMs: number = minute): number {
  const inWindow = sent.filter((time) => time > now - windowMs);
  if (inWindow.length < limit) return 0;
  const oldest = inWindow[inWindow.length - limit];
  return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - now);
}

/** The requests of the last minute. */
export class SentRequests {
  private times: number[] = [];

  /** @param perSecond Requests in any second, when fewer are wanted than the minute allows. */
  constructor(private readonly perSecond?: number) {}

  /** Milliseconds to wait before sending now. */
  delay(now: number): number {
    return Math.max(delayFor(this.times, now), this.perSecond === undefined ? 0 : delayFor(this.times, now, this.perSecond, second));
  }

  /** Notes that a request is sent. */
  note(now: number): void {
    this.times = this.times.filter((time) => time > now - minute);
    this.times.push(now);
  }
}
