import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const preload = join(__dirname, "..", "..", "toolchain", "preload", "fast-start.cjs");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "genesys-access-preload-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function node(args: readonly string[], env: Record<string, string> = {}): string {
  const ended = spawnSync(process.execPath, ["--require", preload, ...args], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", ...env } });
  expect(ended.stderr).toBe("");
  expect(ended.status).toBe(0);
  return ended.stdout.trim();
}

/** A file that is large enough to be worth keeping. */
function large(script: string): string {
  const file = join(folder, "large.js");
  writeFileSync(file, `// ${"x".repeat(250_000)}\n${script}\n`);
  return file;
}

describe("the start of Pulumi's SDK", () => {
  it("loads neither compilers nor tracing nor the Automation API, which still work when they are used", () => {
    const script = `
      const pulumi = require("@pulumi/pulumi");
      require("@pulumi/pulumi/cmd/run/tracing");
      const loaded = (pattern) => Object.keys(require.cache).some((file) => pattern.test(file));
      const patterns = [/node_modules.typescript./, /@npmcli.arborist/, /@opentelemetry.sdk-trace/, /pulumi.automation.stack\\.js/];
      const before = patterns.map(loaded);
      const { LocalWorkspace } = pulumi.automation;
      const ts = require("@pulumi/pulumi/typescript-shim");
      console.log(JSON.stringify({ before, workspace: typeof LocalWorkspace.createStack, names: "LocalWorkspace" in pulumi.automation, compiled: ts.transpile("const a: number = 1;").trim() }));`;
    const ended = spawnSync(process.execPath, ["--require", preload, "-e", script], { encoding: "utf8", cwd: join(__dirname, "..", "..") });
    expect(JSON.parse(ended.stdout)).toEqual({
      before: [false, false, false, false], workspace: "function", names: true, compiled: "var a = 1;",
    });
  });

  it("notes where a promise was made only when leaks are looked for", () => {
    const script = `
      const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
      const promise = Promise.resolve();
      debuggablePromise(promise, "test");
      const limit = Error.stackTraceLimit;
      console.log(JSON.stringify({ lines: promise._debugStackTrace.split("\\n").length > 1, limit }));
      process.exit();`;
    const run = (env: Record<string, string>): unknown => JSON.parse(spawnSync(process.execPath, ["--require", preload, "-e", script], {
      encoding: "utf8", cwd: join(__dirname, "..", ".."), env: { ...process.env, ...env },
    }).stdout);
    expect(run({})).toEqual({ lines: false, limit: 10 });
    expect(run({ PULUMI_DEBUG_PROMISE_LEAKS: "1" })).toEqual({ lines: true, limit: 10 });
  });
});

describe("what is kept of compiled code", () => {
  const script = `console.log(require.main === module, __filename === module.filename, this === module.exports, typeof require("./other"), answer()); function answer() { return 41; }`;

  it("changes nothing about how a file runs, the first time and later", () => {
    writeFileSync(join(folder, "other.js"), "module.exports = () => 1;");
    const env = { GENESYS_ACCESS_CODE_CACHE: join(folder, "cache") };
    const file = large(script);
    for (const run of [1, 2, 3]) expect([run, node([file], env)]).toEqual([run, "true true true function 41"]);
    expect(readdirSync(join(folder, "cache")).length).toBeGreaterThan(0);
  });

  it("is not used for another text of the same length", () => {
    const env = { GENESYS_ACCESS_CODE_CACHE: join(folder, "cache") };
    expect(node([large("console.log('first one')")], env)).toBe("first one");
    expect(node([large("console.log('other one')")], env)).toBe("other one");
  });

  it("does no harm when it is damaged", () => {
    const cache = join(folder, "cache");
    const file = large("console.log('fine')");
    node([file], { GENESYS_ACCESS_CODE_CACHE: cache });
    for (const name of readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      writeFileSync(join(name.parentPath, name.name), "damaged");
    }
    expect(node([file], { GENESYS_ACCESS_CODE_CACHE: cache })).toBe("fine");
  });

  it("is done without when the folder cannot be written", () => {
    const cache = join(folder, "locked", "cache");
    mkdirSync(join(folder, "locked"));
    chmodSync(join(folder, "locked"), 0o500);
    writeFileSync(join(folder, "file"), "");
    const file = large("console.log('fine')");
    expect(node([file], { GENESYS_ACCESS_CODE_CACHE: cache })).toBe("fine");
    expect(node([file], { GENESYS_ACCESS_CODE_CACHE: join(folder, "file", "cache") })).toBe("fine");
    chmodSync(join(folder, "locked"), 0o700);
  });

  it("is not kept unless a folder is named", () => {
    node([large("console.log('fine')")], { GENESYS_ACCESS_CODE_CACHE: "" });
    expect(existsSync(join(folder, "cache"))).toBe(false);
  });
});
