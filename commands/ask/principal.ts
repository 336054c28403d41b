import { shownCall } from "./lines";
import { nearestNames } from "../../access/catalogue";
import { UserError } from "../../access/errors";
import type { AccessGraph } from "../../access/graph/graph";
import type { Interest } from "../../live";
import { principalsOf, resolvePrincipal, type NamedPrincipal } from "../../access/who";

/**
 * The principal of `application:NAME`, `user:EMAIL` or `group:NAME`; an entry of the org file is
 * also found by its key. `file`: the graph of the org file, when another one is asked. Throws a `UserError` with what there is.
 */
export function findPrincipal(graph: AccessGraph, text: string, file: AccessGraph = graph): NamedPrincipal {
  const resolved = resolvePrincipal(graph, nameOfKey(file, text), (name, names) => nearestNames(name, names));
  if (resolved.known) return resolved.entry;
  const declared = file === graph ? undefined : resolvePrincipal(file, text, () => []);
  if (declared?.known === true || nameOfKey(file, text) !== text) {
    throw new UserError({
      what: `${nameOfKey(file, text)} is in the org file, but not in the org`,
      why: "the org shows no client, user or group of that name.",
      next: `npx genesys-access up ${file.org.name} makes what is missing; without --live the file itself is asked.`,
    });
  }
  const all = principalsOf(graph).map((entry) => entry.name);
  const near = resolved.nearest[0];
  throw new UserError({
    what: `${graph.org.name} has no principal ${shownCall(text)}`,
    ...(near === undefined ? {} : { why: `the nearest is ${near}.` }),
    next: all.length === 0 ? "it declares no principal." : `it has: ${all.join(", ")}.`,
  });
}

/** What must be read of a live org so that a principal can be found in it: a user or a group that the org file need not know. */
export function interestInPrincipal(text: string): Interest {
  const [, kind, name = ""] = /^(user|group):(.+)$/.exec(text.trim()) ?? [];
  if (kind === "user") return { users: [name] };
  return kind === "group" ? { groups: [name] } : {};
}

function nameOfKey(graph: AccessGraph, text: string): string {
  const [, kind = "", key = ""] = /^(application|group):(.*)$/.exec(text) ?? [];
  const entries = kind === "application" ? graph.applications : kind === "group" ? graph.groups : [];
  const entry = entries.find((each) => each.name === key) ?? entries.find((each) => each.key === key);
  return entry === undefined ? text : `${kind}:${entry.name}`;
}
