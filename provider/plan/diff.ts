import { inputNames } from "../schema/pulumi";
import type { Properties, ValueType } from "../schema/define";
import { canonical, hasUnknown, type Value, type Values } from "../rpc/values";

/** How the value at a path changes. */
export type ChangeKind = "add" | "delete" | "update";

/** One change, as the engine shows it. */
export interface Change {
  /** Property path, such as `permissionPolicies[1].actionSets[0]`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
}

/** Says that two values of a property mean the same although they are written differently. */
export type SameMeaning = (before: Value | undefined, after: Value | undefined) => boolean;

/**
 * A value in the form in which two of the same meaning are equal: sets sorted, empty lists and empty objects as if not given.
 */
export function normal(type: ValueType, value: Value | undefined): Value | undefined {
  if (value === undefined || value === null) return undefined;
  switch (type.kind) {
    case "set": {
      if (!Array.isArray(value)) return value;
      const items = new Map<string, Value>();
      for (const item of value) {
        const inner = normal(type.of, item);
        if (inner !== undefined) items.set(canonical(inner), inner);
      }
      return [...items.keys()].sort().map((key) => items.get(key) as Value);
    }
    case "list":
      return Array.isArray(value) ? value.map((item) => normal(type.of, item) ?? null) : value;
    case "object": {
      if (typeof value !== "object" || Array.isArray(value)) return value;
      const entries: [string, Value][] = [];
      for (const [name, property] of Object.entries(type.properties)) {
        const inner = normal(property.type, value[name]);
        if (inner !== undefined && !(Array.isArray(inner) && inner.length === 0)) entries.push([name, inner]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return value;
  }
}

/** Whether two values of a type mean the same. Something unknown equals nothing. */
export function equal(type: ValueType, before: Value | undefined, after: Value | undefined): boolean {
  if (hasUnknown(before) || hasUnknown(after)) return false;
  return canonical(normal(type, before)) === canonical(normal(type, after));
}

function isPlain(value: Value): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is inside an object or map, by name, in a fixed order, with its type. */
function innerTypes(type: ValueType, before: object, after: object): [string, ValueType][] {
  if (type.kind === "map") return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().map((key) => [key, type.of]);
  if (type.kind !== "object") return [];
  return Object.entries(type.properties).map(([name, property]): [string, ValueType] => [name, property.type]).sort(([one], [other]) => (one < other ? -1 : 1));
}

type Step = Omit<Change, "replaces">;

/** The changes inside one value. For a set: what is gone at its old place, what is new at its new place, both as one update. */
function stepsBetween(path: string, type: ValueType, before: Value | undefined, after: Value | undefined): Step[] {
  if (before === undefined || before === null) return [{ path, kind: "add" }];
  if (after === undefined || after === null) return [{ path, kind: "delete" }];
  if ((type.kind === "set" || type.kind === "list") && Array.isArray(before) && Array.isArray(after)) {
    const steps: Step[] = [];
    const has = (list: Value[], item: Value): boolean => list.some((other) => equal(type.of, other, item));
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      const [old, fresh] = [before[index], after[index]];
      const place = `${path}[${index}]`;
      if (type.kind === "list") {
        if (!equal(type.of, old, fresh))
          steps.push({ path: place, kind: old === undefined ? "add" : fresh === undefined ? "delete" : "update" });
        continue;
      }
      const gone = old !== undefined && !has(after, old);
      const added = fresh !== undefined && !has(before, fresh);
      if (gone && added) steps.push({ path: place, kind: "update" });
      else if (gone) steps.push({ path: place, kind: "delete" });
      else if (added) steps.push({ path: place, kind: "add" });
    }
    return steps.length > 0 ? steps : [{ path, kind: "update" }];
  }
  if (isPlain(before) && isPlain(after) && !hasUnknown(after)) {
    const steps = innerTypes(type, before, after).flatMap(([name, inner]) =>
      equal(inner, before[name], after[name]) ? [] : stepsBetween(`${path}.${name}`, inner, before[name], after[name]),
    );
    if (steps.length > 0) return steps;
  }
  return [{ path, kind: "update" }];
}

/**
 * What changes between two sets of inputs, by the definitions: sets without regard to order, and properties in `same`
 * by their meaning. In a fixed order.
 */
export function changesBetween(
  properties: Properties,
  before: Values,
  after: Values,
  same: Readonly<Record<string, SameMeaning>> = {},
): Change[] {
  const changes: Change[] = [];
  for (const name of inputNames(properties).sort()) {
    const property = properties[name];
    if (property === undefined) continue;
    const [old, fresh] = [before[name] ?? property.default, after[name] ?? property.default];
    if (equal(property.type, old, fresh)) continue;
    if (!hasUnknown(fresh) && same[name]?.(old, fresh) === true) continue;
    for (const step of stepsBetween(name, property.type, old, fresh)) changes.push({ ...step, replaces: property.replaces === true });
  }
  return changes;
}
