import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import * as components from "../../components";
import { componentsSchema } from "../../components/schema.mjs";

interface Property {
  readonly description?: string;
  readonly plain?: boolean;
  readonly secret?: boolean;
}

interface Schema {
  readonly resources: Readonly<Record<string, { readonly inputProperties: Record<string, Property>; readonly properties: Record<string, Property> }>>;
}

let text: string;
let schema: Schema;

/** Pulumi infers a package's schema from its sources, and refuses unions and nameless types in arguments. */
beforeAll(() => {
  text = componentsSchema();
  schema = JSON.parse(text) as Schema;
}, 120_000);

it("has a schema of every component for other languages", () => {
  expect(Object.keys(schema.resources).sort()).toEqual(
    Object.keys(components)
      .map((name) => `genesys-access:index:${name}`)
      .sort(),
  );
});

it("is checked in as the schema of today; 'npm run components-schema' writes it", () => {
  expect(readFileSync("components/schema.json", "utf8")).toBe(text);
});

it("documents every argument and output", () => {
  const undocumented = Object.entries(schema.resources).flatMap(([name, { inputProperties, properties }]) =>
    Object.entries({ ...inputProperties, ...properties }).flatMap(([key, property]) => (property.description ? [] : [`${name}.${key}`])),
  );
  expect(undocumented).toEqual([]);
});

it("has arguments that policies can read before anything is created", () => {
  const open = Object.entries(schema.resources).flatMap(([name, { inputProperties }]) =>
    Object.entries(inputProperties).flatMap(([key, property]) => (property.plain === true || idArguments.has(key) ? [] : [`${name}.${key}`])),
  );
  expect(open, "policies read plain arguments only").toEqual([]);
});

it("marks the client's secret as one wherever it goes in or comes out", () => {
  for (const [name, { inputProperties, properties }] of Object.entries(schema.resources)) {
    for (const found of [inputProperties["clientSecret"], properties["clientSecret"]]) expect(found?.secret ?? true, name).toBe(true);
  }
});

/** Ids and secrets of things that the same program makes: the only arguments that no policy has to read. */
const idArguments = new Set(["serviceUserId", "roleIds", "clientId", "clientSecret"]);
