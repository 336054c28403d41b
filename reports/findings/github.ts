import type { Finding } from "../../policies/finding";
import { pageOf } from "../../policies/pages/pageOf";
import type { Reporter } from "./reporter";
import { counts, verdict } from "./summary";

/** For GitHub Actions: workflow commands that show each finding at its line of the pull request. */
export const githubReporter: Reporter = {
  format: "github",
  use: "for annotations in GitHub Actions",
  render: (result) => {
    const open = result.findings.filter(({ status }) => status !== "waived");
    return [...open.map((finding) => annotation(finding, result.summary.strict)), `${counts(result)}. ${verdict(result)}`, ""].join("\n");
  },
};

function annotation(finding: Finding, strict: boolean): string {
  const fails = finding.level === "mandatory" && (strict || finding.status !== "undecided");
  const command = fails ? "error" : "warning";
  const { place } = finding;
  const properties = [
    ...(place.kind === "file" ? [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`] : []),
    `title=${property(`${finding.rule} (${finding.level})`)}`,
  ];
  const where = place.kind === "urn" ? ` (${place.urn})` : "";
  const refused = finding.refuses === undefined ? "" : `\nRefused: ${finding.refuses.call} would answer ${finding.refuses.status} ${finding.refuses.code}`;
  return `::${command} ${properties.join(",")}::${data(`${finding.org}: ${finding.message}${where}${refused}\nFix: ${finding.fix}\nMore: ${pageOf(finding)}`)}`;
}

function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
