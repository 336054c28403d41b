import { describeOperation } from "../access/catalogue";
import { UserError } from "../access/errors";
import type { RecordingMedia } from "../access/graph/graph";
import { needs, needsToJson, type CallNeeds, type Needs } from "../access/needs";
import { labelled, shownCall } from "./ask/lines";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { list, wrap } from "./frame/text";

/** `genesys-access needs CALL…`: the least that makes the calls possible. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const recordings = invocation.texts("recordings").map(media);
  const answer = needs(invocation.args, { recordings });
  const role = roleName(invocation.text("role"));
  if (invocation.flag("json")) {
    say(io, JSON.stringify({ ...needsToJson(answer), ...(role === undefined ? {} : { component: component(role, answer, recordings), orgFile: orgFileEntry(role, answer) }) }, null, 2));
  } else {
    for (const line of asText(answer, io.columns)) say(io, line);
    if (role !== undefined && answer.role.permissions.length > 0) {
      const indented = (text: string): string[] => text.split("\n").map((line) => `  ${line}`);
      const lines = ["", "As a component:", "", ...indented(component(role, answer, recordings)), "", "In an org file, below config:", "", ...indented(orgFileEntry(role, answer))];
      for (const line of lines) say(io, line);
    }
  }
  return answer.calls.every((call) => call.known) ? exit.good : exit.findings;
}

function roleName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const name = text.replace(/\s+/g, " ").trim();
  if (name === "") throw new UserError({ what: "the role has no name", where: "--role", next: "a name, such as --role recording-reader." });
  return name;
}

function media(text: string): RecordingMedia {
  if (text === "screen" || text === "audio") return text;
  throw new UserError({ what: `there is no recording medium ${JSON.stringify(text)}`, where: "--recordings", next: "screen or audio." });
}

const width = 13;

function asText(answer: Needs, columns: number): string[] {
  const lines: string[] = [];
  const add = (label: string, text: string): void => void lines.push(...labelled(label, text, width, columns));
  for (const call of answer.calls) {
    if (!call.known || call.operation === undefined) {
      lines.push(...wrap(`There is no call ${shownCall(call.call)}${call.why === undefined ? "" : `: ${call.why}`}.`, columns, 2));
      // A call stays on its line, so that it can be copied.
      call.nearest.forEach((near, index) => lines.push(`  ${(index === 0 ? "nearest" : "").padEnd(width)}${near}`));
      lines.push("");
      continue;
    }
    lines.push(...wrap(describeOperation(call.operation), columns, 2));
    addCall(call, add);
    lines.push("");
  }
  if (answer.calls.every((call) => !call.known)) return lines.slice(0, -1);
  lines.push(answer.role.permissions.length === 0 ? "No permission is declared for this." : "One role for it, with the least power:");
  for (const reason of answer.role.reasons) {
    lines.push(`  ${reason.permission}${reason.certainty === "confirmed" ? "" : ` (${reason.certainty})`}`);
    for (const why of [...new Set(reason.reasons.map((each) => each.why))].sort()) lines.push(...wrap(`    ${why}`, columns, 6));
  }
  add("scopes", `${answer.scopes.length === 0 ? "none stated" : answer.scopes.join(", ")} (only for a token that acts for a user; client credentials ignore scopes)`);
  add("grant types", answer.grantTypes.length === 0 ? "no single grant type can make all of these calls: they need two clients" : answer.grantTypes.join(", "));
  if (answer.certainty !== "confirmed") lines.push(...wrap(`Rests on a fact that is ${answer.certainty}, not confirmed.`, columns));
  lines.push(`Catalogue of ${answer.catalogue.version}.`);
  return lines;
}

function addCall(call: CallNeeds, add: (label: string, text: string) => void): void {
  const permissions = call.permissions;
  if (call.mode !== "none") add("permissions", permissions.length === 1 ? permissions[0] ?? "" : `${call.mode === "ANY" ? "one of" : "all of"} ${permissions.join(", ")}`);
  if (call.scopes.length > 0) add("scopes", list(call.scopes, "or"));
  if (call.grantTypes.length < 5) add("grant types", call.grantTypes.join(", "));
  for (const check of call.serviceChecks) add("second check", `${check.note}: one of ${check.anyOf.join(", ")}, else ${check.code}`);
  if (call.divisions.text !== "") add("divisions", call.divisions.text);
  for (const other of call.alsoDecides) add(other.kind, other.text);
  if (call.refusals.length > 0) add("refusals", call.refusals.map((refusal) => `${refusal.status} ${refusal.code}`).join(", "));
  if (call.deprecated) add("deprecated", "Genesys Cloud marks this operation as deprecated");
  for (const change of call.changes) add("change", `${change.from ?? "announced, no date"}: ${change.text}`);
  for (const text of call.notes) add("note", text);
}

/** The role as a component of a program. */
function component(name: string, answer: Needs, recordings: readonly RecordingMedia[]): string {
  const calls = answer.calls.filter((call) => call.known).map((call) => `    ${JSON.stringify(call.operation === undefined ? call.call : describeOperation(call.operation))},`);
  return ['import { ServiceAccountRole } from "genesys-access";', "", `new ServiceAccountRole(${JSON.stringify(name)}, {`, "  calls: [", ...calls, "  ],", ...(recordings.length === 0 ? [] : [`  recordings: ${JSON.stringify(recordings)},`]), "});", `// ${answer.role.permissions.join(", ")}`].join("\n");
}

/** A name that YAML reads as text without quotes: no number, no truth value, no date. */
const plainName = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)[A-Za-z][\w-]*(?: [\w-]+)*$/i;

/** The role as an entry under `config:` of an org file. */
function orgFileEntry(name: string, answer: Needs): string {
  const lines = ["genesys-access:roles:", `  ${plainName.test(name) ? name : JSON.stringify(name)}:`, "    permissions:"];
  for (const { permission, reasons } of answer.role.reasons) {
    lines.push(`      - permission: ${permission}`, `        reason: ${JSON.stringify([...new Set(reasons.map((each) => each.call))].join(", "))}`);
  }
  return lines.join("\n");
}
