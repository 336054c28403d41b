import { describePlace } from "../../access/graph/place";
import type { Finding } from "../../policies/finding";
import { pageOf } from "../../policies/pages/pageOf";
import type { Reporter } from "./reporter";
import { counts, sentence } from "./summary";

/** For a comment on a pull request, or a job's summary. */
export const markdownReporter: Reporter = {
  format: "markdown",
  use: "for pull requests and job summaries",
  render: (result) => {
    const open = result.findings.filter(({ status }) => status !== "waived");
    const waived = result.findings.filter(({ status }) => status === "waived");
    const lines = [`## Access check: ${result.summary.failed ? "failed" : "passed"}`, "", `${counts(result)}.`, ""];
    for (const org of [...new Set(open.map((finding) => finding.org))]) {
      lines.push(`### ${inline(org)}`, "");
      for (const finding of open.filter((each) => each.org === org)) lines.push(...findingLines(finding), "");
    }
    if (waived.length > 0) {
      lines.push(`<details><summary>${waived.length} waived</summary>`, "", "| org | rule | finding | until | owner | approved by | reason |", "|---|---|---|---|---|---|---|");
      for (const { org, rule, key, waiver } of waived) {
        lines.push(`| ${[org, rule, key, waiver?.expires ?? "baseline", waiver?.owner ?? "", waiver?.approvedBy ?? "", waiver?.reason ?? ""].map(cell).join(" | ")} |`);
      }
      lines.push("", "</details>", "");
    }
    if (result.notes.length > 0) {
      lines.push(`<details><summary>${result.notes.length} not stated or not checked here</summary>`, "");
      for (const note of result.notes) lines.push(`- ${inline(note.org)}: ${inline(note.message)} ${inline(note.fix)}`);
      lines.push("", "</details>", "");
    }
    lines.push(...sentence(result, Number.POSITIVE_INFINITY).map(inline));
    return `${lines.join("\n")}\n`;
  },
};

function findingLines(finding: Finding): readonly string[] {
  const label = finding.status === "undecided" ? "undecided" : finding.level;
  return [
    `- **${label}** [\`${finding.rule}\`](${pageOf(finding)}) (${finding.severity}) in ${code(describePlace(finding.place))}, ${inline(finding.subject)}`,
    `  ${inline(finding.message)}`,
    ...(finding.refuses === undefined ? [] : [`  Refused: ${code(finding.refuses.call)} would answer ${finding.refuses.status} ${code(finding.refuses.code)}.`]),
    `  Fix: ${inline(finding.fix)}`,
    `  Key: ${code(finding.key)}`,
  ].map((line, index) => (index === 0 ? line : `${line}  `));
}

/** Text that must not become markup: what a person wrote in an org file stands in these reports. Code spans of ours stay. */
function inline(text: string): string {
  return text
    .split(/(`[^`\n]*`)/)
    .map((part) => (part.startsWith("`") && part.endsWith("`") && part.length > 1 ? part : part.replace(/[\\*_[\]<>|#~]/g, "\\$&").replace(/\n/g, " ")))
    .join("");
}

function cell(text: string): string {
  return inline(text).replace(/`[^`]*\|[^`]*`/g, (span) => span.replace(/\|/g, "\\|"));
}

function code(written: string): string {
  const text = written.replace(/\s+/g, " ");
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}
