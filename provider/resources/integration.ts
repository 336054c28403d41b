import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { Integration, IntegrationConfig } from "../genesys/model";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, readMark, withMark, withoutMark } from "../ownership/mark";
import { textOf, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { definitionOf } from "./definition";
import { checkConfig, configBody, configOf, sameConfig, settleConfig } from "./integrationConfig";
import { settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";
import { retryingConflicts } from "./versions";

const definition = definitionOf(resourceDefinitions, "Integration");

function outputsOf(id: string, inputs: Values): Values {
  return { ...inputs, id, integrationId: id };
}

/** Name of the integration in the program: the resource's own unless the configuration says one. */
function nameOf(operation: Operation, inputs: Values): string {
  return textOf(configOf(inputs)["name"]) ?? operation.urn.split("::").slice(3).join("::");
}

/** The text that carries the mark: the notes, or the name until there are notes. */
function markedText({ name, notes }: Integration): string | undefined {
  return readMark(name) === undefined ? notes : name;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What all calls about one integration have in common. One that was only just made may not be known everywhere yet. */
function about(operation: Operation, id: string, fresh = false) {
  return {
    parameters: { integrationId: id },
    onWait: operation.onWait,
    lateLimitMs: 60_000,
    late: ({ status }: { status: number }) => (fresh && status === 404 ? "the integration was only just made" : undefined),
  };
}

async function readIntegration(operation: Operation, id: string): Promise<Integration | undefined> {
  try {
    const live = await operation.session.api.call<Integration>({
      method: "GET",
      path: "/api/v2/integrations/{integrationId}",
      ...about(operation, id),
    });
    return live.intendedState === "DELETED" ? undefined : live;
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

function readConfig(operation: Operation, id: string, fresh = false): Promise<IntegrationConfig> {
  return operation.session.api.call<IntegrationConfig>({
    method: "GET",
    path: "/api/v2/integrations/{integrationId}/config/current",
    ...about(operation, id, fresh),
  });
}

/** Configures an integration and switches it on or off, as far as it is not so already. */
async function settle(operation: Operation, live: Integration, before: Values, inputs: Values, fresh = false): Promise<void> {
  const { api } = operation.session;
  await retryingConflicts(api, operation.onWait, async () => {
    const current = await readConfig(operation, live.id, fresh);
    const wanted = configOf(inputs);
    const named = wanted["name"] !== undefined || readMark(current.name) !== undefined;
    const body = configBody(
      current,
      configOf(before),
      wanted,
      named ? nameOf(operation, inputs) : current.name,
      withMark(textOf(wanted["notes"]), markOf(operation.urn)),
    );
    if (body === undefined) return;
    await api.call({
      method: "PUT",
      path: "/api/v2/integrations/{integrationId}/config/current",
      ...about(operation, live.id, fresh),
      body,
    });
  });
  if ((live.intendedState ?? "DISABLED") === inputs["intendedState"]) return;
  await api.call({
    method: "PATCH",
    path: "/api/v2/integrations/{integrationId}",
    ...about(operation, live.id, fresh),
    repeatable: true,
    body: { intendedState: inputs["intendedState"] },
  });
}

async function finish(operation: Operation, live: Integration, inputs: Values, fresh = false): Promise<Outcome> {
  const { integrations } = operation.session.directory;
  try {
    await settle(operation, live, {}, inputs, fresh);
    if (integrations.isLoaded) await integrations.put({ ...live, name: nameOf(operation, inputs) });
    return { id: live.id, outputs: outputsOf(live.id, inputs), problems: [] };
  } catch (error) {
    return {
      id: live.id,
      outputs: outputsOf(live.id, inputs),
      problems: [`The integration is there, but it is not configured as the program says: ${message(error)}`],
    };
  }
}

async function make(operation: Operation, inputs: Values): Promise<Outcome> {
  const { session, urn } = operation;
  const made = await session.api.call<Integration>({
    method: "POST",
    path: "/api/v2/integrations",
    // Notes come with the configuration; until then the name says whose it is.
    body: { name: withMark(nameOf(operation, inputs), markOf(urn)), integrationType: { id: inputs["integrationType"] } },
    onWait: operation.onWait,
  });
  session.directory.noteMade(made.id);
  return finish(operation, made, inputs, true);
}

/** An integration's type cannot be changed, so one of another type that was left behind is of no use. */
async function findMarked(operation: Operation, inputs: Values): Promise<Integration | undefined> {
  const integrations = await operation.session.directory.integrations.all();
  const fitting = integrations.filter(({ integrationType }) => integrationType?.id === inputs["integrationType"]);
  return findOwn(operation, "integration", fitting, markedText);
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { directory } = operation.session;
  const own = await findMarked(operation, inputs);
  if (own !== undefined) return finish(operation, own, inputs);
  const name = nameOf(operation, inputs);
  const existing = (await directory.integrations.all()).find(
    (entry) => entry.name === name && entry.integrationType?.id === inputs["integrationType"],
  );
  if (existing !== undefined) throw taken(operation, "Integration", "integration", existing);
  try {
    return await make(operation, inputs);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    directory.integrations.forget();
    const left = await findMarked(operation, inputs);
    return left === undefined ? make(operation, inputs) : finish(operation, left, inputs);
  }
}

async function read(operation: Operation, id: string, _state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const live = await readIntegration(operation, id);
  if (live === undefined) {
    const { integrations } = operation.session.directory;
    if (integrations.isLoaded) await integrations.remove(id);
    return undefined;
  }
  const current = await readConfig(operation, id);
  const settled = settleInputs(definition.properties, inputs, {
    integrationType: live.integrationType?.id,
    intendedState: live.intendedState ?? "DISABLED",
  });
  if (inputs === undefined || inputs["config"] !== undefined)
    settled["config"] = settleConfig(inputs === undefined ? undefined : configOf(inputs), current, withoutMark(current.notes));
  return { id: live.id, inputs: settled, outputs: outputsOf(live.id, settled) };
}

async function update(operation: Operation, id: string, _state: Values, before: Values, inputs: Values): Promise<Outcome> {
  const live = await readIntegration(operation, id);
  if (live === undefined)
    throw new ProviderError(
      `The integration ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes it again.`,
    );
  await settle(operation, live, before, inputs);
  return { id, outputs: outputsOf(id, inputs), problems: [] };
}

async function remove(operation: Operation, id: string): Promise<void> {
  const { api, directory } = operation.session;
  try {
    await api.call({
      method: "DELETE",
      path: "/api/v2/integrations/{integrationId}",
      parameters: { integrationId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
  if (directory.integrations.isLoaded) await directory.integrations.remove(id);
}

/** Integrations. What the program does not name in the configuration stays as it is. */
export const integration: ResourceHandler = {
  definition,
  check: checkConfig,
  same: () => ({ config: sameConfig }),
  create,
  read,
  update,
  delete: remove,
};
