import * as z from "zod";
import { definitionSchema, namespace, orgFileSchema, sectionsSchema } from "./schema";

/** The JSON schema for editors, as it is checked in beside the org files. */
export function editorSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(orgFileSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== orgFileSchema.shape.config) return;
      const ours = Object.keys(sectionsSchema.shape).map((section) => `${namespace}:${section}`);
      jsonSchema.propertyNames = { anyOf: [{ enum: ours }, { not: { pattern: `^${namespace}:` } }] };
    },
  });
  const titled = {
    $schema,
    title: "Org file of genesys-access",
    description: "What one Genesys Cloud org allows whom. Written by 'npm run org-schema'.",
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}

/** The JSON schema of definitions of applications, as it is checked in beside them. */
export function definitionSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(definitionSchema, { target: "draft-7", io: "input" });
  const titled = {
    $schema,
    title: "Definition of an application of genesys-access",
    description: "An application that is defined once and taken by many orgs. Written by 'npm run org-schema'.",
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
