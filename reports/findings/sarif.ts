import type { Log, ReportingDescriptor, Result } from "sarif";
import type { Finding, Severity } from "../../policies/finding";
import { pageOf } from "../../policies/pages/pageOf";
import type { Rule } from "../../policies/rule";
import type { CheckResult } from "../../policies/check";
import { fingerprint } from "./fingerprint";
import type { Reporter } from "./reporter";

/** For code scanning: SARIF 2.1.0 with file and line, fingerprints, severities; waived findings are suppressed results. */
export const sarifReporter: Reporter = {
  format: "sarif",
  use: "for code scanning (SARIF 2.1.0)",
  render: (result, options = {}) => {
    const index = new Map(result.rules.map((rule, position) => [rule.id, position]));
    const log: Log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "genesys-access",
              ...(options.version === undefined ? {} : { version: options.version, semanticVersion: options.version }),
              rules: result.rules.map(descriptor),
            },
          },
          originalUriBaseIds: { PROJECTROOT: { description: { text: "The folder of Pulumi.yaml." } } },
          columnKind: "utf16CodeUnits",
          results: result.findings.map((finding) => sarifResult(finding, index.get(finding.rule), result.summary.strict)),
          invocations: [{ executionSuccessful: result.summary.broken + result.summary.unreadable === 0, exitCode: exitCode(result) }],
        },
      ],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  },
};

/** Scores by which GitHub calls a finding critical (9 and more), high (7), medium (4) or low. */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

function descriptor(rule: Rule): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.fix} See ${pageOf(rule)}.`, markdown: `${rule.fix}\n\nSee ${pageOf(rule)}.` },
    defaultConfiguration: { level: rule.defaultLevel === "mandatory" ? "error" : "warning" },
    properties: {
      "security-severity": scores[rule.severity],
      precision: rule.certainty === "confirmed" ? "very-high" : rule.certainty === "likely" ? "high" : "medium",
      tags: ["security", "access", ...(rule.cause === undefined ? ["hygiene"] : [rule.cause])],
    },
  };
}

function sarifResult(finding: Finding, ruleIndex: number | undefined, strict: boolean): Result {
  const { place } = finding;
  const refused = finding.refuses === undefined ? "" : ` ${finding.refuses.call} would answer ${finding.refuses.status} ${finding.refuses.code}.`;
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: finding.level === "mandatory" && (strict || finding.status !== "undecided") ? "error" : "warning",
    kind: "fail",
    message: { text: `${finding.message}${refused} Fix: ${finding.fix}` },
    locations: [
      {
        ...(place.kind === "file"
          ? {
              physicalLocation: {
                artifactLocation: { uri: uriOf(place.file), ...(isRelative(place.file) ? { uriBaseId: "PROJECTROOT" } : {}) },
                region: { startLine: place.line, startColumn: place.column },
              },
            }
          : {}),
        logicalLocations: [logical(finding)],
      },
    ],
    partialFingerprints: { "findingKey/v1": fingerprint(finding) },
    ...(finding.status === "waived" ? { suppressions: [suppression(finding)] } : {}),
    properties: { org: finding.org, status: finding.status, key: finding.key, certainty: finding.certainty },
  };
}

function logical(finding: Finding) {
  const { place } = finding;
  if (place.kind === "urn") return { fullyQualifiedName: place.urn, name: finding.subject, kind: "resource" };
  if (place.kind === "live") return { fullyQualifiedName: place.path, name: finding.subject, kind: "object" };
  return { name: finding.subject, kind: "object" };
}

function suppression(finding: Finding) {
  const { waiver } = finding;
  return {
    kind: "external" as const,
    status: "accepted" as const,
    justification: waiver === undefined ? "In the baseline." : `${waiver.reason} (${waiver.owner}${waiver.approvedBy === undefined ? "" : `, approved by ${waiver.approvedBy}`}, until ${waiver.expires})`,
  };
}

function isRelative(file: string): boolean {
  return !file.startsWith("/") && !/^[A-Za-z]:/.test(file);
}

function uriOf(file: string): string {
  const path = file.split("\\").join("/").split("/").map(encodeURIComponent).join("/").replace(/%3A/g, ":");
  return isRelative(file) ? path : `file://${path.startsWith("/") ? "" : "/"}${path}`;
}

/** What `check` ends with. */
function exitCode({ summary }: CheckResult): number {
  if (summary.unreadable > 0) return 2;
  return summary.failed ? 1 : 0;
}
