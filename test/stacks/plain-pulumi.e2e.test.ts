import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type RunningEmulator } from "../../emulator";
import { ensureEngine, engineEnvironment } from "../../toolchain/engine";

const root = mkdtempSync(join(tmpdir(), "plain-pulumi-"));
const orgs = join(root, "stacks", "orgs");
let emulator: RunningEmulator;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const parts = ["Pulumi.yaml", "package.json", ".gitignore", "stacks/orgs", "provider/bin", "dist/program"];
  for (const part of parts) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  writeFileSync(join(orgs, "Pulumi.every-kind.yaml"), everyKind(readFileSync(join(orgs, "Pulumi.servicenow-uk.yaml"), "utf8")));
  mkdirSync(join(root, ".genesys-access", "state"), { recursive: true });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all");
  const engine = await ensureEngine({ report: { say: () => undefined, progress: () => undefined } });
  emulator = await startEmulator({ stateDir: join(root, ".genesys-access", "emulator") });
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI_|GENESYS)/.test(name)));
  env = { ...clean, ...engineEnvironment(engine, { root, orgTarget: "emulator", env: clean, home: root }) };
});

afterAll(async () => {
  await emulator.close();
  rmSync(root, { recursive: true, force: true });
});

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" });
}

async function pulumi(...args: string[]): Promise<{ readonly code: number; readonly out: string }> {
  const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], { cwd: root, env });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code: code ?? -1, out }));
  });
}

async function secretsOf(stack: string): Promise<string[]> {
  const { out } = await pulumi("stack", "output", "--stack", stack, "--json", "--show-secrets");
  const { applications } = JSON.parse(out) as { applications: Record<string, { clientSecret: string }> };
  return Object.values(applications).map((application) => application.clientSecret);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

/** One entry of every kind that an org file knows. */
function everyKind(first: string): string {
  const salt = /^encryptionsalt: .*$/m.exec(first)?.[0] ?? "";
  return `config:
  genesys-access:org: { region: eu-west-2, divisions: [UK, Sales], grantTimeout: 10s, sensitiveDataRedaction: true }
  genesys-access:roles:
    Extra:
      permissions:
        - { permission: 'recording:recording:view', reason: kept }
        - permission: recording:recording:editRetention
          reason: kept
          condition: { terms: [{ variable: Conversation.queues, operator: EQ, operands: [{ type: SCALAR, value: q }] }] }
    Theirs: { existing: true, permissions: [{ permission: 'recording:recording:view', reason: kept }] }
  genesys-access:serviceUsers:
    bot: { email: Bot@example.com, division: UK, permissions: [{ permission: 'directory:user:view', reason: asked }], divisions: [all] }
    old: { email: old@example.com, existing: true }
  genesys-access:applications:
    unattended: { calls: [getConversationRecordings], roles: [Extra, Theirs], divisions: [UK, home], recordings: [screen, audio], reviewBy: 2027-03-31, tokenLifetime: 1h, secretVersion: one }
    everywhere: { calls: [getConversationRecordings], divisions: [all], exclusiveRole: true }
    as-user: { grant: code, serviceUser: bot, calls: [getUsersMe, getConversationRecordings], divisions: [UK, Sales, home], redirectUris: ["https://example.com/cb"] }
    as-old-user: { grant: code, serviceUser: old, calls: [getConversationRecordings], redirectUris: ["https://example.com/cb"] }
    anybody: { grant: code, calls: [getConversationRecordings], redirectUris: ["https://example.com/cb"], protect: false }
  genesys-access:groups:
    theirs: { performanceViews: [interactions, dashboards, contact-center, agents-status, recordings, own-recordings], recordings: [screen, audio], uiPermissions: true, divisions: [UK, home] }
    ours: { existing: false, members: [a@example.com], roles: [Extra, Supervisor], divisions: [all] }
${salt}
`;
}

describe.each([
  ["servicenow-uk", 9],
  ["every-kind", 32],
])("plain pulumi on the org %s", (stack, resources) => {
  it("creates the stack, previews and brings it up without touching a file of the repository", async () => {
    for (const args of [
      ["stack", "init", stack, "--no-select"],
      ["preview", "--stack", stack],
      ["up", "--stack", stack, "--yes", "--skip-preview"],
    ]) {
      const run = await pulumi(...args);
      expect(run.code, run.out).toBe(0);
    }
    expect(git("status", "--short")).toBe("");
  });

  it("has nothing to do the second time, after a refresh, or when only a line has moved", async () => {
    const path = join(orgs, `Pulumi.${stack}.yaml`);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/^config:$/m, "# one line more\nconfig:"));
    const moved = await pulumi("up", "--stack", stack, "--yes", "--skip-preview", "--expect-no-changes");
    writeFileSync(path, text);
    expect(moved.out).toContain(`${resources} unchanged`);
    expect(moved.code).toBe(0);
    for (const args of [["preview"], ["refresh", "--yes"]]) {
      const run = await pulumi(...args, "--stack", stack, "--expect-no-changes");
      expect(run.out).toContain(`${resources} unchanged`);
      expect(run.code).toBe(0);
    }
    expect(git("status", "--short")).toBe("");
  });

  it("keeps every secret out of the state, its backups and its history", async () => {
    const secrets = await secretsOf(stack);
    expect(secrets.length).toBeGreaterThan(0);
    for (const file of filesBelow(join(root, ".genesys-access", "state"))) {
      const text = readFileSync(file, "utf8");
      for (const secret of secrets) expect(text.includes(secret), file).toBe(false);
    }
  });

  it("destroys it only when the protection is lifted", async () => {
    const refused = await pulumi("destroy", "--stack", stack, "--yes");
    expect(refused.code).not.toBe(0);
    expect(refused.out).toContain("protected");
    const lifted = await pulumi("destroy", "--stack", stack, "--yes", "--ignore-protect");
    expect(lifted.code, lifted.out).toBe(0);
    expect(git("status", "--short")).toBe("");
  });
});

describe("a mistake under plain pulumi", () => {
  it("is told with file and line, without a stack trace", async () => {
    const path = join(orgs, "Pulumi.servicenow-uk.yaml");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("    region:", "    regoin: x\n    region:"));
    const run = await pulumi("preview", "--stack", "servicenow-uk");
    writeFileSync(path, text);
    expect(run.code).not.toBe(0);
    expect(run.out).toContain(
      "error: stacks/orgs/Pulumi.servicenow-uk.yaml:8:5: 'regoin' is not a key of 'org'.\n    Next: Did you mean 'region'?",
    );
    expect(run.out).not.toMatch(/\bat .*\(.*:\d+:\d+\)/);
  });

  it("of a real org without credentials names the ways to give them", async () => {
    const path = join(orgs, "Pulumi.servicenow-uk.yaml");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("target: emulator", "target: cloud"));
    const run = await pulumi("preview", "--stack", "servicenow-uk");
    writeFileSync(path, text);
    expect(run.out).toContain("stacks/orgs/Pulumi.servicenow-uk.yaml:6:3: There are no credentials for the org 'servicenow-uk'.");
  });
});
