import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const folder = join("components", "examples");

it("has examples of other providers' secret stores that compile as they stand", { timeout: 120_000 }, () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  expect(files).toEqual(["aws-secrets-manager.ts", "azure-key-vault.ts", "hashicorp-vault.ts", "modules.d.ts"]);
  const { options } = ts.convertCompilerOptionsFromJson(
    (JSON.parse(readFileSync("tsconfig.json", "utf8")) as { compilerOptions: unknown }).compilerOptions,
    ".",
  );
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    { ...options, noEmit: true },
  );
  const found = files.flatMap((file) => {
    const source = program.getSourceFile(join(folder, file));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(found.map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`)).toEqual([]);
});
