/** Requests that Genesys Cloud allows one client-credentials token: this many in a minute (developer pages). */
export const requestsPerMinute = 300;

const minute = 60_000;

/** Milliseconds to wait before the next request, given when the last ones were sent, so that a limit per minute holds. */
export function delayFor(sent: readonly number[], now: number, limit: number = requestsPerMinute): number {
  const inWindow = sent.filter((time) => time > now - minute);
  if (inWindow.length < limit) return 0;
  const oldest = inWindow[inWindow.length - limit];
  return oldest === undefined ? 0 : Math.max(0, oldest + minute - now);
}

/** The requests of the last minute. */
export class SentRequests {
  private times: number[] = [];

  /** Milliseconds to wait before sending now. */
  delay(now: number): number {
    return delayFor(this.times, now);
  }

  /** Notes that a request is sent. */
  note(now: number): void {
    this.times = this.times.filter((time) => time > now - minute);
    this.times.push(now);
  }
}
