import { catalogue, describeOperation } from "../access/catalogue";
import { createDecider } from "../access/decide";
import { principalsOf, who } from "../access/who";
import { reasonLines, reasonsJson } from "./ask/lines";
import { askedAbout, callMistake, findDivision } from "./ask/org";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { count, wrap } from "./frame/text";

/** `genesys-access who CALL`: every principal that may make it, and through what. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const call = invocation.args[0] ?? "";
  const resolved = catalogue().resolve(call);
  if (!resolved.known) throw callMistake(call, resolved.nearest, resolved.why);
  const { graph, live } = await askedAbout(invocation, io, () => ({ permissions: resolved.operation.permissions }));
  const shown = live === undefined ? undefined : await import("./ask/live");
  const divisionName = invocation.text("division");
  const division = divisionName === undefined ? undefined : findDivision(graph, divisionName);
  const entries = who(createDecider(graph), resolved.operation, division).map((entry) => (shown === undefined ? entry : shown.tempered(entry, live)));
  if (invocation.flag("json")) {
    const principals = entries.map(({ name, description, decision, certainty, reasons }) => ({ principal: name, description, decision, certainty, reasons: reasonsJson(reasons) }));
    say(io, JSON.stringify({ org: graph.org.name, call: resolved.operation.id, ...(divisionName === undefined ? {} : { division: divisionName }), principals, ...shown?.liveJson(live) }, null, 2));
    return exit.good;
  }
  const all = principalsOf(graph).length;
  const where = divisionName === undefined ? "" : ` in ${divisionName}`;
  for (const line of wrap(`${describeOperation(resolved.operation)}${where}: ${entries.length === 0 ? "nobody" : entries.length} of ${count(all, "principal")} of ${graph.org.name} may call it`, io.columns, 2)) say(io, line);
  for (const entry of entries) {
    say(io);
    say(io, `${entry.name}${entry.decision === "undecided" ? " (perhaps)" : ""}${entry.certainty === "confirmed" ? "" : ` (rests on a fact that is ${entry.certainty})`}`);
    for (const line of reasonLines(entry.reasons, io.columns)) say(io, line);
  }
  if (live !== undefined) for (const line of shown?.liveLines(live, io.columns) ?? []) say(io, line);
  return exit.good;
}
