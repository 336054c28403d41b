import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { Credential } from "../genesys/model";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, withMark, withoutMark } from "../ownership/mark";
import type { Failure } from "../plan/check";
import { textOf, type Value, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { definitionOf } from "./definition";
import { settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";

const definition = definitionOf(resourceDefinitions, "IntegrationCredential");

/** Type of the credential with which Genesys Cloud calls itself. */
const clientType = "pureCloudOAuthClient";

function outputsOf(id: string, inputs: Values): Values {
  return { ...inputs, fields: inputs["fields"] ?? {}, id, integrationCredentialId: id };
}

function body(operation: Operation, inputs: Values): object {
  return {
    // A credential has nothing but a name that could say whose it is.
    name: withMark(textOf(inputs["name"]), markOf(operation.urn)),
    type: { name: inputs["credentialTypeName"] },
    ...(inputs["fields"] === undefined ? {} : { credentialFields: inputs["fields"] }),
  };
}

/** A client's credential that lacks one of its fields would be taken, and every call with it refused. */
function check(inputs: Values): Failure[] {
  const { fields, credentialTypeName } = inputs;
  if (credentialTypeName !== clientType || typeof fields !== "object" || fields === null || Array.isArray(fields)) return [];
  return ["clientId", "clientSecret"].flatMap((name) =>
    fields[name] === undefined || fields[name] === ""
      ? [
          {
            path: `fields.${name}`,
            reason:
              `a credential of the type ${clientType} needs ${name}` +
              (name === "clientSecret" ? ": an OauthClient gives it as clientSecret when exposeClientSecret is set" : ""),
          },
        ]
      : [],
  );
}

async function put(operation: Operation, id: string, inputs: Values): Promise<Outcome> {
  const { api, directory } = operation.session;
  try {
    const changed = await api.call<Credential>({
      method: "PUT",
      path: "/api/v2/integrations/credentials/{credentialId}",
      parameters: { credentialId: id },
      body: body(operation, inputs),
      onWait: operation.onWait,
    });
    if (directory.credentials.isLoaded) await directory.credentials.put({ ...changed, id });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
    throw new ProviderError(
      `The credential ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes it again.`,
    );
  }
  return { id, outputs: outputsOf(id, inputs), problems: [] };
}

async function make(operation: Operation, inputs: Values): Promise<Outcome> {
  const { api, directory } = operation.session;
  const made = await api.call<Credential>({
    method: "POST",
    path: "/api/v2/integrations/credentials",
    body: body(operation, inputs),
    onWait: operation.onWait,
  });
  directory.noteMade(made.id);
  await directory.credentials.put(made);
  return { id: made.id, outputs: outputsOf(made.id, inputs), problems: [] };
}

async function findMarked(operation: Operation, inputs: Values): Promise<Credential | undefined> {
  const credentials = await operation.session.directory.credentials.all();
  const fitting = credentials.filter(({ type }) => type?.name === undefined || type.name === inputs["credentialTypeName"]);
  return findOwn(operation, "credential", fitting, ({ name }) => name);
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { directory } = operation.session;
  const own = await findMarked(operation, inputs);
  // What it holds cannot be read, so it is written again.
  if (own !== undefined) return put(operation, own.id, inputs);
  const existing = (await directory.credentials.all()).find(({ name }) => name === inputs["name"]);
  if (existing !== undefined) throw taken(operation, "IntegrationCredential", "credential", existing);
  try {
    return await make(operation, inputs);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    directory.credentials.forget();
    const left = await findMarked(operation, inputs);
    return left === undefined ? make(operation, inputs) : put(operation, left.id, inputs);
  }
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  let live: Credential;
  try {
    live = await operation.session.api.call<Credential>({
      method: "GET",
      path: "/api/v2/integrations/credentials/{credentialId}",
      parameters: { credentialId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
    const { credentials } = operation.session.directory;
    if (credentials.isLoaded) await credentials.remove(id);
    return undefined;
  }
  const type: Value | undefined = live.type?.name ?? live.type?.id;
  const settled = settleInputs(definition.properties, inputs, { name: withoutMark(live.name), credentialTypeName: type });
  return { id: live.id, inputs: settled, outputs: { ...outputsOf(live.id, settled), fields: settled["fields"] ?? state?.["fields"] ?? {} } };
}

async function remove(operation: Operation, id: string): Promise<void> {
  const { api, directory } = operation.session;
  try {
    await api.call({
      method: "DELETE",
      path: "/api/v2/integrations/credentials/{credentialId}",
      parameters: { credentialId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
  if (directory.credentials.isLoaded) await directory.credentials.remove(id);
}

/** Credentials of integrations. Their fields go to Genesys Cloud and never come back. */
export const integrationCredential: ResourceHandler = {
  definition,
  check,
  create,
  read,
  update: (operation, id, _state, _before, inputs) => put(operation, id, inputs),
  delete: remove,
};
