import { describe, expect, it } from "vitest";
import { checkGraphs } from "../../../policies/check";
import { graphFromResources } from "../../../policies/program/graph";
import { allRules } from "../../../policies/rules";
import type { Rule } from "../../../policies/rule";
import { programFromYaml } from "../../../policies/testkit/program";
import type { AccessGraph } from "../../../access/graph/graph";
import { orgFileToGraph } from "../../../stacks/orgfile/graph";
import { parseOrgFile } from "../../../stacks/orgfile";

const today = "2026-11-21";

function exampleGraph(rule: Rule, which: "bad" | "good"): AccessGraph {
  const text = rule.examples[which];
  if (rule.examples.language === "program") return graphFromResources(programFromYaml(text), "example");
  const indented = text.trim().split("\n").map((line) => `  ${line}`).join("\n");
  return orgFileToGraph(parseOrgFile(`config:\n${indented}\n`, `${rule.id}.yaml`, "example"));
}

describe.each(allRules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  it("rejects its bad example", () => {
    const { findings } = checkGraphs([exampleGraph(rule, "bad")], { today });
    const own = findings.filter((finding) => finding.rule === rule.id);
    expect(own.map((finding) => finding.status)).toContain("violation");
  });

  it("accepts its good example, which breaks no mandatory rule either", () => {
    const { findings } = checkGraphs([exampleGraph(rule, "good")], { today });
    expect(findings.filter((finding) => finding.rule === rule.id || finding.level === "mandatory")).toEqual([]);
  });
});
