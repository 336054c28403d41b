import { checkGraphs, type CheckOptions, type CheckResult } from "../check";
import { readDeclarations } from "../program/declarations";
import { graphFromResources } from "../program/graph";
import type { ProgramResource } from "../program/resource";
import type { Rule } from "../rule";

/** Checks the resources of a program as `check --state` does: one graph of all of them. */
export function checkProgram(resources: readonly ProgramResource[], rules: readonly Rule[], options: Partial<Omit<CheckOptions, "rules">> & { readonly stack?: string } = {}): CheckResult {
  const { stack, today, ...rest } = options;
  const { graph, settings, waivers } = readDeclarations(resources, rules);
  const subject = { graph: graphFromResources(resources, stack ?? "test", graph), settings, waivers };
  return checkGraphs([subject], { ...rest, rules, today: today ?? "2026-11-21" });
}
