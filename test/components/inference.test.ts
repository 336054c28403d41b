import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { expect, it } from "vitest";
import * as components from "../../components";

interface Property {
  readonly description?: string;
  readonly plain?: boolean;
}

/** Pulumi infers a package's schema from its sources, and refuses unions and nameless types in arguments. */
it("has components whose schema Pulumi can infer, every argument and output documented", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "inference-"));
  for (const part of ["components", "access"]) cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "index.ts"), 'export * from "./components";\n');
  const config = JSON.parse(readFileSync("tsconfig.json", "utf8")) as Record<string, unknown>;
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...config, include: ["index.ts", "components", "access"] }));
  const names = Object.keys(components);
  const inferred = new Analyzer(folder, "genesys-access", { name: "genesys-access", main: "index.js" }, new Set(names)).analyze();
  rmSync(folder, { recursive: true });

  expect(Object.keys(inferred.components).sort()).toEqual(names.sort());
  const undocumented = Object.entries(inferred.components).flatMap(([name, component]) =>
    Object.entries({ ...component.inputs, ...component.outputs } as Record<string, Property>).flatMap(([key, property]) =>
      property.description ? [] : [`${name}.${key}`],
    ),
  );
  expect(undocumented).toEqual([]);

  const unreadable = Object.entries(inferred.components).flatMap(([name, component]) =>
    Object.entries(component.inputs as Record<string, Property>).flatMap(([key, property]) =>
      property.plain === true || idArguments.has(key) ? [] : [`${name}.${key}`],
    ),
  );
  expect(unreadable, "policies read plain arguments only").toEqual([]);
});

/** Ids of things that the same program makes: the only arguments that no policy has to read. */
const idArguments = new Set(["serviceUserId", "roleIds"]);
