import type { CheckResult } from "../check";
import type { Finding } from "../finding";

/** What a finding must be like. Texts must be contained; a regular expression must match. */
export interface Expected {
  readonly rule: string;
  readonly status?: Finding["status"];
  readonly level?: Finding["level"];
  readonly key?: string;
  readonly subject?: string;
  readonly message?: string | RegExp;
  readonly fix?: string | RegExp;
}

/**
 * Asserts that a check has a finding like this one, and returns it.
 * @throws Error that shows what was found instead
 */
export function assertFinds(result: CheckResult, expected: Expected): Finding {
  const all = [...result.findings, ...result.notes];
  const found = all.find((finding) => isLike(finding, expected));
  if (found !== undefined) return found;
  const same = all.filter(({ rule }) => rule === expected.rule);
  const shown = (same.length > 0 ? same : all).map(describe).join("\n");
  throw new Error(`Expected a finding like ${JSON.stringify(expected, showPattern)}, but ${shown === "" ? "nothing was found." : `found:\n${shown}`}`);
}

/**
 * Asserts that a check found nothing: nothing at all, nothing of one rule, or nothing mandatory.
 * @throws Error that shows what was found
 */
export function assertClean(result: CheckResult, of: { readonly rule?: string; readonly level?: Finding["level"] } = {}): void {
  const found = result.findings.filter(
    (finding) => finding.status !== "waived" && (of.rule === undefined || finding.rule === of.rule) && (of.level === undefined || finding.level === of.level),
  );
  if (found.length > 0) throw new Error(`Expected no findings, but found:\n${found.map(describe).join("\n")}`);
}

function isLike(finding: Finding, expected: Expected): boolean {
  const holds = (text: string, wanted: string | RegExp | undefined): boolean =>
    wanted === undefined || (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text));
  return (
    finding.rule === expected.rule &&
    (expected.status === undefined || finding.status === expected.status) &&
    (expected.level === undefined || finding.level === expected.level) &&
    (expected.key === undefined || finding.key === expected.key) &&
    (expected.subject === undefined || finding.subject === expected.subject) &&
    holds(finding.message, expected.message) &&
    holds(finding.fix, expected.fix)
  );
}

function describe(finding: Finding): string {
  return `  ${finding.rule} (${finding.status}, ${finding.level}) ${finding.key}: ${finding.message}`;
}

function showPattern(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? String(value) : value;
}
