import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { RetentionPolicy } from "../genesys/model";
import { queueIds } from "../genesys/queues";
import { findUsers } from "../genesys/search";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, withMark, withoutMark } from "../ownership/mark";
import type { Failure } from "../plan/check";
import { merge, sameJson } from "../plan/merge";
import { canonical, hasUnknown, objects, textOf, texts, type Value, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { checkNaming } from "./clientRoles";
import { definitionOf } from "./definition";
import { lookupIn, namesIn, policyContainers, policyFromApi, policyToApi, settlePart, type ResolvedName } from "./policyForm";
import { settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";

const definition = definitionOf(resourceDefinitions, "RecordingMediaRetentionPolicy");

/** Fields that only Genesys Cloud writes. */
const givenByApi = new Set(["id", "selfUri", "createdDate", "dateCreated", "modifiedDate", "dateModified", "policyErrors"]);

/** The parts of inputs that hold conditions and actions. */
const contents = ["conditions", "actions", "mediaPolicies"] as const;

async function resolveNames(operation: Operation, inputs: Values): Promise<ResolvedName[]> {
  const { api, directory } = operation.session;
  const names = namesIn(inputs);
  const resolved: ResolvedName[] = [...(await queueIds(api, names.queue))].map(([name, id]) => ({ kind: "queue", name, id }));
  const users = names.user.length === 0 ? [] : await findUsers(api, "email", names.user, ["active", "inactive"]);
  for (const name of names.user) {
    const user = users.find(({ email }) => email.toLowerCase() === name.toLowerCase());
    // Left out, it might leave a policy without any bound: for everybody.
    if (user === undefined) throw new ProviderError(`There is no user "${name}" in the organization (${api.settings.target}).`);
    resolved.push({ kind: "user", name, id: user.id });
  }
  for (const name of names.integration) resolved.push({ kind: "integration", name, id: await directory.integrationId(name) });
  return resolved;
}

function outputsOf(policy: RetentionPolicy, inputs: Values, resolved: Value): Values {
  return { ...inputs, id: policy.id, recordingMediaRetentionPolicyId: policy.id, resolvedNames: resolved };
}

function written(operation: Operation, inputs: Values, resolved: readonly ResolvedName[]): Values {
  const { name, order, enabled } = inputs;
  return {
    name: name ?? "",
    description: withMark(textOf(inputs["description"]), markOf(operation.urn)),
    ...(order === undefined ? {} : { order }),
    ...(enabled === undefined ? {} : { enabled }),
    ...policyToApi(inputs, lookupIn(asValue(resolved))),
  };
}

function asValue(resolved: readonly ResolvedName[]): Value {
  return resolved.map(({ kind, name, id }) => ({ kind, name, id }));
}

/** Hands on what Genesys Cloud finds wrong with a policy although it took it. */
function tellErrors(operation: Operation, policy: RetentionPolicy): void {
  const { policyErrors } = policy as { policyErrors?: { policyErrorMessages?: { errorCode?: string; userParamsMessage?: string }[] } };
  for (const { errorCode, userParamsMessage } of policyErrors?.policyErrorMessages ?? []) {
    operation.session.log.warn(
      operation.urn,
      `Genesys Cloud took the policy "${policy.name}", but says about it: ${[errorCode, userParamsMessage].filter(Boolean).join(": ")}`,
    );
  }
}

async function readPolicy(operation: Operation, id: string): Promise<RetentionPolicy | undefined> {
  try {
    return await operation.session.api.call<RetentionPolicy>({
      method: "GET",
      path: "/api/v2/recording/mediaretentionpolicies/{policyId}",
      parameters: { policyId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

/**
 * Brings a policy to what the program says.
 *
 * @param before what of the policy the program had put there, in the API's form
 */
async function put(
  operation: Operation,
  live: RetentionPolicy,
  before: Values,
  inputs: Values,
  resolved: readonly ResolvedName[],
): Promise<Outcome> {
  const { session } = operation;
  const is = Object.fromEntries(Object.entries(live).filter(([name]) => !givenByApi.has(name))) as Values;
  const wanted = merge(is, before, written(operation, inputs, resolved), policyContainers);
  if (sameJson(is, wanted)) return { id: live.id, outputs: outputsOf(live, inputs, asValue(resolved)), problems: [] };
  const changed = await session.api.call<RetentionPolicy>({
    method: "PUT",
    path: "/api/v2/recording/mediaretentionpolicies/{policyId}",
    parameters: { policyId: live.id },
    body: wanted,
    onWait: operation.onWait,
  });
  if (session.directory.retentionPolicies.isLoaded) await session.directory.retentionPolicies.put(changed);
  tellErrors(operation, changed);
  return { id: live.id, outputs: outputsOf(live, inputs, asValue(resolved)), problems: [] };
}

async function make(operation: Operation, inputs: Values, resolved: readonly ResolvedName[]): Promise<Outcome> {
  const { session } = operation;
  const made = await session.api.call<RetentionPolicy>({
    method: "POST",
    path: "/api/v2/recording/mediaretentionpolicies",
    body: written(operation, inputs, resolved),
    onWait: operation.onWait,
  });
  session.directory.noteMade(made.id);
  await session.directory.retentionPolicies.put(made);
  tellErrors(operation, made);
  return { id: made.id, outputs: outputsOf(made, inputs, asValue(resolved)), problems: [] };
}

async function findMarked(operation: Operation): Promise<RetentionPolicy | undefined> {
  return findOwn(operation, "retention policy", await operation.session.directory.retentionPolicies.all(), ({ description }) => description);
}

/** An own policy of an interrupted run: all of it that this provider manages was put there by that run. */
async function adopt(operation: Operation, own: RetentionPolicy, inputs: Values, resolved: readonly ResolvedName[]): Promise<Outcome> {
  const live = (await readPolicy(operation, own.id)) ?? own;
  return put(operation, live, policyToApi(policyFromApi(live as Values), () => undefined), inputs, resolved);
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { directory } = operation.session;
  const resolved = await resolveNames(operation, inputs);
  const own = await findMarked(operation);
  if (own !== undefined) return adopt(operation, own, inputs, resolved);
  const name = textOf(inputs["name"]) ?? "";
  const existing = (await directory.retentionPolicies.all()).find((policy) => policy.name === name);
  if (existing !== undefined) throw taken(operation, "RecordingMediaRetentionPolicy", "retention policy", existing);
  try {
    return await make(operation, inputs, resolved);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    directory.retentionPolicies.forget();
    const left = await findMarked(operation);
    return left === undefined ? make(operation, inputs, resolved) : adopt(operation, left, inputs, resolved);
  }
}

/** Says what an imported policy does beside what can be managed here. */
function tellUnmanaged(operation: Operation, policy: RetentionPolicy): void {
  const inside = [policy, ...Object.values((policy["mediaPolicies"] ?? {}) as Record<string, unknown>)] as ({ actions?: Values } | null)[];
  const managed = new Set(["retainRecording", "deleteRecording", "alwaysDelete", "retentionDuration", "initiateScreenRecording", "integrationExport"]);
  const others = new Set(
    inside.flatMap((part) =>
      Object.entries(part?.actions ?? {})
        .filter(([name, value]) => !managed.has(name) && value !== null && !(Array.isArray(value) && value.length === 0))
        .map(([name]) => name),
    ),
  );
  if (others.size > 0)
    operation.session.log.info(
      operation.urn,
      `The policy "${policy.name}" also does what is not managed here, and it stays so: ${[...others].sort().join(", ")}.`,
    );
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const policy = await readPolicy(operation, id);
  if (policy === undefined) {
    const { retentionPolicies } = operation.session.directory;
    if (retentionPolicies.isLoaded) await retentionPolicies.remove(id);
    return undefined;
  }
  const { properties } = definition;
  const live = policyFromApi(policy as Values);
  const plain: Record<string, Value | undefined> = { name: policy.name, description: withoutMark(policy.description) };
  for (const name of ["order", "enabled"]) {
    if (inputs === undefined || inputs[name] !== undefined) plain[name] = policy[name] as Value | undefined;
  }
  const settled = settleInputs(properties, inputs, plain);
  if (inputs === undefined) {
    tellUnmanaged(operation, policy);
    return { id, inputs: { ...settled, ...live }, outputs: outputsOf(policy, { ...settled, ...live }, []) };
  }
  const named = Object.fromEntries(contents.flatMap((name) => (inputs[name] === undefined ? [] : [[name, inputs[name]]]))) as Values;
  Object.assign(settled, settlePart(properties, named, live, lookupIn(state?.["resolvedNames"])));
  return { id: policy.id, inputs: settled, outputs: outputsOf(policy, settled, state?.["resolvedNames"] ?? []) };
}

async function update(operation: Operation, id: string, state: Values, before: Values, inputs: Values): Promise<Outcome> {
  const resolved = await resolveNames(operation, inputs);
  const live = await readPolicy(operation, id);
  if (live === undefined)
    throw new ProviderError(
      `The policy ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes it again.`,
    );
  return put(operation, live, policyToApi(before, lookupIn(state["resolvedNames"])), inputs, resolved);
}

async function remove(operation: Operation, id: string): Promise<void> {
  const { api, directory, log } = operation.session;
  try {
    await api.call({
      method: "DELETE",
      path: "/api/v2/recording/mediaretentionpolicies/{policyId}",
      parameters: { policyId: id },
      onWait: operation.onWait,
    });
    log.info(operation.urn, "Recordings that exist keep the retention that they have; the policy acts on no new ones.");
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
  if (directory.retentionPolicies.isLoaded) await directory.retentionPolicies.remove(id);
}

function check(inputs: Values): Failure[] {
  const mediaPolicies = (inputs["mediaPolicies"] ?? {}) as Values;
  const parts: [string, Value | undefined][] = [
    ["", inputs],
    ...Object.entries(mediaPolicies).map(([name, part]): [string, Value] => [`mediaPolicies.${name}.`, part]),
  ];
  return parts.flatMap(([prefix, part]) => {
    const [actions] = objects([((part ?? {}) as Values)["actions"] ?? null]);
    const [exports] = objects([actions?.["integrationExport"] ?? null]);
    return exports === undefined ? [] : checkNaming(`${prefix}actions.integrationExport.`, exports, "integrationId", "integrationName", true);
  });
}

/** Whether a part of the inputs means the same, as far as that can be told without asking: a name and its id do. */
function sameContents(name: (typeof contents)[number], state: Values) {
  return (before: Value | undefined, after: Value | undefined): boolean => {
    const lookup = lookupIn(state["resolvedNames"]);
    const names = namesIn({ [name]: after ?? null });
    const known = (["queue", "user", "integration"] as const).every((kind) => names[kind].every((one) => lookup(kind, one) !== undefined));
    const form = (value: Value | undefined): Value => sortedReferences(policyToApi({ [name]: value ?? null }, lookup));
    return known && !hasUnknown(after) && sameJson(form(before), form(after));
  };
}

/** A policy with every list of references in a fixed order. */
function sortedReferences(value: Value): Value {
  if (Array.isArray(value)) {
    const items = value.map(sortedReferences);
    return items.every((item) => typeof item === "object" && item !== null && !Array.isArray(item) && item["id"] !== undefined)
      ? items.sort((left, right) => (canonical(left) < canonical(right) ? -1 : 1))
      : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sortedReferences(inner)]));
}

/** Media retention policies. What others set in one stays, and recordings that exist are never touched. */
export const retentionPolicy: ResourceHandler = {
  definition,
  check,
  same: (state) => ({
    // No longer named: left as it is.
    order: (_before, after) => after === undefined,
    enabled: (_before, after) => after === undefined,
    conditions: sameContents("conditions", state),
    actions: sameContents("actions", state),
    mediaPolicies: sameContents("mediaPolicies", state),
  }),
  unsettled: (before, after) => (sameJson(allNames(before), allNames(after)) ? [] : ["resolvedNames"]),
  create,
  read,
  update,
  delete: remove,
};

function allNames(inputs: Values): Value {
  const { queue, user, integration } = namesIn(inputs);
  return { queue: texts(queue), user: texts(user), integration: texts(integration) };
}
