import { ApiError, ConnectionError, isUnclear } from "./errors";

/** What is known about a call beforehand. */
export interface RetryPolicy {
  /** Doing it twice has the same effect as doing it once. */
  readonly repeatable: boolean;
  /**
   * Says why a refusal may pass by itself, or undefined when it cannot. Genesys Cloud needs up to five minutes until a grant acts.
   */
  readonly late?: (error: ApiError) => string | undefined;
  /** How long a refusal of that kind is waited out, in milliseconds. */
  readonly lateLimitMs: number;
}

/** What to do after a failed attempt. */
export type Decision = { readonly retry: false } | { readonly retry: true; readonly afterMs: number; readonly why: string };

/** Longest `Retry-After` that is waited for; the bridged provider's limit too. */
const longestRetryAfter = 180_000;
/** How long an unreachable host is tried. */
const unreachableLimit = 15_000;
/** How long a server that fails is tried. */
const failingLimit = 60_000;

const giveUp: Decision = { retry: false };

function backoff(attempt: number, first: number, most: number): number {
  return Math.min(first * 2 ** (attempt - 1), most);
}

/**
 * Whether a failed call is tried again, and when.
 *
 * @param attempt how many attempts have failed, from 1
 * @param elapsedMs since the first attempt was started
 */
export function afterFailure(error: unknown, attempt: number, elapsedMs: number, policy: RetryPolicy): Decision {
  if (error instanceof ConnectionError) {
    if (error.effect === "unclear" && !policy.repeatable) return giveUp;
    const afterMs = backoff(attempt, 500, 4_000);
    return elapsedMs + afterMs <= unreachableLimit
      ? { retry: true, afterMs, why: `${error.host} does not answer (${error.reason})` }
      : giveUp;
  }
  if (!(error instanceof ApiError)) return giveUp;
  if (error.status === 429) {
    const afterMs = error.retryAfterMs ?? backoff(attempt, 2_000, 30_000);
    return afterMs <= longestRetryAfter && attempt <= 10
      ? { retry: true, afterMs, why: "the limit of requests per minute is reached" }
      : giveUp;
  }
  const failing = error.status === 503 || isUnclear(error);
  if (failing) {
    if (error.status !== 503 && !policy.repeatable) return giveUp;
    const afterMs = Math.min(error.retryAfterMs ?? backoff(attempt, 1_000, 15_000), longestRetryAfter);
    return elapsedMs + afterMs <= failingLimit ? { retry: true, afterMs, why: `Genesys Cloud fails with ${error.status}` } : giveUp;
  }
  const why = policy.late?.(error);
  if (why === undefined) return giveUp;
  const afterMs = backoff(attempt, 2_000, 10_000);
  return elapsedMs + afterMs <= policy.lateLimitMs ? { retry: true, afterMs, why } : giveUp;
}
