import { policyCovers } from "../../access/catalogue/permissionName";
import { readLivePermissions, type LivePermissions } from "../../access/refresh/live";
import { UserError } from "../../access/errors";
import { known, mapRead, unreadOf, type Read } from "../api/answer";
import { record, texts, type LiveApi } from "../api/client";
import * as shapes from "./shapes";

/** What a reader wants to know beyond what every reading brings. */
export interface Interest {
  /** Names of groups. */
  readonly groups?: readonly string[];
  /** Email addresses of users. */
  readonly users?: readonly string[];
  /** Permissions of which every holder is wanted. */
  readonly permissions?: readonly string[];
  /** Names of queues. */
  readonly queues?: readonly string[];
  /** Whether integrations matter. */
  readonly integrations?: boolean;
  /** Whether retention policies matter, which decide what is recorded at all. */
  readonly recording?: boolean;
}

/** Who the credentials are. */
export interface Caller {
  readonly kind: "client" | "user";
  readonly id: string;
  /** Name of the client, or email address of the user. */
  readonly name: string;
  /** Scopes of a user's token; they do not count for client credentials. */
  readonly scopes: readonly string[];
  readonly grants: Read<readonly shapes.ApiGrant[]>;
}

/** What was asked of an org and what it answered. Everything that it did not show is unknown, with the reason. */
export interface LiveReading {
  readonly organization: shapes.ApiOrganization;
  readonly caller: Caller;
  readonly products: Read<readonly string[]>;
  readonly permissions: Read<LivePermissions>;
  readonly divisions: Read<readonly shapes.ApiDivision[]>;
  readonly roles: Read<readonly shapes.ApiRole[]>;
  readonly clients: Read<readonly shapes.ApiClient[]>;
  readonly divisionAwareGranting: Read<boolean>;
  readonly allowedAddresses: Read<readonly string[]>;
  readonly recordingSettings: Read<shapes.ApiRecordingSettings>;
  /** Absent when nobody wanted to know. */
  readonly retentionPolicies?: Read<readonly shapes.ApiRetentionPolicy[]>;
  readonly accessPolicies: Read<readonly shapes.ApiAccessPolicy[]>;
  /** Organizations that this one lets in. */
  readonly trustees: Read<readonly shapes.ApiTrust[]>;
  /** Organizations that let this one in. */
  readonly trustors: Read<readonly shapes.ApiTrust[]>;
  /** Queues that were asked for by name; undefined when there is none of that name. */
  readonly queuesByName: ReadonlyMap<string, Read<shapes.ApiQueue | undefined>>;
  /** Absent when nobody wanted to know. */
  readonly integrations?: Read<readonly shapes.ApiIntegration[]>;
  /** Groups that were asked for by name; undefined when there is none of that name. */
  readonly groupsByName: ReadonlyMap<string, Read<shapes.ApiGroup | undefined>>;
  /** Users that were asked for by email address, in lower case; undefined when there is none. */
  readonly usersByEmail: ReadonlyMap<string, Read<shapes.ApiUser | undefined>>;
  /** Every group that came up, by id. */
  readonly groups: ReadonlyMap<string, shapes.ApiGroup>;
  /** Every user that came up, by id. */
  readonly users: ReadonlyMap<string, shapes.ApiUser>;
  /** Users that are members of a group, by the group's id. */
  readonly members: ReadonlyMap<string, Read<readonly string[]>>;
  /** Grants of groups and users, by the subject's id. */
  readonly grants: ReadonlyMap<string, Read<readonly shapes.ApiGrant[]>>;
  /** Everybody who holds a role, by the role's id. */
  readonly holders: ReadonlyMap<string, Read<readonly shapes.ApiHolder[]>>;
  /** Whether everybody who holds one of the permissions that were asked for is known; then nobody else holds one. */
  readonly everyHolder: boolean;
  /** How many requests it took. */
  readonly calls: number;
}

const get = (path: string, parameters?: Readonly<Record<string, string>>, query?: Readonly<Record<string, string | number | boolean>>) =>
  ({ method: "GET", path, ...(parameters === undefined ? {} : { parameters }), ...(query === undefined ? {} : { query }) }) as const;

/**
 * Reads an org as far as the credentials may. The number of calls is bounded: about fifteen, three
 * for each group, one for each user, and one for each role whose holders are wanted.
 * Throws a UserError when the org cannot be reached or does not say who it is.
 */
export async function readOrg(api: LiveApi, interest: Interest = {}): Promise<LiveReading> {
  const organization = await readOrganization(api);
  const caller = await readCaller(api);
  const products = await api.read("products", get("/api/v2/authorization/products"), shapes.idsOf);
  const permissionPages = await api.readAll("permissions", "/api/v2/authorization/permissions", (entity) => entity);
  const divisions = await api.readAll("divisions", "/api/v2/authorization/divisions", shapes.divisionOf);
  const roles = await readRoles(api);
  const clients = await readClients(api);
  const roleSettings = await api.read(
    "role settings",
    get("/api/v2/authorization/roles/settings"),
    (body) => record(body)["authorizationGrantDivisionAware"] === true,
  );
  const addresses = await api.read("allowed addresses", get("/api/v2/organizations/authentication/settings"), (body) =>
    texts(record(body)["ipAddressAllowlist"]),
  );
  const recordingSettings = await api.read("recording settings", get("/api/v2/recording/settings"), shapes.recordingSettingsOf);
  const retentionPolicies =
    interest.recording === true
      ? await api.readAll("retention policies", "/api/v2/recording/mediaretentionpolicies", shapes.retentionPolicyOf)
      : undefined;
  const accessPolicies = noneWithoutFeature(await api.readAll("access policies", "/api/v2/authorization/policies", shapes.accessPolicyOf));
  const trustees = noneWithoutFeature(await api.readAll("trusts that this org gives", "/api/v2/orgauthorization/trustees", shapes.trustOf));
  const trustors = noneWithoutFeature(await api.readAll("trusts that this org has", "/api/v2/orgauthorization/trustors", shapes.trustOf));
  const integrations = interest.integrations === true ? await api.readAll("integrations", "/api/v2/integrations", shapes.integrationOf) : undefined;
  const queuesByName = new Map<string, Read<shapes.ApiQueue | undefined>>();
  for (const name of distinct(interest.queues ?? [])) queuesByName.set(name, await findQueue(api, name));
  const people = await readPeople(api, interest, roles);
  const everyHolder = (interest.permissions ?? []).length > 0 && roles.known && [...people.holders.values(), ...people.members.values()].every((read) => read.known);
  return {
    queuesByName,
    everyHolder,
    ...(integrations === undefined ? {} : { integrations }),
    organization,
    caller,
    products,
    permissions: mapRead(permissionPages, (entities) => readLivePermissions({ entities }, "GET /api/v2/authorization/permissions")),
    divisions,
    roles,
    clients,
    divisionAwareGranting: roleSettings,
    allowedAddresses: addresses,
    recordingSettings,
    ...(retentionPolicies === undefined ? {} : { retentionPolicies }),
    accessPolicies,
    trustees,
    trustors,
    ...people,
    calls: api.calls,
  };
}

/** An org that answers 501, or that a feature is off, has nothing of the kind (specification: refusals of switched-off features). */
function noneWithoutFeature<Entity>(read: Read<readonly Entity[]>): Read<readonly Entity[]> {
  if (read.known) return read;
  const { status, code = "" } = read.unread;
  return status === 501 || /^feature\./.test(code) ? known([]) : read;
}

/** The organization that the credentials belong to. Throws a UserError when it does not say. */
export async function readOrganization(api: LiveApi): Promise<shapes.ApiOrganization> {
  const answer = await api.call(get("/api/v2/organizations/me"));
  const organization = answer.ok ? shapes.organizationOf(answer.body) : undefined;
  if (organization !== undefined && organization.id !== "") return organization;
  throw new UserError({
    what: "the org does not say which organization it is",
    where: "GET /api/v2/organizations/me",
    ...(answer.ok ? {} : { why: `${unreadOf("the organization", answer.refusal).why}.` }),
    next: "check the credentials. Nothing was changed.",
  });
}

/** Who the credentials are, and what they hold. Throws a UserError when the org does not say. */
export async function readCaller(api: LiveApi): Promise<Caller> {
  const token = await api.read("the token", get("/api/v2/tokens/me"), shapes.tokenOf);
  const grants = await api.read("the deployer's own grants", get("/api/v2/authorization/subjects/me"), shapes.grantsOf);
  const scopes = token.known ? token.value.scopes : [];
  const user = api.hasClientCredentials ? undefined : await api.call(get("/api/v2/users/me"));
  if (user?.ok === true) {
    const { id, email, name } = shapes.userOf(user.body);
    return { kind: "user", id, name: email ?? name ?? id, scopes, grants };
  }
  const { clientId, clientName } = token.known ? token.value : {};
  if (clientId === undefined) {
    throw new UserError({
      what: "the org does not say whose token this is",
      where: "GET /api/v2/tokens/me",
      ...(token.known ? {} : { why: `${token.unread.why}.` }),
      next: "use the id and secret of a client, or a token of a user. Nothing was changed.",
    });
  }
  return { kind: "client", id: clientId, name: clientName ?? clientId, scopes, grants: grants.known ? grants : await ofSubject(api, clientId, "the deployer's own grants") };
}

/** All roles; those that the listing does not describe are read one by one. */
async function readRoles(api: LiveApi): Promise<Read<readonly shapes.ApiRole[]>> {
  const listed = await api.readAll("roles", "/api/v2/authorization/roles", shapes.roleOf, { query: { userCount: false } });
  if (!listed.known) return listed;
  const roles: shapes.ApiRole[] = [];
  for (const role of listed.value) {
    const whole = role.policies === undefined ? await api.read(`role ${role.name}`, get("/api/v2/authorization/roles/{roleId}", { roleId: role.id }), shapes.roleOf) : undefined;
    roles.push(whole?.known === true ? whole.value : role);
  }
  return known(roles);
}

/** All clients; those whose roles the listing does not show are read one by one. */
async function readClients(api: LiveApi): Promise<Read<readonly shapes.ApiClient[]>> {
  const listed = await api.readAll("OAuth clients", "/api/v2/oauth/clients", shapes.clientOf);
  if (!listed.known) return listed;
  const clients: shapes.ApiClient[] = [];
  for (const client of listed.value) {
    const whole = client.pairs === undefined ? await api.read(`client ${client.name}`, get("/api/v2/oauth/clients/{clientId}", { clientId: client.id }), shapes.clientOf) : undefined;
    clients.push(whole?.known === true ? whole.value : client);
  }
  return known(clients.filter(({ state }) => state !== "deleted"));
}

/** Whether a role holds a permission, or may: what it holds was perhaps not read. */
function mayHold(role: shapes.ApiRole, permission: string): boolean {
  if (role.policies === undefined || role.permissions.includes(permission)) return true;
  return role.policies.some(({ domain, entityName, actionSet }) => policyCovers({ domain, entity: entityName, actions: actionSet }, permission));
}

/** What decides whether an org records screens at all. */
export type RecordingReading = Pick<LiveReading, "products" | "recordingSettings" | "retentionPolicies" | "roles" | "holders">;

/** Reads only what decides whether an org records screens, with the holders of the permissions that matter to it: a handful of calls. */
export async function readRecording(api: LiveApi, permissions: readonly string[]): Promise<RecordingReading> {
  const products = await api.read("products", get("/api/v2/authorization/products"), shapes.idsOf);
  const recordingSettings = await api.read("recording settings", get("/api/v2/recording/settings"), shapes.recordingSettingsOf);
  const retentionPolicies = await api.readAll("retention policies", "/api/v2/recording/mediaretentionpolicies", shapes.retentionPolicyOf);
  const roles = await readRoles(api);
  return { products, recordingSettings, retentionPolicies, roles, holders: await readHolders(api, permissions, roles) };
}

async function readHolders(api: LiveApi, permissions: readonly string[], roles: Read<readonly shapes.ApiRole[]>): Promise<LiveReading["holders"]> {
  const holders = new Map<string, Read<readonly shapes.ApiHolder[]>>();
  for (const role of roles.known ? roles.value.filter((one) => permissions.some((permission) => mayHold(one, permission))) : []) {
    const path = "/api/v2/authorization/roles/{roleId}/subjectgrants";
    holders.set(role.id, await api.readAll(`holders of role ${role.name}`, path, shapes.holderOf, { parameters: { roleId: role.id } }));
  }
  return holders;
}

type People = Pick<LiveReading, "groupsByName" | "usersByEmail" | "groups" | "users" | "members" | "grants" | "holders">;

async function readPeople(api: LiveApi, interest: Interest, roles: Read<readonly shapes.ApiRole[]>): Promise<People> {
  const groupsByName = new Map<string, Read<shapes.ApiGroup | undefined>>();
  const groups = new Map<string, shapes.ApiGroup>();
  const users = new Map<string, shapes.ApiUser>();
  const members = new Map<string, Read<readonly string[]>>();
  const grants = new Map<string, Read<readonly shapes.ApiGrant[]>>();

  const noteUsers = (found: readonly shapes.ApiUser[]): void => {
    for (const user of found) users.set(user.id, user);
  };

  for (const name of distinct(interest.groups ?? [])) {
    const found = await searchGroup(api, name);
    groupsByName.set(name, found);
    if (found.known && found.value !== undefined) groups.set(found.value.id, found.value);
  }
  const usersByEmail = await searchUsers(api, distinct((interest.users ?? []).map((email) => email.toLowerCase())));
  for (const found of usersByEmail.values()) if (found.known && found.value !== undefined) noteUsers([found.value]);

  const holders = await readHolders(api, interest.permissions ?? [], roles);

  for (const id of [...users.keys(), ...groups.keys()]) {
    grants.set(id, await ofSubject(api, id, `grants of ${users.get(id)?.email ?? groups.get(id)?.name ?? id}`));
  }
  // A user's grants name the groups through which they are held.
  const through = [...users.keys()].flatMap((id) => {
    const held = grants.get(id);
    return held?.known === true ? held.value.map(({ subjectId }) => subjectId).filter((subjectId) => subjectId !== id) : [];
  });
  const holding = [...holders.values()].flatMap((one) => (one.known ? one.value : []));
  const groupIds = [...through, ...holding.filter(({ type }) => type === "PC_GROUP").map(({ id }) => id)];
  for (const group of await byIds(api, "groups", "/api/v2/groups", distinct(groupIds).filter((id) => !groups.has(id)), shapes.groupOf)) {
    groups.set(group.id, group);
  }
  for (const group of groups.values()) {
    members.set(
      group.id,
      mapRead(
        await api.readAll(`members of group ${group.name}`, "/api/v2/groups/{groupId}/individuals", shapes.userOf, {
          parameters: { groupId: group.id },
        }),
        (found) => {
          noteUsers(found.filter(({ id }) => !users.has(id)));
          return found.map(({ id }) => id);
        },
      ),
    );
  }
  const userIds = holding.filter(({ type }) => type === "PC_USER").map(({ id }) => id);
  noteUsers(await byIds(api, "users", "/api/v2/users", distinct(userIds).filter((id) => !users.has(id)), shapes.userOf, { state: "any" }));
  return { groupsByName, usersByEmail, groups, users, members, grants, holders };
}

/** The queue of exactly that name: the search finds names that begin alike too. */
async function findQueue(api: LiveApi, name: string): Promise<Read<shapes.ApiQueue | undefined>> {
  const found = await api.readAll(`queue ${name}`, "/api/v2/routing/queues", shapes.queueOf, { query: { name } });
  return mapRead(found, (queues) => queues.find((queue) => queue.name === name));
}

function ofSubject(api: LiveApi, id: string, what: string): Promise<Read<readonly shapes.ApiGrant[]>> {
  return api.read(what, get("/api/v2/authorization/subjects/{subjectId}", { subjectId: id }, { includeDuplicates: true }), shapes.grantsOf);
}

async function searchGroup(api: LiveApi, name: string): Promise<Read<shapes.ApiGroup | undefined>> {
  const body = { pageSize: 25, pageNumber: 1, query: [{ type: "EXACT", fields: ["name"], value: name }] };
  const found = await api.read(`group ${name}`, { method: "POST", path: "/api/v2/groups/search", body }, shapes.resultsOf(shapes.groupOf));
  return mapRead(found, (groups) => groups.find((group) => group.name.toLowerCase() === name.toLowerCase() && group.state !== "deleted"));
}

const searchChunk = 50;

async function searchUsers(api: LiveApi, emails: readonly string[]): Promise<ReadonlyMap<string, Read<shapes.ApiUser | undefined>>> {
  const byEmail = new Map<string, Read<shapes.ApiUser | undefined>>();
  for (let start = 0; start < emails.length; start += searchChunk) {
    const values = emails.slice(start, start + searchChunk);
    const body = {
      pageSize: 100,
      pageNumber: 1,
      query: [
        { type: "EXACT", fields: ["email"], values },
        { type: "EXACT", fields: ["state"], values: ["active", "inactive"] },
      ],
    };
    const found = await api.read(`users ${values.join(", ")}`, { method: "POST", path: "/api/v2/users/search", body }, shapes.resultsOf(shapes.userOf));
    for (const email of values) byEmail.set(email, mapRead(found, (users) => users.find((user) => user.email === email)));
  }
  return byEmail;
}

const idChunk = 50;

/** Entities by id. Those that cannot be read are left out: what they stand for is known by its id alone. */
async function byIds<Entity>(
  api: LiveApi,
  what: string,
  path: string,
  ids: readonly string[],
  convert: (entity: unknown) => Entity,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly Entity[]> {
  const found: Entity[] = [];
  for (let start = 0; start < ids.length; start += idChunk) {
    const page = await api.readAll(what, path, convert, { query: { ...query, id: ids.slice(start, start + idChunk).join(",") } });
    if (page.known) found.push(...page.value);
  }
  return found;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
