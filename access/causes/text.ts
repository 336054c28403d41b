import { heading, hanging, paragraph } from "../lines";
import { type Cause, type Stage, stages } from "./cause";

/** What a stage is about, for headings. */
export const stageTitles: Readonly<Record<Stage, string>> = {
  address: "Where the request goes",
  token: "Getting a token",
  identity: "Who calls, and from where",
  endpoint: "What is called",
  scope: "Scopes of user tokens",
  permission: "Permissions",
  division: "Divisions",
  service: "What the service behind checks itself",
  outside: "Answers that are not Genesys Cloud's",
  grants: "Making clients, roles and grants",
  text: "Beside the point",
};

/** How a cause can be found out, in words. */
export const detectionWords: Readonly<Record<Cause["detectable"], string>> = {
  program: "in the org file or program",
  live: "with reads of the live org",
  run: "only while calling",
  never: "not by a machine",
};

/** The list of all causes for a person: plain text of at most 80 columns. */
export function renderCauseList(causes: readonly Cause[]): string {
  const lines: string[] = [];
  for (const stage of stages) {
    const here = causes.filter((cause) => cause.stage === stage);
    if (here.length === 0) continue;
    if (lines.length > 0) lines.push("");
    lines.push(heading(stageTitles[stage]));
    for (const cause of here) lines.push(...hanging(`  ${cause.id.padEnd(34)} `, cause.title));
  }
  return `${lines.join("\n")}\n`;
}

/** One cause with everything that is known of it: plain text of at most 80 columns. */
export function renderCause(cause: Cause): string {
  const lines: string[] = [...paragraph(`${cause.title} [${cause.id}]`), ""];
  lines.push(...paragraph(cause.configuration), "", heading("What the caller sees"));
  for (const seen of cause.seen) {
    const parts = [seen.status === undefined ? "" : String(seen.status), seen.code ?? ""].filter((part) => part !== "").join(" ");
    const more = [seen.message === undefined ? "" : `"${seen.message}"`, seen.note ?? ""].filter((part) => part !== "").join("; ");
    lines.push(...hanging("- ", [parts, more].filter((part) => part !== "").join(": ")));
  }
  lines.push("", heading("What people believe, and what holds"));
  for (const { belief, truth } of cause.beliefs) lines.push(...hanging("- ", `${belief} -> ${truth}`));
  lines.push("", heading("Fix"), ...paragraph(cause.fix.sentence), ...hanging("Where: ", cause.fix.menu));
  if (cause.fix.orgFile !== undefined)
    lines.push("", "In an org file, below `config:`", ...cause.fix.orgFile.split("\n").map((line) => `  ${line}`));
  lines.push("", heading("To prove it"));
  for (const line of cause.prove) lines.push(`  ${line}`);
  lines.push("", ...hanging("Known: ", `${cause.certainty}. ${cause.source}. Can be found out ${detectionWords[cause.detectable]}.`));
  lines.push(...hanging("Mixed up with: ", cause.near.join(", ")));
  return `${lines.join("\n")}\n`;
}
