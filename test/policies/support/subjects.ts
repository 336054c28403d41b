import type { CheckSubject } from "../../../policies/check";
import { readDeclarations } from "../../../policies/program/declarations";
import { graphFromResources } from "../../../policies/program/graph";
import { allRules } from "../../../policies/rules";
import type { Rule } from "../../../policies/rule";
import { parseSettings } from "../../../policies/settings/settings";
import { programFromYaml, type ProgramOptions } from "../../../policies/testkit/program";
import { orgFileToGraph } from "../../../stacks/orgfile/graph";
import { parseOrgFile } from "../../../stacks/orgfile";

/** The day of every check in these tests. */
export const today = "2026-11-21";

/** What is to be checked of an org file, from the YAML below `config:`. */
export function fromOrgText(text: string, name = "example", rules: readonly Rule[] = allRules): CheckSubject {
  const indented = text
    .trim()
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
  return fromOrgFileText(`config:\n${indented}\n`, name, rules);
}

/** What is to be checked of a whole org file. */
export function fromOrgFileText(text: string, name = "example", rules: readonly Rule[] = allRules): CheckSubject {
  const orgFile = parseOrgFile(text, `stacks/orgs/Pulumi.${name}.yaml`, name);
  return {
    graph: orgFileToGraph(orgFile),
    settings: parseSettings(orgFile.policies, rules, (path) => orgFile.place(["policies", ...path])),
    waivers: orgFile.waivers,
  };
}

/** What is to be checked of a program, from Pulumi YAML. */
export function fromProgramText(text: string, name = "example", options: ProgramOptions = {}): CheckSubject {
  const resources = programFromYaml(text, options);
  const { graph, settings, waivers } = readDeclarations(resources, allRules);
  return { graph: graphFromResources(resources, name, graph), settings, waivers };
}

/** An example of a rule. */
export function fromExample(rule: Rule, which: "bad" | "good"): CheckSubject {
  const text = rule.examples[which];
  return rule.examples.language === "program" ? fromProgramText(text) : fromOrgText(text);
}
