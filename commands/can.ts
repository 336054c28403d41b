import { catalogue } from "../access/catalogue";
import { describeOperation } from "../access/catalogue";
import { createDecider, type Decision } from "../access/decide";
import { describePlace } from "../access/graph/place";
import { askedOrg, callMistake, findDivision } from "./ask/org";
import { findPrincipal } from "./ask/principal";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { wrap } from "./frame/text";

/** `genesys-access can PRINCIPAL CALL`: the decision, and the chain that makes it. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const [who = "", call = ""] = invocation.args;
  const graph = askedOrg(invocation.text("org"), io);
  const { principal } = findPrincipal(graph, who);
  const resolved = catalogue().resolve(call);
  if (!resolved.known) throw callMistake(call, resolved.nearest, resolved.why);
  const divisionName = invocation.text("division");
  const division = divisionName === undefined ? undefined : findDivision(graph, divisionName);
  const decision = createDecider(graph).decide(principal, resolved.operation, division);
  if (invocation.flag("json")) say(io, JSON.stringify(asJson(decision, who, resolved.operation.id, graph.org.name), null, 2));
  else for (const line of asText(decision, who, describeOperation(resolved.operation), divisionName, io.columns)) say(io, line);
  return decision.decision === "allowed" ? exit.good : exit.findings;
}

function asText(decision: Decision, who: string, call: string, division: string | undefined, columns: number): string[] {
  const where = division === undefined ? "" : ` in ${division}`;
  const head = { allowed: "Allowed", refused: "Refused", undecided: "Undecided" }[decision.decision];
  const lines = wrap(`${head}: ${who} ${decision.decision === "refused" ? "may not call" : "may call"} ${call}${where}${decision.decision === "undecided" ? "?" : ""}`, columns, 2);
  if (decision.decision === "refused") {
    lines.push(...wrap(`  ${decision.refusal.status} ${decision.refusal.code}: ${decision.refusal.message}`, columns, 4));
    lines.push(`  Cause: ${decision.refusal.cause} (genesys-access causes ${decision.refusal.cause})`);
  }
  if (decision.decision === "undecided") lines.push(...wrap(`  Not known: ${decision.unknown}`, columns, 4));
  lines.push("");
  const kinds = Math.max(...decision.reasons.map((reason) => reason.kind.length), 0);
  for (const reason of decision.reasons) {
    lines.push(...wrap(`  ${reason.kind.padEnd(kinds)}  ${reason.text}`, columns, kinds + 4));
    if (reason.place !== undefined) lines.push(`${" ".repeat(kinds + 4)}${describePlace(reason.place)}`);
  }
  if (decision.certainty !== "confirmed") lines.push("", ...wrap(`Rests on a fact that is ${decision.certainty}, not confirmed.`, columns));
  return lines;
}

function asJson(decision: Decision, principal: string, call: string, org: string): unknown {
  return {
    org,
    principal,
    call,
    decision: decision.decision,
    ...(decision.decision === "refused"
      ? { status: decision.refusal.status, code: decision.refusal.code, message: decision.refusal.message, cause: decision.refusal.cause, refusal: decision.refusal }
      : {}),
    ...(decision.decision === "undecided" ? { unknown: decision.unknown } : {}),
    certainty: decision.certainty,
    reasons: decision.reasons.map((reason) => ({ kind: reason.kind, text: reason.text, ...(reason.place === undefined ? {} : { at: describePlace(reason.place) }) })),
  };
}
