import { describePlace } from "../../access/graph/place";
import type { CheckResult } from "../../policies/check";
import type { Finding } from "../../policies/finding";
import { pageOf } from "../../policies/pages/pageOf";
import type { Reporter, ReportOptions } from "./reporter";
import { sentence } from "./summary";
import { wrap } from "./wrap";

/** For people in a terminal: readable without colour and in 80 columns. */
export const textReporter: Reporter = {
  format: "text",
  use: "for people, in a terminal",
  render: (result, options = {}) => {
    const lines: string[] = [];
    const open = result.findings.filter(({ status }) => status !== "waived");
    for (const org of [...new Set(open.map((finding) => finding.org))]) {
      lines.push(org, "");
      for (const finding of open.filter((each) => each.org === org)) lines.push(...findingLines(finding, options), "");
    }
    lines.push(...waivedLines(result, options), ...noteLines(result, options), ...sentence(result, columnsOf(options)));
    return `${lines.join("\n")}\n`;
  },
};

function columnsOf(options: ReportOptions): number {
  return Math.max(40, options.columns ?? 80);
}

const colours = { mandatory: "31", advisory: "33", undecided: "35" } as const;

function findingLines(finding: Finding, options: ReportOptions): readonly string[] {
  const columns = columnsOf(options);
  const label = finding.status === "undecided" ? "undecided" : finding.level;
  const shown = options.colour === true ? `\u001b[${colours[label]}m${label}\u001b[0m` : label;
  const field = (name: string, text: string): readonly string[] => {
    const [first = "", ...rest] = wrap(text, columns, 13);
    return [`    ${`${name}:`.padEnd(9)}${first.trimStart()}`, ...rest];
  };
  return [
    `  ${shown}  ${finding.rule}  (${finding.severity}${finding.certainty === "confirmed" ? "" : `, the fact is ${finding.certainty}`})`,
    ...wrap(finding.message, columns, 4),
    ...field("where", `${describePlace(finding.place)} (${finding.subject})`),
    ...(finding.refuses === undefined ? [] : field("refused", `${finding.refuses.call} would answer ${finding.refuses.status} ${finding.refuses.code}`)),
    ...field("fix", finding.fix),
    ...field("more", pageOf(finding)),
    ...field("key", finding.key),
  ];
}

function waivedLines(result: CheckResult, options: ReportOptions): readonly string[] {
  const waived = result.findings.filter(({ status }) => status === "waived");
  if (waived.length === 0) return [];
  const lines = waived.flatMap((finding) => {
    const why = finding.waiver === undefined ? "in the baseline" : `until ${finding.waiver.expires}, ${finding.waiver.owner}${finding.waiver.approvedBy === undefined ? "" : `, approved by ${finding.waiver.approvedBy}`}: ${finding.waiver.reason}`;
    return wrap(`${finding.org}: ${finding.rule} "${finding.key}" (${why})`, columnsOf(options), 2);
  });
  return [`${waived.some(({ baseline }) => baseline === true) ? "Waived or in the baseline" : "Waived"} (${waived.length})`, ...lines, ""];
}

function noteLines(result: CheckResult, options: ReportOptions): readonly string[] {
  const lines = (status: Finding["status"], title: string): readonly string[] => {
    const notes = result.notes.filter((finding) => finding.status === status);
    if (notes.length === 0) return [];
    const byText = new Map<string, { note: Finding; orgs: string[] }>();
    for (const note of notes) {
      const key = `${note.message} ${note.fix}`;
      const entry = byText.get(key) ?? { note, orgs: [] };
      entry.orgs.push(note.org);
      byText.set(key, entry);
    }
    const shown = [...byText.values()].flatMap(({ note, orgs }) => wrap(`${orgs.join(", ")}: ${note.message} ${note.fix}`, columnsOf(options), 2));
    return [`${title} (${byText.size})`, ...shown, ""];
  };
  return [...lines("unstated", "Could be stated, and is not"), ...lines("unchecked", "Known to the live org only, not checked here")];
}
