import type {
  AccessGraph,
  AccessPolicy,
  Application,
  Division,
  DivisionRef,
  Grant,
  GrantType,
  Group,
  Membership,
  OAuthClient,
  OrgFacts,
  Role,
  Trust,
  User,
} from "../../access/graph/graph";
import type { Place } from "../../access/graph/place";
import { sortedPlanned, type PlannedObject } from "../../access/graph/planned";
import { emptyFragment, mergeFragments, type AccessFragment } from "../../access/graph/fragment";
import { groupBy } from "../reading/group";
import { plannedFrom } from "../reading/planned";
import { onlyAfterUpdate } from "../reading/open";
import { applicationToken, readApplicationArgs } from "./applicationArgs";
import { declaredCallsToken, readDeclaredCalls } from "./declaredCalls";
import { elements, isOpen, NotPlain, properties, text, type Plain } from "./plain";
import { inputsOf, plannedBy } from "./planned";
import { isPlanned, plansOf } from "./plans";
import { readRole } from "./roles";
import { tokens, type ProgramResource } from "./resource";

/** What is known of the org and its applications from elsewhere than the resources (components, stack configuration). */
export interface Declarations {
  readonly org?: Partial<OrgFacts>;
  readonly divisions?: readonly Division[];
  /** Roles that the org has already and the program describes. */
  readonly roles?: readonly Role[];
  readonly accessPolicies?: readonly AccessPolicy[];
  readonly trusts?: readonly Trust[];
}

const notKnownYet = onlyAfterUpdate;

/**
 * The access graph of the resources of a Pulumi program or state. Links between resources come from
 * ids where they are known and from the dependencies of a property otherwise; what neither decides
 * is in the graph as not known, with the reason.
 */
export function graphFromResources(resources: readonly ProgramResource[], orgName: string, declarations: Declarations = {}): AccessGraph {
  return new ProgramReader(resources).graph(orgName, declarations);
}

/** What ids of Genesys Cloud look like, and names of divisions do not. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

class ProgramReader {
  private readonly byUrn: ReadonlyMap<string, ProgramResource>;
  private readonly byId = new Map<string, ProgramResource>();
  private readonly divisions = new Map<string, Division>();
  private readonly roles = new Map<string, Role>();
  private readonly clients = new Map<string, OAuthClient>();
  private readonly users = new Map<string, User>();
  private readonly groups = new Map<string, Group>();
  private readonly memberships: Membership[] = [];
  private readonly grants: Grant[] = [];
  private readonly applications: Application[] = [];
  private readonly resources: readonly ProgramResource[];
  private readonly planned: readonly AccessFragment[];
  private readonly plannedObjects: readonly PlannedObject[];

  constructor(all: readonly ProgramResource[]) {
    this.byUrn = new Map(all.map((resource) => [resource.urn, resource]));
    const plans = plansOf(all);
    const described = new Set(plans.map(({ component }) => component.urn));
    const unplanned = all.filter(({ type, urn }) => type === applicationToken && !described.has(urn));
    const unregistered = unplanned.map(readApplicationArgs);
    this.planned = [...plans.map(({ access }) => access), ...unregistered];
    this.plannedObjects = [...plans.flatMap(plannedBy), ...unregistered.flatMap(plannedFrom)];
    this.resources = all.filter((resource) => !isPlanned(resource, this.byUrn));
    for (const resource of all) {
      for (const id of idsOf(resource)) this.byId.set(`${resource.type} ${id}`, resource);
    }
  }

  graph(orgName: string, declarations: Declarations): AccessGraph {
    const sorted = [...this.resources].sort((one, other) => (one.urn < other.urn ? -1 : 1));
    for (const resource of sorted) this.readEntity(resource);
    for (const resource of sorted) this.readLinks(resource);
    const clients = this.clientsByName();
    for (const resource of sorted) {
      if (resource.type === declaredCallsToken) this.readDeclaration(resource, clients);
    }
    const providers = sorted.filter(({ type }) => type === tokens.provider);
    const provider = providers.find(({ name }) => !name.startsWith("default")) ?? providers[0];
    const region = text(provider?.properties["awsRegion"]);
    const deployer = this.deployerOf(provider);
    const deployerRoles = text(provider?.properties["deployerRoles"]);
    const own: AccessFragment = {
      roles: [...this.roles.values()],
      clients: [...this.clients.values()],
      users: [...this.users.values()],
      groups: [...this.groups.values()],
      memberships: this.memberships,
      grants: this.grants,
      applications: this.applications,
    };
    const graph = mergeFragments(
      {
        org: {
          name: orgName,
          ...(region === undefined ? {} : { region }),
          ...(provider === undefined ? {} : { place: placeOf(provider) }),
          ...(deployer === undefined ? {} : { deployer }),
          ...plainSecrets(providers),
          ...(deployerRoles === "borrow" || deployerRoles === "keep" || deployerRoles === "never" ? { deployerRoles } : {}),
          ...declarations.org,
        },
        divisions: [...(declarations.divisions ?? []), ...this.divisions.values()],
        accessPolicies: declarations.accessPolicies ?? [],
        trusts: declarations.trusts ?? [],
      },
      [{ ...emptyFragment, roles: declarations.roles ?? [] }, ...this.planned, own],
    );
    const grantsAt = groupBy(this.grants, ({ place }) => (place.kind === "urn" ? place.urn : undefined));
    const plain = sorted.filter(({ type }) => type.startsWith("genesyscloud:")).map((resource) => this.plannedOf(resource, grantsAt.get(resource.urn) ?? []));
    return { ...graph, planned: sortedPlanned([...this.plannedObjects, ...plain]) };
  }

  /** A resource that no component of ours plans. */
  private plannedOf(resource: ProgramResource, grants: readonly Grant[]): PlannedObject {
    const roleKeys = grants.flatMap(({ role }) => (role.kind === "role" ? [role.key] : role.keys));
    const roles = [...new Set(roleKeys)].map((key) => ({ roleName: this.roles.get(key)?.name ?? key }));
    const inputs = { ...inputsOf(resource), name: nameOf(resource), ...(roles.length === 0 ? {} : { roles }) };
    return { type: resource.type, name: resource.name, key: resource.urn, inputs };
  }

  /** The client of this program with whose credentials the provider works. */
  private deployerOf(provider: ProgramResource | undefined): Grant["subject"] | undefined {
    const id = text(provider?.properties["oauthclientId"]);
    const own = id === undefined ? undefined : this.byId.get(`${tokens.client} ${id}`);
    return own === undefined ? undefined : { kind: "client", key: own.urn };
  }

  /** Clients by name, id and key; of several with one name the first. */
  private clientsByName(): ReadonlyMap<string, OAuthClient> {
    const byName = new Map<string, OAuthClient>();
    for (const client of [...this.planned.flatMap(({ clients }) => clients), ...this.clients.values()]) {
      for (const name of [client.name, client.clientId, client.key]) if (name !== undefined && !byName.has(name)) byName.set(name, client);
    }
    return byName;
  }

  private readDeclaration(resource: ProgramResource, clients: ReadonlyMap<string, OAuthClient>): void {
    this.applications.push(
      readDeclaredCalls(resource, {
        client: (name) => clients.get(name),
        users: this.users,
        division: (division) => this.declaredDivision(division, resource),
        clientOf: (from, property) => this.dependenciesOf(from, property).find(({ type }) => type === tokens.client)?.urn,
      }),
    );
  }

  /** A division of a declaration: by name, by id, or the one that the declaration depends on. */
  private declaredDivision(written: Plain, resource: ProgramResource): DivisionRef {
    if (written === "all" || written === "*") return { kind: "all" };
    if (written === "home") return { kind: "home" };
    if (typeof written !== "string") return this.divisionWithId(written, resource, "divisions");
    const named = [...this.divisions.values()].find(({ name }) => name === written);
    if (named !== undefined) return { kind: "division", key: named.key };
    const own = this.byId.get(`${tokens.division} ${written}`);
    if (own !== undefined) return { kind: "division", key: own.urn };
    const byId = [...this.divisions.keys()].find((key) => uuid.test(key));
    if (byId !== undefined && !uuid.test(written)) return { kind: "unknown", why: `whether "${written}" is ${byId} is known to the org only` };
    return this.divisionNamed(written, resource);
  }

  private readEntity(resource: ProgramResource): void {
    const place = placeOf(resource);
    const key = resource.urn;
    switch (resource.type) {
      case tokens.division:
        this.divisions.set(key, { key, name: nameOf(resource), home: resource.properties["home"] === true, place });
        return;
      case tokens.role:
        this.roles.set(key, readRole(resource, place));
        return;
      case tokens.client:
        this.clients.set(key, readClient(resource));
        return;
      case tokens.user:
        this.users.set(key, readUser(resource));
        return;
      case tokens.group:
        this.groups.set(key, readGroup(resource));
        return;
    }
  }

  private readLinks(resource: ProgramResource): void {
    switch (resource.type) {
      case tokens.client:
        this.readGrants(resource, [{ subject: { kind: "client", key: resource.urn } }]);
        return;
      case tokens.groupRoles:
        this.readGrants(resource, this.subjects(resource, "groupId", "groupName"));
        return;
      case tokens.userRoles:
        this.readGrants(resource, this.subjects(resource, "userId", "userEmail"));
        return;
      case tokens.group:
        this.readMembers(resource);
        return;
    }
  }

  /** Who the grants of a GroupRoles or UserRoles go to, and the subject type that the API is told. */
  private subjects(resource: ProgramResource, idProperty: string, nameProperty: string): readonly Pick<Grant, "subject" | "subjectType">[] {
    const kind = resource.type === tokens.groupRoles ? "group" : "user";
    const subjectType = kind === "group" ? "PC_GROUP" : "PC_USER";
    const id = resource.properties[idProperty];
    const name = text(resource.properties[nameProperty]);
    const candidates = typeof id === "string" ? this.withId(id) : this.dependenciesOf(resource, idProperty);
    const found = candidates
      .map((candidate) => subjectOf(candidate))
      .filter((subject) => subject !== undefined);
    if (found.length > 0) return found.map((subject) => (subject.kind === kind ? { subject } : { subject, subjectType }));
    const key = typeof id === "string" ? id : (name ?? `${kind} of ${resource.name}`);
    this.addForeign(kind, key, placeOf(resource, idProperty));
    return [{ subject: { kind, key } }];
  }

  private addForeign(kind: "group" | "user", key: string, place: Place): void {
    const why = "it is not part of this program, so its own state is a fact of the live org";
    if (kind === "group" && !this.groups.has(key)) {
      this.groups.set(key, { key, name: key, rolesEnabled: true, state: "active", existing: true, place });
    }
    if (kind === "user" && !this.users.has(key)) this.users.set(key, { key, email: key, state: "active", incomplete: why, place });
  }

  private readGrants(resource: ProgramResource, subjects: readonly Pick<Grant, "subject" | "subjectType">[]): void {
    const value = resource.properties["roles"];
    const place = placeOf(resource, "roles");
    if (isOpen(value)) {
      this.markIncomplete(subjects, "its roles");
      return;
    }
    const entries = elements(value);
    const roleChoices = this.roleChoices(resource, entries);
    entries.forEach((entry, index) => {
      const role = roleChoices[index];
      if (role === undefined) return;
      for (const division of this.divisionsOf(resource, entry)) {
        for (const subject of subjects) this.grants.push({ ...subject, role, ...division, place });
      }
    });
  }

  private markIncomplete(subjects: readonly Pick<Grant, "subject">[], what: string): void {
    const why = `${what} are ${notKnownYet}`;
    for (const { subject } of subjects) {
      const entities: Map<string, { readonly incomplete?: string }> =
        subject.kind === "client" ? this.clients : subject.kind === "user" ? this.users : this.groups;
      const entity = entities.get(subject.key);
      if (entity !== undefined) entities.set(subject.key, { ...entity, incomplete: why });
    }
  }

  /**
   * The role of each element of a `roles` list. An id that is not known yet can be any role that
   * the property depends on; it is exact when there is one such element and one such role, or when
   * all such elements name the same division, so that it does not matter which is which.
   */
  private roleChoices(resource: ProgramResource, entries: readonly Plain[]): readonly Grant["role"][] {
    const dependencies = this.dependenciesOf(resource, "roles")
      .filter((dependency) => dependency.type === tokens.role)
      .map((dependency) => dependency.urn);
    const isOneOf = this.openRoles(entries, dependencies);
    const open = entries.filter(isOneOf);
    const sameDivision = new Set(open.map((entry) => JSON.stringify(this.divisionsOf(resource, entry)))).size === 1;
    const exact = sameDivision && dependencies.length > 0 && open.length === dependencies.length;
    let next = 0;
    return entries.map((entry): Grant["role"] => {
      const id = roleIdOf(entry);
      const name = text(properties(entry)["roleName"]);
      if (!isOneOf(entry)) return { kind: "role", key: this.roleKey(text(id), name, placeOf(resource, "roles")) };
      const role = exact ? dependencies[next++] : undefined;
      if (role !== undefined) return { kind: "role", key: role };
      const why =
        dependencies.length === 0
          ? `the id of a role is ${notKnownYet} and comes from no role of this program`
          : `which of ${dependencies.length} roles this is, is ${notKnownYet}`;
      return { kind: "oneOf", keys: dependencies, why };
    });
  }

  /**
   * Which elements name one of the roles that the property depends on. A provider that keeps no id
   * among a role's properties leaves ids that no role of the state has; when there are as many as
   * roles without an id, they are those.
   */
  private openRoles(entries: readonly Plain[], dependencies: readonly string[]): (entry: Plain) => boolean {
    const unlinked = (entry: Plain): boolean => {
      const id = text(roleIdOf(entry));
      return id !== undefined && !this.byId.has(`${tokens.role} ${id}`);
    };
    const isOpenRole = (entry: Plain): boolean => isOpen(roleIdOf(entry));
    if (entries.some(isOpenRole)) return isOpenRole;
    const withoutId = dependencies.filter((urn) => idsOf(this.byUrn.get(urn) as ProgramResource).length === 0);
    const fits = withoutId.length > 0 && withoutId.length === dependencies.length && entries.filter(unlinked).length === withoutId.length;
    return fits ? unlinked : isOpenRole;
  }

  private roleKey(id: string | undefined, name: string | undefined, place: Place): string {
    const byId = id === undefined ? undefined : this.byId.get(`${tokens.role} ${id}`);
    if (byId !== undefined) return byId.urn;
    const named = name === undefined ? undefined : [...this.roles.values()].find((role) => role.name === name);
    if (named !== undefined) return named.key;
    const key = name ?? id ?? "unnamed role";
    if (!this.roles.has(key)) {
      this.roles.set(key, { key, name: key, policies: [], incomplete: "it is not part of this program", place });
    }
    return key;
  }

  private divisionsOf(resource: ProgramResource, entry: Plain): readonly Pick<Grant, "division" | "divisionDefaulted">[] {
    const record = properties(entry);
    const names = [...elements(record["divisionNames"]), record["divisionName"] ?? null].filter((name) => name !== null);
    const ids = [...elements(record["divisionIds"]), record["divisionId"] ?? null].filter((id) => id !== null);
    const open = [record["divisionIds"], record["divisionNames"]].some(isOpen);
    const refs = [
      ...names.map((name) => this.divisionNamed(name, resource)),
      ...ids.map((id) => this.divisionWithId(id, resource)),
      ...(open ? [{ kind: "unknown", why: `its divisions are ${notKnownYet}` } as const] : []),
    ];
    if (refs.length === 0) return [{ division: { kind: "home" }, divisionDefaulted: true }];
    return refs.map((division) => ({ division }));
  }

  private divisionNamed(name: Plain, resource: ProgramResource): DivisionRef {
    if (typeof name !== "string") return { kind: "unknown", why: `the name of a division is ${notKnownYet}` };
    if (name === "*") return { kind: "all" };
    const known = [...this.divisions.values()].find((division) => division.name === name);
    return { kind: "division", key: known?.key ?? this.foreignDivision(name, resource) };
  }

  private divisionWithId(id: Plain, resource: ProgramResource, property = "roles"): DivisionRef {
    if (id === "*") return { kind: "all" };
    if (typeof id === "string") {
      const known = this.byId.get(`${tokens.division} ${id}`);
      return { kind: "division", key: known?.urn ?? this.foreignDivision(id, resource) };
    }
    const dependencies = this.dependenciesOf(resource, property).filter((dependency) => dependency.type === tokens.division);
    const only = dependencies.length === 1 ? dependencies[0] : undefined;
    if (only !== undefined) return { kind: "division", key: only.urn };
    return { kind: "unknown", why: `the id of a division is ${notKnownYet}` };
  }

  private foreignDivision(key: string, resource: ProgramResource): string {
    if (!this.divisions.has(key)) this.divisions.set(key, { key, name: key, home: false, place: placeOf(resource, "roles") });
    return key;
  }

  private readMembers(resource: ProgramResource): void {
    const place = placeOf(resource, "memberIds");
    const value = resource.properties["memberIds"];
    const members = new Set<ProgramResource>(this.dependenciesOf(resource, "memberIds"));
    for (const id of elements(value)) {
      if (typeof id === "string") for (const found of this.withId(id)) members.add(found);
    }
    for (const member of [...members].sort((one, other) => (one.urn < other.urn ? -1 : 1))) {
      const subject = subjectOf(member);
      if (subject === undefined || subject.kind === "group") continue;
      this.memberships.push({ group: resource.urn, member: { kind: subject.kind, key: subject.key }, place });
    }
    for (const email of elements(resource.properties["memberEmails"])) {
      if (typeof email !== "string") continue;
      const known = [...this.users.values()].find((user) => user.email.toLowerCase() === email.toLowerCase());
      if (known === undefined) this.addForeign("user", email, placeOf(resource, "memberEmails"));
      this.memberships.push({
        group: resource.urn,
        member: { kind: "user", key: known?.key ?? email },
        place: placeOf(resource, "memberEmails"),
      });
    }
  }

  private withId(id: string): readonly ProgramResource[] {
    return [tokens.client, tokens.user, tokens.group]
      .map((type) => this.byId.get(`${type} ${id}`))
      .filter((resource) => resource !== undefined);
  }

  private dependenciesOf(resource: ProgramResource, property: string): readonly ProgramResource[] {
    return [...(resource.propertyDependencies[property] ?? [])]
      .sort()
      .map((urn) => this.byUrn.get(urn))
      .filter((dependency) => dependency !== undefined);
  }
}

function subjectOf(resource: ProgramResource): Grant["subject"] | undefined {
  switch (resource.type) {
    case tokens.client:
      return { kind: "client", key: resource.urn };
    case tokens.user:
      return { kind: "user", key: resource.urn };
    case tokens.group:
      return { kind: "group", key: resource.urn };
    default:
      return undefined;
  }
}

function roleIdOf(entry: Plain): Plain | NotPlain {
  if (isOpen(entry)) return entry;
  const record = properties(entry);
  return record["roleId"] ?? record["role"] ?? null;
}

function idsOf(resource: ProgramResource): readonly string[] {
  const own = resource.type.slice(resource.type.indexOf("/") + 1, resource.type.lastIndexOf(":"));
  const candidates = [resource.id, text(resource.properties["id"]), text(resource.properties[`${own}Id`])];
  if (resource.type === tokens.client) candidates.push(text(resource.properties["clientId"]));
  return [...new Set(candidates.filter((id) => id !== undefined && id !== ""))] as readonly string[];
}

/** Where a resource, or one of its properties, was declared. */
export function placeOf(resource: Pick<ProgramResource, "urn">, property?: string): Place {
  return property === undefined ? { kind: "urn", urn: resource.urn } : { kind: "urn", urn: resource.urn, property };
}

function nameOf(resource: ProgramResource): string {
  return text(resource.properties["name"]) ?? resource.name;
}

/** Secrets of the program's providers that are no secrets to Pulumi: they stand in its state in clear. */
function plainSecrets(providers: readonly ProgramResource[]): Pick<OrgFacts, "plainSecrets"> {
  const found = providers.flatMap((provider) =>
    ["accessToken", "oauthclientSecret"]
      .filter((name) => (text(provider.properties[name]) ?? "") !== "")
      .map((name) => ({ name: `genesyscloud:${name}`, place: placeOf(provider, name) })),
  );
  return found.length === 0 ? {} : { plainSecrets: found };
}

const authorizations = ["unauthorized", "requested", "authorized", "revoked"] as const;

/** Properties of an OauthClient: the bridged provider's, ours, and what a state adds. */
const clientProperties: ReadonlySet<string> = new Set([
  "accessTokenValiditySeconds",
  "authorization",
  "authorizedGrantType",
  "clientId",
  "clientSecret",
  "description",
  "directoryClientSecret",
  "exposeClientSecret",
  "id",
  "integrationCredentialId",
  "integrationCredentialName",
  "name",
  "oauthClientId",
  "registeredRedirectUris",
  "roles",
  "scopes",
  "secretVersion",
  "state",
]);

const grantTypes: readonly GrantType[] = ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"];

function readClient(resource: ProgramResource): OAuthClient {
  const { properties: values } = resource;
  const written = text(values["authorizedGrantType"]);
  const normal = written === "SAML2BEARER" ? "SAML2-BEARER" : written;
  const grantType = grantTypes.find((each) => each === normal);
  const clientId = text(values["clientId"]) ?? text(values["oauthClientId"]) ?? resource.id;
  const scopes = values["scopes"];
  const uris = values["registeredRedirectUris"];
  const lifetime = values["accessTokenValiditySeconds"];
  const state = text(values["state"]);
  const unknown = Object.keys(values).filter((name) => !clientProperties.has(name) && !name.startsWith("__"));
  const authorization = authorizations.find((each) => each === values["authorization"]);
  return {
    key: resource.urn,
    name: nameOf(resource),
    ...(unknown.length === 0 ? {} : { unknownProperties: unknown.map((name) => ({ name, place: placeOf(resource, name) })) }),
    ...(authorization === undefined ? {} : { authorization }),
    ...(clientId === undefined ? {} : { clientId }),
    grantType: grantType ?? { unknown: written === undefined ? `its grant type is ${notKnownYet}` : `"${written}" is not a grant type` },
    scopes: elements(scopes).flatMap((scope) => (typeof scope === "string" ? [{ scope, place: placeOf(resource, "scopes") }] : [])),
    state: state === "inactive" || state === "disabled" ? state : "active",
    ...(isOpen(uris) ? {} : { redirectUris: elements(uris).filter((uri) => typeof uri === "string") }),
    ...(typeof lifetime === "number" ? { tokenLifetimeSeconds: lifetime } : {}),
    protected: resource.protect,
    ...(isOpen(scopes) || elements(scopes).some(isOpen) ? { incomplete: `its scopes are ${notKnownYet}` } : {}),
    place: placeOf(resource),
  };
}

function readUser(resource: ProgramResource): User {
  const state = text(resource.properties["state"]);
  const name = text(resource.properties["name"]);
  return {
    key: resource.urn,
    email: text(resource.properties["email"]) ?? resource.name,
    ...(name === undefined ? {} : { name }),
    state: state === "inactive" || state === "deleted" ? state : "active",
    place: placeOf(resource),
  };
}

function readGroup(resource: ProgramResource): Group {
  const members = resource.properties["memberIds"];
  const state = text(resource.properties["state"]);
  return {
    key: resource.urn,
    name: nameOf(resource),
    rolesEnabled: resource.properties["rolesEnabled"] !== false,
    state: state === "inactive" || state === "deleted" ? state : "active",
    ...(isOpen(members) ? { incomplete: `its members are ${notKnownYet}` } : {}),
    place: placeOf(resource),
  };
}
