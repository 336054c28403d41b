import { renderSearch, search } from "../access/search";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";

/** `genesys-access search WORDS`: operations, permissions, scopes, causes and views by words. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const query = invocation.args.join(" ");
  const limit = invocation.number("limit");
  const results = search(query, limit === undefined ? {} : { limit });
  if (invocation.flag("json")) say(io, JSON.stringify({ query, results }, null, 2));
  else io.stdout.write(renderSearch(results, query));
  return results.length === 0 ? exit.findings : exit.good;
}
