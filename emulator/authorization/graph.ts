import { catalogue } from "../../access/catalogue";
import type { AccessGraph, AccessPolicy, Grant, OAuthClient, PermissionPolicy, PolicyCondition, Role, SubjectRef, Trust } from "../../access/graph/graph";
import type { Place } from "../../access/graph/place";
import type {
  AccessPolicyRecord,
  ClientRecord,
  ConditionNode,
  GrantRecord,
  PolicyRecord,
  RoleRecord,
  TokenRecord,
  TrustRecord,
} from "../state/entities";
import type { Org } from "../state/org";
import { isGood, trustedSubjects } from "../state/partners";
import type { Moment } from "./org-access";
import { permissionsOf } from "./permissions";

/** Id of the client of Genesys' own pages and tools: a token of a user who signed in there names it. */
export const builtInClient = "purecloud-builtin";

/** The access graph of an org's database: keys are ids, places are API paths. Grants that do not act yet are left out. */
export function graphOf(org: Org, at: Moment): AccessGraph {
  const { settings } = org;
  const trusted = trustedSubjects(org);
  const permissions = permissionsOf(org.record);
  return {
    org: {
      name: org.name,
      id: org.id,
      region: org.record.region,
      target: "emulator",
      products: org.record.products,
      ...(permissions === undefined ? {} : { permissions }),
      scopesEnforced: settings.scopesEnforced,
      allowedAddresses: settings.allowedAddresses,
      divisionAwareGranting: settings.divisionAwareGranting,
      accessPoliciesEnabled: settings.accessPoliciesEnabled,
      sensitiveDataRedaction: settings.sensitiveDataRedaction,
      maxScreenRecordingStreams: settings.maxSimultaneousStreams,
    },
    divisions: [...org.divisions.values()].map((division) => ({
      key: division.id,
      name: division.name,
      home: division.home,
      place: live(`/api/v2/authorization/divisions/${division.id}`),
    })),
    roles: [...org.roles.values()].map(roleNode),
    clients: clientNodes(org),
    users: [...org.users.values(), ...trusted.users].map((user) => ({
      key: user.id,
      email: user.email,
      name: user.name,
      state: user.state,
      place: live(`/api/v2/users/${user.id}`),
    })),
    groups: [...org.groups.values(), ...trusted.groups].map((group) => ({
      key: group.id,
      name: group.name,
      rolesEnabled: group.rolesEnabled,
      state: group.state,
      place: live(`/api/v2/groups/${group.id}`),
    })),
    memberships: [...org.groups.values(), ...trusted.groups].flatMap((group) =>
      group.memberIds.map((id) => ({
        group: group.id,
        member: { kind: "user" as const, key: id },
        place: live(`/api/v2/groups/${group.id}/members`),
      })),
    ),
    grants: [...org.grants.values()].filter((grant) => actsAt(grant, at) <= at.now).map(grantNode),
    applications: [],
    accessPolicies: [...org.accessPolicies.values()].map(accessPolicyNode),
    trusts: [...org.trusts.values()].map((trust) => trustNode(trust, at.now)),
  };
}

/** The moment from which a graph made now is out of date because a late grant begins to act or a trust expires. */
export function lateUntil(org: Org, at: Moment): number {
  let next = Number.POSITIVE_INFINITY;
  for (const grant of org.grants.values()) {
    const acts = actsAt(grant, at);
    if (acts > at.now && acts < next) next = acts;
  }
  for (const trust of org.trusts.values()) {
    const ends = trust.dateExpired === undefined ? Number.POSITIVE_INFINITY : Date.parse(trust.dateExpired);
    if (ends > at.now && ends < next) next = ends;
  }
  return next;
}

/** The client that a user's token goes through, with the scopes that the token was given. */
export function tokenClientKey(token: TokenRecord, client: ClientRecord): string {
  if (token.builtIn === true) return builtInClient;
  const scope = token.scope ?? [];
  return sameScope(scope, client.scope) ? client.id : `${client.id} ${[...scope].sort().join(" ")}`;
}

function actsAt(grant: GrantRecord, at: Moment): number {
  return grant.madeAt + at.lateGrantsSeconds * 1000;
}

const nodes = new WeakMap<RoleRecord, Role>();

function roleNode(role: RoleRecord): Role {
  let node = nodes.get(role);
  if (node === undefined) {
    const place = live(`/api/v2/authorization/roles/${role.id}`);
    node = {
      key: role.id,
      name: role.name,
      policies: [
        ...role.policies.map((policy) => policyNode(policy, place)),
        ...role.permissions.map((name): PermissionPolicy => ({ domain: name, entity: "", actions: [], place })),
      ],
      ...(role.defaultRoleId === undefined ? {} : { builtIn: true }),
      place,
    };
    nodes.set(role, node);
  }
  return node;
}

function policyNode(policy: PolicyRecord, place: Place): PermissionPolicy {
  const condition = policy.resourceConditionNode === undefined ? undefined : conditionOf(policy.resourceConditionNode);
  return {
    domain: policy.domain,
    entity: policy.entityName,
    actions: policy.actionSet,
    ...(condition === undefined ? {} : { condition }),
    place,
  };
}

function conditionOf(node: ConditionNode): PolicyCondition | undefined {
  const terms = (node.terms ?? []).length > 0 ? (node.terms ?? []) : node.variableName == null ? [] : [node];
  if (terms.length === 0) return undefined;
  return {
    conjunction: node.conjunction === "OR" ? "OR" : "AND",
    terms: terms.map((term) => ({
      variable: term.variableName ?? "",
      operator: (term.operator ?? "EQ") as PolicyCondition["terms"][number]["operator"],
      operands: (term.operands ?? []).map((operand) => {
        const value = operand.user?.id ?? operand.queue?.id ?? operand.value;
        return {
          type: (operand.type ?? "SCALAR") as PolicyCondition["terms"][number]["operands"][number]["type"],
          ...(value == null ? {} : { value }),
        };
      }),
    })),
  };
}

function clientNodes(org: Org): OAuthClient[] {
  const made = new Map<string, OAuthClient>();
  for (const client of org.clients.values()) made.set(client.id, clientNode(client, client.id, client.scope));
  for (const token of org.tokens.values()) {
    if (token.userId === undefined || token.builtIn === true) continue;
    const client = org.clients.get(token.clientId);
    if (client === undefined) continue;
    const key = tokenClientKey(token, client);
    if (!made.has(key)) made.set(key, clientNode(client, key, token.scope ?? []));
  }
  made.set(builtInClient, {
    key: builtInClient,
    name: "Genesys Cloud",
    grantType: "TOKEN",
    scopes: catalogue().scopes.map((scope) => ({ scope, place: live("/api/v2/oauth/scopes") })),
    state: "active",
    place: live("/api/v2/tokens/me"),
  });
  return [...made.values()];
}

function clientNode(client: ClientRecord, key: string, scopes: readonly string[]): OAuthClient {
  const place = live(`/api/v2/oauth/clients/${client.id}`);
  return {
    key,
    name: client.name,
    clientId: client.id,
    grantType: client.authorizedGrantType,
    scopes: scopes.map((scope) => ({ scope, place })),
    state: client.state,
    redirectUris: client.registeredRedirectUri,
    tokenLifetimeSeconds: client.accessTokenValiditySeconds,
    place,
  };
}

const subjectKinds = {
  PC_USER: "user",
  PC_GROUP: "group",
  PC_OAUTH_CLIENT: "client",
  PC_TRUSTEE_USER: "user",
  PC_TRUSTEE_GROUP: "group",
} as const;

/** A trust, switched off in the graph once it has expired. */
function trustNode(trust: TrustRecord, now: number): Trust {
  return {
    key: trust.trusteeOrgId,
    direction: "trustor",
    otherOrg: trust.trusteeOrgName,
    enabled: isGood(trust, now),
    ...(trust.dateExpired === undefined ? {} : { expires: trust.dateExpired }),
    users: trust.users.map((member) => member.id),
    groups: trust.groups.map((member) => member.id),
    place: live(`/api/v2/orgauthorization/trustees/${trust.trusteeOrgId}`),
  };
}

/** The kind of a policy's subject, in whatever spelling; undefined: everybody. */
function policySubject({ type = "", id }: AccessPolicyRecord["subject"]): SubjectRef | undefined {
  if (id === undefined || id === "" || id === "*") return undefined;
  const kind = /client/i.test(type) ? "client" : /group/i.test(type) ? "group" : "user";
  return { kind, key: id };
}

function accessPolicyNode(policy: AccessPolicyRecord): AccessPolicy {
  const subject = policySubject(policy.subject);
  return {
    key: policy.id,
    permission: policy.targetResource,
    effect: policy.effect,
    active: policy.active,
    applyToClients: policy.applyToClients,
    ...(subject === undefined ? {} : { subjects: [subject] }),
    conditional: policy.condition != null,
    place: live(`/api/v2/authorization/policies/${policy.id}`),
  };
}

function grantNode(grant: GrantRecord): Grant {
  const subject: SubjectRef = { kind: subjectKinds[grant.subjectType], key: grant.subjectId };
  return {
    subject,
    role: { kind: "role", key: grant.roleId },
    division: grant.divisionId === "*" ? { kind: "all" } : { kind: "division", key: grant.divisionId },
    place: live(`/api/v2/authorization/subjects/${grant.subjectId}`),
  };
}

function sameScope(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope) => other.includes(scope));
}

function live(path: string): Place {
  return { kind: "live", path };
}
