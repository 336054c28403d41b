import { providerVersion } from "../version";
import { functionToken, resourceToken, typeToken, type Properties, type Property, type ValueType } from "./define";
import { functionDefinitions } from "./functions";
import { resourceDefinitions } from "./resources";
import { settingProperties } from "./settings";

type Json = string | number | boolean | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

function typeSpec(type: ValueType, types: JsonObject): JsonObject {
  switch (type.kind) {
    case "any":
      return { $ref: "pulumi.json#/Any" };
    case "list":
    case "set":
      return { type: "array", items: typeSpec(type.of, types) };
    case "map":
      return { type: "object", additionalProperties: typeSpec(type.of, types) };
    case "object":
      types[typeToken(type.name)] = objectSpec(type.properties, types);
      return { type: "object", $ref: `#/types/${typeToken(type.name)}` };
    default:
      return { type: type.kind };
  }
}

function describe(property: Property): string {
  const { type } = property;
  if (type.kind !== "string" || type.oneOf === undefined) return property.description;
  return `${property.description} One of ${type.oneOf.map((value) => `\`${value}\``).join(", ")}.`;
}

function propertySpec(property: Property, types: JsonObject, use: "input" | "output"): JsonObject {
  const refused = use === "input" ? property.refused : undefined;
  return {
    ...typeSpec(property.type, types),
    description: describe(property),
    ...(property.secret === true ? { secret: true } : {}),
    ...(use === "input" && property.default !== undefined ? { default: property.default } : {}),
    ...(use === "input" && property.replaces === true ? { willReplaceOnChanges: true } : {}),
    ...(refused === undefined ? {} : { deprecationMessage: refused }),
  };
}

function objectSpec(properties: Properties, types: JsonObject): JsonObject {
  const names = Object.keys(properties);
  const required = names.filter((name) => properties[name]?.required === true).sort();
  return {
    type: "object",
    properties: pick(properties, names, (property) => propertySpec(property, types, "output")),
    ...(required.length === 0 ? {} : { required }),
  };
}

function pick(properties: Properties, names: readonly string[], spec: (property: Property) => JsonObject): JsonObject {
  const entries: [string, JsonObject][] = [];
  for (const name of [...names].sort()) {
    const property = properties[name];
    if (property !== undefined) entries.push([name, spec(property)]);
  }
  return Object.fromEntries(entries);
}

/** Names of the properties that a program may give. A refused one is among them, so that the SDK hands it on and Check can refuse it. */
export function inputNames(properties: Properties): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.output !== true || properties[name]?.refused !== undefined);
}

/** Names of the properties that the provider gives. */
export function outputNames(properties: Properties): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.refused === undefined || properties[name]?.output === true);
}

function alwaysThere(property: Property | undefined): boolean {
  if (property === undefined || property.optionalOutput === true) return false;
  return property.output === true || property.required === true || property.default !== undefined;
}

/**
 * The package as Pulumi's schema: what `pulumi package get-schema` shows, documentation is made from, and the SDK is generated from.
 */
export function pulumiSchema(): JsonObject {
  const types: JsonObject = {};
  const resources: JsonObject = {};
  for (const { name, description, properties } of resourceDefinitions) {
    const inputs = inputNames(properties);
    const outputs = outputNames(properties);
    const required = outputs.filter((output) => output === "name" || alwaysThere(properties[output])).sort();
    const requiredInputs = inputs.filter((input) => properties[input]?.required === true).sort();
    resources[resourceToken(name)] = {
      description,
      inputProperties: pick(properties, inputs, (property) => propertySpec(property, types, "input")),
      ...(requiredInputs.length === 0 ? {} : { requiredInputs }),
      properties: pick(properties, outputs, (property) => propertySpec(property, types, "output")),
      required,
    };
  }
  const functions: JsonObject = {};
  for (const { name, description, inputs, outputs } of functionDefinitions) {
    functions[functionToken(name)] = {
      description,
      inputs: objectSpec(inputs, types),
      outputs: {
        ...objectSpec(outputs, types),
        required: Object.keys(outputs)
          .filter((output) => alwaysThere(outputs[output]))
          .sort(),
      },
    };
  }
  const settings = Object.keys(settingProperties);
  return {
    name: "genesyscloud",
    version: providerVersion,
    displayName: "Genesys Cloud access",
    description: "The part of Genesys Cloud that decides access: OAuth clients, roles, divisions, grants, groups and users, integrations with their credentials, and what is recorded.",
    keywords: ["pulumi", "genesyscloud", "kind/native"],
    license: "Apache-2.0",
    // Tokens carry the file name after the module, as the bridge writes them: `index/authRole` is the module `index`.
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    language: { nodejs: { packageName: "@pulumi/genesyscloud", respectSchemaVersion: true } },
    config: { variables: pick(settingProperties, settings, (property) => propertySpec(property, types, "output")) },
    provider: {
      description: "Connection to one Genesys Cloud organization.",
      inputProperties: pick(settingProperties, settings, (property) => propertySpec(property, types, "input")),
      properties: pick(settingProperties, settings, (property) => propertySpec(property, types, "output")),
    },
    resources,
    functions,
    types: Object.fromEntries(Object.entries(types).sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}
