import { shownCall } from "./lines";
import { nearestNames } from "../../access/catalogue";
import { UserError } from "../../access/errors";
import type { AccessGraph } from "../../access/graph/graph";
import { principalsOf, resolvePrincipal, type NamedPrincipal } from "../../access/who";

/**
 * The principal of `application:NAME`, `user:EMAIL` or `group:NAME`; an entry of the org file is
 * also found by its key. Throws a `UserError` with what there is.
 */
export function findPrincipal(graph: AccessGraph, text: string): NamedPrincipal {
  const resolved = resolvePrincipal(graph, nameOfKey(graph, text), (name, names) => nearestNames(name, names));
  if (resolved.known) return resolved.entry;
  const all = principalsOf(graph).map((entry) => entry.name);
  const near = resolved.nearest[0];
  throw new UserError({
    what: `${graph.org.name} has no principal ${shownCall(text)}`,
    ...(near === undefined ? {} : { why: `the nearest is ${near}.` }),
    next: all.length === 0 ? "it declares no principal." : `it has: ${all.join(", ")}.`,
  });
}

function nameOfKey(graph: AccessGraph, text: string): string {
  const [, kind = "", key = ""] = /^(application|group):(.*)$/.exec(text) ?? [];
  const entries = kind === "application" ? graph.applications : kind === "group" ? graph.groups : [];
  const entry = entries.find((each) => each.name === key) ?? entries.find((each) => each.key === key);
  return entry === undefined ? text : `${kind}:${entry.name}`;
}
