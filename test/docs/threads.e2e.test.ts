import { randomUUID } from "node:crypto";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployerOf, Sandbox } from "../commands/e2e/sandbox";
import { checkout, threadPages, type Step } from "./thread-pages";

type Code = Extract<Step, { kind: "code" }>;

const sandbox = new Sandbox();
const pages = threadPages();
/** Set by .ci/run: then Python must be there. */
const pythonRequired = process.env["GENESYS_ACCESS_PYTHON"] === "required";
const pythonSdk = "PureCloudPlatformClientV2==269.0.0";
let emulator = "";
let shell: Record<string, string> = {};

const python = ((): boolean => {
  const found = spawnSync("python3", ["-c", "import ensurepip, venv"], { stdio: "ignore" }).status === 0;
  if (!found && !pythonRequired) console.warn("The Python code of docs/threads is skipped: there is no python3 with venv and pip.");
  return found || pythonRequired;
})();
const withPython = Object.values(pages).some((steps) => steps.some((step) => step.kind === "code" && step.language === "python"));

beforeAll(async () => {
  for (const name of ["orgs", "applications", "delivery"]) {
    rmSync(join(sandbox.root, "stacks", name), { recursive: true, force: true });
    cpSync(join(checkout, "stacks", name), join(sandbox.root, "stacks", name), { recursive: true });
  }
  cpSync(join(checkout, "test", "fixtures", "threads"), join(sandbox.root, "test", "fixtures", "threads"), { recursive: true });
  emulator = await sandbox.startEmulator();
  shell = JSON.parse((await sandbox.run(["env", "--shell", "json"])).out) as Record<string, string>;
  if (!python || !withPython) return;
  for (const [program, ...args] of [["python3", "-m", "venv", "venv"], ["venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", pythonSdk]] as const) {
    const ended = await sandbox.spawn(program, args);
    if (ended.code !== 0) throw new Error(`${program} ${args.join(" ")}: ${ended.err}`);
  }
});

afterAll(() => sandbox.remove());

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

async function credentialsOf(org: string, application: string): Promise<Credentials> {
  const shown = await sandbox.spawn("pulumi", ["stack", "output", "applications", "--stack", org, "--json", "--show-secrets"], { env: shell });
  const found = (JSON.parse(shown.out) as Record<string, Credentials>)[application];
  if (found === undefined) throw new Error(`${org} has no application ${application}`);
  return found;
}

/** A conversation of the org's first division with a screen recording that is not ready at the first reads. */
async function slowRecording(org: string): Promise<Record<string, string>> {
  const deployer = await deployerOf(emulator, org);
  const divisions = ((await deployer.call("GET", "/api/v2/authorization/divisions?pageSize=100")) as { entities: { id: string; name: string; homeDivision: boolean }[] }).entities;
  const division = divisions.filter((one) => !one.homeDivision).map((one) => one.name).sort()[0];
  const key = randomUUID();
  const before = await conversations(org);
  await post(`${emulator}/emulator/orgs`, {
    name: org,
    region: "eu-west-2",
    users: [{ email: "agent@example.com", participates: ["screenRecording", "screenMonitoring"], routingStatus: "IDLE" }],
    conversations: [{ key, division, queue: `${division ?? ""} queue`, recordings: [{ media: "screen", transcodingReads: 2 }] }],
  });
  const conversation = (await conversations(org)).find((id) => !before.includes(id)) ?? "";
  const files = (await deployer.call("GET", `/api/v2/conversations/${conversation}/recordingmetadata`)) as unknown as { id: string }[];
  const users = ((await deployer.call("GET", "/api/v2/users?pageSize=100")) as { entities: { id: string; email: string }[] }).entities;
  return { CONVERSATION: conversation, RECORDING: files[0]?.id ?? "", AGENT: users.find((one) => one.email === "agent@example.com")?.id ?? "" };
}

async function conversations(org: string): Promise<readonly string[]> {
  const interval = `${new Date(Date.now() - 2 * 86_400_000).toISOString()}/${new Date(Date.now() + 60_000).toISOString()}`;
  const found = (await (await deployerOf(emulator, org)).call("POST", "/api/v2/analytics/conversations/details/query", { interval, paging: { pageSize: 100, pageNumber: 1 } })) as { conversations?: { conversationId: string }[] };
  return (found.conversations ?? []).map((one) => one.conversationId);
}

/** What an administrator does once: he signs in as the service user, and the browser comes back with a code. */
async function signIn(org: string, { clientId }: Credentials): Promise<Record<string, string>> {
  const redirectUri = "https://screen-watch.example.com/oauth/callback";
  const form = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: redirectUri, state: "s", email: "screen-watch@example.com", consent: "allow" });
  const answer = await fetch(`${emulator}/orgs/${org}/oauth/authorize`, { method: "POST", body: form, redirect: "manual" });
  const location = answer.headers.get("location") ?? "";
  if (!location.startsWith(redirectUri)) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`);
  return { CODE: new URL(location).searchParams.get("code") ?? "", REDIRECT_URI: redirectUri };
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

function gatewayOf(org: string): Record<string, string | number> {
  return { protocol: "http", host: "127.0.0.1", port: Number(new URL(emulator).port), path_params_login: `orgs/${org}`, path_params_api: `orgs/${org}` };
}

/** What the code of a page is given about an org: an entry of ORGS, and the variables for code that works on one org. */
async function knownTo(name: string, step: Code): Promise<{ readonly listed: object; readonly env: Record<string, string> }> {
  const credentials = await credentialsOf(name, step.application);
  const env = { ...(await slowRecording(name)), ...(step.signsIn ? await signIn(name, credentials) : {}) };
  const { CODE: code, REDIRECT_URI: redirectUri, AGENT: agent } = env as Record<string, string>;
  return { listed: { name, gateway: gatewayOf(name), ...credentials, code, redirectUri, agent }, env };
}

/** Brings up an org that is a copy of another one, for code that works on several. */
async function bringUpCopy(name: string, of: string): Promise<void> {
  writeFileSync(sandbox.orgFile(name), readFileSync(sandbox.orgFile(of)));
  const ended = await sandbox.run(["up", name, "--no-verify"]);
  expect(ended.code, ended.err + ended.out).toBe(0);
}

/** Runs the code of a page as a user has it on his machine, with a home folder whose SDK settings point to the emulator. */
async function runCode(step: Code): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const [org = ""] = step.orgs;
  const credentials = await credentialsOf(org, step.application);
  const home = join(sandbox.root, "homes", randomUUID());
  const settings = Object.entries(gatewayOf(org)).map(([name, value]) => `${name} = ${value}\n`);
  for (const folder of step.orgs.length > 1 ? [] : [".genesyscloudjavascript", ".genesyscloudpython"]) {
    mkdirSync(join(home, folder), { recursive: true });
    writeFileSync(join(home, folder, "config"), `[gateway]\n${settings.join("")}`);
  }
  mkdirSync(home, { recursive: true });
  const [first, ...others] = await Promise.all(step.orgs.map((name) => knownTo(name, step)));
  const env = {
    HOME: home,
    CLIENT_ID: credentials.clientId,
    CLIENT_SECRET: credentials.clientSecret,
    LOGIN: `${emulator}/orgs/${org}`,
    API: `${emulator}/orgs/${org}`,
    ORGS: JSON.stringify([first, ...others].map((one) => one?.listed)),
    ...first?.env,
  };
  const name = { sh: "code.sh", js: "code.mjs", python: "code.py" }[step.language];
  writeFileSync(join(home, name), step.text);
  const program = { sh: "sh", js: process.execPath, python: join(sandbox.root, "venv", "bin", "python") }[step.language];
  const flags = step.language === "sh" ? ["-e"] : [];
  return sandbox.spawn("sh", ["-c", 'cd "$HOME" && exec "$@"', "sh", program, ...flags, name], { env });
}

describe.each(Object.entries(pages))("%s", (_, steps) => {
  for (const step of steps) {
    if (step.kind === "command") {
      it(`runs: genesys-access ${step.args.join(" ")}`, async () => {
        const ended = await sandbox.run(step.args);
        expect(ended.code, ended.err + ended.out).toBe(step.exit);
      });
    } else {
      it.skipIf(step.language === "python" && !python)(`its ${step.language} code works on ${step.orgs.join(", ")}`, async () => {
        for (const org of step.orgs.slice(1)) if (!existsSync(sandbox.orgFile(org))) await bringUpCopy(org, step.orgs[0] ?? "");
        const ended = await runCode(step);
        expect(ended.code, ended.err + ended.out).toBe(0);
        expect(ended.out).toMatch(step.prints);
      });
    }
  }
});

describe("the pages of the threads", () => {
  it("show every client in curl, JavaScript and Python", () => {
    for (const [name, steps] of Object.entries(pages)) {
      expect(steps.flatMap((step) => (step.kind === "code" ? [step.language] : [])).sort(), name).toEqual(["js", "python", "sh"]);
    }
  });
});
