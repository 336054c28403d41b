import { describe, expect, it } from "vitest";
import { worstExit, type OrgResult } from "../../../commands/fleet/result";
import { runRings } from "../../../commands/fleet/rings";
import type { OrgFile } from "../../../stacks/orgfile";

const org = (name: string, ring: number) => ({ org: name, orgFile: { org: { ring } } as unknown as OrgFile });
const result = (name: string, ring: number, good: boolean): OrgResult => ({ org: name, ring, state: good ? "changed" : "failed", summary: "", exitCode: good ? 0 : 2, opensNextRing: good });
const orgs = [org("c", 1), org("a", 0), org("d", 2), org("b", 0)];

describe("rings", () => {
  it("start one after the other, the orgs of one side by side", async () => {
    const log: string[] = [];
    await runRings(orgs, async ({ org: name, orgFile }) => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      return result(name, orgFile.org.ring ?? 0, true);
    });
    expect(log).toEqual(["a begins", "b begins", "a ends", "b ends", "c begins", "c ends", "d begins", "d ends"]);
  });

  it("do not start behind one that is not up and verified, and say which", async () => {
    const begun: string[] = [];
    const results = await runRings(orgs, async ({ org: name, orgFile }) => {
      begun.push(name);
      return result(name, orgFile.org.ring ?? 0, name !== "b");
    });
    expect(begun).toEqual(["a", "b"]);
    expect(results.slice(2)).toEqual([
      { org: "c", ring: 1, state: "not started", summary: "ring 0 is not up and verified (b)", exitCode: 1, opensNextRing: false },
      { org: "d", ring: 2, state: "not started", summary: "ring 0 is not up and verified (b)", exitCode: 1, opensNextRing: false },
    ]);
  });

  it("do not start at all when an earlier ring that was looked at forbids it", async () => {
    const results = await runRings([org("c", 1)], async () => Promise.reject(new Error("begun")), "ring 0 is not up and verified (a)");
    expect(results.map(({ state }) => state)).toEqual(["not started"]);
  });
});

describe("the exit code of many", () => {
  it.each([
    [[], 0],
    [[0, 0], 0],
    [[0, 1, 0], 1],
    [[1, 2, 0], 2],
    [[70, 2, 1], 70],
  ])("of %j is the worst: %d", (codes, worst) => expect(worstExit(codes)).toBe(worst));
});
