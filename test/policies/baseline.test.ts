import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../access/graph/build";
import { formatBaseline, nextBaseline, parseBaseline } from "../../policies/baseline/baseline";
import { checkGraphs } from "../../policies/check";
import { ruleThatFinds } from "./support/rules";
import { today } from "./support/subjects";

const check = (keys: readonly string[], baseline?: ReturnType<typeof parseBaseline>) =>
  checkGraphs([emptyGraph("org")], { today, rules: [ruleThatFinds("one", keys.map((key) => ({ key })))], ...(baseline === undefined ? {} : { baseline }) });

describe("a baseline", () => {
  const first = nextBaseline("baseline.json", ["org"], check(["a", "b"]).findings, undefined);

  it("holds every finding of the first run, after which only new ones fail", () => {
    expect(check(["a", "b"], first).summary).toMatchObject({ failed: false, baselined: 2, mandatory: 0 });
    expect(check(["a", "b", "c"], first).summary).toMatchObject({ failed: true, baselined: 2, mandatory: 1 });
  });

  it("only shrinks: what is repaired goes out, what is new never comes in", () => {
    const second = nextBaseline("baseline.json", ["org"], check(["b", "c"], first).findings, first);
    expect([...(second.orgs.get("org") ?? [])]).toEqual(["one b"]);
  });

  it("counts entries that are no longer found", () => {
    expect(check(["a"], first).summary.staleBaseline).toBe(1);
  });

  it("keeps the entries of orgs that were not looked at", () => {
    const next = nextBaseline("baseline.json", ["elsewhere"], [], first);
    expect(next.orgs.get("org")).toEqual(first.orgs.get("org"));
  });

  it("is read as it was written, whatever the findings", () => {
    const entries = fc.dictionary(fc.string({ minLength: 1 }), fc.uniqueArray(fc.string(), { minLength: 1 }));
    fc.assert(
      fc.property(entries, (orgs) => {
        const baseline = { file: "baseline.json", orgs: new Map(Object.entries(orgs).map(([org, list]) => [org, new Set(list)])) };
        const read = parseBaseline("baseline.json", formatBaseline(baseline));
        expect(formatBaseline(read)).toBe(formatBaseline(baseline));
      }),
    );
  });

  it("never grows, whatever comes", () => {
    const keys = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
    fc.assert(
      fc.property(keys, keys, (before, now) => {
        const old = nextBaseline("f", ["org"], check(before).findings, undefined);
        const next = nextBaseline("f", ["org"], check(now, old).findings, old);
        for (const entry of next.orgs.get("org") ?? []) expect(old.orgs.get("org")?.has(entry)).toBe(true);
      }),
    );
  });

  it("that is not one is told with its file and what to do", () => {
    expect(() => parseBaseline("baseline.json", "{")).toThrow(/baseline\.json: This is not a baseline[^]*not JSON[^]*--write-baseline/);
    expect(() => parseBaseline("baseline.json", "{}")).toThrow(/has no `orgs`/);
    expect(() => parseBaseline("baseline.json", '{"orgs":{"a":[1]}}')).toThrow(/"a" are not a list of text/);
  });
});
