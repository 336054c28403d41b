import type { Cause } from "../cause";

/** Cause `rate-limited`: Too many requests. */
export const rateLimited: Cause = {
  id: "rate-limited",
  title: "Too many requests",
  stage: "identity",
  certainty: "confirmed",
  source:
    "Specification: too.many.requests on every operation; developer pages: 300 requests a minute per token; token endpoint: invalid_request with rate limit exceeded",
  detectable: "run",
  configuration:
    "One token makes more than 300 requests a minute, the org exceeds its own limit, or a program asks for a token before every call.",
  seen: [
    { status: 429, code: "too.many.requests", message: "Rate limit exceeded the maximum [%s] requests within [%s] seconds" },
    { status: 429, code: "too.many.requests.retry.after", message: "Rate limit exceeded the maximum. Retry the request in [%s] seconds" },
    { status: 400, code: "invalid_request", message: "rate limit exceeded", note: "of the token endpoint" },
  ],
  beliefs: [
    { belief: "Too many requests come back as 403.", truth: "They come back as 429 with Retry-After." },
    { belief: "More permissions raise the limit.", truth: "The limit is per token and per org." },
  ],
  fix: {
    sentence: "Keep one token for its whole life, slow down, and wait as long as Retry-After says.",
    menu: "Nothing to change in Genesys Cloud; usage is shown under Performance > API Usage",
  },
  prove: ["curl -v any call: the inin-ratelimit-* and Retry-After headers"],
  near: ["role-limit", "malformed-token-request"],
};
