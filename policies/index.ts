/** The policy engine as a library: rules of one's own, checks in one's own program, tests of both. */
export { checkGraphs, type CheckOptions, type CheckResult, type CheckSubject, type CheckSummary } from "./check";
export { formatBaseline, nextBaseline, parseBaseline, type Baseline } from "./baseline/baseline";
export { customFolder, loadCustomRules } from "./customRules";
export { projectFiles, readProjectPolicies, type ProjectPolicies } from "./projectPolicies";
export { z } from "zod";
export type { Finding, Level, RuleFinding, Severity } from "./finding";
export { asStackPolicy } from "./pack/adapter";
export { servePack, type PackArgs } from "./pack/server";
export { graphFromResources } from "./program/graph";
export { stateSubject } from "./program/stateSubject";
export { allRules } from "./rules";
export { ruleWithOptions, type Rule, type RuleContext, type RuleDescription } from "./rule";
export { noSettings, parseSettings, type Settings } from "./settings/settings";
export * from "./testkit";
export { parseWaivers } from "./waivers/file";
export type { Waiver } from "./waivers/waiver";
