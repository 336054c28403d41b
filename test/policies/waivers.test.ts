import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../access/graph/build";
import { checkGraphs } from "../../policies/check";
import { allRules } from "../../policies/rules";
import { parseWaivers } from "../../policies/waivers/file";
import type { Waiver } from "../../policies/waivers/waiver";
import { ruleThatFinds } from "./support/rules";
import { today } from "./support/subjects";

const graph = emptyGraph("org");
const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  rule: "one",
  finding: "key",
  reason: "it is being replaced",
  owner: "platform",
  approvedBy: "security",
  expires: "2027-01-31",
  place: { kind: "file", file: "org.yaml", line: 9, column: 5 },
  ...more,
});
const aboutWaivers = allRules.filter(({ stage }) => stage === "waivers");
const check = (waivers: readonly Waiver[], found = [{}], day = today) =>
  checkGraphs([{ graph, waivers }], { today: day, rules: [ruleThatFinds("one", found), ...aboutWaivers] });

describe("a waiver", () => {
  it("waives its finding, which stays in the report with reason, owner and end", () => {
    const result = check([waiver()]);
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({ status: "waived", waiver: { reason: "it is being replaced", owner: "platform", expires: "2027-01-31" } });
    expect(result.summary).toMatchObject({ failed: false, waived: 1, mandatory: 0 });
  });

  it("waives no other finding of the rule, and no finding of another rule", () => {
    expect(check([waiver()], [{ key: "other" }]).summary.mandatory).toBe(1);
    expect(check([waiver({ rule: "waiver-unused" })]).summary.mandatory).toBe(1);
  });

  it("holds on its last day and no longer", () => {
    expect(check([waiver()], [{}], "2027-01-31").summary.waived).toBe(1);
    const after = check([waiver()], [{}], "2027-02-01");
    expect(after.findings.map(({ rule, status }) => `${rule} ${status}`)).toEqual(["one violation", "waiver-expired violation"]);
  });

  it("is a finding itself when it is unused, too broad, not approved, or approved by its owner or author", () => {
    const rules = (waivers: readonly Waiver[], found: readonly object[] = [{}]) =>
      check(waivers, [...found]).findings.map(({ rule }) => rule).filter((rule) => rule !== "one");
    expect(rules([waiver({ finding: "gone" })])).toEqual(["waiver-unused"]);
    expect(rules([waiver({ finding: "*" })])).toEqual(["waiver-too-broad"]);
    expect(rules([waiver({ rule: "*" })])).toEqual(["waiver-too-broad"]);
    expect(rules([waiver({ expires: "2030-01-01" })])).toEqual(["waiver-too-broad"]);
    expect(rules([waiver({ approvedBy: undefined })])).toEqual(["waiver-self-approved"]);
    expect(rules([waiver({ approvedBy: " Platform " })])).toEqual(["waiver-self-approved"]);
    expect(rules([waiver({ author: "jo", approvedBy: "Jo" })])).toEqual(["waiver-self-approved"]);
  });

  it("that is too broad waives nothing", () => {
    expect(check([waiver({ finding: "*" })]).summary.waived).toBe(0);
  });

  it("may name a finding that is about a wildcard", () => {
    expect(check([waiver({ finding: "key conversation:*:*" })], [{ key: "key conversation:*:*" }]).summary).toMatchObject({ waived: 1, mandatory: 0 });
    expect(check([waiver({ finding: "key *" })], [{ key: "key *" }]).summary.waived).toBe(0);
  });

  it("is narrowed down by org and subject", () => {
    expect(check([waiver({ org: "other" })]).summary.waived).toBe(0);
    expect(check([waiver({ where: "subject" })]).summary.waived).toBe(1);
    expect(check([waiver({ where: "another subject" })]).summary.waived).toBe(0);
  });

  it("of a rule that does not exist is an error with the nearest rule", () => {
    expect(() => check([waiver({ rule: "on" })])).toThrow(/org\.yaml:9:5: There is no rule "on" to waive\.[^]*Did you mean "one"\?/);
  });

  it("waives an undecided finding too", () => {
    const result = checkGraphs([{ graph, waivers: [waiver()] }], { today, strict: true, rules: [ruleThatFinds("one", [{ kind: "undecided" }])] });
    expect(result.summary).toMatchObject({ failed: false, waived: 1, undecided: 0 });
  });
});

describe("a file of waivers", () => {
  const parse = (text: string) => parseWaivers("waivers.yaml", text, [ruleThatFinds("one", [])]);
  const good = "waivers:\n  - rule: one\n    finding: key\n    reason: r\n    owner: o\n    approvedBy: p\n    expires: 2027-01-31\n";

  it("gives each waiver its place", () => {
    expect(parse(good)).toEqual([
      { rule: "one", finding: "key", reason: "r", owner: "o", approvedBy: "p", expires: "2027-01-31", place: { kind: "file", file: "waivers.yaml", line: 2, column: 5 } },
    ]);
  });

  it("may be empty", () => {
    expect(parse("")).toEqual([]);
    expect(parse("waivers: []\n")).toEqual([]);
  });

  it("says where and what for a misspelt key, a missing one, a bad date, another shape and no YAML", () => {
    expect(() => parse(good.replace("owner", "ownr"))).toThrow(/waivers\.yaml:\d+:\d+: /);
    expect(() => parse(good.replace("    reason: r\n", ""))).toThrow(/"reason" of this waiver is missing/);
    expect(() => parse(good.replace("2027-01-31", "next year"))).toThrow(/waivers\.yaml:7:14: "expires" of this waiver is missing or not right/);
    expect(() => parse("waivers: one\n")).toThrow(/is a list under `waivers`/);
    expect(() => parse("waivers: [\n")).toThrow(/This is not YAML/);
    expect(() => parse(good.replace("rule: one", "rule: onee"))).toThrow(/There is no rule "onee" to waive/);
  });
});
