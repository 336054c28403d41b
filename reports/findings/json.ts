import type { Finding } from "../../policies/finding";
import { pageOf } from "../../policies/pages/pageOf";
import { fingerprint } from "./fingerprint";
import type { Reporter } from "./reporter";

/** For scripts: `{"findings":[{rule, level, status, org, subject, file, line, message, fix, …}],"summary":{…}}`. */
export const jsonReporter: Reporter = {
  format: "json",
  use: "for scripts",
  render: (result) => `${JSON.stringify({ findings: result.findings.map(jsonFinding), notes: result.notes.map(jsonNote), summary: result.summary }, undefined, 2)}\n`,
};

function jsonFinding(finding: Finding) {
  const { place } = finding;
  return {
    rule: finding.rule,
    level: finding.level,
    status: finding.status,
    org: finding.org,
    subject: finding.subject,
    file: place.kind === "file" ? place.file : null,
    line: place.kind === "file" ? place.line : null,
    message: finding.message,
    fix: finding.fix,
    column: place.kind === "file" ? place.column : null,
    urn: place.kind === "urn" ? place.urn : null,
    property: place.kind === "urn" ? (place.property ?? null) : null,
    key: finding.key,
    cause: finding.cause ?? null,
    severity: finding.severity,
    certainty: finding.certainty,
    refuses: finding.refuses ?? null,
    waiver: finding.waiver ?? null,
    baseline: finding.baseline ?? false,
    page: pageOf(finding),
    fingerprint: fingerprint(finding),
  };
}

function jsonNote(note: Finding) {
  return { kind: note.status, org: note.org, fact: note.key, subject: note.subject, message: note.message, fix: note.fix };
}
