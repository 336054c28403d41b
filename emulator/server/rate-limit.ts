import { ApiProblem } from "./reply";

const windowMs = 60_000;

/** Counts requests per token in windows of a minute. */
export class RateLimit {
  private readonly windows = new Map<string, { started: number; count: number }>();

  /** Counts one request; throws 429 with Retry-After when the token has had its share. Returns the headers that tell how far it is. */
  count(tokenKey: string, limit: number, now: number): Readonly<Record<string, string>> {
    let window = this.windows.get(tokenKey);
    if (window === undefined || now - window.started >= windowMs) {
      if (this.windows.size > 10_000) this.forgetOld(now);
      window = { started: now, count: 0 };
      this.windows.set(tokenKey, window);
    }
    window.count += 1;
    const reset = Math.max(1, Math.ceil((window.started + windowMs - now) / 1000));
    const headers = {
      "inin-ratelimit-count": String(window.count),
      "inin-ratelimit-allowed": String(limit),
      "inin-ratelimit-reset": String(reset),
    };
    if (window.count <= limit) return headers;
    throw new ApiProblem(
      429,
      "too.many.requests",
      `Rate limit exceeded the maximum [${limit}] requests within [60] seconds`,
      { maxRequests: String(limit), seconds: "60" },
      { ...headers, "Retry-After": String(reset) },
    );
  }

  private forgetOld(now: number): void {
    for (const [key, window] of this.windows) if (now - window.started >= windowMs) this.windows.delete(key);
  }
}
