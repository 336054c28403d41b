import { catalogue, describeOperation } from "../access/catalogue";
import { createDecider, type Decision } from "../access/decide";
import { reasonLines, reasonsJson } from "./ask/lines";
import { askedAbout, callMistake, findDivision } from "./ask/org";
import { findPrincipal, interestInPrincipal } from "./ask/principal";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { wrap } from "./frame/text";

/** `genesys-access can PRINCIPAL CALL`: the decision, and the chain that makes it. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const [who = "", call = ""] = invocation.args;
  const resolved = catalogue().resolve(call);
  const { graph, file, live } = await askedAbout(invocation, io, () => interestInPrincipal(who));
  const { principal, media, name } = findPrincipal(graph, who, file);
  if (!resolved.known) throw callMistake(call, resolved.nearest, resolved.why);
  const divisionName = invocation.text("division");
  const division = divisionName === undefined ? undefined : findDivision(graph, divisionName);
  const decided = createDecider(graph).decide(principal, resolved.operation, division, media === undefined ? undefined : { media });
  const shown = live === undefined ? undefined : await import("./ask/live");
  const decision = shown === undefined ? decided : shown.tempered(decided, live);
  if (invocation.flag("json")) {
    const answer = asJson(decision, name, resolved.operation.id, graph.org.name);
    say(io, JSON.stringify({ ...answer, ...shown?.liveJson(live) }, null, 2));
  } else {
    for (const line of asText(decision, name, describeOperation(resolved.operation), divisionName, io.columns)) say(io, line);
    if (live !== undefined) for (const line of shown?.liveLines(live, io.columns) ?? []) say(io, line);
  }
  return decision.decision === "allowed" ? exit.good : exit.findings;
}

function asText(decision: Decision, who: string, call: string, division: string | undefined, columns: number): string[] {
  const where = division === undefined ? "" : ` in ${division}`;
  const head = { allowed: "Allowed", refused: "Refused", undecided: "Undecided" }[decision.decision];
  const verb = { allowed: "may call", refused: "may not call", undecided: "may perhaps call" }[decision.decision];
  const lines = wrap(`${head}: ${who} ${verb} ${call}${where}`, columns, 2);
  if (decision.decision === "refused") {
    const { status, code, message, cause } = decision.refusal;
    lines.push(...wrap(`  ${status} ${code}: ${message}`, columns, 4), `  Cause: ${cause} (npx genesys-access causes ${cause})`);
  }
  if (decision.decision === "undecided") lines.push(...wrap(`  Not known: ${decision.unknown}`, columns, 4));
  lines.push("", ...reasonLines(decision.reasons, columns));
  if (decision.certainty !== "confirmed") lines.push("", ...wrap(`Rests on a fact that is ${decision.certainty}, not confirmed.`, columns));
  return lines;
}

function asJson(decision: Decision, principal: string, call: string, org: string): object {
  return {
    org,
    principal,
    call,
    decision: decision.decision,
    ...(decision.decision === "refused"
      ? { status: decision.refusal.status, code: decision.refusal.code, message: decision.refusal.message, cause: decision.refusal.cause, refusal: decision.refusal }
      : { status: null, code: null }),
    ...(decision.decision === "undecided" ? { unknown: decision.unknown } : {}),
    certainty: decision.certainty,
    reasons: reasonsJson(decision.reasons),
  };
}
