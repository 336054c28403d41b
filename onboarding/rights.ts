import type { PlannedCondition, PlannedGrant, PlannedPolicy } from "../components/plan";
import { needs } from "../access/needs";
import type { Setup } from "./setup";

/** One permission that somebody holds, and where. */
export interface Right {
  /** `client NAME`, `group NAME` or `user EMAIL`. */
  readonly holder: string;
  /** `domain:entity:action`, or an old permission of one part. */
  readonly permission: string;
  /** Divisions by name, or `all`, or `home`. Sorted. */
  readonly divisions: readonly string[];
  /** The condition under which it holds, in words. */
  readonly condition?: string;
}

/** Everything that a setup grants, sorted by holder and permission. Roles that the org has already count by their names only. */
export function rightsOf(setup: Setup): readonly Right[] {
  const holders: readonly (readonly [string, readonly PlannedGrant[]])[] = [
    ...setup.clients.map((client) => [`client ${client.name}`, client.roles] as const),
    ...setup.groups.map((group) => [`group ${group.name}`, group.roles] as const),
    ...setup.users.map((user) => [`user ${user.email}`, user.roles] as const),
  ];
  const found = new Map<string, { holder: string; permission: string; condition?: string; divisions: Set<string> }>();
  for (const [holder, grants] of holders) {
    for (const grant of grants) {
      const role = setup.roles.find((one) => one.name === grant.roleName);
      if (role === undefined) continue;
      for (const { permission, condition } of [...role.onePart.map((one) => ({ permission: one, condition: undefined })), ...role.policies.flatMap(ofPolicy)]) {
        const key = JSON.stringify([holder, permission, condition ?? ""]);
        const right = found.get(key) ?? { holder, permission, ...(condition === undefined ? {} : { condition }), divisions: new Set<string>() };
        for (const division of grant.divisions) right.divisions.add(division);
        found.set(key, right);
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, right]) => ({ ...right, divisions: [...right.divisions].sort() }));
}

/** The calls of an application that a permission is for; empty when it was asked for outright, or serves people. */
export function callsFor(setup: Setup, permission: string): readonly string[] {
  const needed = needs(setup.calls, { recordings: setup.recordings }).role.reasons.find((one) => one.permission === permission);
  return [...new Set(needed?.reasons.map((reason) => reason.call) ?? [])].sort();
}

/** A condition as a sentence would say it. */
export function describePlannedCondition(condition: PlannedCondition): string {
  return condition.terms
    .map((term) => `${term.variableName} ${term.operator} ${term.operands.map((one) => one.value ?? one.userId ?? one.queueId ?? "the current user").join(", ")}`)
    .join(condition.conjunction === "OR" ? " or " : " and ");
}

function ofPolicy(policy: PlannedPolicy): { permission: string; condition: string | undefined }[] {
  const condition = policy.conditions === undefined ? undefined : describePlannedCondition(policy.conditions);
  return policy.actionSets.map((action) => ({ permission: [policy.domain, policy.entityName, action].join(":"), condition }));
}
