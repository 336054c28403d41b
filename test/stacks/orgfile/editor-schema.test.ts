import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { definitionSchemaText, editorSchemaText } from "../../../stacks/orgfile/editor-schema";
import { anySections } from "./arbitrary";

const file = "stacks/orgs/org-file.schema.json";
const ajv = new Ajv({ strict: false });
(formats as unknown as (ajv: Ajv) => void)(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);

it("is checked in as the schema of today; 'npm run org-schema' writes it", () => {
  expect(readFileSync(file, "utf8")).toBe(editorSchemaText());
});

it("accepts every org file that the loader accepts", () => {
  fc.assert(
    fc.property(anySections, (sections) => {
      const config = Object.fromEntries(Object.entries(sections).map(([key, value]) => [`genesys-access:${key}`, value]));
      expect(validate({ config: { ...config, "aws:region": "eu-west-2" } }), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it.each([
  ["a misspelt section", { "genesys-access:aplications": {} }],
  ["a misspelt key", { "genesys-access:applications": { a: { call: [] } } }],
  ["a wrong type", { "genesys-access:applications": { a: { calls: "GET /" } } }],
])("refuses %s", (_name, sections) => {
  expect(validate({ config: { "genesys-access:org": { region: "eu-west-2" }, ...sections } })).toBe(false);
});

it("describes every field of an org file", () => {
  const undocumented: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string): void => {
    for (const [key, value] of Object.entries((schema["properties"] ?? {}) as Record<string, Record<string, unknown>>)) {
      if (value["description"] === undefined && !selfEvident.has(key)) undocumented.push(`${path}.${key}`);
      visit(value, `${path}.${key}`);
    }
    for (const inner of [schema["items"], schema["additionalProperties"]])
      if (typeof inner === "object" && inner !== null) visit(inner as Record<string, unknown>, path);
  };
  const selfEvident = new Set(["secure", "effect", "operator", "operands", "terms", "type", "clientId", "clientSecret", "accessToken"]);
  const schema = parse(readFileSync(file, "utf8")) as { properties: { config: Record<string, unknown> } };
  visit(schema.properties.config, "");
  expect(undocumented).toEqual([]);
});

it("is checked in for definitions of applications too, and describes every field", () => {
  const text = readFileSync("stacks/applications/application.schema.json", "utf8");
  expect(text).toBe(definitionSchemaText());
  const schema = parse(text) as { properties: Record<string, { description?: string }> };
  expect(Object.entries(schema.properties).flatMap(([key, { description }]) => (description === undefined ? [key] : []))).toEqual([]);
});

it("accepts the examples, org files and definitions alike, and refuses a misspelt key in a definition", () => {
  const definition = ajv.compile(JSON.parse(readFileSync("stacks/applications/application.schema.json", "utf8")) as object);
  const refused = (folder: string, accepts: typeof validate): readonly string[] =>
    readdirSync(folder).filter((name) => name.endsWith(".yaml") && !accepts(parse(readFileSync(`${folder}/${name}`, "utf8"))));
  expect(refused("stacks/applications", definition)).toEqual([]);
  expect(refused("stacks/orgs", validate)).toEqual([]);
  expect(definition({ version: "1.0.0", calls: ["GET /api/v2/users"], tokenLifetme: "1d" })).toBe(false);
});
