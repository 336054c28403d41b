import * as z from "zod";
import { catalogue } from "../../access/catalogue";
import type { GrantType } from "../../access/graph/graph";
import type { ClientRecord } from "../state/entities";
import { hashOf, newId, newSecret } from "../state/ids";
import { param, read, type Call, type Handlers } from "../server/call";
import { badRequest, noContent, notFound, ok } from "../server/reply";

const shape = z.object({
  name: z.string().optional(),
  description: z.string().nullish(),
  accessTokenValiditySeconds: z.int().nullish(),
  registeredRedirectUri: z.array(z.string()).nullish(),
  authorizedGrantType: z.string().nullish(),
  scope: z.array(z.string()).nullish(),
  roleDivisions: z.array(z.object({ roleId: z.string(), divisionId: z.string().nullish() })).nullish(),
  state: z.string().nullish(),
});

type Body = z.output<typeof shape>;

const grantTypes: Readonly<Record<string, GrantType>> = {
  "CLIENT-CREDENTIALS": "CLIENT-CREDENTIALS",
  CODE: "CODE",
  TOKEN: "TOKEN",
  "SAML2-BEARER": "SAML2-BEARER",
  SAML2BEARER: "SAML2-BEARER",
  PASSWORD: "PASSWORD",
};

const maxClients = 1000;
const day = 86_400_000;

/** OAuth clients. A secret is in the answer that makes it, and nowhere else. */
export const clientHandlers: Handlers = {
  getOauthClients: (call) => {
    const clients = [...call.org.clients.values()].sort((one, other) =>
      one.dateCreated < other.dateCreated ? -1 : one.dateCreated > other.dateCreated ? 1 : one.id < other.id ? -1 : 1,
    );
    return ok({
      entities: clients.map((client) => render(call, client)),
      total: clients.length,
      pageSize: Math.max(clients.length, 25),
      pageNumber: 1,
      pageCount: 1,
      selfUri: "/api/v2/oauth/clients",
    });
  },

  getOauthClient: (call) => ok(render(call, client(call))),

  postOauthClients: (call) => {
    const body = read(call, shape);
    if (call.org.clients.size >= maxClients) throw badRequest("Too many clients exist in this organization.", "auth.too.many.clients");
    if (body.state != null && body.state !== "active") throw badRequest("New clients can only have an active state", "bad.client.state");
    const checked = check(body);
    const secret = newSecret();
    const at = new Date(call.now).toISOString();
    const made: ClientRecord = {
      id: newId(),
      ...checked,
      state: "active",
      secretHash: hashOf(secret),
      dateCreated: at,
      dateModified: at,
      createdBy: call.caller.id,
      modifiedBy: call.caller.id,
    };
    const pairs = roleDivisions(call, body);
    requireRoles(call, pairs, "Client role is invalid.");
    call.org.clients.put(made.id, made);
    setRoleDivisions(call, made.id, pairs);
    return ok({ ...render(call, made), secret });
  },

  putOauthClient: (call) => {
    const before = client(call);
    if (before.state === "disabled") throw badRequest("Client is disabled.", "bad.client.state");
    const body = read(call, shape);
    const state = body.state ?? before.state;
    if (state !== "active" && state !== "inactive") throw badRequest("Client is disabled.", "bad.client.state");
    const checked = check({
      ...body,
      name: body.name ?? before.name,
      authorizedGrantType: body.authorizedGrantType ?? before.authorizedGrantType,
    });
    const pairs = roleDivisions(call, body);
    requireRoles(call, pairs, "Client role is invalid.");
    requireOwnRoles(call, before, "Client role is invalid.");
    const { dateToDelete: _, ...kept } = before;
    const after: ClientRecord = {
      ...kept,
      ...checked,
      state,
      ...(before.dateToDelete !== undefined && state === "inactive" ? { dateToDelete: before.dateToDelete } : {}),
      dateModified: new Date(call.now).toISOString(),
      modifiedBy: call.caller.id,
    };
    call.org.clients.put(after.id, after);
    setRoleDivisions(call, after.id, pairs);
    return ok(render(call, after));
  },

  deleteOauthClient: (call) => {
    const gone = client(call);
    if (gone.state !== "inactive")
      throw badRequest("Clients must be marked as inactive to be eligible for deletion.", "cannot.delete.client");
    requireOwnRoles(call, gone, "Client role is invalid.");
    if (call.options.lingeringDeletes) {
      call.org.clients.put(gone.id, { ...gone, dateToDelete: new Date(call.now + 7 * day).toISOString() });
      return noContent;
    }
    call.org.removeGrants((grant) => grant.subjectId === gone.id);
    call.org.removeTokens((token) => token.clientId === gone.id);
    for (const [key, token] of [...call.org.refreshTokens.entries()]) if (token.clientId === gone.id) call.org.refreshTokens.delete(key);
    for (const [key, consent] of [...call.org.consents.entries()]) if (consent.clientId === gone.id) call.org.consents.delete(key);
    call.org.clients.delete(gone.id);
    return noContent;
  },

  postOauthClientSecret: (call) => {
    const before = client(call);
    requireOwnRoles(call, before, "The caller does not have all the roles assigned to this client.");
    const secret = newSecret();
    const after = { ...before, secretHash: hashOf(secret), dateModified: new Date(call.now).toISOString(), modifiedBy: call.caller.id };
    call.org.clients.put(after.id, after);
    return ok({ ...render(call, after), secret });
  },

  getOauthAuthorizations: (call) => {
    const entities = [...new Set([...call.org.consents.values()].map((consent) => consent.clientId))]
      .sort()
      .map((id) => authorization(call, id));
    return ok({ entities, total: entities.length, pageSize: Math.max(entities.length, 25), pageNumber: 1, pageCount: 1 });
  },

  getOauthAuthorization: (call) => ok(authorization(call, client(call).id)),
};

function client(call: Call): ClientRecord {
  const found = call.org.clients.get(param(call, "clientId"));
  if (found === undefined) throw notFound("client.not.found", "Client was not found.");
  return found;
}

function check(
  body: Body,
): Pick<ClientRecord, "name" | "description" | "accessTokenValiditySeconds" | "authorizedGrantType" | "registeredRedirectUri" | "scope"> {
  if (body.name === undefined || body.name.trim() === "") throw badRequest("Client name is required.");
  if (body.authorizedGrantType == null || body.authorizedGrantType === "")
    throw badRequest("Grant type is required.", "grant.type.required");
  const authorizedGrantType = grantTypes[body.authorizedGrantType.toUpperCase()];
  if (authorizedGrantType === undefined) throw badRequest("Invalid grant type.", "bad.grant.type");
  const lifetime = body.accessTokenValiditySeconds ?? 86_400;
  if (lifetime < 300 || lifetime > 38_880_000) throw badRequest("The access token lifetime must be between 300 and 172800 seconds.");
  const scope = body.scope ?? [];
  if (authorizedGrantType === "CLIENT-CREDENTIALS") {
    if ((body.roleDivisions ?? []).length === 0) throw badRequest("Client roles and divisions are missing.", "missing.client.roles");
  } else if (scope.length === 0) {
    throw badRequest("Client scope is missing.", "missing.client.scope");
  }
  if (scope.some((name) => !catalogue().isScope(name))) throw badRequest("Client has invalid scope", "auth.invalid.scope");
  const redirects = body.registeredRedirectUri ?? [];
  if (!redirects.every((uri) => URL.canParse(uri))) throw badRequest("A redirect address must be an absolute URI.");
  return {
    name: body.name,
    description: body.description ?? "",
    accessTokenValiditySeconds: lifetime,
    authorizedGrantType,
    registeredRedirectUri: redirects,
    scope,
  };
}

interface RoleDivision {
  readonly roleId: string;
  readonly divisionId: string;
}

function roleDivisions(call: Call, body: Body): RoleDivision[] {
  const { org } = call;
  return (body.roleDivisions ?? []).map(({ roleId, divisionId }) => {
    const division = divisionId ?? org.home.id;
    if (!org.roles.has(roleId) || (division !== "*" && !org.divisions.has(division)))
      throw badRequest("Client role is invalid.", "bad.client.role");
    return { roleId, divisionId: division };
  });
}

/** A deployer hands out only what it holds: role and division both. */
function requireRoles(call: Call, pairs: readonly RoleDivision[], message: string): void {
  if (call.options.deployerRoles === "relax") return;
  if (pairs.some((pair) => !call.access.holdsRole(pair.roleId, pair.divisionId))) throw badRequest(message, "bad.client.role");
}

/** Whoever changes, deletes or gives a new secret to a client needs every role that the client has. */
function requireOwnRoles(call: Call, of: ClientRecord, message: string): void {
  requireRoles(
    call,
    call.org.grantsOf(of.id).filter((grant) => call.org.roles.has(grant.roleId)),
    message,
  );
}

/** Replaces the grants of a client; one that stays keeps the moment in which it was made. */
function setRoleDivisions(call: Call, clientId: string, pairs: readonly RoleDivision[]): void {
  const wanted = new Set(pairs.map((pair) => `${pair.roleId} ${pair.divisionId}`));
  call.org.removeGrants((grant) => grant.subjectId === clientId && !wanted.has(`${grant.roleId} ${grant.divisionId}`));
  for (const pair of pairs) call.org.addGrant({ subjectId: clientId, subjectType: "PC_OAUTH_CLIENT", ...pair, madeAt: call.now });
}

function render(call: Call, client: ClientRecord): Record<string, unknown> {
  return {
    id: client.id,
    name: client.name,
    accessTokenValiditySeconds: client.accessTokenValiditySeconds,
    description: client.description,
    registeredRedirectUri: client.registeredRedirectUri,
    dateCreated: client.dateCreated,
    dateModified: client.dateModified,
    ...(client.createdBy === undefined ? {} : { createdBy: { id: client.createdBy } }),
    ...(client.modifiedBy === undefined ? {} : { modifiedBy: { id: client.modifiedBy } }),
    authorizedGrantType: client.authorizedGrantType,
    scope: client.scope,
    roleDivisions: call.org.grantsOf(client.id).map((grant) => ({ roleId: grant.roleId, divisionId: grant.divisionId })),
    state: client.state,
    ...(client.dateToDelete === undefined ? {} : { dateToDelete: client.dateToDelete }),
    selfUri: `/api/v2/oauth/clients/${client.id}`,
  };
}

function authorization(call: Call, clientId: string): unknown {
  const consent = call.org.consents.find((candidate) => candidate.clientId === clientId);
  const of = call.org.clients.get(clientId);
  return {
    client: { id: clientId, name: of?.name },
    scope: consent?.scope ?? [],
    roles: [],
    resourceOwner: consent === undefined ? undefined : { id: consent.userId },
    dateCreated: consent?.dateCreated,
    state: consent === undefined ? "Unauthorized" : "Authorized",
    selfUri: `/api/v2/oauth/authorizations/${clientId}`,
  };
}
