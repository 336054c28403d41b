import type {
  AccessGraph,
  AccessPolicy,
  Division,
  DivisionRef,
  Grant,
  GrantType,
  Group,
  Membership,
  OAuthClient,
  PermissionPolicy,
  PolicyCondition,
  Role,
  Trust,
  User,
} from "../../access/graph/graph";
import type { Place } from "../../access/graph/place";
import type { Read, Unread } from "../api/answer";
import type { LiveReading } from "./read";
import type { ApiClient, ApiCondition, ApiGrant, ApiPolicy, ApiRole } from "./shapes";

/** A live org as an access graph: keys are ids, places are paths of the API. */
export interface LiveOrg {
  readonly graph: AccessGraph;
  /** What could not be read, sorted. */
  readonly unread: readonly Unread[];
}

/** Where the org is, as the org file says it. */
export interface LiveWhere {
  readonly name: string;
  readonly region: string;
  readonly target: "emulator" | "cloud";
}

/**
 * What was read, as an access graph. Pure. What could not be read is nowhere in it as a fact: a
 * field of the org is absent, an entity is incomplete with the reason, and `unread` names it.
 */
export function toGraph(reading: LiveReading, where: LiveWhere): LiveOrg {
  const roles = roleNodes(reading);
  const clients = reading.clients.known ? reading.clients.value : [];
  const graph: AccessGraph = {
    org: {
      name: where.name,
      id: reading.organization.id,
      region: where.region,
      target: where.target,
      ...field("products", reading.products),
      ...(reading.permissions.known
        ? { permissions: reading.permissions.value.permissions, divisionAwarePermissions: reading.permissions.value.divisionAwarePermissions }
        : {}),
      ...field("allowedAddresses", reading.allowedAddresses),
      ...field("divisionAwareGranting", reading.divisionAwareGranting),
      ...(reading.recordingSettings.known && reading.recordingSettings.value.maxSimultaneousStreams !== undefined
        ? { maxScreenRecordingStreams: reading.recordingSettings.value.maxSimultaneousStreams }
        : {}),
      deployer: { kind: reading.caller.kind, key: reading.caller.id },
      place: live("/api/v2/organizations/me"),
    },
    divisions: byKey(divisionNodes(reading)),
    roles: byKey([...roles.values()]),
    clients: byKey(withCaller(reading, clients.map(clientNode))),
    users: byKey(userNodes(reading)),
    groups: byKey(groupNodes(reading)),
    memberships: memberships(reading),
    grants: grants(reading, clients),
    applications: [],
    accessPolicies: byKey((reading.accessPolicies.known ? reading.accessPolicies.value : []).map(accessPolicyNode)),
    trusts: byKey(trusts(reading)),
  };
  return { graph, unread: unreadIn(reading) };
}

/** Everything of a reading that is unknown, sorted. */
export function unreadIn(reading: LiveReading): readonly Unread[] {
  const reads: readonly (Read<unknown> | undefined)[] = [
    reading.caller.grants,
    reading.products,
    reading.permissions,
    reading.divisions,
    reading.roles,
    reading.clients,
    reading.divisionAwareGranting,
    reading.allowedAddresses,
    reading.recordingSettings,
    reading.retentionPolicies,
    reading.integrations,
    ...reading.queuesByName.values(),
    reading.accessPolicies,
    reading.trustees,
    reading.trustors,
    ...reading.groupsByName.values(),
    ...reading.usersByEmail.values(),
    ...reading.members.values(),
    ...reading.grants.values(),
    ...reading.holders.values(),
  ];
  const found = new Map<string, Unread>();
  for (const read of reads) if (read?.known === false) found.set(`${read.unread.what} ${read.unread.call}`, read.unread);
  return [...found.values()].sort((a, b) => compare(a.what, b.what));
}

function field<Name extends string, Value>(name: Name, read: Read<Value>): Partial<Record<Name, Value>> {
  return read.known ? ({ [name]: read.value } as Record<Name, Value>) : {};
}

function divisionNodes(reading: LiveReading): readonly Division[] {
  return (reading.divisions.known ? reading.divisions.value : []).map((division) => ({
    key: division.id,
    name: division.name,
    home: division.home,
    place: live(`/api/v2/authorization/divisions/${division.id}`),
  }));
}

/**
 * The roles of the listing; where it may not be read, those that grants describe: with all their
 * policies, but without the old permissions of one part, which the answer does not have.
 */
function roleNodes(reading: LiveReading): ReadonlyMap<string, Role> {
  const nodes = new Map<string, Role>();
  for (const role of reading.roles.known ? reading.roles.value : []) nodes.set(role.id, roleNode(role));
  for (const grant of allGrants(reading)) {
    const before = nodes.get(grant.roleId);
    if (grant.policies === undefined || (before !== undefined && before.incomplete === undefined)) continue;
    const place = live(`/api/v2/authorization/roles/${grant.roleId}`);
    nodes.set(grant.roleId, {
      key: grant.roleId,
      name: grant.roleName ?? grant.roleId,
      policies: grant.policies.map((policy) => policyNode(policy, place)),
      place,
    });
  }
  return nodes;
}

function allGrants(reading: LiveReading): readonly ApiGrant[] {
  return [reading.caller.grants, ...reading.grants.values()].flatMap((read) => (read.known ? read.value : []));
}

function roleNode(role: ApiRole): Role {
  const place = live(`/api/v2/authorization/roles/${role.id}`);
  return {
    key: role.id,
    name: role.name,
    policies: [
      ...(role.policies ?? []).map((policy) => policyNode(policy, place)),
      ...role.permissions.map((name): PermissionPolicy => ({ domain: name, entity: "", actions: [], place })),
    ],
    ...(role.builtIn ? { builtIn: true } : {}),
    ...(role.policies === undefined ? { incomplete: "its permissions could not be read" } : {}),
    place,
  };
}

function policyNode(policy: ApiPolicy, place: Place): PermissionPolicy {
  return {
    domain: policy.domain,
    entity: policy.entityName,
    actions: policy.actionSet,
    ...(policy.condition === undefined ? {} : { condition: conditionNode(policy.condition) }),
    place,
  };
}

function conditionNode(condition: ApiCondition): PolicyCondition {
  return { conjunction: condition.conjunction === "OR" ? "OR" : "AND", terms: condition.terms as PolicyCondition["terms"] };
}

const grantTypes: readonly GrantType[] = ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"];

function clientNode(client: ApiClient): OAuthClient {
  const place = live(`/api/v2/oauth/clients/${client.id}`);
  const spelled = client.grantType === "SAML2BEARER" ? "SAML2-BEARER" : client.grantType;
  const missing = [...(client.pairs === undefined ? ["its roles"] : []), ...(client.scopes === undefined ? ["its scopes"] : [])];
  return {
    key: client.id,
    name: client.name,
    clientId: client.id,
    grantType: grantTypes.find((type) => type === spelled) ?? { unknown: `the org says '${client.grantType}'` },
    scopes: (client.scopes ?? []).map((scope) => ({ scope, place })),
    state: client.state === "inactive" || client.state === "disabled" ? client.state : "active",
    ...(client.redirectUris === undefined ? {} : { redirectUris: client.redirectUris }),
    ...(client.tokenLifetimeSeconds === undefined ? {} : { tokenLifetimeSeconds: client.tokenLifetimeSeconds }),
    ...(missing.length === 0 ? {} : { incomplete: `${missing.join(" and ")} could not be read` }),
    place,
  };
}

/** The deployer is known even where clients may not be listed. */
function withCaller(reading: LiveReading, clients: readonly OAuthClient[]): readonly OAuthClient[] {
  const { caller } = reading;
  if (caller.kind !== "client" || clients.some(({ key }) => key === caller.id)) return clients;
  const place = live("/api/v2/tokens/me");
  return [
    ...clients,
    {
      key: caller.id,
      name: caller.name,
      clientId: caller.id,
      grantType: "CLIENT-CREDENTIALS",
      scopes: [],
      state: "active",
      ...(caller.grants.known ? {} : { incomplete: `its grants: ${caller.grants.unread.why}` }),
      place,
    },
  ];
}

function userNodes(reading: LiveReading): readonly User[] {
  const nodes = new Map<string, User>();
  for (const user of reading.users.values()) {
    const held = reading.grants.get(user.id);
    nodes.set(user.id, {
      key: user.id,
      email: user.email ?? user.id,
      ...(user.name === undefined ? {} : { name: user.name }),
      state: user.state === "inactive" || user.state === "deleted" ? user.state : "active",
      ...(held?.known === true || reading.everyHolder
        ? {}
        : { incomplete: held === undefined ? "what else this person holds was not read" : `what this person holds: ${held.unread.why}` }),
      place: live(`/api/v2/users/${user.id}`),
    });
  }
  for (const holder of holdersOf(reading)) {
    if (holder.type !== "PC_USER" || nodes.has(holder.id)) continue;
    nodes.set(holder.id, {
      key: holder.id,
      email: holder.name ?? holder.id,
      state: "active",
      incomplete: "this person could not be read, only a role that is held",
      place: live(`/api/v2/users/${holder.id}`),
    });
  }
  if (reading.caller.kind === "user" && !nodes.has(reading.caller.id)) {
    nodes.set(reading.caller.id, { key: reading.caller.id, email: reading.caller.name, state: "active", place: live("/api/v2/users/me") });
  }
  return [...nodes.values()];
}

function holdersOf(reading: LiveReading) {
  return [...reading.holders.values()].flatMap((read) => (read.known ? read.value : []));
}

function groupNodes(reading: LiveReading): readonly Group[] {
  const nodes = new Map<string, Group>();
  for (const group of reading.groups.values()) {
    const held = reading.grants.get(group.id);
    nodes.set(group.id, {
      key: group.id,
      name: group.name,
      rolesEnabled: group.rolesEnabled,
      state: group.state === "inactive" || group.state === "deleted" ? group.state : "active",
      existing: true,
      ...(held?.known === true || reading.everyHolder
        ? {}
        : { incomplete: held === undefined ? "what else this group holds was not read" : `what this group holds: ${held.unread.why}` }),
      place: live(`/api/v2/groups/${group.id}`),
    });
  }
  for (const holder of holdersOf(reading)) {
    if (holder.type !== "PC_GROUP" || nodes.has(holder.id)) continue;
    nodes.set(holder.id, {
      key: holder.id,
      name: holder.name ?? holder.id,
      rolesEnabled: true,
      state: "active",
      incomplete: "this group could not be read, only a role that is held",
      place: live(`/api/v2/groups/${holder.id}`),
    });
  }
  return [...nodes.values()];
}

/** Members that were read, and those whose grants show that they hold something through a group. */
function memberships(reading: LiveReading): readonly Membership[] {
  const found = new Map<string, Membership>();
  const add = (group: string, user: string): void => {
    found.set(`${group} ${user}`, { group, member: { kind: "user", key: user }, place: live(`/api/v2/groups/${group}/individuals`) });
  };
  for (const [group, members] of reading.members) if (members.known) for (const user of members.value) add(group, user);
  for (const user of reading.users.keys()) {
    const held = reading.grants.get(user);
    if (held?.known === true) for (const { subjectId } of held.value) if (subjectId !== user && reading.groups.has(subjectId)) add(subjectId, user);
  }
  return [...found].sort(([a], [b]) => compare(a, b)).map(([, membership]) => membership);
}

function grants(reading: LiveReading, clients: readonly ApiClient[]): readonly Grant[] {
  const found = new Map<string, Grant>();
  const add = (kind: "client" | "user" | "group", key: string, roleId: string, divisionId: string): void => {
    const path = kind === "client" ? `/api/v2/oauth/clients/${key}` : `/api/v2/authorization/subjects/${key}`;
    found.set([kind, key, roleId, divisionId].join(" "), {
      subject: { kind, key },
      role: { kind: "role", key: roleId },
      division: divisionOf(divisionId),
      place: live(path),
    });
  };
  for (const client of clients) for (const { roleId, divisionId } of client.pairs ?? []) add("client", client.id, roleId, divisionId);
  for (const [id, read] of reading.grants) {
    for (const grant of read.known ? read.value : []) {
      const holder = grant.subjectId;
      // A grant that came through something else than a group that was read still counts for the user.
      const isGroup = reading.groups.has(holder);
      add(isGroup ? "group" : reading.groups.has(id) ? "group" : "user", isGroup ? holder : id, grant.roleId, grant.divisionId);
    }
  }
  for (const [roleId, read] of reading.holders) {
    for (const holder of read.known ? read.value : []) {
      const kind = holder.type === "PC_GROUP" ? "group" : holder.type === "PC_OAUTH_CLIENT" ? "client" : "user";
      for (const divisionId of holder.divisionIds) add(kind, holder.id, roleId, divisionId);
    }
  }
  const { caller } = reading;
  for (const grant of caller.grants.known ? caller.grants.value : []) add(caller.kind, caller.id, grant.roleId, grant.divisionId);
  return [...found].sort(([a], [b]) => compare(a, b)).map(([, grant]) => grant);
}

function divisionOf(id: string): DivisionRef {
  return id === "*" ? { kind: "all" } : { kind: "division", key: id };
}

function accessPolicyNode(policy: LiveReading["accessPolicies"] extends Read<readonly (infer Policy)[]> ? Policy : never): AccessPolicy {
  return {
    key: policy.id,
    permission: policy.permission,
    effect: policy.effect === "ALLOW" ? "ALLOW" : "DENY",
    active: policy.active,
    applyToClients: policy.applyToClients,
    conditional: policy.conditional,
    place: live(`/api/v2/authorization/policies/${policy.id}`),
  };
}

/** Pairings. Who of the other org they admit is not read: the answer about such a person is open. */
function trusts(reading: LiveReading): readonly Trust[] {
  const node = (direction: Trust["direction"], path: string) =>
    ({ id, organization, enabled, expires }: { id: string; organization: string; enabled: boolean; expires?: string }): Trust => ({
      key: `${direction} ${id}`,
      direction,
      otherOrg: organization,
      enabled,
      ...(expires === undefined ? {} : { expires }),
      users: [],
      groups: [],
      place: live(`${path}/${id}`),
    });
  return [
    ...(reading.trustees.known ? reading.trustees.value : []).map(node("trustor", "/api/v2/orgauthorization/trustees")),
    ...(reading.trustors.known ? reading.trustors.value : []).map(node("trustee", "/api/v2/orgauthorization/trustors")),
  ];
}

/** A place in the live org. */
export function live(path: string): Place {
  return { kind: "live", path };
}

function byKey<Entity extends { readonly key: string }>(entities: readonly Entity[]): readonly Entity[] {
  return [...entities].sort((a, b) => compare(a.key, b.key));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
