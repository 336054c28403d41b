import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type RunningEmulator } from "../../emulator";
import { engineEnvironment, ensureEngine } from "../../toolchain/engine";
import { deployerOf, tokenOf } from "../commands/e2e/sandbox";
import { checkout, filesOfPage } from "./blocks";

const page = filesOfPage("docs/package.md");
let project: string;
let emulator: RunningEmulator;
let env: NodeJS.ProcessEnv;

/** A Pulumi project in an empty folder, with what docs/package.md shows and the package as `npm pack` makes it. */
beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "genesys-access-consumer-")));
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI_(?!HOME)|GENESYS|npm_|NODE_|VITEST)/.test(name)));
  const npm = (...args: readonly string[]): void => void execFileSync("npm", [...args], { cwd: project, env: clean, stdio: ["ignore", "ignore", "inherit"] });
  npm("pack", checkout, "--silent");
  const [tarball = ""] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(project, "package.json"), `{"name":"consumer","private":true}`);
  npm("install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", `./${tarball}`, "typescript@5", "@types/node@20");
  for (const [name, text] of Object.entries(page)) writeFileSync(join(project, name), text);
  mkdirSync(join(project, ".genesys-access", "state"), { recursive: true });

  const engine = await ensureEngine({ report: { say: () => undefined, progress: () => undefined } });
  emulator = await startEmulator({ stateDir: join(project, ".genesys-access", "emulator") });
  await fetch(`${emulator.url}/emulator/orgs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "acme", region: "eu-west-2", divisions: ["Service Desk"] }),
  });
  const seeded = (await (
    await fetch(`${emulator.url}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "acme", region: "eu-west-2" }) })
  ).json()) as { deployer: { clientId: string; clientSecret: string } };
  const gateway = { protocol: "http", host: "127.0.0.1", port: new URL(emulator.url).port, pathParams: ["login", "api"].map((pathName) => ({ pathName, pathValue: "orgs/acme" })) };
  env = {
    ...clean,
    ...engineEnvironment(engine, { root: project, orgTarget: "emulator", env: clean, home: project }),
    GENESYSCLOUD_OAUTHCLIENT_ID: seeded.deployer.clientId,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: seeded.deployer.clientSecret,
  };
  writeFileSync(join(project, "Pulumi.acme.yaml"), `config:\n  genesyscloud:gateways: '${JSON.stringify([gateway])}'\n`);
});

afterAll(async () => {
  await emulator.close();
  rmSync(project, { recursive: true, force: true });
});

function pulumi(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], { cwd: project, env });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code: code ?? -1, out }));
  });
}

/** What the compiler says about the programs of the page, and about one with a mistake that it must tell. */
function compile(...options: readonly string[]): string {
  const files = { "try.ts": page["index.ts"] ?? "", "try-two.ts": page["two-orgs.ts"] ?? "", "try-mistake.ts": (page["index.ts"] ?? "").replace("recordings:", "recording:") };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  const args = ["--noEmit", "--strict", "--target", "ES2022", "--types", "node", ...options, ...Object.keys(files)];
  return spawnSync(process.execPath, [join(project, "node_modules", "typescript", "bin", "tsc"), ...args], { cwd: project, encoding: "utf8" }).stdout.trim();
}

describe("the package in a Pulumi project of its own", () => {
  const program = page["index.ts"] ?? "";

  it("takes about ten lines", () => {
    expect(program.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(10);
  });

  it("is small, brings no tests along and names no place of the machine that made it", () => {
    const [tarball = ""] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
    expect(statSync(join(project, tarball)).size).toBeLessThan(5_000_000);
    const installed = join(project, "node_modules", "genesys-access");
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes(`${installed}/node_modules`));
    const names = files.map((entry) => join(entry.parentPath, entry.name));
    expect(names.filter((name) => /\.(test|bench)\.|_test\.go$|\/test\/|tsbuildinfo/.test(name.slice(installed.length)))).toEqual([]);
    const places = [checkout, homedir(), tmpdir()].filter((place) => place.length > 4).map((place) => `${place}/`);
    expect(names.filter((name) => places.some((place) => readFileSync(name, "utf8").includes(place))).map((name) => name.slice(installed.length))).toEqual([]);
  });

  it.each([
    ["commonjs", "node10", []],
    ["node16", "node16", ["--skipLibCheck"]],
    ["esnext", "bundler", ["--skipLibCheck"]],
  ])("has types for module %s with resolution %s, which tell an argument that does not exist", (module, resolution, more) => {
    const told = compile("--module", module, "--moduleResolution", resolution, ...more).split("\n");
    expect(told.filter((line) => line.startsWith("try-mistake.ts"))).toEqual([expect.stringContaining("Did you mean to write 'recordings'?")]);
    expect(told.filter((line) => line !== "" && !/^(try-mistake\.ts| )/.test(line))).toEqual([]);
  });

  it("is deployed by the real engine under the policy pack, and its client can do what it declared", async () => {
    expect((await pulumi("stack", "init", "acme")).code).toBe(0);
    const up = await pulumi("up", "--stack", "acme", "--yes", "--policy-pack", "node_modules/genesys-access/policies");
    expect(up.code, up.out).toBe(0);
    const shown = await pulumi("stack", "output", "--stack", "acme", "--json", "--show-secrets");
    const { clientId, clientSecret, permissions } = JSON.parse(shown.out) as { clientId: string; clientSecret: string; permissions: string[] };
    expect(permissions).toContain("recording:screenRecording:view");

    const base = `${emulator.url}/orgs/acme`;
    const token = await tokenOf(base, clientId, clientSecret);
    expect(token).toBeDefined();
    const posted = await fetch(`${base}/api/v2/recording/batchrequests`, {
      method: "POST",
      headers: { authorization: `Bearer ${token ?? ""}`, "content-type": "application/json" },
      body: JSON.stringify({ batchDownloadRequestList: [{ conversationId: "11111111-2222-4333-8444-555555555555" }] }),
    });
    expect(posted.status).toBe(200);
    const refused = await fetch(`${base}/api/v2/oauth/clients`, { headers: { authorization: `Bearer ${token ?? ""}` } });
    expect(refused.status).toBe(403);
  });

  it("has nothing to change the second time", async () => {
    const again = await pulumi("preview", "--stack", "acme", "--expect-no-changes");
    expect(again.code, again.out).toBe(0);
  });

  it("is stopped by the policy pack when a call does not exist", async () => {
    writeFileSync(join(project, "index.ts"), program.replace("recording/batchrequests\"", "interaction/screenrecordings\""));
    const preview = await pulumi("preview", "--stack", "acme", "--policy-pack", "node_modules/genesys-access/policies");
    writeFileSync(join(project, "index.ts"), program);
    expect(preview.code).not.toBe(0);
    expect(preview.out).toContain("unknown-endpoint");
  });

  it("takes everything away again", async () => {
    const down = await pulumi("destroy", "--stack", "acme", "--yes", "--ignore-protect");
    expect(down.code, down.out).toBe(0);
    const deployer = await deployerOf(emulator.url, "acme");
    const { entities } = (await deployer.call("GET", "/api/v2/oauth/clients?pageSize=200")) as { entities?: { name: string }[] };
    expect((entities ?? []).map(({ name }) => name)).not.toContain("recording-archive");
  });
});
