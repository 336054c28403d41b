import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfARun, parallelism, pool } from "../../../commands/fleet/pool";

const gigabyte = 1024 ** 3;

describe("how many engines work at a time", () => {
  it("is one for each core", () => expect(parallelism({ cores: 4, freeBytes: 64 * gigabyte }, 20)).toBe(4));
  it("is fewer where memory is short, and never none", () => {
    expect(parallelism({ cores: 8, freeBytes: 3 * bytesOfARun }, 20)).toBe(2);
    expect(parallelism({ cores: 8, freeBytes: 0 }, 20)).toBe(1);
  });
  it("is no more than there are orgs", () => expect(parallelism({ cores: 8, freeBytes: 64 * gigabyte }, 3)).toBe(3));
  it("is what somebody wants outright", () => expect(parallelism({ cores: 2, freeBytes: 64 * gigabyte }, 20, 6)).toBe(6));
});

describe("the pool", () => {
  it("never works on more than its size, does everything once, and survives failures", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean(), { maxLength: 20 }), async (size, fails) => {
        const turn = pool(size);
        let working = 0;
        let most = 0;
        const ended = await Promise.allSettled(
          fails.map((fail, index) =>
            turn(async () => {
              working += 1;
              most = Math.max(most, working);
              await Promise.resolve();
              working -= 1;
              if (fail) throw new Error("no");
              return index;
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(size);
        expect(ended.map(({ status }) => status === "rejected")).toEqual(fails);
      }),
    );
  });
});
