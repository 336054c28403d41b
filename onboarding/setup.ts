import type { AccessGraph } from "../access/graph/graph";
import type { PlannedGrant, PlannedPolicy, PlannedResource } from "../components/plan";
import { tokens } from "../components/plan";
import { orgFileOfValues, orgFileToGraph, planOrgFile, type Definition, type Definitions, type OrgFile, type OrgPlan, type Requirements } from "../stacks/orgfile";

/** A role that is made for an application. */
export interface SetupRole {
  readonly name: string;
  readonly description: string;
  /** Old permissions of one part. */
  readonly onePart: readonly string[];
  readonly policies: readonly PlannedPolicy[];
}

/** An OAuth client that is made for an application. */
export interface SetupClient {
  readonly name: string;
  readonly description: string;
  readonly grantType: string;
  readonly tokenLifetimeSeconds: number;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly roles: readonly PlannedGrant[];
}

/** A group that is made, or found, for the people who work with an application. */
export interface SetupGroup {
  readonly name: string;
  readonly description: string;
  readonly rolesEnabled: boolean;
  /** Whether the group is the customer's own and only receives roles. */
  readonly existing: boolean;
  /** Members by email; absent when they are left alone. */
  readonly members?: readonly string[];
  readonly roles: readonly PlannedGrant[];
}

/** A user that exists for the application's tokens. */
export interface SetupUser {
  readonly email: string;
  readonly name: string;
  /** Name of the division that the user is in, or `home`. */
  readonly division: string;
  readonly existing: boolean;
  readonly roles: readonly PlannedGrant[];
}

/** A retention policy of the org that starts screen recordings for an application. */
export interface SetupPolicy {
  readonly name: string;
  readonly description: string;
  /** Queues by name and users by email; both empty when the customer has to choose. */
  readonly queues: readonly string[];
  readonly users: readonly string[];
  readonly recordAfterCallWork: boolean;
  readonly archiveAfterDays?: number;
  readonly deleteAfterDays?: number;
}

/** A Genesys Cloud data actions integration whose credential holds a client's id and secret. */
export interface SetupDataActions {
  readonly name: string;
  readonly credentialName: string;
  /** Name of the client whose id and secret it holds. */
  readonly client: string;
  readonly notes: string;
}

/**
 * What one application needs in one org, as plain data: the very resources that `up` would plan.
 * Every form in which a customer gets it (wizard, Terraform, page) is written from this value.
 */
export interface Setup {
  /** Name of the definition. */
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly owner?: string;
  readonly purpose?: string;
  readonly calls: readonly string[];
  readonly recordings: readonly ("screen" | "audio")[];
  readonly requires: Requirements;
  readonly roles: readonly SetupRole[];
  /** Roles that the org must have already, by name. */
  readonly existingRoles: readonly string[];
  readonly clients: readonly SetupClient[];
  readonly groups: readonly SetupGroup[];
  readonly users: readonly SetupUser[];
  /** Policies that record screens for it; the customer makes them, nothing here does. */
  readonly policies: readonly SetupPolicy[];
  /** Where Genesys Cloud itself needs the secret, if it does. */
  readonly dataActions?: SetupDataActions;
  /** Divisions by name in which anything is granted; neither `all` nor `home`. Sorted. */
  readonly divisions: readonly string[];
  /** Who may do what, as `up` would leave it. */
  readonly access: AccessGraph;
}

/** What a definition is asked for with. */
export interface SetupOptions {
  readonly definitions: Definitions;
  /** Divisions to grant in, by name, instead of the definition's. */
  readonly divisions?: readonly string[];
  /** Region of the org, for facts that depend on it. Default: us-east-1. */
  readonly region?: string;
}

/** What a definition needs in an org of which nothing else is known. */
export function setupOfDefinition(definition: Definition, options: SetupOptions): Setup {
  const named = options.divisions ?? [];
  const values = {
    org: { region: options.region ?? "us-east-1", divisions: divisionNames([definition.entry, definition.groups, definition.serviceUsers, { divisions: named }]) },
    applications: {
      [definition.name]: { from: definition.name, version: definition.version, ...(named.length === 0 ? {} : { divisions: [...named] }) },
    },
  };
  const org = orgFileOfValues(values, definition.file, definition.name, undefined, options.definitions);
  return setupOfOrg(org, definition.name, definition);
}

/** What an application of an org file, made from a definition, needs in that org. */
export function setupOfOrg(org: OrgFile, key: string, definition: Definition): Setup {
  const entry = org.applications[key];
  if (entry === undefined) throw new Error(`${org.name} has no application ${key}`);
  const own: OrgFile = {
    ...org,
    applications: { [key]: entry },
    groups: pickKeys(org.groups, Object.keys(definition.groups ?? {})),
    serviceUsers: pickKeys(org.serviceUsers, [...Object.keys(definition.serviceUsers ?? {}), ...(entry.serviceUser === undefined ? [] : [entry.serviceUser])]),
    roles: pickKeys(org.roles, entry.roles ?? []),
  };
  const plan = planOrgFile(own);
  const planned = [
    ...plan.roles.flatMap((one) => one.plan.resources),
    ...plan.serviceUsers.flatMap((one) => one.plan.resources),
    ...plan.applications.flatMap((one) => one.plan.resources),
    ...plan.groups.flatMap((one) => one.plan.resources),
  ];
  const roles = ofType(planned, tokens.role).map(({ inputs }) => ({
    name: inputs.name,
    description: inputs.description,
    onePart: inputs.permissions ?? [],
    policies: inputs.permissionPolicies,
  }));
  const clients = ofType(planned, tokens.client).map(({ inputs }) => ({
    name: inputs.name,
    description: inputs.description,
    grantType: inputs.authorizedGrantType,
    tokenLifetimeSeconds: inputs.accessTokenValiditySeconds,
    redirectUris: inputs.registeredRedirectUris,
    scopes: inputs.scopes,
    roles: inputs.roles,
  }));
  const groups = plan.groups.map(({ name, plan: group }) => ({
    name: group.groupName,
    description: own.groups[name]?.description ?? "",
    rolesEnabled: own.groups[name]?.rolesEnabled ?? true,
    existing: group.group === undefined,
    ...(group.group?.inputs.memberEmails === undefined ? {} : { members: group.group.inputs.memberEmails }),
    roles: group.groupRoles?.inputs.roles ?? [],
  }));
  const userRoles = ofType(planned, tokens.userRoles);
  const users = plan.serviceUsers.map(({ name, plan: user }) => ({
    email: user.email,
    name: user.user?.inputs.name ?? own.serviceUsers[name]?.name ?? name,
    division: user.user?.inputs.division ?? "home",
    existing: user.user === undefined,
    roles: joinGrants(userRoles.flatMap(({ inputs }) => (inputs.userEmail === user.email ? inputs.roles : []))),
  }));
  const granted = [...clients, ...groups, ...users].flatMap((one) => one.roles);
  const made = new Set(roles.map((role) => role.name));
  return {
    name: definition.name,
    version: definition.version,
    description: entry.description ?? "",
    ...(entry.owner === undefined ? {} : { owner: entry.owner }),
    ...(entry.purpose === undefined ? {} : { purpose: entry.purpose }),
    calls: entry.calls ?? [],
    recordings: entry.recordings ?? [],
    requires: definition.requires,
    roles,
    existingRoles: unique(granted.map((grant) => grant.roleName).filter((name) => !made.has(name))),
    clients,
    groups,
    users,
    policies: Object.entries(org.screenRecording?.policies ?? {})
      .filter(([name]) => name in (definition.screenRecording?.policies ?? {}))
      .map(([name, policy]) => ({
        name: policy.name ?? name,
        description: policy.description ?? "",
        queues: policy.queues ?? [],
        users: policy.users ?? [],
        recordAfterCallWork: policy.recordAfterCallWork ?? false,
        ...(policy.retention?.archiveAfterDays === undefined ? {} : { archiveAfterDays: policy.retention.archiveAfterDays }),
        ...(policy.retention?.deleteAfterDays === undefined ? {} : { deleteAfterDays: policy.retention.deleteAfterDays }),
      })),
    ...dataActionsOf(plan.dataActions, clients),
    divisions: unique([...granted.flatMap((grant) => grant.divisions), ...users.map((user) => user.division)].filter((name) => name !== "all" && name !== "home")),
    access: orgFileToGraph(own),
  };
}

function ofType<Type extends PlannedResource["type"]>(planned: readonly PlannedResource[], type: Type): Extract<PlannedResource, { readonly type: Type }>[] {
  return planned.filter((one): one is Extract<PlannedResource, { readonly type: Type }> => one.type === type);
}

function dataActionsOf(planned: OrgPlan["dataActions"], clients: readonly SetupClient[]): Pick<Setup, "dataActions"> {
  const [connection] = planned;
  const [client] = clients;
  if (connection === undefined || client === undefined) return {};
  const { credential, integration } = connection.plan;
  return { dataActions: { name: integration.inputs.name, credentialName: credential.inputs.name, client: client.name, notes: integration.inputs.notes } };
}

/** One grant for each role, with all of its divisions. */
function joinGrants(grants: readonly PlannedGrant[]): readonly PlannedGrant[] {
  return unique(grants.map((grant) => grant.roleName)).map((roleName) => ({
    roleName,
    divisions: unique(grants.flatMap((grant) => (grant.roleName === roleName ? grant.divisions : []))),
  }));
}

/** Every division that is named anywhere in the values. */
function divisionNames(value: unknown): string[] {
  const found: string[] = [];
  const visit = (one: unknown, key?: string): void => {
    if (typeof one === "string" && (key === "divisions" || key === "division")) found.push(one);
    else if (Array.isArray(one)) for (const item of one) visit(item, key);
    else if (typeof one === "object" && one !== null) for (const [name, item] of Object.entries(one)) visit(item, name);
  };
  visit(value);
  return unique(found.filter((name) => !["all", "home", "*"].includes(name)));
}

function pickKeys<Value>(from: Readonly<Record<string, Value>>, keys: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}
