import { describe, expect, it } from "vitest";
import { differences } from "../../../provider/schema/differences";
import { functionToken, resourceToken, type Properties, type ValueType } from "../../../provider/schema/define";
import { everything } from "../../../provider/schema/docs";
import { functionDefinitions } from "../../../provider/schema/functions";
import { inputNames, outputNames } from "../../../provider/schema/pulumi";
import { resourceDefinitions } from "../../../provider/schema/resources";
import { settingProperties } from "../../../provider/schema/settings";
import bridged from "./bridged.json";

type Types = Readonly<Record<string, string>>;
interface Signature {
  readonly inputs: Types;
  readonly requiredInputs: readonly string[];
  readonly outputs: Types;
  readonly requiredOutputs: readonly string[];
}

const resources: Readonly<Record<string, Signature>> = bridged.resources;
const functions: Readonly<Record<string, Signature>> = bridged.functions;
const types: Readonly<Record<string, { readonly properties: Types; readonly required: readonly string[] }>> = bridged.types;

/** A type as the copy of the bridged names writes it. */
function written(type: ValueType): string {
  switch (type.kind) {
    case "list":
    case "set":
      return `${written(type.of)}[]`;
    case "map":
      return `{${written(type.of)}}`;
    case "object":
      return type.name;
    default:
      return type.kind;
  }
}

function typeOf(properties: Properties, name: string): string {
  const property = properties[name];
  return property === undefined ? "missing" : `${property.secret === true ? "secret " : ""}${written(property.type)}`;
}

const bridgedDefinitions = resourceDefinitions.filter((definition) => definition.ours === undefined);

const listed = new Set(differences.map(({ about }) => about));

/** Differences between bridged properties and ours that are neither marked in our definitions nor in the list. */
function unexplained(owner: string, theirs: Types, ours: Properties, names: readonly string[]): string[] {
  const found: string[] = [];
  for (const [name, type] of Object.entries(theirs)) {
    const about = `${owner}.${name}`;
    if (ours[name]?.refused !== undefined || listed.has(about)) continue;
    if (!names.includes(name)) found.push(`${about} is missing`);
    else if (typeOf(ours, name) !== type) found.push(`${about} is ${typeOf(ours, name)}, bridged ${type}`);
  }
  for (const name of names) {
    if (theirs[name] === undefined && ours[name]?.ours !== true && ours[name]?.refused === undefined)
      found.push(`${owner}.${name} is not bridged and not marked as ours`);
    if (theirs[name] !== undefined && ours[name]?.ours === true) found.push(`${owner}.${name} is bridged but marked as ours`);
  }
  return found;
}

describe("names, types and requirements of the bridged provider", () => {
  it("have nothing for a resource that is ours alone, and everything of it is marked so", () => {
    const ours = resourceDefinitions.filter((definition) => definition.ours !== undefined);
    expect(ours.map(({ name }) => name)).toEqual(["RecordingSettings"]);
    for (const { name, properties } of ours) {
      expect(resources[resourceToken(name)]).toBeUndefined();
      expect(Object.keys(properties).filter((property) => properties[property]?.ours !== true)).toEqual([]);
    }
  });

  it.each(bridgedDefinitions.map((definition) => [definition.name, definition] as const))(
    "hold for the inputs of %s",
    (name, { properties }) => {
      const theirs = resources[resourceToken(name)];
      if (theirs === undefined) throw new Error(`no bridged ${name}`);
      expect(unexplained(name, theirs.inputs, properties, inputNames(properties))).toEqual([]);
      const required = Object.keys(properties).filter((property) => properties[property]?.required === true);
      expect(required.filter((property) => !theirs.requiredInputs.includes(property))).toEqual([]);
      expect(theirs.requiredInputs.filter((property) => !required.includes(property) && !listed.has(`${name}.${property}`))).toEqual([]);
    },
  );

  it.each(bridgedDefinitions.map((definition) => [definition.name, definition] as const))(
    "hold for the outputs of %s",
    (name, { properties }) => {
      const theirs = resources[resourceToken(name)];
      const kept = Object.fromEntries(
        Object.entries(theirs?.outputs ?? {}).filter(
          ([property]) => properties[property]?.refused === undefined || properties[property]?.output === true,
        ),
      );
      expect(unexplained(name, kept, properties, outputNames(properties))).toEqual([]);
      const missing = (theirs?.requiredOutputs ?? []).filter((property) => {
        const own = properties[property];
        const given = own?.output === true || own?.required === true || own?.default !== undefined || property === "name";
        return !given && own?.refused === undefined && !listed.has(`${name}.${property}`);
      });
      // The holder of grants and a user's division are always given, though a program may name them another way.
      expect(missing.filter((property) => !["groupId", "userId", "divisionId"].includes(property))).toEqual([]);
    },
  );

  it("hold for the provider's settings", () => {
    expect(unexplained("Provider", bridged.settings, settingProperties, Object.keys(settingProperties))).toEqual([]);
  });

  it("hold for object types", () => {
    const ours = new Map(everything().map(({ name, properties }) => [name, properties]));
    for (const [name, theirs] of Object.entries(types)) {
      const properties = ours.get(name);
      if (properties === undefined) throw new Error(`no type ${name}`);
      expect(unexplained(name, theirs.properties, properties, Object.keys(properties))).toEqual([]);
      const required = Object.keys(properties)
        .filter((property) => properties[property]?.required === true)
        .sort();
      expect(theirs.required.filter((property) => !required.includes(property) && !listed.has(`${name}.${property}`))).toEqual([]);
      expect(required.filter((property) => !theirs.required.includes(property))).toEqual([]);
    }
  });

  it.each(functionDefinitions.map((definition) => [definition.name, definition] as const))(
    "hold for the function %s",
    (name, { inputs, outputs }) => {
      const theirs = functions[functionToken(name)];
      if (theirs === undefined) throw new Error(`no bridged ${name}`);
      expect(Object.keys(outputs).sort()).toEqual(Object.keys(theirs.outputs).sort());
      for (const output of Object.keys(outputs)) expect(typeOf(outputs, output)).toBe(theirs.outputs[output]);
      for (const input of Object.keys(inputs)) expect(typeOf(inputs, input)).toBe(theirs.inputs[input]);
      expect(Object.keys(inputs).filter((input) => inputs[input]?.required === true)).toEqual(theirs.requiredInputs);
    },
  );

  it("are listed as different only where they are", () => {
    const named = [...listed].filter((about) => /^\w+\.\w+$/.test(about)).map((about) => about.split(".") as [string, string]);
    const known = new Map(everything().map(({ name, properties }) => [name, properties]));
    for (const [owner, property] of named) expect(known.has(owner) || property === "terraformConfig", `${owner}.${property}`).toBe(true);
  });
});
