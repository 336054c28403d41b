import { describeOperation } from "../access/catalogue";
import { createDecider } from "../access/decide";
import { what, type WhatGroup } from "../access/who";
import { askedAbout } from "./ask/org";
import { findPrincipal, interestInPrincipal } from "./ask/principal";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { count, wrap } from "./frame/text";

/** `genesys-access what PRINCIPAL`: every operation it may make, the most powerful first. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const wanted = invocation.args[0] ?? "";
  const { graph, file, live } = await askedAbout(invocation, io, () => interestInPrincipal(wanted));
  const shown = live === undefined ? undefined : await import("./ask/live");
  const { principal, name } = findPrincipal(graph, wanted, file);
  const groups = what(createDecider(graph), principal);
  const granted = groups.map(withOperations((noneDeclared) => !noneDeclared)).filter((group) => group.operations.length > 0);
  const open = groups.flatMap((group) => group.operations).filter((entry) => entry.noneDeclared);
  if (invocation.flag("json")) {
    say(io, JSON.stringify({ org: graph.org.name, principal: name, operations: groups.flatMap(groupJson), ...shown?.liveJson(live) }, null, 2));
    return exit.good;
  }
  const total = granted.reduce((sum, group) => sum + group.operations.length, 0);
  say(io, `${name} of ${graph.org.name} may make ${count(total, "operation")} by what it is granted`);
  for (const group of granted) {
    say(io);
    say(io, `${group.power}: ${group.family}`);
    for (const entry of group.operations) {
      const marks = [...(entry.decision === "undecided" ? ["perhaps"] : []), ...(entry.certainty === "confirmed" ? [] : [entry.certainty])];
      say(io, `  ${describeOperation(entry.operation)}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`);
    }
  }
  say(io);
  for (const line of wrap(`Besides, ${count(open.length, "operation")} declare no permission, so any token passes their gate; that is not the same as "none needed". --json lists them.`, io.columns)) say(io, line);
  if (live !== undefined) for (const line of shown?.liveLines(live, io.columns) ?? []) say(io, line);
  return exit.good;
}

function withOperations(keep: (noneDeclared: boolean) => boolean): (group: WhatGroup) => WhatGroup {
  return (group) => ({ ...group, operations: group.operations.filter((entry) => keep(entry.noneDeclared)) });
}

function groupJson(group: WhatGroup): readonly unknown[] {
  return group.operations.map((entry) => ({
    call: describeOperation(entry.operation),
    operation: entry.operation.id,
    family: group.family,
    power: group.power,
    decision: entry.decision,
    certainty: entry.certainty,
    noneDeclared: entry.noneDeclared,
  }));
}
