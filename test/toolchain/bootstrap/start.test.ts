import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const repository = join(__dirname, "..", "..", "..");
let clone: string;

/** A clone of as much as the first start needs, whose program only says that it runs. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "genesys-access-clone-"));
  for (const path of ["toolchain/genesys-access.mjs", "toolchain/bootstrap", "toolchain/build", "toolchain/build.mjs", "toolchain/lock.mjs"]) {
    cpSync(join(repository, path), join(clone, path), { recursive: true });
  }
  put("package.json", JSON.stringify({
    name: "clone", version: "1.0.0", engines: { node: ">=20.19" }, dependencies: { helper: "file:helper" },
  }));
  put("helper/package.json", `{"name":"helper","version":"1.0.0"}`);
  execFileSync("npm", ["install", "--package-lock-only", "--silent"], { cwd: clone });
  put("commands/main.ts", `console.log("runs", process.argv.slice(2).join(" "), process.cwd());`);
  // Stands in for the real build, which needs a compiler.
  put("toolchain/build.mjs", `
    import { mkdirSync, existsSync, writeFileSync } from "node:fs";
    import { join } from "node:path";
    import { root } from "./build/files.mjs";
    export const isBuilt = () => existsSync(join(root, "dist", "cli.js"));
    if (process.argv.includes("--if-needed")) {
      mkdirSync(join(root, "dist"), { recursive: true });
      if (existsSync(join(root, "broken"))) { console.error("Build failed: cli: commands/main.ts:1:1: unexpected"); process.exit(1); }
      writeFileSync(join(root, "dist", "cli.js"), "console.log('runs', process.argv.slice(2).join(' '))");
    }`);
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

function put(path: string, text: string, mode = 0o644): void {
  const file = join(clone, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** npm tells its scripts where it is; a start from a shell knows no such thing. */
const { npm_execpath: _, ...fromShell } = process.env;

function start(args: readonly string[], env: Record<string, string> = {}, node: readonly string[] = []): Result {
  return spawnSync(process.execPath, [...node, join(clone, "toolchain", "genesys-access.mjs"), ...args], {
    encoding: "utf8", env: { ...fromShell, ...env }, cwd: tmpdir(),
  });
}

/** A PATH on which npm is a script of ours. */
function withNpm(script: string): Record<string, string> {
  put("tools/npm", `#!/bin/sh\n${script}\n`, 0o755);
  return { PATH: `${join(clone, "tools")}${delimiter}${process.env["PATH"] ?? ""}` };
}

describe("a fresh clone", () => {
  it("installs, builds and runs the command with its arguments, from any folder", () => {
    const { status, stdout, stderr } = start(["needs", "--json", "GET /api/v2/users/me"]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "runs needs --json GET /api/v2/users/me\n" });
    expect(stderr).toMatch(/^Installing \d+ npm packages \(they are not installed yet\), once per clone, about half a minute\.\nBuilding genesys-access/);
  });

  it("says nothing the second time", () => {
    start(["needs"]);
    expect(start(["needs"])).toMatchObject({ status: 0, stderr: "" });
  });

  it("says when its own sources do not build", () => {
    put("broken", "");
    const { status, stderr } = start(["needs"]);
    expect(status).toBe(2);
    expect(stderr).toContain("genesys-access could not be built from its sources\nWhy: Build failed: cli: commands/main.ts:1:1: unexpected\nNext: ");
  });
});

describe("the npm packages", () => {
  it("are installed again when the lock file names others", () => {
    start(["needs"]);
    put("helper/package.json", `{"name":"helper","version":"2.0.0"}`);
    put("other/package.json", `{"name":"other","version":"1.0.0"}`);
    execFileSync("npm", ["install", "--package-lock-only", "--silent", "./other"], { cwd: clone });
    expect(start(["needs"])).toMatchObject({ status: 0, stderr: expect.stringMatching(/\(node_modules\/other is not (installed|complete)\)/) });
    expect(existsSync(join(clone, "node_modules", "other"))).toBe(true);
  });

  it("are installed again when one has lost its files", () => {
    start(["needs"]);
    rmSync(join(clone, "node_modules", ".genesys-access.json"));
    rmSync(join(clone, "node_modules", "helper"));
    expect(start(["needs"]).stderr).toContain("(node_modules/helper is not complete)");
  });

  it("are complete after an installation that was killed", async () => {
    const env = withNpm(`mkdir -p "$PWD/node_modules/helper" && touch "$PWD/half" && exec sleep 600`);
    const first: ChildProcess = spawn(process.execPath, [join(clone, "toolchain", "genesys-access.mjs"), "needs"], {
      env: { ...fromShell, ...env }, detached: true, stdio: "ignore",
    });
    while (!existsSync(join(clone, "half"))) await new Promise((resolve) => setTimeout(resolve, 10));
    process.kill(-(first.pid ?? 0), "SIGKILL");
    await new Promise((resolve) => first.on("close", resolve));
    const { status, stdout, stderr } = start(["needs"]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "runs needs\n" });
    expect(stderr).toContain("(an earlier installation was interrupted)");
  });

  it("are installed once by two starts", async () => {
    const env = withNpm(`echo run >> "$PWD/runs"; sleep 0.3; PATH="\${PATH#*:}" exec npm "$@"`);
    const run = (): Promise<number | null> => new Promise((resolve) => {
      spawn(process.execPath, [join(clone, "toolchain", "genesys-access.mjs"), "needs"], { env: { ...fromShell, ...env }, stdio: "ignore" }).on("close", resolve);
    });
    expect(await Promise.all([run(), run()])).toEqual([0, 0]);
    expect(readFileSync(join(clone, "runs"), "utf8")).toBe("run\n");
  });
});

describe("what a person reads when it cannot start", () => {
  it("an unreachable registry", () => {
    const lock = JSON.parse(readFileSync(join(clone, "package-lock.json"), "utf8")) as { packages: Record<string, object> };
    put("package.json", JSON.stringify({ name: "clone", version: "1.0.0", engines: { node: ">=20.19" }, dependencies: { left: "1.0.0" } }));
    lock.packages = { "": { name: "clone", version: "1.0.0", dependencies: { left: "1.0.0" } }, "node_modules/left": { version: "1.0.0", integrity: "sha512-AAAA" } };
    put("package-lock.json", JSON.stringify({ ...lock, name: "clone", lockfileVersion: 3, requires: true }));
    const { status, stderr } = start(["up"], {
      npm_config_registry: "http://127.0.0.1:9/", npm_config_fetch_retries: "0", npm_config_cache: join(clone, "cache"),
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/the npm packages could not be installed\nWhy: the npm registry cannot be reached: .*ECONNREFUSED.*\nNext: Check the connection/);
    expect(stderr).not.toContain("    at ");
  });

  it.each([
    ["a full disk", "npm error code ENOSPC", "Why: the disk is full"],
    ["a folder that may not be written", "npm error code EACCES", "Why: a file cannot be written"],
    ["a package that was tampered with", "npm error code EINTEGRITY", "Why: a package is not the one that package-lock.json names"],
    ["a registry that wants a login", "npm error code E401", "Why: the npm registry refused"],
    ["anything else", "npm error something odd", "Why: npm error something odd"],
  ])("%s", (_, output, why) => {
    const { status, stderr } = start(["up"], withNpm(`echo '${output}' >&2; exit 1`));
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    expect(stderr).toMatch(/\nNext: .+\n$/);
  });

  it("a machine without npm", () => {
    const { status, stderr } = start(["up"], { PATH: join(clone, "nothing") });
    expect(status).toBe(2);
    expect(stderr).toContain("Why: npm is not on the PATH");
  });

  it("a Node.js that is too old, before anything is loaded that it cannot read", () => {
    const pretend = join(clone, "pretend.cjs");
    writeFileSync(pretend, `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } });`);
    const { status, stderr } = start(["up"], {}, ["--require", pretend]);
    expect(status).toBe(2);
    expect(stderr).toContain("Node.js 18.20.4 is too old for genesys-access: it needs 20.19 or newer.");
    expect(stderr).toContain("Next: install Node.js 20, 22 or 24");
    expect(existsSync(join(clone, "node_modules"))).toBe(false);
  });
});

describe("an installed package", () => {
  it("runs what it brings, and installs and builds nothing", () => {
    rmSync(join(clone, "commands"), { recursive: true });
    put("dist/cli.js", "console.log('runs', process.argv.slice(2).join(' '))");
    expect(start(["up", "servicenow-uk"])).toEqual(expect.objectContaining({ status: 0, stdout: "runs up servicenow-uk\n", stderr: "" }));
    expect(existsSync(join(clone, "node_modules"))).toBe(false);
  });
});
