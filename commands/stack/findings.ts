import { wrap } from "../frame/text";
import { urnName, type PolicyViolation, type RunView } from "./events";

/** Violations that stop the run. */
export function mandatory(view: RunView): readonly PolicyViolation[] {
  return view.violations.filter((violation) => violation.level === "mandatory");
}

/** Whether a run failed because of the policy pack and for no other reason. */
export function stoppedByPolicy(view: RunView): boolean {
  return mandatory(view).length > 0 && view.diagnostics.every((diagnostic) => diagnostic.severity !== "error" || saysNoMore(diagnostic.message));
}

/** What the engine says of a run that the pack stopped: that it failed, or that a policy did it. */
function saysNoMore(message: string): boolean {
  return /^(preview|update|resource) failed\.?$/i.test(message) || /polic/i.test(message);
}

/** True for a fact that the org file could state and does not, which is no fault. */
export function isUnstated(violation: PolicyViolation): boolean {
  return violation.message.startsWith("Not stated:");
}

/** What the policy pack said, the gravest first, as text. */
export function findingsText(violations: readonly PolicyViolation[], columns: number): string[] {
  const order = (violation: PolicyViolation): number => (violation.level === "mandatory" ? 0 : 1);
  const sorted = [...violations].sort((a, b) => order(a) - order(b) || compare(a.rule, b.rule) || compare(a.message, b.message) || compare(a.urn ?? "", b.urn ?? ""));
  const lines: string[] = [];
  for (const violation of sorted) {
    const where = violation.urn === undefined || violation.urn === "" ? "" : ` (${urnName(violation.urn)})`;
    lines.push(`[${violation.level}] ${violation.rule}${where}`);
    for (const line of violation.message.trim().split("\n")) lines.push(...wrap(`  ${line}`, columns, 2 + (/^\s*/.exec(line)?.[0].length ?? 0)));
    lines.push("");
  }
  return lines;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The findings for scripts. */
export function findingsJson(violations: readonly PolicyViolation[]): unknown {
  return violations.map(({ rule, level, message, urn, pack }) => ({ rule, level, message, urn, pack }));
}
