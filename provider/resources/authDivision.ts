import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { Division } from "../genesys/model";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, withMark, withoutMark } from "../ownership/mark";
import { textOf, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { definitionOf } from "./definition";
import { settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";

const definition = definitionOf(resourceDefinitions, "AuthDivision");

function outputsOf(division: Division, inputs: Values): Values {
  return { ...inputs, id: division.id, authDivisionId: division.id };
}

function body(operation: Operation, inputs: Values): object {
  const description = textOf(inputs["description"]);
  return {
    name: inputs["name"],
    description: inputs["home"] === true ? (description ?? "") : withMark(description, markOf(operation.urn)),
  };
}

async function put(operation: Operation, id: string, inputs: Values): Promise<Outcome> {
  const { api, directory } = operation.session;
  const changed = await api.call<Division>({
    method: "PUT",
    path: "/api/v2/authorization/divisions/{divisionId}",
    parameters: { divisionId: id },
    body: body(operation, inputs),
    onWait: operation.onWait,
  });
  if (directory.divisions.isLoaded) await directory.divisions.put(changed);
  return { id, outputs: outputsOf(changed, inputs), problems: [] };
}

async function make(operation: Operation, inputs: Values): Promise<Outcome> {
  const { api, directory } = operation.session;
  const made = await api.call<Division>({
    method: "POST",
    path: "/api/v2/authorization/divisions",
    body: body(operation, inputs),
    onWait: operation.onWait,
  });
  directory.noteMade(made.id);
  await directory.divisions.put(made);
  return { id: made.id, outputs: outputsOf(made, inputs), problems: [] };
}

async function findMarked(operation: Operation): Promise<Division | undefined> {
  return findOwn(operation, "division", await operation.session.directory.divisions.all(), ({ description }) => description);
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { directory } = operation.session;
  if (inputs["home"] === true) return put(operation, (await directory.home()).id, inputs);
  const own = await findMarked(operation);
  if (own !== undefined) return put(operation, own.id, inputs);
  const name = textOf(inputs["name"]) ?? "";
  const existing = (await directory.divisions.all()).find((division) => division.name.toLowerCase() === name.toLowerCase());
  if (existing !== undefined) throw taken(operation, "AuthDivision", "division", existing);
  try {
    return await make(operation, inputs);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    directory.divisions.forget();
    const left = await findMarked(operation);
    return left === undefined ? make(operation, inputs) : put(operation, left.id, inputs);
  }
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  let division: Division;
  try {
    division = await operation.session.api.call<Division>({
      method: "GET",
      path: "/api/v2/authorization/divisions/{divisionId}",
      parameters: { divisionId: id },
      query: { objectCount: false },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
  const home = division.homeDivision === true && (state === undefined || state["home"] === true);
  const settled = settleInputs(definition.properties, inputs, {
    name: division.name,
    description: withoutMark(division.description),
    ...(home ? { home: true } : {}),
  });
  return { id: division.id, inputs: settled, outputs: outputsOf(division, settled) };
}

async function remove(operation: Operation, id: string, state: Values): Promise<void> {
  const { api, directory, log } = operation.session;
  if (state["home"] === true) {
    log.info(operation.urn, "The home division cannot be deleted; it stays as it is.");
    return;
  }
  try {
    await api.call({
      method: "DELETE",
      path: "/api/v2/authorization/divisions/{divisionId}",
      parameters: { divisionId: id },
      query: { force: false },
      onWait: operation.onWait,
      lateLimitMs: 30_000,
      late: ({ status, code }) => (status === 400 && code === "precondition.failure" ? "something is still in the division" : undefined),
    });
  } catch (error) {
    if (isApiError(error, 400, "precondition.failure")) {
      throw new ProviderError(
        `the division still holds something: ${error.apiMessage}\n` +
          "Next: move what is in it to another division, then run again. Nothing was moved or deleted.",
      );
    }
    if (!isApiError(error, 404)) throw error;
  }
  if (directory.divisions.isLoaded) await directory.divisions.remove(id);
}

/** Divisions. The home division is changed when asked, and never made or deleted. */
export const authDivision: ResourceHandler = {
  definition,
  create,
  read,
  update: (operation, id, _state, _before, inputs) => put(operation, id, inputs),
  delete: remove,
};
