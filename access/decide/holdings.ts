import { policyCovers } from "../catalogue/permissionName";
import type { Certainty } from "../certainty";
import type { Grant, Group, Membership, PermissionPolicy, PolicyCondition, Role, SubjectRef } from "../graph/graph";
import { type GraphLookup, allDivisions } from "../graph/lookup";
import type { CauseId } from "../causes/ids";
import { describeCondition } from "./conditions";
import type { Reason } from "./decision";

/** One way in which a subject holds what a line of a role says: through this grant, in this division, perhaps through a group. */
export interface Right {
  readonly grant: Grant;
  readonly role: Role;
  readonly policy: PermissionPolicy;
  /** Key of the division, `*` for all, undefined when it is not known before the update. */
  readonly division: string | undefined;
  readonly membership?: { readonly group: Group; readonly membership: Membership };
  /** Other roles that the grant may mean: what they do not hold too is not held for certain. */
  readonly alternatives?: readonly Role[];
}

/** A right that perhaps exists: what is not known before the update decides it. */
export interface PossibleRight {
  readonly why: string;
  /** Permissions that it can be about; undefined for any. */
  readonly policies?: readonly PermissionPolicy[];
  readonly division: string | undefined;
}

/** A right that looks as if it counted and does not, with the cause that explains it. */
export interface IdleRight {
  readonly cause: CauseId;
  readonly why: string;
  readonly certainty: Certainty;
  readonly policy: PermissionPolicy;
  readonly grant: Grant;
}

/** All rights of one subject, with look-ups by permission that are computed when first asked. */
export interface Holdings {
  readonly rights: readonly Right[];
  readonly possible: readonly PossibleRight[];
  readonly idle: readonly IdleRight[];
  readonly of: (permission: string) => Holding;
}

/** How one permission is held. */
export interface Holding {
  readonly permission: string;
  /** Unconditional right in all divisions. */
  readonly everywhere: Right | undefined;
  /** Unconditional rights by division. */
  readonly byDivision: ReadonlyMap<string, Right>;
  /** The right that is shown when any division will do. */
  readonly anywhere: Right | undefined;
  /** Rights in a division that is not known before the update. */
  readonly somewhere: Right | undefined;
  /** Rights under a condition, strongest first. */
  readonly conditional: readonly (Right & { readonly policy: PermissionPolicy & { readonly condition: PolicyCondition } })[];
  readonly possible: readonly PossibleRight[];
  readonly idle: readonly IdleRight[];
  /** True when there is nothing at all to say about it: not held, not perhaps, not idle. */
  readonly blank: boolean;
}

/** Collects what a subject holds: its own grants and, for a user, those of active groups with roles enabled. */
export function collectHoldings(lookup: GraphLookup, subject: SubjectRef): Holdings {
  const rights: Right[] = [];
  const possible: PossibleRight[] = [];
  const idle: IdleRight[] = [];

  const add = (grants: readonly Grant[], membership?: Right["membership"]): void => {
    for (const grant of grants) {
      const division = lookup.divisionKey(grant.division);
      if (isWrongType(grant)) {
        for (const role of rolesOf(lookup, grant)) {
          for (const policy of role.policies) {
            idle.push({
              cause: "wrong-subject-type",
              why: `the grant of role "${role.name}" is written with subject type ${String(grant.subjectType)}, which is not a ${grant.subject.kind}`,
              certainty: "likely",
              policy,
              grant,
            });
          }
        }
        continue;
      }
      if (grant.role.kind === "role") {
        const role = lookup.role(grant.role.key);
        if (role === undefined) {
          possible.push({ why: `what role "${grant.role.key}" holds is not known`, division });
          continue;
        }
        for (const policy of role.policies)
          rights.push({ grant, role, policy, division, ...(membership === undefined ? {} : { membership }) });
        if (role.incomplete !== undefined) possible.push({ why: `role "${role.name}": ${role.incomplete}`, division });
        continue;
      }
      const roles = rolesOf(lookup, grant);
      const why = grant.role.why;
      if (roles.length === 0 || roles.length < grant.role.keys.length) possible.push({ why, division });
      const [first, ...others] = roles;
      if (first === undefined) continue;
      for (const policy of roles.flatMap((role) => role.policies)) possible.push({ why, policies: [policy], division });
      if (roles.length < grant.role.keys.length) continue;
      for (const policy of first.policies) {
        if (policy.condition === undefined)
          rights.push({ grant, role: first, policy, division, alternatives: others, ...(membership === undefined ? {} : { membership }) });
      }
    }
  };

  add(lookup.grantsOf(subject));
  if (subject.kind === "user") {
    for (const membership of lookup.membershipsOf({ kind: "user", key: subject.key })) {
      const group = lookup.group(membership.group);
      const grants = lookup.grantsOf({ kind: "group", key: membership.group });
      if (group === undefined) {
        possible.push({ why: `what group "${membership.group}" holds is not known`, division: undefined });
        continue;
      }
      if (group.incomplete !== undefined) possible.push({ why: `group "${group.name}": ${group.incomplete}`, division: undefined });
      if (group.rolesEnabled && group.state === "active") add(grants, { group, membership });
      else idle.push(...idleGroup(lookup, group, grants));
    }
    const user = lookup.user(subject.key);
    if (user?.incomplete !== undefined) possible.push({ why: `user ${user.email}: ${user.incomplete}`, division: undefined });
  }
  if (subject.kind === "client") {
    const client = lookup.client(subject.key);
    if (client?.incomplete !== undefined) possible.push({ why: `client "${client.name}": ${client.incomplete}`, division: undefined });
    for (const membership of lookup.membershipsOf({ kind: "client", key: subject.key })) {
      const group = lookup.group(membership.group);
      for (const { grant, role, policy } of grantedPolicies(lookup, lookup.grantsOf({ kind: "group", key: membership.group }))) {
        idle.push({
          cause: "client-in-group",
          why: `group "${group?.name ?? membership.group}" holds role "${role.name}", but an OAuth client cannot be a member of a group and inherits nothing`,
          certainty: "confirmed",
          policy,
          grant,
        });
      }
    }
  }
  if (subject.kind === "group") {
    const group = lookup.group(subject.key);
    if (group?.incomplete !== undefined) possible.push({ why: `group "${group.name}": ${group.incomplete}`, division: undefined });
    if (group !== undefined && !(group.rolesEnabled && group.state === "active")) {
      idle.push(...idleGroup(lookup, group, lookup.grantsOf(subject)));
      rights.length = 0;
      possible.length = 0;
    }
  }

  const sorted = rights
    .map((right) => ({ right, order: orderOf(right) }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  const ordered = sorted.map((entry) => entry.right);
  possible.sort((a, b) => (`${a.why}\u0000${a.division ?? ""}` < `${b.why}\u0000${b.division ?? ""}` ? -1 : 1));
  const byPermission = new Map<string, Holding>();
  const index = indexRights(ordered);
  const settled = possible.length === 0 && idle.length === 0;
  return {
    rights: ordered,
    possible,
    idle,
    of: (permission) => {
      let holding = byPermission.get(permission);
      if (holding === undefined) {
        const rights = index(permission);
        holding = rights.length === 0 && settled ? blankHolding(permission) : holdingOf(permission, rights, possible, idle);
        byPermission.set(permission, holding);
      }
      return holding;
    },
  };
}

/** Adds rights that would decide if the principal were another one: roles on a client whose tokens act for users, roles on a user while the client acts for itself. */
export function idleRightsOf(lookup: GraphLookup, subject: SubjectRef, why: (role: Role) => string): readonly IdleRight[] {
  return grantedPolicies(lookup, lookup.grantsOf(subject)).map(({ grant, role, policy }) => ({
    cause: "wrong-principal-roles",
    why: why(role),
    certainty: "confirmed",
    policy,
    grant,
  }));
}

function chainOf(lookup: GraphLookup, right: Right, permission: string): readonly Reason[] {
  const chain: Reason[] = [];
  const { grant, role, policy, membership } = right;
  const where = right.division === undefined ? "a division that is not known yet" : lookup.divisionName(right.division);
  if (membership !== undefined) {
    const { group } = membership;
    chain.push({
      kind: "membership",
      text: `user ${userName(lookup, membership.membership.member.key)} is a member of group "${group.name}"`,
      place: membership.membership.place,
    });
  }
  chain.push({
    kind: "grant",
    text: `${describeSubject(lookup, grant.subject)} holds role "${role.name}" in ${where}`,
    place: grant.place,
  });
  chain.push({ kind: "role", text: `role "${role.name}"`, place: role.place });
  const written = `${policy.domain}:${policy.entity}:${policy.actions.join(",")}`;
  const covered = policy.entity === "*" || policy.actions.includes("*") ? `${permission} (written as ${written})` : permission;
  const condition = policy.condition === undefined ? "" : `, on condition that ${describeCondition(policy.condition)}`;
  chain.push({ kind: "permission", text: `role "${role.name}" has ${covered}${condition}`, place: policy.place });
  return chain;
}

const chains = new WeakMap<Holding, Map<Right, readonly Reason[]>>();

/** The chain of a right for a permission, made once. */
export function chainFor(lookup: GraphLookup, holding: Holding, right: Right): readonly Reason[] {
  let ofHolding = chains.get(holding);
  if (ofHolding === undefined) chains.set(holding, (ofHolding = new Map()));
  let chain = ofHolding.get(right);
  if (chain === undefined) ofHolding.set(right, (chain = chainOf(lookup, right, holding.permission)));
  return chain;
}

/** A subject as a person knows it: `client "x"`, `user a@b`, `group "y"`. */
export function describeSubject(lookup: GraphLookup, subject: SubjectRef): string {
  switch (subject.kind) {
    case "client":
      return `client "${lookup.client(subject.key)?.name ?? subject.key}"`;
    case "user":
      return `user ${userName(lookup, subject.key)}`;
    case "group":
      return `group "${lookup.group(subject.key)?.name ?? subject.key}"`;
  }
}

const none: readonly never[] = [];

function userName(lookup: GraphLookup, key: string): string {
  return lookup.user(key)?.email ?? key;
}

const noDivisions: ReadonlyMap<string, Right> = new Map();

function holdingOf(permission: string, rights: readonly Right[], possible: readonly PossibleRight[], idle: readonly IdleRight[]): Holding {
  let everywhere: Right | undefined;
  let anywhere: Right | undefined;
  let somewhere: Right | undefined;
  let byDivision: Map<string, Right> | undefined;
  let conditional: Right[] | undefined;
  for (const right of rights) {
    if (right.policy.condition !== undefined) {
      (conditional ??= []).push(right);
      continue;
    }
    anywhere ??= right;
    if (right.division === allDivisions) everywhere ??= right;
    else if (right.division === undefined) somewhere ??= right;
    else if (byDivision?.has(right.division) !== true) (byDivision ??= new Map()).set(right.division, right);
  }
  const perhaps =
    possible.length === 0
      ? none
      : possible.filter((entry) => entry.policies === undefined || entry.policies.some((policy) => policyCovers(policy, permission)));
  const unused = idle.length === 0 ? none : idle.filter((entry) => policyCovers(entry.policy, permission));
  return {
    permission,
    everywhere,
    byDivision: byDivision ?? noDivisions,
    anywhere: everywhere ?? anywhere,
    somewhere,
    conditional: (conditional ?? none) as Holding["conditional"],
    possible: perhaps,
    idle: unused,
    blank: rights.length === 0 && perhaps.length === 0 && unused.length === 0,
  };
}

const blanks = new Map<string, Holding>();

/** The holding of somebody about whom there is nothing to say; one for all graphs, since most permissions are held by few. */
function blankHolding(permission: string): Holding {
  let holding = blanks.get(permission);
  if (holding === undefined) {
    holding = holdingOf(permission, none, none, none);
    if (blanks.size < 10_000) blanks.set(permission, holding);
  }
  return holding;
}

/** Finds the rights that cover a permission, in their order, without looking at all of them. */
function indexRights(rights: readonly Right[]): (permission: string) => readonly Right[] {
  const byEntity = new Map<string, { readonly right: Right; readonly at: number }[]>();
  rights.forEach((right, at) => {
    const { domain, entity } = right.policy;
    const key = entity === "" ? domain : `${domain}:${entity}`;
    const list = byEntity.get(key);
    if (list === undefined) byEntity.set(key, [{ right, at }]);
    else list.push({ right, at });
  });
  return (permission) => {
    const last = permission.lastIndexOf(":");
    const named = byEntity.get(last === -1 ? permission : permission.slice(0, last));
    const wild = byEntity.get(`${last === -1 ? permission : permission.slice(0, permission.indexOf(":"))}:*`);
    if (named === undefined && wild === undefined) return none;
    const candidates = named === undefined ? wild : wild === undefined ? named : [...named, ...wild].sort((a, b) => a.at - b.at);
    return (candidates ?? []).filter(({ right }) => coversFor(right, permission)).map(({ right }) => right);
  };
}

function idleGroup(lookup: GraphLookup, group: Group, grants: readonly Grant[]): readonly IdleRight[] {
  const why =
    group.state === "active"
      ? `group "${group.name}" has roles disabled, so its roles do not reach its members`
      : `group "${group.name}" is ${group.state}`;
  return grantedPolicies(lookup, grants).map(({ grant, policy }) => ({
    cause: "group-roles-disabled",
    why,
    certainty: "likely",
    policy,
    grant,
  }));
}

function grantedPolicies(
  lookup: GraphLookup,
  grants: readonly Grant[],
): readonly { readonly grant: Grant; readonly role: Role; readonly policy: PermissionPolicy }[] {
  return grants.flatMap((grant) => rolesOf(lookup, grant).flatMap((role) => role.policies.map((policy) => ({ grant, role, policy }))));
}

function rolesOf(lookup: GraphLookup, grant: Grant): readonly Role[] {
  const keys = grant.role.kind === "role" ? [grant.role.key] : grant.role.keys;
  return keys.map((key) => lookup.role(key)).filter((role): role is Role => role !== undefined);
}

const subjectTypes = {
  client: ["PC_OAUTH_CLIENT"],
  user: ["PC_USER", "PC_TRUSTEE_USER"],
  group: ["PC_GROUP", "PC_TRUSTEE_GROUP"],
} as const;

function isWrongType(grant: Grant): boolean {
  return grant.subjectType !== undefined && !(subjectTypes[grant.subject.kind] as readonly string[]).includes(grant.subjectType);
}

function coversFor(right: Right, permission: string): boolean {
  if (!policyCovers(right.policy, permission)) return false;
  return (right.alternatives ?? none).every((role) =>
    role.policies.some((policy) => policy.condition === undefined && policyCovers(policy, permission)),
  );
}

/** Own rights before inherited ones, then by name: the order of a graph's arrays must not show in an answer. */
function orderOf(right: Right): string {
  const { role, policy, membership } = right;
  return [
    membership === undefined ? "0" : `1${membership.group.key}`,
    right.division ?? "~",
    role.key,
    policy.domain,
    policy.entity,
    policy.actions.join(","),
    policy.condition === undefined ? "" : describeCondition(policy.condition),
  ].join("\u0000");
}
