import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const repository = join(__dirname, "..", "..");
let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "genesys-access-build-"));
  for (const path of ["toolchain/build", "toolchain/build.mjs", "toolchain/lock.mjs"]) cpSync(join(repository, path), join(clone, path), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(clone, "node_modules"));
  put("package.json", "{}");
  put("access/errors.ts", "export class UserError extends Error {}");
  put("access/facts.json", JSON.stringify({ facts: Array.from({ length: 5000 }, (_, index) => `fact "${index}" \u2028`) }));
  put("commands/main.ts", `
    import { UserError } from "../access/errors";
    import("./ask").then(({ ask }) => ask()).catch((error: unknown) => console.log(error instanceof UserError, (error as Error).message));`);
  put("commands/ask.ts", `
    import { UserError } from "../access/errors";
    import data from "../access/facts.json";
    export function ask(): never { throw new UserError(data.facts[4999]?.trim()); }`);
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text);
}

function run(...args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const ended = spawnSync(process.execPath, [...args], { cwd: clone, encoding: "utf8" });
  return { status: ended.status, text: (ended.stdout + ended.stderr).trim() };
}

const build = (...args: readonly string[]): ReturnType<typeof run> => run("toolchain/build.mjs", ...args);

describe("the build of the command line", () => {
  it("makes a part of each command, and what parts share is the same in all of them", () => {
    expect(build("cli")).toEqual({ status: 0, text: "" });
    expect(readdirSync(join(clone, "dist", "cli")).some((name) => name.startsWith("ask-"))).toBe(true);
    expect(run("dist/cli.js")).toEqual({ status: 0, text: `true fact "4999"` });
  });

  it("keeps young parts of former builds, which a running command may still load, unless asked for a clean one", () => {
    build("cli");
    put("commands/ask.ts", "export function ask(): void { console.log('changed'); }");
    build("cli");
    const asks = (): number => readdirSync(join(clone, "dist", "cli")).filter((name) => name.startsWith("ask-")).length;
    expect(asks()).toBe(2);
    build("cli", "--clean");
    expect(asks()).toBe(1);
    expect(run("dist/cli.js").text).toBe("changed");
  });

  it("says where a mistake is, and leaves the last good build in place", () => {
    build("cli");
    put("commands/ask.ts", "export const = 1;");
    const { status, text } = build("cli");
    expect(status).toBe(1);
    expect(text).toMatch(/^Build failed: cli: commands\/ask\.ts:1:14: /);
    expect(run("dist/cli.js").text).toBe(`true fact "4999"`);
  });
});

describe("the build of everything", () => {
  it("fails when a part is missing, names it, and builds the rest", () => {
    const { status, text } = build();
    expect(status).toBe(1);
    expect(text).toContain("Build failed: program: stacks/index.ts is missing");
    expect(text).not.toContain("Build failed: cli");
    expect(existsSync(join(clone, "dist", "cli.js"))).toBe(true);
    expect(existsSync(join(clone, "dist", "stamp.json"))).toBe(false);
  });

  it("is done again after a change of a source, and not otherwise", () => {
    for (const path of ["access/index.ts", "components/index.ts", "policies/index.ts", "policies/pack/index.ts", "provider/main.ts", "sdks/genesyscloud/index.ts", "stacks/index.ts", "toolchain/engine/main.ts"]) {
      put(path, "export const here = true;");
    }
    put("sdks/genesyscloud/package.json", "{}");
    expect(build()).toEqual({ status: 0, text: "" });
    const isBuilt = (): string => run("--input-type=module", "-e", `console.log((await import("./toolchain/build.mjs")).isBuilt())`).text;
    expect(isBuilt()).toBe("true");
    put("access/errors.ts", "export class UserError extends Error { readonly more = true }");
    expect(isBuilt()).toBe("false");
    expect(build("--if-needed")).toEqual({ status: 0, text: "" });
    expect(isBuilt()).toBe("true");
    rmSync(join(clone, "dist", "cli.js"));
    expect(isBuilt()).toBe("false");
  });
});
