import { nearestNames } from "../../access/catalogue";
import { UserError } from "../../access/errors";
import { permissionParts } from "../../access/catalogue/permissionName";
import { unreadOf, valueOr, type LiveRefusal } from "../api/answer";
import { record, text, type LiveApi, type LiveCall } from "../api/client";
import type { Clock } from "../api/clock";
import type { DeployerRole } from "../deployer/roles";
import { readCaller, readOrganization, type Caller } from "../org/read";
import { clientOf, divisionOf, roleOf, type ApiClient, type ApiDivision, type ApiPair, type ApiRole } from "../org/shapes";

/** Credentials of a deployer that was just made. The secret is shown nowhere again. */
export interface DeployerCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A deployer that is there now, and what is to be told about it. */
export interface MadeDeployer {
  readonly clientId: string;
  /** Absent when the deployer was there already: its secret is where it was put then. */
  readonly credentials?: DeployerCredentials;
  /** Permissions that its role got and lost, when the deployer was there already. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
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
  /** Whether a deployer that is there already gets a new secret; the old one then stops working. */
  readonly newSecret?: boolean;
  /** Told what is waited for. */
  readonly onWait?: (message: string) => void;
}

/** How long a new grant may take to act, in milliseconds (authorization facts 1.5). */
const grantMilliseconds = 300_000;
const pauseMilliseconds = 3_000;

/** Stands at the end of the description of what was made here, so that the next run knows it. */
const mark = "(genesys-access bootstrap)";

/** The same on a client whose secret did not reach anybody yet: a run that was interrupted is taken up there. */
const pendingMark = "(genesys-access bootstrap, not handed over yet)";

/**
 * Makes a deployer: its role, and a client that holds it. The administrator's token must let roles,
 * grants and clients be made; because Genesys Cloud lets nobody hand out a role that he does not
 * hold, the administrator is granted the new role for the moment. Doing it again brings the role up
 * to date and leaves the secret; a run that was interrupted is taken up. Throws a UserError for
 * everything that the org refuses, and says what is left behind.
 */
export async function bootstrapDeployer(api: LiveApi, role: DeployerRole, options: BootstrapOptions): Promise<MadeDeployer> {
  if (role.permissions.length === 0) {
    throw new UserError({ what: `the ${role.kind} deployer needs no permission at all`, why: "a client with client credentials needs at least one role, and a role without permissions is good for nothing.", next: "declare something in the org file first." });
  }
  const organization = await readOrganization(api);
  options.identify(organization);
  const administrator = await readCaller(api);
  const existing = await findClient(api, role);
  const pairsOf = await divisionIds(api, role);
  const { id: roleId, before } = await settleRole(api, role);
  const pairs = pairsOf.map((divisionId) => ({ roleId, divisionId }));
  const done = (clientId: string, problems: readonly string[], credentials?: DeployerCredentials): MadeDeployer => {
    const now = role.permissions.map(({ permission }) => permission);
    return {
      clientId,
      ...(credentials === undefined ? {} : { credentials }),
      added: existing === undefined || before === undefined ? [] : now.filter((permission) => !before.includes(permission)),
      removed: existing === undefined || before === undefined ? [] : before.filter((permission) => !now.includes(permission)),
      name: role.name,
      roleId,
      organization,
      administrator,
      problems,
    };
  };
  const handOver = existing === undefined || options.newSecret === true || existing.description.endsWith(pendingMark);
  if (existing !== undefined && !handOver && holdsExactly(existing, pairs)) {
    // A run that was cut off at its end may have left the role with the administrator.
    const lent = valueOr(administrator.grants, []).some((grant) => grant.roleId === roleId);
    const left = lent ? await giveBack(api, administrator, pairs) : undefined;
    return done(existing.id, left === undefined ? [] : [left]);
  }
  const subjectType = administrator.kind === "user" ? "PC_USER" : "PC_OAUTH_CLIENT";
  const problems: string[] = [];
  /** What a failure may delete: only what nobody can use yet. */
  let unused: string | undefined = existing?.description.endsWith(pendingMark) === true ? existing.id : undefined;
  try {
    await must(api, "the new role cannot be granted to the administrator, who must hold it to hand it on", {
      method: "POST",
      path: "/api/v2/authorization/subjects/{subjectId}/bulkadd",
      parameters: { subjectId: administrator.id },
      query: { subjectType },
      body: { grants: pairs },
    });
    let credentials: DeployerCredentials | undefined;
    if (existing === undefined) {
      credentials = await makeClient(api, role, pairs, options);
      unused = credentials.clientId;
    } else {
      await changeClient(api, role, existing.id, pairs, existing.description.endsWith(pendingMark) ? pendingMark : mark, options);
      if (handOver) credentials = await newSecret(api, existing.id);
    }
    if (credentials !== undefined) {
      await options.deliver(credentials);
      unused = undefined;
    }
    if (handOver) {
      const open = await changeClient(api, role, credentials?.clientId ?? "", pairs, mark, options).then(() => undefined, reasonOf);
      if (open !== undefined) problems.push(`its description could not be changed, so the next run takes it for one whose secret was not handed over, and makes a new secret: ${open}`);
    }
    const left = await giveBack(api, administrator, pairs);
    if (left !== undefined) problems.push(left);
    return done(credentials?.clientId ?? existing?.id ?? "", problems, credentials);
  } catch (error) {
    await takeBack(api, administrator, pairs, unused, existing === undefined || unused !== undefined ? roleId : undefined);
    throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The deployer's client, if it is there. Throws a UserError for one of that name that somebody else made. */
async function findClient(api: LiveApi, role: DeployerRole): Promise<ApiClient | undefined> {
  const clients = await api.readAll("OAuth clients", "/api/v2/oauth/clients", clientOf);
  if (!clients.known) throw refused("the org's clients cannot be listed", clients.unread.why);
  const named = clients.value.filter((client) => client.name === role.name && client.state === "active");
  const own = named.filter(({ description }) => description.endsWith(mark) || description.endsWith(pendingMark));
  const [existing] = own;
  if (existing !== undefined && own.length === 1) return existing;
  const [other] = named;
  if (other === undefined) return undefined;
  throw new UserError({
    what: own.length > 1 ? `the org has several clients ${JSON.stringify(role.name)}: ${own.map(({ id }) => id).join(", ")}` : `the org has a client ${JSON.stringify(role.name)} already (${other.id}), and bootstrap did not make it`,
    why: "a further one would be a further set of credentials that nobody watches. Nothing was changed.",
    next: "delete or rename what is not needed in Admin > Integrations > OAuth, and run this again.",
  });
}

/** Whether a client holds the role in exactly these divisions. What else it holds, such as roles on loan, does not matter. */
function holdsExactly(client: ApiClient, pairs: readonly ApiPair[]): boolean {
  const [{ roleId } = { roleId: "" }] = pairs;
  const held = client.pairs?.filter((pair) => pair.roleId === roleId).map(({ divisionId }) => divisionId);
  return held !== undefined && [...held].sort().join() === pairs.map(({ divisionId }) => divisionId).sort().join();
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

/** The role with exactly the permissions: made, or the one that an earlier run made, and what it held before. */
async function settleRole(api: LiveApi, role: DeployerRole): Promise<{ readonly id: string; readonly before?: readonly string[] }> {
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
    const before = [...existing.permissions, ...(existing.policies ?? []).flatMap(({ domain, entityName, actionSet }) => actionSet.map((action) => `${domain}:${entityName}:${action}`))].sort();
    if (before.join() !== role.permissions.map(({ permission }) => permission).sort().join()) {
      await must(api, "the deployer's role cannot be changed", { method: "PUT", path: "/api/v2/authorization/roles/{roleId}", parameters: { roleId: existing.id }, body });
    }
    return { id: existing.id, before };
  }
  const made: ApiRole = roleOf(await must(api, what, { method: "POST", path: "/api/v2/authorization/roles", body }));
  return { id: made.id };
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

const clientBody = (role: DeployerRole, roleDivisions: readonly ApiPair[], end: string): object => ({
  name: role.name,
  description: `${descriptions[role.kind]} ${end}`,
  authorizedGrantType: "CLIENT-CREDENTIALS",
  accessTokenValiditySeconds: 3600,
  roleDivisions,
});

async function makeClient(api: LiveApi, role: DeployerRole, pairs: readonly ApiPair[], options: BootstrapOptions): Promise<DeployerCredentials> {
  const call: LiveCall = { method: "POST", path: "/api/v2/oauth/clients", body: clientBody(role, pairs, pendingMark) };
  return credentialsOf(await withNewGrant(api, "the deployer's client cannot be made", call, options));
}

/** Gives a client the role in exactly these divisions; what else it holds it keeps. */
async function changeClient(api: LiveApi, role: DeployerRole, clientId: string, pairs: readonly ApiPair[], end: string, options: BootstrapOptions): Promise<void> {
  const what = "the deployer's client cannot be changed";
  const found = clientOf(await must(api, what, { method: "GET", path: "/api/v2/oauth/clients/{clientId}", parameters: { clientId } }));
  const others = (found.pairs ?? []).filter(({ roleId }) => roleId !== pairs[0]?.roleId);
  await withNewGrant(api, what, { method: "PUT", path: "/api/v2/oauth/clients/{clientId}", parameters: { clientId }, body: clientBody(role, [...others, ...pairs], end) }, options);
}

async function newSecret(api: LiveApi, clientId: string): Promise<DeployerCredentials> {
  return credentialsOf(await must(api, "the deployer cannot be given a new secret", { method: "POST", path: "/api/v2/oauth/clients/{clientId}/secret", parameters: { clientId } }));
}

function credentialsOf(body: unknown): DeployerCredentials {
  const { id, secret } = record(body);
  const [clientId, clientSecret] = [text(id), text(secret)];
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  throw new UserError({ what: "the org did not say the new client's secret", next: "run this again: it takes up what was made." });
}

/** Makes a call that asks for the role that was granted a moment ago: the grant may need minutes to act. */
async function withNewGrant(api: LiveApi, what: string, call: LiveCall, { clock, onWait }: BootstrapOptions): Promise<unknown> {
  const started = clock.now();
  for (;;) {
    const answer = await api.call(call);
    if (answer.ok) return answer.body;
    const isLate = answer.refusal.code === "bad.client.role" && clock.now() - started < grantMilliseconds;
    if (!isLate) throw refusedCall(what, answer.refusal);
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
