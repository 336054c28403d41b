import { count } from "../frame/text";
import type { Phase, ResourceStep, RunView } from "./events";

/** Words for resource types; a type that is not ours keeps the last part of its token. */
const typeWords: Readonly<Record<string, string>> = {
  "genesyscloud:index/oauthClient:OauthClient": "OAuth client",
  "genesyscloud:index/authRole:AuthRole": "role",
  "genesyscloud:index/authDivision:AuthDivision": "division",
  "genesyscloud:index/group:Group": "group",
  "genesyscloud:index/groupRoles:GroupRoles": "grants of group",
  "genesyscloud:index/user:User": "user",
  "genesyscloud:index/userRoles:UserRoles": "grants of user",
};

/** A resource type for people. */
export function typeWord(type: string): string {
  return typeWords[type] ?? type.split(":").pop() ?? type;
}

/** True for what exists in Genesys Cloud; components, providers and the stack only exist in the program. */
export function isReal(type: string): boolean {
  return type.startsWith("genesyscloud:");
}

const marks: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-", replace: "±", import: "=", refresh: "~", read: "<" };

/** Steps of a phase that change something in the org, in a stable order. */
export function changedSteps(phase: Phase): readonly ResourceStep[] {
  return [...phase.steps.values()]
    .filter((step) => isReal(step.type) && step.operation !== "same" && step.operation !== "read" && step.operation !== "other")
    .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** One line per step: `+ role  servicenow`, with the properties that differ. */
export function describeStep(step: ResourceStep): string {
  const properties = step.operation === "update" || step.operation === "replace" ? step.properties : [];
  return `${marks[step.operation] ?? "?"} ${typeWord(step.type)} ${step.name}${properties.length === 0 ? "" : ` (${properties.join(", ")})`}${step.state === "failed" ? ": failed" : ""}`;
}

const verbs: Readonly<Record<string, readonly [future: string, past: string]>> = {
  create: ["to create", "created"],
  update: ["to change", "changed"],
  replace: ["to replace", "replaced"],
  delete: ["to delete", "deleted"],
  import: ["to import", "imported"],
  refresh: ["to refresh", "refreshed"],
};

/** `5 to create, 1 to change`, or `nothing to change`; only what exists in the org counts. */
export function describeChanges(phase: Phase, tense: "future" | "past"): string {
  const counts = countChanges(phase, tense === "past");
  const parts = Object.entries(verbs).flatMap(([operation, words]) => {
    const n = counts[operation] ?? 0;
    return n === 0 ? [] : [`${n} ${words[tense === "future" ? 0 : 1]}`];
  });
  if (parts.length > 0) return parts.join(", ");
  return tense === "future" ? "nothing to change" : "nothing changed";
}

/** Number of changed objects by operation. */
export function countChanges(phase: Phase, finishedOnly = false): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const step of changedSteps(phase)) {
    if (finishedOnly && step.state !== "done") continue;
    counts[step.operation] = (counts[step.operation] ?? 0) + 1;
  }
  return counts;
}

/** Remarks of engine, program and provider that a person should see, without those that only matter to the engine. */
export function remarks(view: RunView): readonly string[] {
  return view.diagnostics
    .filter((diagnostic) => diagnostic.severity === "warning")
    .map((diagnostic) => diagnostic.message.replace(/^warning:\s*/i, "").trim())
    .filter((message) => !/pending operations from previous deployment|PULUMI_DEBUG_COMMANDS|A new version of Pulumi/i.test(message));
}

const deployerRoles = /^(?:info:\s*)?Deployer roles: (.*)$/s;

/** What the provider granted to the deployer and took back, as it says itself. */
export function borrowed(view: RunView): readonly string[] {
  return view.diagnostics.flatMap((diagnostic) => {
    const match = deployerRoles.exec(diagnostic.message);
    return diagnostic.severity === "info" && match?.[1] !== undefined ? [match[1].trim()] : [];
  });
}

/** `4 objects`. */
export function objects(n: number): string {
  return count(n, "object");
}
