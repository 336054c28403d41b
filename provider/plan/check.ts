import { distance } from "fastest-levenshtein";
import { inputNames } from "../schema/pulumi";
import type { Properties, Property, ValueType } from "../schema/define";
import { unknown, type Value, type Values } from "../rpc/values";

/** An input that is wrong: where, as a property path such as `roles[1].roleId`, and what is wrong with it. */
export interface Failure {
  readonly path: string;
  readonly reason: string;
}

/** The name among `names` that was most likely meant, if any is near enough. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const candidate of names) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (best === undefined || found < best.distance) best = { name: candidate, distance: found };
  }
  return best !== undefined && best.distance <= Math.max(2, Math.floor(name.length / 3)) ? best.name : undefined;
}

function didYouMean(name: string, names: Iterable<string>): string {
  const meant = nearest(name, names);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

function kindOf(value: Value): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value === "string" ? "text" : typeof value}`;
}

function checkValue(path: string, type: ValueType, value: Value, failures: Failure[]): void {
  if (value === unknown) return;
  const wrong = (reason: string): void => void failures.push({ path, reason });
  switch (type.kind) {
    case "any":
      return;
    case "string":
      if (typeof value !== "string") wrong(`must be a text, not ${kindOf(value)}`);
      else if (type.oneOf !== undefined && !type.oneOf.includes(value)) {
        wrong(`must be one of ${type.oneOf.join(", ")}.${didYouMean(value, type.oneOf)}`);
      }
      return;
    case "boolean":
      if (typeof value !== "boolean") wrong(`must be true or false, not ${kindOf(value)}`);
      return;
    case "number":
      if (typeof value !== "number" || !Number.isInteger(value))
        wrong(`must be a whole number, not ${typeof value === "number" ? "a fraction" : kindOf(value)}`);
      else if ((type.min !== undefined && value < type.min) || (type.max !== undefined && value > type.max)) {
        wrong(`must be from ${type.min ?? "any"} to ${type.max ?? "any"}`);
      }
      return;
    case "list":
    case "set":
      if (!Array.isArray(value)) wrong(`must be a list, not ${kindOf(value)}`);
      else {
        if (type.kind === "set" && type.min !== undefined && value.length < type.min) wrong("must not be empty");
        value.forEach((item, index) => checkValue(`${path}[${index}]`, type.of, item, failures));
      }
      return;
    case "map":
      if (typeof value !== "object" || value === null || Array.isArray(value)) wrong(`must be an object, not ${kindOf(value ?? "")}`);
      else for (const key of Object.keys(value).sort()) checkValue(`${path}.${key}`, type.of, value[key] ?? null, failures);
      return;
    case "object":
      if (typeof value !== "object" || value === null || Array.isArray(value)) wrong(`must be an object, not ${kindOf(value ?? "")}`);
      else checkProperties(`${path}.`, type.properties, value, failures);
  }
}

function checkProperties(prefix: string, properties: Properties, values: Values, failures: Failure[]): void {
  const allowed = inputNames(properties);
  for (const name of Object.keys(values).sort()) {
    const value = values[name];
    const property = properties[name];
    if (value === undefined || value === null) continue;
    if (property?.refused !== undefined) failures.push({ path: prefix + name, reason: `${name} is not accepted. ${property.refused}` });
    else if (property === undefined || !allowed.includes(name)) {
      const reason =
        property === undefined ? `is not a known property.${didYouMean(name, allowed)}` : "is given by the provider and cannot be set.";
      failures.push({ path: prefix + name, reason: `${name} ${reason}` });
    } else checkValue(prefix + name, property.type, value, failures);
  }
  for (const name of allowed) {
    const required = properties[name]?.required === true;
    if (required && (values[name] === undefined || values[name] === null))
      failures.push({ path: prefix + name, reason: `${name} is required` });
    else if ((required || name === "name") && values[name] === "")
      failures.push({ path: prefix + name, reason: `${name} must not be empty` });
  }
}

/** Everything that is wrong with inputs as far as the definitions can tell, in a fixed order. Unknown values pass. */
export function checkInputs(properties: Properties, values: Values): Failure[] {
  const failures: Failure[] = [];
  checkProperties("", properties, values, failures);
  return failures;
}

/** Inputs with the defaults of the definitions filled in; the name is the resource's own unless given. */
export function withDefaults(properties: Properties, values: Values, resourceName: string): Values {
  const filled: Values = { ...values };
  for (const [name, property] of Object.entries(properties) as [string, Property][]) {
    if (filled[name] === undefined && property.default !== undefined) filled[name] = property.default;
  }
  if (properties["name"] !== undefined && filled["name"] === undefined) filled["name"] = resourceName;
  return filled;
}
