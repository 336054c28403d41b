import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pace } from "../../../commands/proof/pace";

interface Sent {
  readonly pause: number;
  /** Milliseconds from sending until it arrives, and from there until the answer is back. */
  readonly there: number;
  readonly back: number;
}

/** Sends calls one after another, with the given pauses, and returns when each arrived. */
async function arrivals(calls: readonly Sent[], fresh: boolean): Promise<readonly number[]> {
  let time = 0;
  const pace = new Pace({ now: () => time, sleep: async (ms) => void (time += ms) }, 4, fresh);
  const times: number[] = [];
  for (const { pause, there, back } of calls) {
    time += pause;
    const answered = await pace.turn();
    times.push(time + there);
    time += there + back;
    answered();
  }
  return times;
}

const at = (...pauses: readonly number[]): readonly Sent[] => pauses.map((pause) => ({ pause, there: 0, back: 0 }));

describe("the pace of calls to a real org", () => {
  it("is never more than four in any second, however they come and however long they are on their way", async () => {
    const call = fc.record({ pause: fc.integer({ min: 0, max: 700 }), there: fc.integer({ min: 0, max: 900 }), back: fc.integer({ min: 0, max: 900 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), fc.boolean(), async (calls, fresh) => {
        const times = await arrivals(calls, fresh);
        for (const time of times) expect(times.filter((other) => other >= time && other < time + 1000).length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("holds nobody up who is slower", async () => expect(await arrivals(at(0, 300, 300, 300, 300), true)).toEqual([0, 300, 600, 900, 1200]));
  it("gives the first second to whoever asked just before", async () => expect(await arrivals(at(0), false)).toEqual([1000]));

  it("lets a fifth call wait for an answer, and then a second", async () => {
    let time = 0;
    const pace = new Pace({ now: () => time, sleep: async (ms) => void (time += ms) });
    const [first] = await Promise.all([pace.turn(), pace.turn(), pace.turn(), pace.turn()]);
    const fifth = pace.turn();
    time = 5000;
    first();
    await fifth;
    expect(time).toBe(6000);
  });
});
