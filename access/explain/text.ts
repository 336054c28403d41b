import { heading, hanging, paragraph } from "../lines";
import type { Explanation } from "./explanation";

/** An explanation for a person: plain text of at most 80 columns, without colour. */
export function renderExplanation(explanation: Explanation): string {
  const lines: string[] = [];
  lines.push(...paragraph(explanation.summary));
  explanation.causes.forEach((cause, index) => {
    lines.push("", ...hanging(`${index + 1}. `, `${cause.title} [${cause.id}], ${cause.certainty}`));
    for (const evidence of cause.evidence) lines.push(...hanging("   because  ", evidence));
    for (const against of cause.against) lines.push(...hanging("   although ", against));
    lines.push(...hanging("   fix      ", cause.fix));
    if (cause.orgFile !== undefined && index === 0) lines.push("", ...cause.orgFile.split("\n").map((line) => `     ${line}`), "");
    for (const prove of index < 3 ? cause.prove.slice(0, 2) : []) lines.push(...hanging("   prove    ", prove, false));
  });
  if (explanation.notTheCause.length > 0) {
    lines.push("", heading("Not the cause"));
    for (const { claim, why } of explanation.notTheCause) lines.push(...hanging("- ", `${claim} ${why}`));
  }
  if (explanation.unknownNames.length > 0) {
    lines.push("", heading("Does not exist"));
    for (const { kind, name, nearest } of explanation.unknownNames) {
      lines.push(...hanging("- ", `${kind} ${name}`));
      for (const near of nearest) lines.push(...hanging("    -> ", near.does === "" ? near.name : `${near.name} (${near.does})`));
    }
  }
  if (explanation.notes.length > 0) {
    lines.push("", heading("Notes"));
    for (const note of explanation.notes) lines.push(...hanging("- ", note));
  }
  return `${lines.join("\n")}\n`;
}

/** The explanation as scripts get it: the names of its fields stay. */
export function explanationToJson(explanation: Explanation): unknown {
  return explanation;
}
