import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../access/graph/build";
import { checkGraphs } from "../../policies/check";
import { allRules } from "../../policies/rules";
import { parseSettings } from "../../policies/settings/settings";
import { ruleThatFinds } from "./support/rules";
import { fromExample, today } from "./support/subjects";

const noPlace = () => undefined;
const graph = emptyGraph("org");

describe("a check", () => {
  it("passes when only advisory findings are there, and fails with them when the threshold says so", () => {
    const rules = [ruleThatFinds("one", [{}], { defaultLevel: "advisory" })];
    expect(checkGraphs([graph], { today, rules }).summary.failed).toBe(false);
    expect(checkGraphs([graph], { today, rules, threshold: "advisory" }).summary.failed).toBe(true);
  });

  it("fails for a mandatory finding", () => {
    const result = checkGraphs([graph], { today, rules: [ruleThatFinds("one", [{}])] });
    expect(result.summary).toMatchObject({ failed: true, mandatory: 1, advisory: 0 });
  });

  it("fails for what is undecided in strict mode only", () => {
    const rules = [ruleThatFinds("one", [{ kind: "undecided" }])];
    expect(checkGraphs([graph], { today, rules }).summary).toMatchObject({ failed: false, undecided: 1 });
    expect(checkGraphs([graph], { today, rules, strict: true }).summary.failed).toBe(true);
  });

  it("does not fail in strict mode for an undecided finding of an advisory rule", () => {
    const rules = [ruleThatFinds("one", [{ kind: "undecided" }], { defaultLevel: "advisory" })];
    expect(checkGraphs([graph], { today, rules, strict: true }).summary.failed).toBe(false);
  });

  it("shows a fact that is not stated once, whichever rules miss it, and never fails for it", () => {
    const missing = { kind: "unstated", key: "org.products", place: { kind: "file", file: "org.yaml", line: 1, column: 1 } } as const;
    const result = checkGraphs([graph], { today, strict: true, threshold: "advisory", rules: [ruleThatFinds("one", [missing, missing]), ruleThatFinds("two", [missing])] });
    expect(result.notes).toHaveLength(1);
    expect(result.findings).toEqual([]);
    expect(result.summary).toMatchObject({ failed: false, unstated: 1 });
  });

  it("keeps what is undecided, not stated and not checked apart, and lets none hide a violation", () => {
    const rules = [ruleThatFinds("one", [{ kind: "undecided", key: "a" }, { kind: "unstated", key: "b" }, { kind: "unchecked", key: "c" }, { key: "d" }])];
    const { summary } = checkGraphs([graph], { today, rules });
    expect(summary).toMatchObject({ mandatory: 1, undecided: 1, unstated: 1, unchecked: 1, failed: true });
  });

  it("reports a rule that throws under its own id, runs the others and fails", () => {
    const broken = ruleThatFinds("broken", [], {
      defaultLevel: "advisory",
      check: () => {
        throw new TypeError("secret-in-an-error");
      },
    });
    const result = checkGraphs([graph], { today, rules: [broken, ruleThatFinds("works", [{}], { defaultLevel: "advisory" })] });
    expect(result.findings.map(({ rule }) => rule)).toEqual(["broken", "works"]);
    expect(result.summary).toMatchObject({ failed: true, broken: 1 });
    expect(JSON.stringify(result.findings)).not.toContain("secret-in-an-error");
  });

  it("does not let a waiver or the baseline excuse a rule that throws", () => {
    const broken = ruleThatFinds("broken", [], {
      check: () => {
        throw new Error("no");
      },
    });
    const waiver = { rule: "broken", finding: "rule-failed", reason: "r", owner: "o", approvedBy: "p", expires: "2027-01-01", place: { kind: "live", path: "x" } } as const;
    const result = checkGraphs([{ graph, waivers: [waiver] }], { today, rules: [broken] });
    expect(result.summary.failed).toBe(true);
  });

  it("says how many rules about calls were silent, and in which orgs", () => {
    const { summary } = checkGraphs([graph], { today });
    expect(summary.silent.orgs).toEqual(["org"]);
    expect(summary.silent.rules).toBe(allRules.filter(({ needsCalls }) => needsCalls === true).length);
    expect(summary.silent.rules).toBeGreaterThan(10);
  });

  it("caps a finding at advisory where the finding says so, even when the org made the rule mandatory", () => {
    const rules = [ruleThatFinds("one", [{ atMost: "advisory" }])];
    const settings = parseSettings({ one: "mandatory" }, rules, noPlace);
    expect(checkGraphs([{ graph, settings }], { today, rules }).findings[0]?.level).toBe("advisory");
  });

  it("lists findings in the same order whatever the order of orgs, rules and entities", () => {
    const subjects = allRules.slice(0, 12).map((rule, index) => {
      const subject = fromExample(rule, "bad");
      return { ...subject, graph: { ...subject.graph, org: { ...subject.graph.org, name: `org-${index}` } } };
    });
    const expected = checkGraphs(subjects, { today }).findings;
    fc.assert(
      fc.property(fc.shuffledSubarray(subjects, { minLength: subjects.length }), fc.shuffledSubarray([...allRules], { minLength: allRules.length }), (orgs, rules) => {
        const shuffled = orgs.map((subject) => ({
          ...subject,
          graph: { ...subject.graph, clients: [...subject.graph.clients].reverse(), grants: [...subject.graph.grants].reverse(), applications: [...subject.graph.applications].reverse() },
        }));
        const names = (list: typeof expected) => list.map(({ org, rule, key, status }) => `${org} ${rule} ${key} ${status}`);
        expect(names(checkGraphs(shuffled, { today, rules }).findings)).toEqual(names(expected));
      }),
      { numRuns: 10 },
    );
  });
});

describe("the levels of an org", () => {
  const rules = [ruleThatFinds("one", [{}]), ruleThatFinds("two", [{}])];

  it("are set for all rules by `all` and for one by its name", () => {
    const settings = parseSettings({ all: "advisory", two: "mandatory" }, rules, noPlace);
    const result = checkGraphs([{ graph, settings }], { today, rules });
    expect(result.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual(["two mandatory", "one advisory"]);
    expect(result.summary.levels).toEqual([{ org: "org", rule: "one", level: "advisory" }]);
  });

  it("hold for that org only", () => {
    const settings = parseSettings({ all: "disabled" }, rules, noPlace);
    const result = checkGraphs([{ graph, settings }, emptyGraph("other")], { today, rules });
    expect(new Set(result.findings.map(({ org }) => org))).toEqual(new Set(["other"]));
  });

  it("win over those of the run, and those of a pack configuration win over them", () => {
    const level = (value: string) => parseSettings({ one: value }, rules, noPlace);
    const run = { today, rules: rules.slice(0, 1), settings: level("disabled") };
    expect(checkGraphs([{ graph, settings: level("advisory") }], run).findings[0]?.level).toBe("advisory");
    expect(checkGraphs([{ graph, settings: level("advisory") }], { ...run, overrides: level("mandatory") }).findings[0]?.level).toBe("mandatory");
  });
});
