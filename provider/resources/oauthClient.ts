import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { Borrower, Late } from "../deployer/loans";
import { distinct, type OAuthClient, type Pair } from "../genesys/model";
import { findOwn } from "../ownership/adopt";
import { markOf, withMark, withoutMark } from "../ownership/mark";
import type { Failure } from "../plan/check";
import { hasUnknown, objects, textOf, texts, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { checkNaming, describeRoles, pairsOf, resolveRoles, samePairs, sameRoles } from "./clientRoles";
import { definitionOf } from "./definition";
import { sameTexts, settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";

const definition = definitionOf(resourceDefinitions, "OauthClient");

function usesRoles(inputs: Values): boolean {
  return inputs["authorizedGrantType"] === "CLIENT-CREDENTIALS";
}

function check(inputs: Values): Failure[] {
  const failures = objects(inputs["roles"]).flatMap((entry, index) => [
    ...checkNaming(`roles[${index}].`, entry, "roleId", "roleName", true),
    ...checkNaming(`roles[${index}].`, entry, "divisionId", "divisionName", false),
  ]);
  const grantType = textOf(inputs["authorizedGrantType"]);
  if (grantType === undefined) return failures;
  const missing = (name: string): boolean =>
    !hasUnknown(inputs[name]) && (Array.isArray(inputs[name]) ? inputs[name].length === 0 : inputs[name] === undefined);
  if (usesRoles(inputs) && missing("roles"))
    failures.push({
      path: "roles",
      reason: "a client with the grant type CLIENT-CREDENTIALS needs at least one role: its roles are all the rights it has",
    });
  if (!usesRoles(inputs) && missing("scopes"))
    failures.push({ path: "scopes", reason: `a client with the grant type ${grantType} needs at least one scope` });
  return failures;
}

/** The secret as an output: given only when the program asks for it. */
function secretOutput(inputs: Values, secret: string | undefined): string {
  return inputs["exposeClientSecret"] === true ? (secret ?? "") : "";
}

function outputsOf(client: OAuthClient, inputs: Values, roles: Values[], secret: string | undefined): Values {
  return {
    ...inputs,
    ...(inputs["roles"] === undefined ? {} : { roles }),
    id: client.id,
    oauthClientId: client.id,
    clientId: client.id,
    clientSecret: secretOutput(inputs, secret),
  };
}

function body(operation: Operation, inputs: Values, pairs: readonly Pair[], state: string): Record<string, unknown> {
  return {
    name: inputs["name"],
    description: withMark(textOf(inputs["description"]), markOf(operation.urn)),
    accessTokenValiditySeconds: inputs["accessTokenValiditySeconds"],
    authorizedGrantType: inputs["authorizedGrantType"],
    registeredRedirectUri: texts(inputs["registeredRedirectUris"]),
    scope: texts(inputs["scopes"]),
    roleDivisions: pairs,
    state,
  };
}

/** Genesys Cloud accepts one grant type in two spellings and stores the one with a hyphen. */
function sameGrantType(one: unknown, other: unknown): boolean {
  const plain = (value: unknown): string => String(value).toUpperCase().replace("SAML2-BEARER", "SAML2BEARER");
  return plain(one) === plain(other);
}

/** Whether a client is already what the program says. */
function isAsWritten(live: OAuthClient, wanted: Record<string, unknown>, pairs: readonly Pair[]): boolean {
  return (
    live.name === wanted["name"] &&
    (live.description ?? "") === wanted["description"] &&
    live.accessTokenValiditySeconds === wanted["accessTokenValiditySeconds"] &&
    sameGrantType(live.authorizedGrantType, wanted["authorizedGrantType"]) &&
    (live.state ?? "active") === wanted["state"] &&
    sameTexts(live.registeredRedirectUri ?? [], texts(wanted["registeredRedirectUri"] as string[])) &&
    sameTexts(live.scope ?? [], texts(wanted["scope"] as string[])) &&
    samePairs(live.roleDivisions ?? [], pairs)
  );
}

function withoutSecret(client: OAuthClient): OAuthClient {
  return Object.fromEntries(Object.entries(client).filter(([name]) => name !== "secret")) as unknown as OAuthClient;
}

/** Fields of a client that only Genesys Cloud writes. */
const givenByApi = new Set(["id", "secret", "dateCreated", "dateModified", "createdBy", "modifiedBy", "selfUri"]);

async function putClient(operation: Operation, live: OAuthClient, wanted: Record<string, unknown>, late: Late): Promise<OAuthClient> {
  // What the API knows about a client beyond the properties of this resource is sent back as it came: PUT replaces everything.
  const rest = Object.fromEntries(Object.entries(live).filter(([name]) => !givenByApi.has(name)));
  return operation.session.api.call<OAuthClient>({
    method: "PUT",
    path: "/api/v2/oauth/clients/{clientId}",
    parameters: { clientId: live.id },
    body: { ...rest, ...wanted },
    onWait: operation.onWait,
    late,
  });
}

async function newSecret(operation: Operation, id: string, late: Late): Promise<string> {
  const { secret } = await operation.session.api.call<OAuthClient>({
    method: "POST",
    path: "/api/v2/oauth/clients/{clientId}/secret",
    parameters: { clientId: id },
    repeatable: true,
    onWait: operation.onWait,
    late,
  });
  if (secret === undefined) throw new ProviderError("Genesys Cloud made a new secret but did not say it.");
  operation.session.hide(secret);
  return secret;
}

function borrower(operation: Operation, inputs: Values): Borrower {
  for (const entry of objects(inputs["roles"])) {
    operation.session.directory.learn(textOf(entry["roleId"]), textOf(entry["roleName"]));
    operation.session.directory.learn(textOf(entry["divisionId"]), textOf(entry["divisionName"]));
  }
  return { urn: operation.urn, what: `OAuth client "${String(inputs["name"])}"`, onWait: operation.onWait };
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Brings an existing client to what the program says; a new secret when asked. */
async function settle(
  operation: Operation,
  live: OAuthClient,
  inputs: Values,
  secret: { known: string | undefined; replace: boolean },
): Promise<Outcome> {
  const { session } = operation;
  const roles = await resolveRoles(session.directory, inputs["roles"]);
  const pairs = pairsOf(roles);
  await guardOwnRoles(operation, live, pairs);
  const wanted = body(operation, inputs, pairs, textOf(inputs["state"]) ?? "active");
  const change = !isAsWritten(live, wanted, pairs);
  // Nothing to change may mean that all that is left to do is to take back what the deployer still holds.
  if (!change && !secret.replace) await session.loans.cleanUp(borrower(operation, inputs));
  if (!change && !secret.replace) return { id: live.id, outputs: outputsOf(live, inputs, roles, secret.known), problems: [] };
  const needs = distinct([...(live.roleDivisions ?? []), ...pairs]);
  let known = secret.known;
  let done = live;
  const steps: string[] = [];
  const { problems } = await session.loans.holding(borrower(operation, inputs), needs, async (late) => {
    // A client that is switched off gets no new secret, so the secret comes first then, and last otherwise.
    const secretFirst = wanted["state"] === "inactive" && (live.state ?? "active") === "active";
    if (secret.replace && secretFirst) known = await newSecret(operation, live.id, late);
    if (change) done = await putClient(operation, live, wanted, late);
    if (secret.replace && !secretFirst) {
      try {
        known = await newSecret(operation, live.id, late);
      } catch (error) {
        if (!change) throw error;
        steps.push(`The client was changed, but it did not get its new secret: ${message(error)}`);
      }
    }
  });
  if (session.directory.clients.isLoaded) await session.directory.clients.put(done);
  return { id: live.id, outputs: outputsOf(done, inputs, roles, known), problems: [...steps, ...problems] };
}

/** The deployer must not take its own last rights. */
async function guardOwnRoles(operation: Operation, live: OAuthClient, pairs: readonly Pair[]): Promise<void> {
  const held = live.roleDivisions ?? [];
  if (held.length === 0 || (await ownClientId(operation)) !== live.id) return;
  if (!held.some((pair) => pairs.some((other) => other.roleId === pair.roleId))) {
    throw new ProviderError(
      "This is the client that deploys, and it would lose every role that it has. Nothing was changed.\nNext: keep at least one of its roles, or deploy with another client.",
    );
  }
}

async function ownClientId(operation: Operation): Promise<string | undefined> {
  const { api, loans } = operation.session;
  if (api.settings.accessToken === undefined) return api.settings.clientId;
  const { id, subjectType } = await loans.deployer();
  return subjectType === "PC_OAUTH_CLIENT" ? id : undefined;
}

async function findMarked(operation: Operation): Promise<OAuthClient | undefined> {
  // A client that waits for its deletion is gone as far as anybody is concerned.
  const living = (await operation.session.directory.clients.all()).filter(({ state }) => (state ?? "active") === "active");
  return findOwn(operation, "OAuth client", living, ({ description }) => description);
}

async function make(operation: Operation, inputs: Values, roles: Values[]): Promise<Outcome> {
  const { session } = operation;
  const pairs = pairsOf(roles);
  const { result: made, problems } = await session.loans.holding(borrower(operation, inputs), pairs, async (late) => {
    const client = await session.api.call<OAuthClient>({
      method: "POST",
      path: "/api/v2/oauth/clients",
      body: body(operation, inputs, pairs, "active"),
      onWait: operation.onWait,
      late,
    });
    if (client.secret !== undefined) session.hide(client.secret);
    const listed = withoutSecret(client);
    session.directory.noteMade(client.id);
    await session.directory.clients.put(listed);
    if (inputs["state"] !== "inactive") return { client, steps: [] as string[] };
    try {
      await putClient(operation, listed, body(operation, inputs, pairs, "inactive"), late);
      return { client, steps: [] as string[] };
    } catch (error) {
      return { client, steps: [`The client was made, but it is still active: ${message(error)}`] };
    }
  });
  return {
    id: made.client.id,
    outputs: outputsOf(made.client, inputs, roles, made.client.secret),
    problems: [...made.steps, ...problems],
  };
}

function adopt(operation: Operation, own: OAuthClient, inputs: Values): Promise<Outcome> {
  // Its secret was lost with the run that made it.
  return settle(operation, own, inputs, { known: undefined, replace: inputs["exposeClientSecret"] === true });
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { session, urn } = operation;
  const roles = await resolveRoles(session.directory, inputs["roles"]);
  const own = await findMarked(operation);
  if (own !== undefined) return adopt(operation, own, inputs);
  const others = (await session.directory.clients.all()).filter(
    ({ id, name, state }) => name === inputs["name"] && state !== "deleted" && !session.olds.has(urn, id),
  );
  if (others.length > 0) {
    const ids = others.map(({ id }) => id).join(", ");
    session.log.warn(
      urn,
      `Another OAuth client is called "${String(inputs["name"])}" too (${ids}). It was not touched; a new client is made beside it. ` +
        `To manage the other one instead: pulumi import genesyscloud:index/oauthClient:OauthClient ${urn.split("::").at(-1) ?? ""} ${others[0]?.id ?? ""}`,
    );
  }
  try {
    return await make(operation, inputs, roles);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    session.directory.clients.forget();
    const left = await findMarked(operation);
    return left === undefined ? make(operation, inputs, roles) : adopt(operation, left, inputs);
  }
}

async function readClient(operation: Operation, id: string): Promise<OAuthClient | undefined> {
  try {
    const client = await operation.session.api.call<OAuthClient>({
      method: "GET",
      path: "/api/v2/oauth/clients/{clientId}",
      parameters: { clientId: id },
      onWait: operation.onWait,
    });
    return client.state === "deleted" ? undefined : client;
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const client = await readClient(operation, id);
  if (client === undefined) return undefined;
  const live = distinct(client.roleDivisions ?? []);
  const roles = describeRoles(inputs?.["roles"], state?.["roles"], live);
  const settled = settleInputs(definition.properties, inputs, {
    name: client.name,
    description: withoutMark(client.description),
    authorizedGrantType: sameGrantType(client.authorizedGrantType, inputs?.["authorizedGrantType"])
      ? inputs?.["authorizedGrantType"]
      : client.authorizedGrantType,
    accessTokenValiditySeconds: client.accessTokenValiditySeconds,
    registeredRedirectUris: client.registeredRedirectUri ?? [],
    scopes: client.scope ?? [],
    roles: roles.inputs,
    state: client.state ?? "active",
  });
  return { id: client.id, inputs: settled, outputs: outputsOf(client, settled, roles.resolved, textOf(state?.["clientSecret"])) };
}

async function update(operation: Operation, id: string, state: Values, before: Values, inputs: Values): Promise<Outcome> {
  const live = await readClient(operation, id);
  if (live === undefined)
    throw new ProviderError(
      `The client ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes a new one.`,
    );
  const known = textOf(state["clientSecret"]);
  const replace = (inputs["secretVersion"] ?? "") !== (before["secretVersion"] ?? "");
  if (inputs["exposeClientSecret"] === true && (known ?? "") === "" && !replace) {
    operation.session.log.warn(
      operation.urn,
      "clientSecret stays empty: Genesys Cloud shows a secret only when it is made. Change secretVersion to get a new one.",
    );
  }
  return settle(operation, live, inputs, { known, replace });
}

async function remove(operation: Operation, id: string, state: Values): Promise<void> {
  const { session } = operation;
  if ((await ownClientId(operation)) === id) {
    throw new ProviderError(
      "This is the client that deploys; deleting it would end every access to the organization. Nothing was deleted.\nNext: deploy with another client, or take it out of the state: pulumi state delete.",
    );
  }
  const live = await readClient(operation, id);
  if (live === undefined) {
    // A run that deleted it may have ended before it took back what the deployer had borrowed for that.
    await session.loans.cleanUp(borrower(operation, state));
    if (session.directory.clients.isLoaded) await session.directory.clients.remove(id);
    return;
  }
  const { problems } = await session.loans.holding(borrower(operation, state), distinct(live.roleDivisions ?? []), async (late) => {
    try {
      // Only an inactive client can be deleted. One that lingers for some days as inactive is not to be taken for this resource's own.
      const description = withoutMark(live.description) ?? "";
      if ((live.state ?? "active") === "active" || description !== (live.description ?? "")) {
        await putClient(operation, live, { state: "inactive", description }, late);
      }
      await session.api.call({
        method: "DELETE",
        path: "/api/v2/oauth/clients/{clientId}",
        parameters: { clientId: id },
        onWait: operation.onWait,
        late,
      });
    } catch (error) {
      if (!isApiError(error, 404)) throw error;
    }
  });
  for (const problem of problems) session.log.warn(operation.urn, problem);
  if (session.directory.clients.isLoaded) await session.directory.clients.remove(id);
}

/** OAuth clients. Every change happens while the deployer holds all roles of the client; see Loans. */
export const oauthClient: ResourceHandler = {
  definition,
  check,
  same: (state) => ({ roles: (_before, after) => sameRoles(state["roles"], after), authorizedGrantType: sameGrantType }),
  unsettled: (before, after) => ((before["secretVersion"] ?? "") !== (after["secretVersion"] ?? "") ? ["clientSecret"] : []),
  warnings: (before, after, state) => {
    const name = String(after["name"]);
    if ((before["secretVersion"] ?? "") !== (after["secretVersion"] ?? "")) {
      return [
        `Interruption: OAuth client "${name}" gets a new secret, and the old one stops working at once. Every consumer is refused until it has the new one.`,
      ];
    }
    if (after["exposeClientSecret"] === true && (textOf(state["clientSecret"]) ?? "") === "") {
      return ["clientSecret stays empty: Genesys Cloud shows a secret only when it is made. Change secretVersion to get a new one."];
    }
    return [];
  },
  create,
  read,
  update,
  delete: remove,
};
