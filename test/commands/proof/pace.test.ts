import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pace } from "../../../commands/proof/pace";

/** Sends calls after the given pauses and returns when each was let go. */
async function sent(pauses: readonly number[], fresh: boolean): Promise<readonly number[]> {
  let time = 0;
  const pace = new Pace({ now: () => time, sleep: async (ms) => void (time += ms) }, 4, fresh);
  const times: number[] = [];
  for (const pause of pauses) {
    time += pause;
    await pace.turn();
    times.push(time);
  }
  return times;
}

describe("the pace of calls to a real org", () => {
  it("is never more than four in any second, however they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 40 }), fc.boolean(), async (pauses, fresh) => {
        const times = await sent(pauses, fresh);
        for (const time of times) expect(times.filter((other) => other >= time && other < time + 1000).length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("holds nobody up who is slower", async () => expect(await sent([0, 300, 300, 300, 300], true)).toEqual([0, 300, 600, 900, 1200]));
  it("gives the first second to whoever asked just before", async () => expect(await sent([0], false)).toEqual([1000]));
});
