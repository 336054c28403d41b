import { nearestNames } from "../../access/catalogue";
import { UserError } from "../../access/errors";
import { permissionParts } from "../../access/catalogue/permissionName";
import { unreadOf, type LiveRefusal } from "../api/answer";
import { record, text, type LiveApi, type LiveCall } from "../api/client";
import type { Clock } from "../api/clock";
import type { DeployerRole } from "../deployer/roles";
import { readCaller, readOrganization, type Caller } from "../org/read";
import { clientOf, divisionOf, roleOf, type ApiDivision, type ApiPair, type ApiRole } from "../org/shapes";

/** Credentials of a deployer that was just made. The secret is shown nowhere again. */
export interface DeployerCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A deployer that was made, and what is to be told about it. */
export interface MadeDeployer {
  readonly credentials: DeployerCredentials;
  readonly name: string;
  readonly roleId: string;
  readonly organization: { readonly id: string; readonly name: string };
  /** Who made it. */
  readonly administrator: Pick<Caller, "kind" | "id" | "name">;
  /** What did not go well beside it. */
  readonly problems: readonly string[];
}

/** The parts of making a deployer. */
export interface BootstrapOptions {
  readonly clock: Clock;
  /** Compares the organization with the one that is meant; throws when it is another. Called before anything is made. */
  readonly identify: (organization: { readonly id: string; readonly name: string }) => void;
  /** Puts the credentials where they belong. When it throws, everything is taken back. */
  readonly deliver: (credentials: DeployerCredentials) => Promise<void>;
  /** Told what is waited for. */
  readonly onWait?: (message: string) => void;
}

/** How long a new grant may take to act, in milliseconds (authorization facts 1.5). */
const grantMilliseconds = 300_000;
const pauseMilliseconds = 3_000;

/** Stands at the end of the description of what was made here, so that a run that was interrupted is taken up again. */
const mark = "(genesys-access bootstrap)";

/**
 * Makes a deployer: its role, and a client that holds it. The administrator's token must let roles,
 * grants and clients be made; because Genesys Cloud lets nobody hand out a role that he does not
 * hold, the administrator is granted the new role for the moment. Refuses to do it twice. Throws a
 * UserError for everything that the org refuses, and says what is left behind.
 */
export async function bootstrapDeployer(api: LiveApi, role: DeployerRole, options: BootstrapOptions): Promise<MadeDeployer> {
  if (role.permissions.length === 0) {
    throw new UserError({ what: `the ${role.kind} deployer needs no permission at all`, why: "a client with client credentials needs at least one role, and a role without permissions is good for nothing.", next: "declare something in the org file first." });
  }
  const organization = await readOrganization(api);
  options.identify(organization);
  const administrator = await readCaller(api);
  await refuseTwice(api, role);
  const pairsOf = await divisionIds(api, role);
  const { id: roleId, made } = await settleRole(api, role);
  const pairs = pairsOf.map((divisionId) => ({ roleId, divisionId }));
  const subjectType = administrator.kind === "user" ? "PC_USER" : "PC_OAUTH_CLIENT";
  const problems: string[] = [];
  let clientId: string | undefined;
  try {
    await must(api, "the new role cannot be granted to the administrator, who must hold it to hand it on", {
      method: "POST",
      path: "/api/v2/authorization/subjects/{subjectId}/bulkadd",
      parameters: { subjectId: administrator.id },
      query: { subjectType },
      body: { grants: pairs },
    });
    const client = await makeClient(api, role, pairs, options);
    clientId = client.clientId;
    await options.deliver(client);
    const left = await giveBack(api, administrator, pairs);
    if (left !== undefined) problems.push(left);
    return { credentials: client, name: role.name, roleId, organization, administrator, problems };
  } catch (error) {
    await takeBack(api, administrator, pairs, clientId, made ? roleId : undefined);
    throw error;
  }
}

async function refuseTwice(api: LiveApi, role: DeployerRole): Promise<void> {
  const clients = await api.readAll("OAuth clients", "/api/v2/oauth/clients", clientOf);
  if (!clients.known) throw refused("the org's clients cannot be listed", clients.unread.why);
  const existing = clients.value.find((client) => client.name === role.name && client.state === "active");
  if (existing === undefined) return;
  throw new UserError({
    what: `the org has the ${role.kind} deployer already: client ${JSON.stringify(role.name)} (${existing.id})`,
    why: "a second one would be a second set of credentials that nobody watches. Nothing was changed.",
    next: "use its credentials. If they are lost, delete that client in Admin > Integrations > OAuth, with the role of its name, and run this again.",
  });
}

async function divisionIds(api: LiveApi, role: DeployerRole): Promise<readonly string[]> {
  if (role.divisions.includes("all")) return ["*"];
  const divisions = await api.readAll("divisions", "/api/v2/authorization/divisions", divisionOf);
  if (!divisions.known) throw refused("the org's divisions cannot be listed", divisions.unread.why);
  return [...new Set(role.divisions.map((name) => divisionId(divisions.value, name)))];
}

function divisionId(divisions: readonly ApiDivision[], name: string): string {
  const found = name === "home" ? divisions.find(({ home }) => home) : divisions.find((division) => division.name === name);
  if (found !== undefined) return found.id;
  const near = nearestNames(name, divisions.map((division) => division.name), 1)[0];
  throw new UserError({
    what: `the org has no division ${JSON.stringify(name)}`,
    ...(near === undefined ? {} : { why: `the nearest is ${JSON.stringify(near)}.` }),
    next: "correct it in the org file. Nothing was changed.",
  });
}

/** The role with exactly the permissions: made, or taken up from a run that was interrupted. */
async function settleRole(api: LiveApi, role: DeployerRole): Promise<{ readonly id: string; readonly made: boolean }> {
  const listed = await api.readAll("roles", "/api/v2/authorization/roles", roleOf, { query: { userCount: false } });
  if (!listed.known) throw refused("the org's roles cannot be listed", listed.unread.why);
  const existing = listed.value.find(({ name }) => name.toLowerCase() === role.name.toLowerCase());
  if (existing !== undefined && !existing.description.endsWith(mark)) {
    throw new UserError({
      what: `the org has a role ${JSON.stringify(existing.name)} already (${existing.id}), and bootstrap did not make it`,
      next: "rename or delete it, and run this again. Nothing was changed.",
    });
  }
  const body = roleBody(role);
  const what = "the deployer's role cannot be made";
  if (existing !== undefined) {
    await must(api, what, { method: "PUT", path: "/api/v2/authorization/roles/{roleId}", parameters: { roleId: existing.id }, body });
    return { id: existing.id, made: true };
  }
  const made: ApiRole = roleOf(await must(api, what, { method: "POST", path: "/api/v2/authorization/roles", body }));
  return { id: made.id, made: true };
}

function roleBody(role: DeployerRole): object {
  const policies = new Map<string, { domain: string; entityName: string; actionSet: string[] }>();
  const permissions: string[] = [];
  for (const { permission } of role.permissions) {
    const parts = permissionParts(permission);
    if (parts === undefined || parts.entity === "") {
      permissions.push(permission);
      continue;
    }
    const key = `${parts.domain}:${parts.entity}`;
    const policy = policies.get(key) ?? { domain: parts.domain, entityName: parts.entity, actionSet: [] };
    policy.actionSet.push(parts.action);
    policies.set(key, policy);
  }
  return { name: role.name, description: `${descriptions[role.kind]} ${mark}`, permissions, permissionPolicies: [...policies.values()] };
}

const descriptions = {
  read: "What Pulumi needs to preview changes of access and to find drift. It changes nothing.",
  apply: "What Pulumi needs to change access as the org file says.",
} as const;

/** Makes the client; a grant that was made a moment ago may need minutes to act. */
async function makeClient(api: LiveApi, role: DeployerRole, pairs: readonly ApiPair[], { clock, onWait }: BootstrapOptions): Promise<DeployerCredentials> {
  const call: LiveCall = {
    method: "POST",
    path: "/api/v2/oauth/clients",
    body: { name: role.name, description: `${descriptions[role.kind]} ${mark}`, authorizedGrantType: "CLIENT-CREDENTIALS", accessTokenValiditySeconds: 3600, roleDivisions: pairs },
  };
  const started = clock.now();
  for (;;) {
    const answer = await api.call(call);
    if (answer.ok) {
      const { id, secret } = record(answer.body);
      const [clientId, clientSecret] = [text(id), text(secret)];
      if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
      throw new UserError({ what: "the client was made, but the org did not say its secret", next: "delete it in Admin > Integrations > OAuth, and run this again." });
    }
    const isLate = answer.refusal.code === "bad.client.role" && clock.now() - started < grantMilliseconds;
    if (!isLate) throw refusedCall("the deployer's client cannot be made", answer.refusal);
    onWait?.("the new role to act for the administrator");
    await clock.sleep(pauseMilliseconds);
  }
}

async function giveBack(api: LiveApi, administrator: Caller, pairs: readonly ApiPair[]): Promise<string | undefined> {
  const answer = await api.call({
    method: "POST",
    path: "/api/v2/authorization/subjects/{subjectId}/bulkremove",
    parameters: { subjectId: administrator.id },
    body: { grants: pairs },
  });
  if (answer.ok || answer.refusal.status === 404) return undefined;
  return `${administrator.name} still holds the new role, which was only to be held for the moment: taking it back failed (${unreadOf("it", answer.refusal).why}). Take it back in Admin.`;
}

/** Leaves nothing behind of a run that failed, as far as that can be done. */
async function takeBack(api: LiveApi, administrator: Caller, pairs: readonly ApiPair[], clientId: string | undefined, roleId: string | undefined): Promise<void> {
  const quietly = (call: LiveCall): Promise<unknown> => api.call(call).catch(() => undefined);
  if (clientId !== undefined) {
    const client = await quietly({ method: "GET", path: "/api/v2/oauth/clients/{clientId}", parameters: { clientId } });
    const body = { ...record(record(client)["body"]), state: "inactive" };
    await quietly({ method: "PUT", path: "/api/v2/oauth/clients/{clientId}", parameters: { clientId }, body });
    await quietly({ method: "DELETE", path: "/api/v2/oauth/clients/{clientId}", parameters: { clientId } });
  }
  await giveBack(api, administrator, pairs).catch(() => undefined);
  if (roleId !== undefined) await quietly({ method: "DELETE", path: "/api/v2/authorization/roles/{roleId}", parameters: { roleId } });
}

async function must(api: LiveApi, what: string, call: LiveCall): Promise<unknown> {
  const answer = await api.call(call);
  if (answer.ok) return answer.body;
  throw refusedCall(what, answer.refusal);
}

function refusedCall(what: string, refusal: LiveRefusal): UserError {
  const { why } = unreadOf(what, refusal);
  return refused(what, refusal.message === undefined || refusal.status === 403 ? why : `${why}: ${refusal.message}`);
}

function refused(what: string, why: string): UserError {
  return new UserError({ what, why: `${why}.`, next: "use the token of somebody who may make roles, grants and OAuth clients, such as a holder of the role Admin. What was begun was taken back." });
}
