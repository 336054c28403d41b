import { describe, expect, it } from "vitest";
import { checkGraphs } from "../../../policies/check";
import { allRules } from "../../../policies/rules";
import { fromExample, today } from "../support/subjects";

describe.each(allRules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  it("rejects its bad example", () => {
    const { findings } = checkGraphs([fromExample(rule, "bad")], { today });
    const own = findings.filter((finding) => finding.rule === rule.id);
    expect(own.map((finding) => finding.status)).toContain("violation");
  });

  it("accepts its good example, which breaks no mandatory rule either", () => {
    const { findings } = checkGraphs([fromExample(rule, "good")], { today });
    const wrong = findings.filter((finding) => finding.status !== "waived" && (finding.rule === rule.id || finding.level === "mandatory"));
    expect(wrong.map(({ rule: id, message }) => `${id}: ${message}`)).toEqual([]);
  });
});
