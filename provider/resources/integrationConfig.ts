import type { IntegrationConfig } from "../genesys/model";
import type { Failure } from "../plan/check";
import { merge, sameJson } from "../plan/merge";
import { hasUnknown, textOf, type Value, type Values } from "../rpc/values";

/** Inputs of a configuration that are JSON text, and the API's objects under the same names. */
const jsonTexts = ["properties", "advanced"] as const;

function isObject(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The `config` of inputs; empty when it is not given. */
export function configOf(inputs: Values | undefined): Values {
  const config = inputs?.["config"];
  return isObject(config) ? config : {};
}

function parsed(text: Value | undefined): Values | undefined {
  if (typeof text !== "string" || hasUnknown(text)) return undefined;
  try {
    const value = JSON.parse(text) as Value;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function emptyAsNothing(value: Values | undefined): Values | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

/** What is wrong with a configuration beyond its types. The text itself is not shown: it may hold what nobody should read. */
export function checkConfig(inputs: Values): Failure[] {
  const config = configOf(inputs);
  return jsonTexts.flatMap((name) =>
    config[name] === undefined || hasUnknown(config[name]) || parsed(config[name]) !== undefined
      ? []
      : [{ path: `config.${name}`, reason: "must be the JSON text of an object, such as JSON.stringify({ … })" }],
  );
}

/** Whether two configurations as written mean the same: JSON texts by what they say. */
export function sameConfig(before: Value | undefined, after: Value | undefined): boolean {
  const meaning = (value: Value | undefined): Value => {
    const config = isObject(value) ? value : {};
    const given = Object.entries(config).filter(([, inner]) => inner !== "" && !(isObject(inner) && Object.keys(inner).length === 0));
    return { ...Object.fromEntries(given), ...Object.fromEntries(jsonTexts.map((name) => [name, emptyAsNothing(parsed(config[name])) ?? null])) };
  };
  return !hasUnknown(before) && !hasUnknown(after) && sameJson(meaning(before), meaning(after));
}

/** Each value under its key is one: nothing inside it is merged. */
function mergeKeys(live: Values, before: Values, wanted: Values): Values {
  const one = (values: Values): Values => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value]]));
  const merged = merge(one(live), one(before), one(wanted), { isContainer: () => false });
  return Object.fromEntries(Object.entries(merged).map(([key, value]) => [key, (value as Value[])[0] ?? null]));
}

function idsOf(credentials: IntegrationConfig["credentials"]): Values {
  return Object.fromEntries(Object.entries(credentials ?? {}).flatMap(([key, { id }]) => (id === undefined ? [] : [[key, id]])));
}

function mapOf(value: Value | undefined): Values {
  return isObject(value) ? value : {};
}

/** What a PUT of a configuration takes. */
export interface ConfigBody {
  readonly name: string;
  readonly notes: string;
  readonly version: number;
  readonly properties: Values;
  readonly advanced: Values;
  readonly credentials: Readonly<Record<string, { readonly id: string }>>;
}

/**
 * A configuration as it is to be written; undefined when it is so already.
 *
 * @param live what is there
 * @param before what the program wanted the last time
 * @param wanted what it wants now
 * @param name of the integration
 * @param notes of the integration, with the mark
 */
export function configBody(live: IntegrationConfig, before: Values, wanted: Values, name: string, notes: string): ConfigBody | undefined {
  const json = (property: (typeof jsonTexts)[number]): Values =>
    mergeKeys((live[property] ?? {}) as Values, parsed(before[property]) ?? {}, parsed(wanted[property]) ?? {});
  const credentials = mergeKeys(idsOf(live.credentials), mapOf(before["credentials"]), mapOf(wanted["credentials"]));
  const body: ConfigBody = {
    name,
    notes,
    version: live.version,
    properties: json("properties"),
    advanced: json("advanced"),
    credentials: Object.fromEntries(Object.entries(credentials).map(([key, id]) => [key, { id: String(id) }])),
  };
  const asIs =
    live.name === name &&
    (live.notes ?? "") === notes &&
    jsonTexts.every((property) => sameJson(body[property], (live[property] ?? {}) as Values)) &&
    sameJson(credentials, idsOf(live.credentials));
  return asIs ? undefined : body;
}

/** Of an object, what the program names; all of it when the program says nothing about it because it is an import. */
function named(live: Values, written: Values | undefined): Values {
  if (written === undefined) return live;
  return Object.fromEntries(Object.entries(live).filter(([key, value]) => written[key] !== undefined && value !== null));
}

/**
 * A configuration as the program would write it to describe what is there: its own texts wherever they mean that.
 *
 * @param written the program's `config`; undefined when it is an import
 * @param notes without the mark
 */
export function settleConfig(written: Values | undefined, live: IntegrationConfig, notes: string | undefined): Values {
  const imported = written === undefined;
  const settled: Values = { ...written };
  if (imported || written["name"] !== undefined) settled["name"] = live.name;
  if (imported || written["notes"] !== undefined) {
    if ((notes ?? "") !== (textOf(written?.["notes"]) ?? "")) settled["notes"] = notes ?? "";
  }
  for (const property of jsonTexts) {
    if (!imported && written[property] === undefined) continue;
    const wanted = parsed(written?.[property]);
    const is = named((live[property] ?? {}) as Values, wanted);
    if (wanted === undefined ? Object.keys(is).length > 0 : !sameJson(is, wanted)) settled[property] = JSON.stringify(is);
  }
  if (imported || written["credentials"] !== undefined) {
    const is = named(idsOf(live.credentials), imported ? undefined : mapOf(written["credentials"]));
    if (!imported || Object.keys(is).length > 0) settled["credentials"] = is;
  }
  return settled;
}
