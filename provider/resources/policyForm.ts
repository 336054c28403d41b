import { equal } from "../plan/diff";
import type { MergeRules } from "../plan/merge";
import { objects, textOf, texts, type Value, type Values } from "../rpc/values";
import type { Properties } from "../schema/define";

/** What a name in a policy may stand for. */
export type NameKind = "queue" | "user" | "integration";

/** A name in the program and what it stood for. */
export interface ResolvedName {
  readonly kind: NameKind;
  readonly name: string;
  readonly id: string;
}

/** Id of a name, or undefined when it is not known. */
export type Lookup = (kind: NameKind, name: string) => string | undefined;

/** A lookup in what was resolved before. */
export function lookupIn(resolved: Value | undefined): Lookup {
  const key = (kind: string, name: string): string => `${kind} ${kind === "user" ? name.toLowerCase() : name}`;
  const ids = new Map(objects(resolved).map(({ kind, name, id }) => [key(String(kind), String(name)), textOf(id)]));
  return (kind, name) => ids.get(key(kind, name));
}

/** The keys of a policy whose value only holds what others may have put there too. */
export const policyContainers: MergeRules = {
  isContainer: (key) => ["conditions", "actions", "mediaPolicies", "callPolicy", "chatPolicy", "emailPolicy", "messagePolicy"].includes(key),
};

/** Lists of references: the input with the ids, the one with the names if there is one, and the API's property. */
const references: readonly { readonly ids: string; readonly names?: string; readonly kind?: NameKind; readonly api: string }[] = [
  { ids: "forQueueIds", names: "forQueueNames", kind: "queue", api: "forQueues" },
  { ids: "forUserIds", names: "forUserEmails", kind: "user", api: "forUsers" },
  { ids: "teamIds", api: "teams" },
  { ids: "wrapupCodeIds", api: "wrapupCodes" },
  { ids: "languageIds", api: "languages" },
];

/** Conditions that the API knows under the same name and in the same form. */
const plainConditions = ["directions", "dateRanges", "mediaTypes", "duration", "timeAllowed", "customerParticipation"];
const plainActions = ["retainRecording", "deleteRecording", "alwaysDelete", "retentionDuration"];
const media = ["callPolicy", "chatPolicy", "emailPolicy", "messagePolicy"];

function isObject(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pick(from: Values, names: readonly string[]): Values {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined || from[name] === null ? [] : [[name, from[name]]])));
}

function conditionsToApi(conditions: Values, lookup: Lookup): Values {
  const api = pick(conditions, plainConditions);
  for (const { ids, names, kind, api: property } of references) {
    if (conditions[ids] === undefined && (names === undefined || conditions[names] === undefined)) continue;
    const named = kind === undefined || names === undefined ? [] : texts(conditions[names]).flatMap((name) => lookup(kind, name) ?? []);
    api[property] = [...new Set([...texts(conditions[ids]), ...named])].map((id) => ({ id }));
  }
  return api;
}

function actionsToApi(actions: Values, lookup: Lookup): Values {
  const api = pick(actions, plainActions);
  const { initiateScreenRecording: screen, integrationExport: exports } = actions;
  if (isObject(screen)) {
    const { recordAcw, ...rest } = screen;
    api["initiateScreenRecording"] = { ...rest, ...(recordAcw === undefined ? {} : { recordACW: recordAcw }) };
  }
  if (isObject(exports)) {
    const name = textOf(exports["integrationName"]);
    const id = textOf(exports["integrationId"]) ?? (name === undefined ? undefined : lookup("integration", name));
    api["integrationExport"] = {
      ...(id === undefined ? {} : { integration: { id } }),
      shouldExportScreenRecordings: exports["shouldExportScreenRecordings"] ?? true,
    };
  }
  return api;
}

function partToApi(part: Values, lookup: Lookup): Values {
  return {
    ...(isObject(part["conditions"]) ? { conditions: conditionsToApi(part["conditions"], lookup) } : {}),
    ...(isObject(part["actions"]) ? { actions: actionsToApi(part["actions"], lookup) } : {}),
  };
}

/** Conditions and actions of inputs in the API's form. A name that the lookup does not know is left out. */
export function policyToApi(inputs: Values, lookup: Lookup): Values {
  const { mediaPolicies } = inputs;
  return {
    ...partToApi(inputs, lookup),
    ...(isObject(mediaPolicies)
      ? {
          mediaPolicies: Object.fromEntries(
            media.flatMap((name): [string, Value][] => {
              const part = mediaPolicies[name];
              return isObject(part) ? [[name, partToApi(part, lookup)]] : [];
            }),
          ),
        }
      : {}),
  };
}

/** The names in inputs that are to be looked up, by what they stand for. */
export function namesIn(inputs: Values): Readonly<Record<NameKind, string[]>> {
  const names: Record<NameKind, Set<string>> = { queue: new Set(), user: new Set(), integration: new Set() };
  const { mediaPolicies } = inputs;
  const parts = [inputs, ...(isObject(mediaPolicies) ? media.map((name) => mediaPolicies[name]) : [])].filter(isObject);
  for (const { conditions, actions } of parts) {
    if (isObject(conditions)) {
      for (const name of texts(conditions["forQueueNames"])) names.queue.add(name);
      for (const name of texts(conditions["forUserEmails"])) names.user.add(name);
    }
    const exports = isObject(actions) ? actions["integrationExport"] : undefined;
    const name = isObject(exports) ? textOf(exports["integrationName"]) : undefined;
    if (name !== undefined) names.integration.add(name);
  }
  return { queue: [...names.queue].sort(), user: [...names.user].sort(), integration: [...names.integration].sort() };
}

function conditionsFromApi(api: Values): Values {
  const conditions = pick(api, plainConditions);
  for (const { ids, api: property } of references) {
    const live = objects(api[property]).flatMap(({ id }) => textOf(id) ?? []);
    if (live.length > 0) conditions[ids] = live;
  }
  return conditions;
}

function actionsFromApi(api: Values): Values {
  const actions = pick(api, plainActions);
  const { initiateScreenRecording: screen, integrationExport: exports } = api;
  if (isObject(screen)) {
    const { recordACW, ...rest } = screen;
    actions["initiateScreenRecording"] = {
      ...pick(rest, ["archiveRetention", "deleteRetention"]),
      ...(recordACW === undefined || recordACW === null ? {} : { recordAcw: recordACW }),
    };
  }
  if (isObject(exports)) {
    const id = isObject(exports["integration"]) ? textOf(exports["integration"]["id"]) : undefined;
    actions["integrationExport"] = {
      ...(id === undefined ? {} : { integrationId: id }),
      ...pick(exports, ["shouldExportScreenRecordings"]),
    };
  }
  return actions;
}

function partFromApi(api: Values): Values {
  const conditions = isObject(api["conditions"]) ? conditionsFromApi(api["conditions"]) : {};
  const actions = isObject(api["actions"]) ? actionsFromApi(api["actions"]) : {};
  return {
    ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
    ...(Object.keys(actions).length === 0 ? {} : { actions }),
  };
}

/** Conditions and actions of a policy as a program would write them, by ids, as far as this provider manages them. */
export function policyFromApi(policy: Values): Values {
  const { mediaPolicies } = policy;
  const parts = isObject(mediaPolicies)
    ? Object.fromEntries(
        media.flatMap((name): [string, Value][] => {
          const part = mediaPolicies[name];
          const values = isObject(part) ? partFromApi(part) : {};
          return Object.keys(values).length === 0 ? [] : [[name, values]];
        }),
      )
    : {};
  return { ...partFromApi(policy), ...(Object.keys(parts).length === 0 ? {} : { mediaPolicies: parts }) };
}

function meansNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Names as long as what they stand for is there; ids that no name stands for. */
function settleNames(inputs: Values, live: Values, lookup: Lookup, settled: Values): void {
  for (const { ids, names, kind } of references) {
    if (kind === undefined || names === undefined || inputs[names] === undefined) continue;
    const there = texts(live[ids]);
    const kept = texts(inputs[names]).filter((name) => there.includes(lookup(kind, name) ?? ""));
    const explained = new Set(kept.map((name) => lookup(kind, name)));
    const written = texts(inputs[ids]);
    const rest = there.filter((id) => written.includes(id) || !explained.has(id));
    if (kept.length < texts(inputs[names]).length) settled[names] = kept;
    if (inputs[ids] === undefined && rest.length === 0) delete settled[ids];
    else if ([...rest].sort().join() !== [...written].sort().join()) settled[ids] = rest;
  }
  const name = textOf(inputs["integrationName"]);
  if (name !== undefined && lookup("integration", name) !== textOf(live["integrationId"])) {
    delete settled["integrationName"];
    if (live["integrationId"] !== undefined) settled["integrationId"] = live["integrationId"];
  }
}

/**
 * What the program wrote, with what is there instead wherever that means something else. What the program does not name is not looked
 * at: it is others'.
 */
export function settlePart(properties: Properties, inputs: Values, live: Values, lookup: Lookup): Values {
  const settled: Values = {};
  for (const [name, value] of Object.entries(inputs)) {
    const type = properties[name]?.type;
    const is = live[name];
    if (type === undefined || properties[name]?.ours === true) settled[name] = value;
    else if (type.kind === "object" && isObject(value)) {
      if (isObject(is)) settled[name] = settlePart(type.properties, value, is, lookup);
      else if (policyContainers.isContainer(name)) settled[name] = settlePart(type.properties, value, {}, lookup);
    } else if (equal(type, value, is) || (meansNothing(value) && meansNothing(is))) settled[name] = value;
    else if (is !== undefined && is !== null) settled[name] = is;
  }
  settleNames(inputs, live, lookup, settled);
  return settled;
}
