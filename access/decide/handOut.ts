import type { DivisionRef } from "../graph/graph";
import { allDivisions } from "../graph/lookup";
import type { Decider } from "./decider";
import type { Decision, Reason } from "./decision";
import { describeSubject } from "./holdings";
import type { Principal } from "./principal";
import { refuse } from "./refuse";

/** A role in a division, as it stands on a client. */
export interface RoleInDivision {
  readonly role: string;
  readonly division: DivisionRef;
}

/** What is done to the client: making and changing it are refused with another text than replacing its secret. */
export type ClientChange = "create" | "edit" | "secret" | "delete";

/** Roles that a subject holds, directly or through active groups with roles enabled: role key to division keys, `*` for all. */
export function rolesHeld(decider: Pick<Decider, "lookup">, principal: Principal): ReadonlyMap<string, ReadonlySet<string>> {
  const { lookup } = decider;
  const held = new Map<string, Set<string>>();
  const grants = [...lookup.grantsOf({ kind: principal.kind, key: principal.key })];
  if (principal.kind === "user") {
    for (const membership of lookup.membershipsOf({ kind: "user", key: principal.key })) {
      const group = lookup.group(membership.group);
      if (group?.rolesEnabled === true && group.state === "active") grants.push(...lookup.grantsOf({ kind: "group", key: group.key }));
    }
  }
  for (const grant of grants) {
    const division = lookup.divisionKey(grant.division);
    if (grant.role.kind !== "role" || division === undefined) continue;
    const divisions = held.get(grant.role.key);
    if (divisions === undefined) held.set(grant.role.key, new Set([division]));
    else divisions.add(division);
  }
  return held;
}

/**
 * May this deployer make or change a client that has these roles? It must hold every one of them,
 * in the same division or in all. Whoever does not gets 400 `bad.client.role`. That `*` on the
 * client asks for `*` on the deployer is not documented (unsupported).
 */
export function mayHandOut(
  decider: Pick<Decider, "lookup" | "catalogue">,
  deployer: Principal,
  roles: readonly RoleInDivision[],
  change: ClientChange = "create",
): Decision {
  const { lookup, catalogue } = decider;
  const held = rolesHeld(decider, deployer);
  const missing: Reason[] = [];
  const unknown: string[] = [];
  let everywhere = false;
  for (const { role, division } of roles) {
    const name = lookup.role(role)?.name ?? role;
    const divisions = held.get(role);
    const key = lookup.divisionKey(division);
    if (divisions?.has(allDivisions) === true) continue;
    if (divisions !== undefined && key === undefined) unknown.push(`role "${name}": the division is not known yet`);
    else if (divisions === undefined || key === undefined || !divisions.has(key)) {
      everywhere ||= divisions !== undefined && key === allDivisions;
      const where = key === undefined ? "" : ` in ${lookup.divisionName(key)}`;
      missing.push({
        kind: "grant",
        text: `${describeSubject(lookup, deployer)} does not hold role "${name}"${divisions === undefined ? "" : where}`,
      });
    }
  }
  if (missing.length > 0) {
    const certainty = everywhere && missing.length === 1 ? "unsupported" : "confirmed";
    const refusal = refuse(catalogue, { status: 400, code: "bad.client.role", cause: "deployer-lacks-role", certainty });
    const template = catalogue.refusal("bad.client.role", 400)?.messages;
    const message = change === "secret" ? (template?.[1] ?? refusal.message) : refusal.message;
    return { decision: "refused", certainty, refusal: { ...refusal, message }, reasons: missing };
  }
  if (unknown.length > 0)
    return {
      decision: "undecided",
      certainty: "confirmed",
      unknown: unknown.join("; "),
      reasons: unknown.map((text) => ({ kind: "unknown", text })),
    };
  return {
    decision: "allowed",
    certainty: "confirmed",
    reasons: [{ kind: "grant", text: `${describeSubject(lookup, deployer)} holds every role of the client` }],
  };
}
