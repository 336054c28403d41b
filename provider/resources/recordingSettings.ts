import type { GenesysApi } from "../api/client";
import { ProviderError } from "../api/errors";
import { canonical, textOf, type Value, type Values } from "../rpc/values";
import { recordingSettingProperties } from "../schema/recordings";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { definitionOf } from "./definition";
import { settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";

const definition = definitionOf(resourceDefinitions, "RecordingSettings");

/** There is one set of settings in an organization. */
const onlyId = "settings";
const names = Object.keys(recordingSettingProperties);

/** The settings that values name. */
function namedIn(values: Values): string[] {
  return names.filter((name) => values[name] !== undefined && values[name] !== null);
}

function objectOf(value: Value | undefined): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function outputsOf(live: Values, inputs: Values, found: Values, written: Values): Values {
  const { maxConfigurableScreenRecordingStreams: limit } = live;
  return {
    ...inputs,
    id: onlyId,
    recordingSettingsId: onlyId,
    found,
    written,
    ...(typeof limit === "number" ? { maxConfigurableScreenRecordingStreams: limit } : {}),
  };
}

function readSettings(operation: Operation): Promise<Values> {
  return operation.session.api.call<Values>({ method: "GET", path: "/api/v2/recording/settings", onWait: operation.onWait });
}

const queues = new WeakMap<GenesysApi, Promise<unknown>>();

/** One change after the other: each reads all settings and writes them back. */
async function alone<Result>(api: GenesysApi, work: () => Promise<Result>): Promise<Result> {
  const mine = (queues.get(api) ?? Promise.resolve()).then(work, work);
  queues.set(
    api,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Writes some settings; the others go back as they came. */
async function change(operation: Operation, live: Values, changes: Values): Promise<Values> {
  const needed = namedIn(changes).filter((name) => canonical(live[name]) !== canonical(changes[name]));
  if (needed.length === 0) return live;
  const wanted = changes["maxSimultaneousStreams"];
  const limit = live["maxConfigurableScreenRecordingStreams"];
  if (typeof wanted === "number" && typeof limit === "number" && wanted > limit && needed.includes("maxSimultaneousStreams"))
    throw new ProviderError(
      `maxSimultaneousStreams is ${wanted}, but this organization allows at most ${limit}. Nothing was changed.\n` +
        "Next: lower it, or ask Genesys to raise the organization's limit.",
    );
  const answer = await operation.session.api.call<Values | undefined>({
    method: "PUT",
    path: "/api/v2/recording/settings",
    body: { ...live, ...Object.fromEntries(needed.map((name) => [name, changes[name] ?? null])) },
    onWait: operation.onWait,
  });
  return { ...live, ...changes, ...answer };
}

/**
 * What puts settings back that the program names no longer: those that still are as it had set them. Others were changed by somebody
 * since, and stay.
 */
function putBack(operation: Operation, live: Values, state: Values, dropped: readonly string[]): Values {
  const [found, written] = [objectOf(state["found"]), objectOf(state["written"])];
  const back: Values = {};
  for (const name of dropped) {
    const before = found[name];
    if (before === undefined || written[name] === undefined || canonical(live[name]) === canonical(before)) continue;
    if (canonical(live[name]) === canonical(written[name])) back[name] = before;
    else
      operation.session.log.warn(
        operation.urn,
        `${name} was ${String(before)} before and was set to ${String(written[name])}; somebody changed it to ${String(live[name])} since, so it stays.`,
      );
  }
  return back;
}

function pick(from: Values, wanted: readonly string[]): Values {
  return Object.fromEntries(wanted.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as Values;
}

function settle(operation: Operation, state: Values, inputs: Values): Promise<Outcome> {
  return alone(operation.session.api, async () => {
    const live = await readSettings(operation);
    const known = objectOf(state["found"]);
    const kept = namedIn(inputs);
    const found = { ...pick(live, kept), ...pick(known, kept) };
    const dropped = namedIn(objectOf(state["written"])).filter((name) => !kept.includes(name));
    const already = kept.filter((name) => known[name] === undefined && canonical(live[name]) === canonical(inputs[name]));
    if (already.length > 0)
      operation.session.log.info(
        operation.urn,
        `Set so already, and so it stays when this resource is deleted: ${already.map((name) => `${name} ${String(live[name])}`).join(", ")}.`,
      );
    const changed = await change(operation, live, { ...putBack(operation, live, state, dropped), ...pick(inputs, kept) });
    return { id: onlyId, outputs: outputsOf(changed, inputs, found, pick(inputs, kept)), problems: [] };
  });
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const live = await readSettings(operation);
  const settled = settleInputs(definition.properties, inputs, pick(live, inputs === undefined ? names : namedIn(inputs)));
  const found = state === undefined ? pick(live, names) : objectOf(state["found"]);
  return { id: textOf(id) ?? onlyId, inputs: settled, outputs: outputsOf(live, settled, found, objectOf(state?.["written"])) };
}

function remove(operation: Operation, state: Values): Promise<void> {
  return alone(operation.session.api, async () => {
    const live = await readSettings(operation);
    const back = putBack(operation, live, state, namedIn(objectOf(state["written"])));
    await change(operation, live, back);
    const told = Object.entries(back).map(([name, value]) => `${name} ${String(value)}`);
    if (told.length > 0) operation.session.log.info(operation.urn, `Put back as it was found: ${told.join(", ")}.`);
  });
}

/** The settings for recordings: those that the program names, and put back at the end. */
export const recordingSettings: ResourceHandler = {
  definition,
  check: (inputs) => (namedIn(inputs).length > 0 ? [] : [{ path: "", reason: `names no setting; there are: ${names.join(", ")}` }]),
  unsettled: () => ["found", "written"],
  create: (operation, inputs) => settle(operation, {}, inputs),
  read,
  update: (operation, _id, state, _before, inputs) => settle(operation, state, inputs),
  delete: (operation, _id, state) => remove(operation, state),
};
