import { describePlace } from "../../access/graph/place";
import { checkGraphs } from "../../policies/check";
import { orgFileToGraph, type OrgFile } from "../../stacks/orgfile";
import { count, wrap } from "../frame/text";
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

/**
 * The violations with file, line and column where the org file has what they are about. In the
 * engine a rule may only know the component; on the org file it knows the line.
 */
export function placed(violations: readonly PolicyViolation[], orgFile: OrgFile): readonly PolicyViolation[] {
  if (violations.length === 0) return violations;
  const result = checkGraphs([{ graph: orgFileToGraph(orgFile) }], { today: new Date().toISOString().slice(0, 10) });
  return violations.map((violation) => {
    const finding = [...result.findings, ...result.notes].find((each) => each.rule === violation.rule && violation.message.includes(each.message) && each.place.kind === "file");
    if (finding === undefined) return violation;
    return { ...violation, message: violation.message.replace(/^where: .*$/m, `where: ${describePlace(finding.place)} (${finding.subject})`), at: describePlace(finding.place) };
  });
}

/** What the policy pack said, the gravest first, as text; facts that could be stated are only counted. */
export function findingsText(violations: readonly PolicyViolation[], org: string, columns: number): string[] {
  const lines: string[] = [];
  for (const violation of byWeight(violations)) {
    if (isUnstated(violation)) continue;
    const where = violation.urn === undefined || violation.urn === "" ? "" : ` (${urnName(violation.urn)})`;
    lines.push(`[${violation.level}] ${violation.rule}${where}`);
    for (const line of violation.message.trim().split("\n")) lines.push(...wrap(`  ${line}`, columns, 2 + (/^\s*/.exec(line)?.[0].length ?? 0)));
    lines.push("");
  }
  const unstated = violations.filter(isUnstated).length;
  if (unstated > 0) {
    const text = `Not stated: ${count(unstated, "fact")} that the org file could state and the rules could use (npx genesys-access check ${org})`;
    lines.push(...wrap(text, columns, 12));
  }
  return lines;
}

function byWeight(violations: readonly PolicyViolation[]): readonly PolicyViolation[] {
  const order = (violation: PolicyViolation): number => (violation.level === "mandatory" ? 0 : isUnstated(violation) ? 2 : 1);
  return [...violations].sort((a, b) => order(a) - order(b) || compare(a.rule, b.rule) || compare(a.message, b.message) || compare(a.urn ?? "", b.urn ?? ""));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The findings for scripts. */
export function findingsJson(violations: readonly PolicyViolation[]): unknown {
  return byWeight(violations).map(({ rule, level, message, urn, pack, at }) => ({ rule, level, message, urn, pack, at }));
}
