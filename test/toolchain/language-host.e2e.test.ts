import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engineEnvironment, ensureEngine, type Engine } from "../../toolchain/engine";

const repository = join(__dirname, "..", "..");
let engine: Engine;
let folder: string;

beforeAll(async () => {
  engine = await ensureEngine();
});

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "genesys-access-host-")));
  mkdirSync(join(folder, "state"));
  // Only what is needed: the host asks the engine for the provider of every package that it sees.
  for (const name of ["@pulumi/pulumi", "@pulumi/policy", "typescript", "@types/node"]) {
    const link = join(folder, "project", "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), link);
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, "project", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function environment(): NodeJS.ProcessEnv {
  const { PULUMI_BACKEND_URL: _backend, PULUMI_CONFIG_PASSPHRASE: _passphrase, ...env } = process.env;
  return {
    ...env,
    ...engineEnvironment(engine, { root: folder, orgTarget: "emulator", env }),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
    NO_COLOR: "1",
  };
}

/** Runs the real engine and returns what it prints: standard output, and both streams as text. */
function pulumi(args: readonly string[], expected = 0): { readonly stdout: string; readonly text: string } {
  const ended = spawnSync(engine.pulumi, [...args, "--non-interactive"], { cwd: join(folder, "project"), env: environment(), encoding: "utf8" });
  const text = ended.stdout + ended.stderr;
  expect(ended.status, text).toBe(expected);
  return { stdout: ended.stdout, text };
}

const project = (options: string, main = "dist/index.js"): string => `name: tried\nruntime:\n  name: nodejs\n  options: ${options}\nmain: ${main}\n`;

const pack = {
  "pack/PulumiPolicy.yaml": "runtime:\n  name: nodejs\n  options: { typescript: false }\nversion: 0.0.1\n",
  "pack/package.json": `{"name":"pack","version":"0.0.1","main":"index.js"}`,
  "pack/index.js": `
    const { PolicyPack } = require("@pulumi/policy");
    const pulumi = require("@pulumi/pulumi");
    new PolicyPack("seen", { policies: [{
      name: "seen", description: "What the pack sees.", enforcementLevel: "advisory",
      validateResource: (args, report) => {
        if (args.type !== "tried:index:Thing") return;
        report(JSON.stringify({ props: args.props, stack: pulumi.getStack(), greeting: new pulumi.Config("tried").get("greeting"), preview: pulumi.runtime.isDryRun() }));
      },
    }] });`,
};

const component = `class Thing extends pulumi.ComponentResource { constructor(name, args) { super("tried:index:Thing", name, args); this.registerOutputs({}); } }`;

describe("a compiled program and a compiled policy pack", () => {
  it("get their configuration, keep secrets, and the pack sees the component's arguments", () => {
    put({
      "Pulumi.yaml": project("{ typescript: false }"),
      "package.json": `{"name":"tried","version":"1.0.0"}`,
      "dist/index.js": `const pulumi = require("@pulumi/pulumi"); ${component}
        new Thing("one", { sizes: [1, 2] });
        const config = new pulumi.Config();
        module.exports = { greeting: config.require("greeting"), word: config.requireSecret("word") };`,
      ...pack,
    });
    pulumi(["stack", "init", "dev"]);
    pulumi(["config", "set", "greeting", "hello"]);
    pulumi(["config", "set", "--secret", "word", "hush-hush"]);
    const { text } = pulumi(["up", "--yes", "--stack", "dev", "--policy-pack", "pack"]);
    expect(text).toContain(`{"props":{"sizes":[1,2]},"stack":"dev","greeting":"hello","preview":true}`);
    expect(text).toContain(`greeting: "hello"`);
    expect(text).not.toContain("hush-hush");
    expect(JSON.parse(pulumi(["stack", "output", "--json", "--show-secrets", "--stack", "dev"]).stdout)).toEqual({ greeting: "hello", word: "hush-hush" });
  });
});

describe("a program that fails", () => {
  it.each([
    ["by throwing", "throw new Error('out of cheese')", "out of cheese"],
    ["by ending its process", "process.exit(7)", "the program ended with exit code 7"],
  ])("%s says why", (_, script, why) => {
    put({ "Pulumi.yaml": project("{ typescript: false }"), "package.json": `{"name":"tried"}`, "dist/index.js": script });
    pulumi(["stack", "init", "dev"]);
    expect(pulumi(["preview", "--stack", "dev"], 1).text).toContain(why);
  });
});

describe("TypeScript as it is written", () => {
  it("runs as program and as policy pack", () => {
    put({
      "Pulumi.yaml": project("{ typescript: true }", "index.ts"),
      "package.json": `{"name":"tried","version":"1.0.0"}`,
      "tsconfig.json": `{"compilerOptions":{"target":"es2020","module":"nodenext","strict":true,"skipLibCheck":true}}`,
      "index.ts": `import * as pulumi from "@pulumi/pulumi"; const n: number = 41; export const answer = pulumi.output(n + 1);`,
      ...pack,
      "pack/PulumiPolicy.yaml": "runtime: nodejs\nversion: 0.0.1\n",
    });
    pulumi(["stack", "init", "dev"]);
    const { text } = pulumi(["preview", "--stack", "dev", "--policy-pack", "pack"]);
    expect(text).toContain("answer: 42");
    expect(text).toContain("seen@v0.0.1");
  });
});

describe("the preload", () => {
  it("keeps compilers from being loaded, and functions can still be turned into text", () => {
    put({
      "Pulumi.yaml": project("{ typescript: false }"),
      "package.json": `{"name":"tried","version":"1.0.0"}`,
      "dist/index.js": `const pulumi = require("@pulumi/pulumi");
        const loaded = () => Object.keys(require.cache).filter((file) => /node_modules.(typescript|@npmcli.arborist)./.test(file)).length;
        const before = loaded();
        const factor = 6;
        const text = pulumi.runtime.serializeFunction((n) => n * factor).then((f) => f.text);
        module.exports = { before, text, after: pulumi.output(text).apply(() => loaded() > 0) };`,
    });
    pulumi(["stack", "init", "dev"]);
    pulumi(["up", "--yes", "--skip-preview", "--stack", "dev"]);
    const outputs = JSON.parse(pulumi(["stack", "output", "--json", "--stack", "dev"]).stdout) as { before: number; text: string; after: boolean };
    expect(outputs.before).toBe(0);
    expect(outputs.text).toContain("factor: 6");
    expect(outputs.after).toBe(true);
  });
});

describe("a component package written for Node.js", () => {
  it("describes itself, and a program can use it", () => {
    put({
      "Pulumi.yaml": `${project("{ typescript: false }")}plugins:\n  providers:\n    - name: greeter\n      path: greeter\n`,
      "package.json": `{"name":"tried","version":"1.0.0"}`,
      "greeter/PulumiPlugin.yaml": "runtime: nodejs\n",
      "greeter/package.json": `{"name":"greeter","version":"1.0.0","main":"index.ts"}`,
      "greeter/tsconfig.json": `{"compilerOptions":{"target":"es2020","module":"nodenext","strict":true,"skipLibCheck":true}}`,
      "greeter/index.ts": `import * as pulumi from "@pulumi/pulumi";
        export interface GreeterArgs { whom: pulumi.Input<string>; }
        export class Greeter extends pulumi.ComponentResource {
          public readonly text: pulumi.Output<string>;
          constructor(name: string, args: GreeterArgs, opts?: pulumi.ComponentResourceOptions) {
            super("greeter:index:Greeter", name, args, opts);
            this.text = pulumi.interpolate\`Hello, \${args.whom}\`;
            this.registerOutputs({ text: this.text });
          }
        }`,
      "dist/index.js": `const pulumi = require("@pulumi/pulumi");
        class Greeter extends pulumi.ComponentResource { constructor(name, args) { super("greeter:index:Greeter", name, { text: undefined, ...args }, {}, true); } }
        module.exports = { text: new Greeter("g", { whom: "world" }).text };`,
    });
    const schema = JSON.parse(pulumi(["package", "get-schema", "./greeter"]).stdout) as { resources: object };
    expect(Object.keys(schema.resources)).toEqual(["greeter:index:Greeter"]);
    pulumi(["stack", "init", "dev"]);
    expect(pulumi(["up", "--yes", "--stack", "dev"]).text).toContain(`text: "Hello, world"`);
  });
});

describe("an engine that is killed", () => {
  it("leaves no program behind", async () => {
    put({
      "Pulumi.yaml": project("{ typescript: false }"),
      "package.json": `{"name":"tried","version":"1.0.0"}`,
      "dist/index.js": `require("fs").writeFileSync(${JSON.stringify(join(folder, "pid"))}, String(process.pid)); setInterval(() => {}, 1000); module.exports = {}`,
    });
    pulumi(["stack", "init", "dev"]);
    const child = spawn(engine.pulumi, ["preview", "--stack", "dev", "--non-interactive"], { cwd: join(folder, "project"), env: environment(), stdio: "ignore" });
    const pidFile = join(folder, "pid");
    while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "") await new Promise((resolve) => setTimeout(resolve, 20));
    const program = Number(readFileSync(pidFile, "utf8"));
    child.kill("SIGKILL");
    const lives = (): boolean => {
      try {
        process.kill(program, 0);
        return !/^(Z|$)/.test(execFileSync("ps", ["-o", "stat=", "-p", String(program)], { encoding: "utf8" }).trim());
      } catch {
        return false;
      }
    };
    while (lives()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lives()).toBe(false);
  });
});
