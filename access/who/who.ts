import { byPower, familyOf, powerOfOperation } from "../catalogue/families";
import { type Operation, describeOperation } from "../catalogue/operation";
import type { Power } from "../catalogue/power";
import type { Certainty } from "../certainty";
import type { Decider } from "../decide/decider";
import type { Decision, Reason } from "../decide/decision";
import { describeSubject } from "../decide/holdings";
import { type Principal, principalOf } from "../decide/principal";
import type { AccessGraph, DivisionRef } from "../graph/graph";

/** A principal of a graph with the name that the command line takes. */
export interface NamedPrincipal {
  /** `application:NAME`, `user:EMAIL`, `group:NAME`, or `client:NAME` for a client that no application uses. */
  readonly name: string;
  readonly principal: Principal;
  /** In a person's words. */
  readonly description: string;
  /** What the application reads of recordings, so that second checks are asked about it. */
  readonly media?: readonly ("screen" | "audio")[];
}

/** One principal that may, or perhaps may, make a call. */
export interface WhoEntry extends NamedPrincipal {
  readonly decision: "allowed" | "undecided";
  readonly certainty: Certainty;
  readonly reasons: readonly Reason[];
}

/** One operation that a principal may, or perhaps may, make. */
export interface WhatEntry {
  readonly operation: Operation;
  readonly power: Power;
  readonly decision: "allowed" | "undecided";
  readonly certainty: Certainty;
  /** True when the operation declares no permission, so that anybody with a token passes the gate. */
  readonly noneDeclared: boolean;
}

/** Operations of one family and power. */
export interface WhatGroup {
  readonly power: Power;
  readonly family: string;
  readonly operations: readonly WhatEntry[];
}

/** Every principal of a graph, sorted by name: applications, clients that no application uses, users, groups. */
export function principalsOf(graph: AccessGraph): readonly NamedPrincipal[] {
  const used = new Set(graph.applications.map((application) => application.client));
  const named: NamedPrincipal[] = [
    ...graph.applications.map((application) => ({
      name: `application:${application.name}`,
      principal: principalOf(application),
      description: `application "${application.name}"`,
      ...(application.recordings.length === 0 ? {} : { media: application.recordings }),
    })),
    ...graph.clients
      .filter((client) => !used.has(client.key))
      .map((client) => ({
        name: `client:${client.name}`,
        principal: { kind: "client", key: client.key } as const,
        description: `client "${client.name}"`,
      })),
    ...graph.users.map((user) => ({
      name: `user:${user.email}`,
      principal: { kind: "user", key: user.key } as const,
      description: `user ${user.email}`,
    })),
    ...graph.groups.map((group) => ({
      name: `group:${group.name}`,
      principal: { kind: "group", key: group.key } as const,
      description: `group "${group.name}"`,
    })),
  ];
  return named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Who may make a call, and through what; sorted by name. Throws a UserError for a call that is not in the catalogue. */
export function who(decider: Decider, call: string | Operation, division?: DivisionRef | readonly DivisionRef[]): readonly WhoEntry[] {
  return principalsOf(decider.graph).flatMap((entry) => {
    const decision = decider.decide(entry.principal, call, division, entry.media === undefined ? undefined : { media: entry.media });
    return decision.decision === "refused"
      ? []
      : [{ ...entry, decision: decision.decision, certainty: decision.certainty, reasons: decision.reasons }];
  });
}

/** How many principals may make each operation: the whole matrix in one pass, for reports. */
export function whoMatrix(
  decider: Decider,
  operations: readonly Operation[] = decider.catalogue.operations,
): ReadonlyMap<Operation, readonly { readonly name: string; readonly decision: Decision["decision"] }[]> {
  const principals = principalsOf(decider.graph);
  return new Map(
    operations.map((operation) => [
      operation,
      principals.flatMap((entry) => {
        const { decision } = decider.decide(
          entry.principal,
          operation,
          undefined,
          entry.media === undefined ? undefined : { media: entry.media },
        );
        return decision === "refused" ? [] : [{ name: entry.name, decision }];
      }),
    ]),
  );
}

/** What a principal may do, grouped by power and family, the most powerful first; operations by path. */
export function what(decider: Decider, principal: Principal, division?: DivisionRef | readonly DivisionRef[]): readonly WhatGroup[] {
  const groups = new Map<string, { power: Power; family: string; operations: WhatEntry[] }>();
  for (const operation of decider.catalogue.operations) {
    const decision = decider.decide(principal, operation, division);
    if (decision.decision === "refused") continue;
    const power = powerOfOperation(decider.catalogue, operation);
    const family = familyOf(operation);
    const key = `${power} ${family}`;
    const entry: WhatEntry = {
      operation,
      power,
      decision: decision.decision,
      certainty: decision.certainty,
      noneDeclared: operation.mode === "none",
    };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { power, family, operations: [entry] });
    else group.operations.push(entry);
  }
  return [...groups.values()]
    .map((group) => ({
      ...group,
      operations: group.operations.sort((a, b) =>
        a.operation.path < b.operation.path
          ? -1
          : a.operation.path > b.operation.path
            ? 1
            : a.operation.method < b.operation.method
              ? -1
              : 1,
      ),
    }))
    .sort((a, b) => byPower(a.power, b.power) || (a.family < b.family ? -1 : 1));
}

/** What a name on the command line stands for. */
export type ResolvedPrincipal =
  { readonly known: true; readonly entry: NamedPrincipal } | { readonly known: false; readonly nearest: readonly string[] };

/** Finds a principal by `application:NAME`, `client:NAME`, `user:EMAIL` or `group:NAME`; the kind may be left out when the name is the only one. */
export function resolvePrincipal(
  graph: AccessGraph,
  text: string,
  nearestNames: (text: string, names: readonly string[]) => readonly string[],
): ResolvedPrincipal {
  const all = principalsOf(graph);
  const clients = graph.clients.map((client): NamedPrincipal => ({
    name: `client:${client.name}`,
    principal: { kind: "client", key: client.key },
    description: `client "${client.name}"`,
  }));
  const exact = [...all, ...clients].find((entry) => entry.name === text.trim());
  if (exact !== undefined) return { known: true, entry: exact };
  const bare = all.filter(
    (entry) =>
      entry.name.slice(entry.name.indexOf(":") + 1).toLowerCase() === text.trim().toLowerCase() ||
      entry.name.toLowerCase() === text.trim().toLowerCase(),
  );
  const only = bare[0];
  if (bare.length === 1 && only !== undefined) return { known: true, entry: only };
  if (bare.length > 1) return { known: false, nearest: bare.map((entry) => entry.name) };
  return {
    known: false,
    nearest: nearestNames(
      text,
      all.map((entry) => entry.name),
    ),
  };
}

/** A principal in a person's words. */
export function describePrincipal(decider: Pick<Decider, "lookup">, principal: Principal): string {
  const subject = describeSubject(decider.lookup, principal);
  return principal.via === undefined
    ? subject
    : `${subject} through client "${decider.lookup.client(principal.via)?.name ?? principal.via}"`;
}

/** The operation in one line with what it asks for, for lists. */
export function describeGranted(entry: WhatEntry): string {
  const asks = entry.noneDeclared
    ? "none declared"
    : entry.operation.permissions.length > 3
      ? `${entry.operation.permissions.slice(0, 3).join(", ")}, …`
      : entry.operation.permissions.join(", ");
  return `${describeOperation(entry.operation)} (${asks})`;
}
