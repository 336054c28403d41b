import { describePlannedCondition, rightsOf, type Right } from "./rights";
import type { Setup } from "./setup";

/** A role that both versions have, with what is to be added to it and taken from it. */
export interface RoleChange {
  readonly role: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A role of somebody whom both versions have, with the divisions in which it is to be given or taken away. */
export interface GrantChange {
  /** `client NAME`, `group NAME` or `user EMAIL`. */
  readonly holder: string;
  readonly role: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What changes for an org that goes from one version of an application to another. */
export interface Changes {
  readonly from: string;
  readonly to: string;
  /** Rights to ask for, with the divisions that are new. */
  readonly gained: readonly Right[];
  /** Rights that are no longer needed, with the divisions that fall away. */
  readonly lost: readonly Right[];
  /** Scopes of clients whose tokens act for a user: `client NAME: scope`. */
  readonly scopesGained: readonly string[];
  readonly scopesLost: readonly string[];
  /** Products and settings that the org must now have, in words. */
  readonly newlyRequired: readonly string[];
  /** Clients, groups, users and roles that appear or disappear: `group NAME`. */
  readonly made: readonly string[];
  readonly removed: readonly string[];
  /** What is to be done at the roles and grants that are there already. */
  readonly roles: readonly RoleChange[];
  readonly grants: readonly GrantChange[];
}

/** The difference between two setups of the same application, one for each direction, sorted. */
export function changesBetween(before: Setup, after: Setup): Changes {
  const [old, current] = [rightsOf(before), rightsOf(after)];
  const [oldScopes, newScopes] = [scopesOf(before), scopesOf(after)];
  const [oldNames, newNames] = [namesOf(before), namesOf(after)];
  return {
    from: before.version,
    to: after.version,
    gained: beyond(current, old),
    lost: beyond(old, current),
    scopesGained: without(newScopes, oldScopes),
    scopesLost: without(oldScopes, newScopes),
    newlyRequired: without(requirementsOf(after), requirementsOf(before)),
    made: without(newNames, oldNames),
    removed: without(oldNames, newNames),
    roles: roleChanges(before, after),
    grants: grantChanges(before, after),
  };
}

function roleChanges(before: Setup, after: Setup): readonly RoleChange[] {
  const permissions = (role: Setup["roles"][number]): readonly string[] => [
    ...role.onePart,
    ...role.policies.flatMap((policy) =>
      policy.actionSets.map(
        (action) => [policy.domain, policy.entityName, action].join(":") + (policy.conditions === undefined ? "" : ` where ${describePlannedCondition(policy.conditions)}`),
      ),
    ),
  ];
  return after.roles.flatMap((role) => {
    const old = before.roles.find((one) => one.name === role.name);
    if (old === undefined) return [];
    const [had, has] = [permissions(old), permissions(role)];
    const change = { role: role.name, added: without(has, had), removed: without(had, has) };
    return change.added.length + change.removed.length === 0 ? [] : [change];
  });
}

function grantChanges(before: Setup, after: Setup): readonly GrantChange[] {
  const [had, has] = [grantsOf(before), grantsOf(after)];
  return [...new Set([...had.keys(), ...has.keys()])].sort().flatMap((key) => {
    const [holder = "", role = ""] = key.split("\n");
    const [old, now] = [had.get(key) ?? [], has.get(key) ?? []];
    const change = { holder, role, added: without(now, old), removed: without(old, now) };
    return change.added.length + change.removed.length === 0 ? [] : [change];
  });
}

/** Divisions by holder and role, for holders and roles of one setup. */
function grantsOf(setup: Setup): ReadonlyMap<string, readonly string[]> {
  const holders = [
    ...setup.clients.map((one) => [`client ${one.name}`, one.roles] as const),
    ...setup.groups.map((one) => [`group ${one.name}`, one.roles] as const),
    ...setup.users.map((one) => [`user ${one.email}`, one.roles] as const),
  ];
  return new Map(holders.flatMap(([holder, roles]) => roles.map((grant) => [`${holder}\n${grant.roleName}`, grant.divisions] as const)));
}

/** True when nothing has to be asked for or taken away. */
export function isNothing(changes: Changes): boolean {
  const { gained, lost, scopesGained, scopesLost, newlyRequired, made, removed } = changes;
  return [gained, lost, scopesGained, scopesLost, newlyRequired, made, removed].every((list) => list.length === 0);
}

/** What the org must have, one sentence each. */
export function requirementsOf(setup: Setup): readonly string[] {
  const { products = [], regions = [], screenRecording } = setup.requires;
  return [
    ...products.map((product) => `product ${product.split("|").map((one) => one.trim()).join(" or ")}`),
    ...(regions.length === 0 ? [] : [`an org in ${regions.join(", ")}`]),
    ...(screenRecording === true
      ? ["screen recording: streams allowed in the recording settings, a policy that records screens, and agents who hold recording:screenRecording:participate"]
      : []),
    ...setup.existingRoles.map((role) => `role ${role}`),
  ];
}

/** The rights of one list, each with those of its divisions that the other list does not have for it. */
function beyond(rights: readonly Right[], other: readonly Right[]): readonly Right[] {
  return rights.flatMap((right) => {
    const had = other.find((one) => one.holder === right.holder && one.permission === right.permission && one.condition === right.condition);
    const divisions = had === undefined || had.divisions.includes("all") ? (had === undefined ? right.divisions : []) : right.divisions.filter((division) => !had.divisions.includes(division));
    return divisions.length === 0 ? [] : [{ ...right, divisions }];
  });
}

function scopesOf(setup: Setup): readonly string[] {
  return setup.clients.flatMap((client) => client.scopes.map((scope) => `client ${client.name}: ${scope}`)).sort();
}

function namesOf(setup: Setup): readonly string[] {
  return [
    ...setup.clients.map((one) => `client ${one.name}`),
    ...setup.groups.filter((one) => !one.existing).map((one) => `group ${one.name}`),
    ...setup.roles.map((one) => `role ${one.name}`),
    ...setup.users.filter((one) => !one.existing).map((one) => `user ${one.email}`),
  ].sort();
}

function without(all: readonly string[], others: readonly string[]): readonly string[] {
  return all.filter((one) => !others.includes(one));
}
