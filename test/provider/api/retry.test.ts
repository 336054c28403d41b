import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ApiError, ConnectionError } from "../../../provider/api/errors";
import { delayFor, requestsPerMinute } from "../../../provider/api/rate";
import { afterFailure, type RetryPolicy } from "../../../provider/api/retry";

const answer = (status: number, code = "", retryAfterMs?: number): ApiError =>
  new ApiError({ call: "GET /x", status, code, apiMessage: "", correlationId: "", retryAfterMs });
const once: RetryPolicy = { repeatable: false, lateLimitMs: 330_000 };
const often: RetryPolicy = { repeatable: true, lateLimitMs: 330_000 };
const connection = (effect: "not-sent" | "unclear"): ConnectionError => new ConnectionError({ call: "x", host: "h", effect, reason: "r" });

describe("whether a failed call is tried again", () => {
  it.each([400, 401, 403, 404, 409, 501])("is no for %i, which will not pass by itself", (status) => {
    expect(afterFailure(answer(status), 1, 0, often)).toEqual({ retry: false });
  });

  it("is yes for a refusal that may be late, until the limit", () => {
    const policy = { ...once, late: ({ code }: ApiError) => (code === "bad.client.role" ? "late grant" : undefined) };
    expect(afterFailure(answer(400, "bad.client.role"), 1, 0, policy)).toMatchObject({ retry: true, why: "late grant" });
    expect(afterFailure(answer(400, "bad.client.role"), 30, 329_000, policy)).toEqual({ retry: false });
    expect(afterFailure(answer(400, "other"), 1, 0, policy)).toEqual({ retry: false });
  });

  it("depends on whether doing it twice does harm when it is not clear what happened", () => {
    for (const error of [connection("unclear"), answer(500), answer(502), answer(504), answer(408)]) {
      expect(afterFailure(error, 1, 0, once)).toEqual({ retry: false });
      expect(afterFailure(error, 1, 0, often).retry).toBe(true);
    }
    expect(afterFailure(connection("not-sent"), 1, 0, once).retry).toBe(true);
    expect(afterFailure(answer(503), 1, 0, once).retry).toBe(true);
  });

  it("is no when the API asks for too long a wait", () => {
    expect(afterFailure(answer(429, "", 181_000), 1, 0, often)).toEqual({ retry: false });
    expect(afterFailure(answer(429, "", 180_000), 1, 0, often)).toMatchObject({ retry: true, afterMs: 180_000 });
  });

  it("is no for a bug", () => {
    expect(afterFailure(new TypeError("x"), 1, 0, often)).toEqual({ retry: false });
  });

  it("ends for every kind of failure", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<() => Error>(
          () => connection("unclear"),
          () => connection("not-sent"),
          () => answer(429),
          () => answer(500),
          () => answer(503),
          () => answer(400),
        ),
        (make) => {
          let elapsed = 0;
          for (let attempt = 1; ; attempt++) {
            const decision = afterFailure(make(), attempt, elapsed, { ...often, late: () => "late" });
            if (!decision.retry) break;
            elapsed += decision.afterMs;
            expect(attempt).toBeLessThan(200);
          }
          expect(elapsed).toBeLessThanOrEqual(330_000);
        },
      ),
    );
  });
});

describe("the limit of requests per minute", () => {
  it("holds for every sequence of moments at which requests are wanted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 10, maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (gaps, limit) => {
          const sent: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap * 100;
            now += delayFor(sent, now, limit);
            sent.push(now);
          }
          for (const time of sent) expect(sent.filter((other) => other > time - 60_000 && other <= time).length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it("does not slow down what stays below it", () => {
    expect(
      delayFor(
        Array.from({ length: requestsPerMinute - 1 }, () => 0),
        1000,
      ),
    ).toBe(0);
  });
});
