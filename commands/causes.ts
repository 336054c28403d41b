import { causes, isCauseId, listCauses, nearestCauseIds, renderCause, renderCauseList } from "../access/causes";
import { UserError } from "../access/errors";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";

/** `genesys-access causes [ID]`: the list, or one cause with its page. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const id = invocation.args[0];
  const json = invocation.flag("json");
  if (id === undefined) {
    if (json) say(io, JSON.stringify({ causes: listCauses().map(({ id: each, title, stage, certainty, detectable }) => ({ id: each, title, stage, certainty, detectable })) }, null, 2));
    else io.stdout.write(renderCauseList(listCauses()));
    return exit.good;
  }
  if (!isCauseId(id)) {
    const near = nearestCauseIds(id);
    throw new UserError({
      what: `there is no cause ${JSON.stringify(id)}`,
      ...(near.length === 0 ? {} : { why: `the nearest: ${near.join(", ")}.` }),
      next: "npx genesys-access causes lists them all.",
    });
  }
  if (json) say(io, JSON.stringify(causes[id], null, 2));
  else io.stdout.write(renderCause(causes[id]));
  return exit.good;
}
