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

/** A request that was sent. */
export interface Sent {
  /** Milliseconds since 1970 at which it was sent, or answered once that is known: it reached Genesys Cloud in between. */
  at: number;
}

/** The requests of the last minute. */
export class SentRequests {
  private sent: Sent[] = [];

  /** @param perSecond Requests in any second, when fewer are wanted than the minute allows. */
  constructor(private readonly perSecond?: number) {}

  /** Milliseconds to wait before sending now. */
  delay(now: number): number {
    const times = this.sent.map(({ at }) => at).sort((a, b) => a - b);
    return Math.max(delayFor(times, now), this.perSecond === undefined ? 0 : delayFor(times, now, this.perSecond, second));
  }

  /** Notes that a request is sent. Whoever knows when it was answered says so in what is returned. */
  note(now: number): Sent {
    this.sent = this.sent.filter(({ at }) => at > now - minute);
    const request: Sent = { at: now };
    this.sent.push(request);
    return request;
  }
}
