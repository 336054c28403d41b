import * as z from "zod";
import { namespace, orgFileSchema, sectionsSchema } from "./schema";

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
