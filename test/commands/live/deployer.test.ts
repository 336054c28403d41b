import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { describe, expect, it } from "vitest";
import { parseOrgFile } from "../../../stacks/orgfile";
import { checkout, run } from "./support";

const org = "screen-start";

async function printed(...args: readonly string[]): Promise<string> {
  const ended = await run(["deployer", org, ...args]);
  expect(ended.code, ended.err).toBe(0);
  return ended.out;
}

interface Json {
  readonly deployers: Readonly<Partial<Record<"read" | "apply", { readonly name: string; readonly permissions: readonly string[]; readonly administratorInEffect: boolean }>>>;
}

const json = async (...args: readonly string[]): Promise<Json> => JSON.parse(await printed("--json", ...args)) as Json;

describe("the deployers of an org, printed", () => {
  it("say which permissions make the holder an administrator in effect, and how", async () => {
    const text = (await printed()).replace(/\s+/g, " ");
    expect(text).toMatch(/Administrator in effect: whoever has the credentials of the apply deployer can give himself every right in the org/);
    for (const permission of ["authorization:grant:add grants any role", "authorization:role:add makes a role", "authorization:role:edit adds any permission", "oauth:client:add makes clients", "oauth:client:edit gives roles"]) expect(text).toContain(permission);
    expect(text).toContain("The read deployer holds none of them");
    const { deployers } = await json();
    expect([deployers.read?.administratorInEffect, deployers.apply?.administratorInEffect]).toEqual([false, true]);
  });

  it("are one of the two when one is asked for", async () => {
    const read = await printed("--role", "read");
    expect(read).not.toMatch(/oauth:client:add|apply/);
    expect(read).toMatch(/--role read makes it/);
    expect(await printed("--role", "apply")).not.toMatch(/^read:/m);
    expect(Object.keys((await json("--role", "read")).deployers)).toEqual(["read"]);
    expect((await run(["deployer", org, "--role", "both"])).err).toMatch(/read or apply/);
  });

  it("are text that an org file takes as it stands", async () => {
    const text = await printed("--format", "org-file");
    const { roles } = parseOrgFile(`config:\n  genesys-access:org: { region: eu-west-2 }\n${text}`, "Pulumi.x.yaml", "x");
    const { deployers } = await json();
    for (const kind of ["read", "apply"] as const) {
      const { name = "", permissions } = deployers[kind] ?? {};
      expect(roles[name]?.permissions.map(({ permission }) => permission)).toEqual(permissions);
    }
  });

  it("are a program that compiles", async () => {
    const text = await printed("--format", "pulumi");
    const source = `import { OAuthClient, ServiceAccountRole } from "${checkout}/components";\n${text}`;
    const file = join(checkout, "deployer-printed.ts");
    const config = ts.parseJsonConfigFileContent(JSON.parse(readFileSync(join(checkout, "tsconfig.json"), "utf8")) as object, ts.sys, checkout);
    const host = ts.createCompilerHost(config.options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (name) => name === file || fileExists.call(host, name);
    host.getSourceFile = (name, target) => (name === file ? ts.createSourceFile(name, source, target) : getSourceFile.call(host, name, target));
    const program = ts.createProgram([file], { ...config.options, noEmit: true }, host);
    const problems = [...program.getSyntacticDiagnostics(program.getSourceFile(file)), ...program.getSemanticDiagnostics(program.getSourceFile(file))];
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))).toEqual([]);
  }, 60_000);
});
