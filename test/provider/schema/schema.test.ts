import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { describe, expect, it } from "vitest";
import { resourceHandlers } from "../../../provider/resources";
import { functionHandlers } from "../../../provider/functions/functions";
import { everything, differencesAsMarkdown } from "../../../provider/schema/docs";
import { pulumiSchema } from "../../../provider/schema/pulumi";
import { startProvider } from "../support/service";

const root = join(import.meta.dirname, "..", "..", "..");
const file = (path: string): string => readFileSync(join(root, path), "utf8");

describe("the package's schema", () => {
  it("is checked in as the definitions have it (npm run sdk writes it)", () => {
    expect(JSON.parse(file("provider/schema.json"))).toEqual(pulumiSchema());
  });

  it("is documented as the definitions have it (npm run sdk writes it)", () => {
    expect(file("docs/provider.md")).toContain(differencesAsMarkdown());
  });

  it("is what the provider answers", async () => {
    const { connection } = await startProvider({ settings: {} });
    const response = await connection.ask(ResourceProviderService.getSchema, new rpc.GetSchemaRequest());
    expect(JSON.parse(response.getSchema())).toEqual(pulumiSchema());
  });

  it("has nothing that is not written, and every token once", () => {
    const { resources, functions } = pulumiSchema() as { resources: object; functions: object };
    expect([...resourceHandlers.keys()].sort()).toEqual(Object.keys(resources).sort());
    expect([...functionHandlers.keys()].sort()).toEqual(Object.keys(functions).sort());
  });

  it("describes every property in a sentence", () => {
    for (const { name, properties } of everything()) {
      for (const [property, { description }] of Object.entries(properties))
        expect(description, `${name}.${property}`).toMatch(/^[A-Z].*\.$/s);
    }
  });
});
