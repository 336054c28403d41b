import { describePlace } from "../../access/graph/place";
import type { Finding } from "../../policies/finding";
import type { Reporter } from "./reporter";

/** For CI systems that show tests: one suite per org, one case per finding, and one per rule that found nothing. */
export const junitReporter: Reporter = {
  format: "junit",
  use: "for CI systems that show test results",
  render: (result) => {
    const orgs = [...new Set([...result.findings.map(({ org }) => org), ...result.checked])].sort();
    const suites = orgs.map((org) => suite(org, result.findings.filter((finding) => finding.org === org), result.rules.map(({ id }) => id), result.summary.strict));
    const failures = suites.reduce((sum, { failures: count }) => sum + count, 0);
    const tests = suites.reduce((sum, { tests: count }) => sum + count, 0);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="genesys-access" tests="${tests}" failures="${failures}">`,
      ...suites.flatMap(({ lines }) => lines),
      "</testsuites>",
      "",
    ].join("\n");
  },
};

function suite(org: string, findings: readonly Finding[], rules: readonly string[], strict: boolean) {
  const clean = rules.filter((rule) => !findings.some((finding) => finding.rule === rule));
  const fails = (finding: Finding): boolean =>
    finding.level === "mandatory" && (finding.status === "violation" || (finding.status === "undecided" && strict));
  const failures = findings.filter(fails).length;
  const skipped = findings.filter(({ status }) => status === "waived").length;
  const tests = findings.length + clean.length;
  const lines = [
    `  <testsuite name="${escape(org)}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}">`,
    ...findings.flatMap((finding) => testCase(org, finding, fails(finding))),
    ...clean.map((rule) => `    <testcase classname="${escape(`${org}.${rule}`)}" name="${escape(rule)}"/>`),
    "  </testsuite>",
  ];
  return { lines, tests, failures };
}

function testCase(org: string, finding: Finding, failed: boolean): readonly string[] {
  const start = `    <testcase classname="${escape(`${org}.${finding.rule}`)}" name="${escape(`${finding.rule}: ${finding.key}`)}"${fileOf(finding)}>`;
  const text = [finding.message, `where: ${describePlace(finding.place)}`, `fix: ${finding.fix}`].join("\n");
  const body =
    finding.status === "waived"
      ? [`      <skipped message="${escape(finding.waiver?.reason ?? "in the baseline")}"/>`]
      : failed
        ? [`      <failure type="${escape(finding.level)}" message="${escape(finding.message)}">${escape(text)}</failure>`]
        : [`      <system-out>${escape(`${finding.status === "undecided" ? "undecided" : finding.level}: ${text}`)}</system-out>`];
  return [start, ...body, "    </testcase>"];
}

function fileOf({ place }: Finding): string {
  return place.kind === "file" ? ` file="${escape(place.file)}" line="${place.line}"` : "";
}

/** Text for XML; control characters that XML cannot carry are left out. */
function escape(text: string): string {
  return (
    text
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/\n/g, "&#10;")
  );
}
