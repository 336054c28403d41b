import { UserError } from "../../access/errors";
import type { AccessGraph } from "../../access/graph/graph";
import { principalOf, type Principal } from "../../access/decide";
import { nearestNames } from "../../access/catalogue";

/** A principal as a person names it: its kind and its name. */
export interface NamedPrincipal {
  readonly label: string;
  readonly principal: Principal;
  /** Divisions that an application declares, so that a question about it can leave them out. */
  readonly application?: string;
}

const kinds = ["application", "user", "group"] as const;

/**
 * The principal of `application:NAME`, `user:EMAIL` or `group:NAME`. Throws a `UserError` with the
 * nearest name when the org file has no such thing.
 */
export function findPrincipal(graph: AccessGraph, text: string): NamedPrincipal {
  const at = text.indexOf(":");
  const kind = text.slice(0, Math.max(0, at));
  const name = text.slice(at + 1);
  if (at <= 0 || !(kinds as readonly string[]).includes(kind) || name === "") {
    const guess = principals(graph).find((label) => label.slice(label.indexOf(":") + 1) === text);
    throw new UserError({
      what: `${JSON.stringify(text)} names no principal`,
      why: "a principal is application:NAME, user:EMAIL or group:NAME.",
      next: guess === undefined ? `${graph.org.name} has: ${principals(graph).join(", ") || "none"}.` : `did you mean ${guess}?`,
    });
  }
  if (kind === "application") {
    const application = graph.applications.find((each) => each.key === name || each.name === name);
    if (application !== undefined) return { label: text, principal: principalOf(application), application: application.key };
  } else if (kind === "user") {
    const user = graph.users.find((each) => each.email.toLowerCase() === name.toLowerCase() || each.key === name);
    if (user !== undefined) return { label: text, principal: { kind: "user", key: user.key } };
  } else {
    const group = graph.groups.find((each) => each.key === name || each.name === name);
    if (group !== undefined) return { label: text, principal: { kind: "group", key: group.key } };
  }
  const all = principals(graph);
  const near = nearestNames(text, all, 1)[0];
  throw new UserError({
    what: `${graph.org.name} has no ${kind} ${JSON.stringify(name)}`,
    ...(near === undefined ? {} : { why: `the nearest is ${near}.` }),
    next: all.length === 0 ? "it declares no principal." : `it has: ${all.join(", ")}.`,
  });
}

/** Every principal of an org file, as a person names it, sorted. */
export function principals(graph: AccessGraph): readonly string[] {
  return [
    ...graph.applications.map((application) => `application:${application.key}`).sort(),
    ...graph.groups.map((group) => `group:${group.key}`).sort(),
    ...graph.users.map((user) => `user:${user.email}`).sort(),
  ];
}
