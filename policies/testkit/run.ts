import { checkGraphs, type CheckOptions, type CheckResult } from "../check";
import { readDeclarations } from "../program/declarations";
import { graphsFromResources } from "../program/orgs";
import type { ProgramResource } from "../program/resource";
import type { Rule } from "../rule";

/** Checks the resources of a program as `check --state` does: one graph for each org that it works in. */
export function checkProgram(resources: readonly ProgramResource[], rules: readonly Rule[], options: Partial<Omit<CheckOptions, "rules">> & { readonly stack?: string } = {}): CheckResult {
  const { stack, today, ...rest } = options;
  const { graph, settings, waivers } = readDeclarations(resources, rules);
  const [first, ...more] = graphsFromResources(resources, stack ?? "test", graph);
  return checkGraphs([{ graph: first, more, settings, waivers }], { ...rest, rules, today: today ?? "2026-11-21" });
}
