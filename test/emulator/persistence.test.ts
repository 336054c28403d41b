import { spawn, type ChildProcess } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { emulator, request, scratch, seed, seedOrg } from "./support";

let program = "";

beforeAll(async () => {
  const built = await build({
    stdin: {
      contents: `import { startEmulator } from "./emulator"; startEmulator({ stateDir: process.argv[2] }).then((running) => console.log(running.url), (error) => { console.error(error.message); process.exit(2); });`,
      resolveDir: join(__dirname, "..", ".."),
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    write: false,
    logLevel: "error",
  });
  program = built.outputFiles[0]?.text ?? "";
});

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** An emulator in a process of its own. */
async function inOwnProcess(stateDir: string): Promise<{ url: string; kill(): Promise<void> }> {
  const file = join(scratch(), "emulator.js");
  writeFileSync(file, program);
  const child = spawn(process.execPath, [file, stateDir], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    let errors = "";
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.once("exit", () => reject(new Error(errors)));
  });
  return {
    url,
    kill: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

describe("killed in mid-work", () => {
  test.each([1, 2, 7, 20])("an emulator has kept everything that it acknowledged (killed after answer %i)", async (killAfter) => {
    const stateDir = scratch();
    const first = await inOwnProcess(stateDir);
    const org = await seedOrg({ url: first.url, stateDir, close: () => Promise.resolve() });
    const token = await org.token(org.deployer.clientId, org.deployer.clientSecret);
    const acknowledged: string[] = [];
    let killed: Promise<void> | undefined;
    await Promise.allSettled(
      Array.from({ length: 40 }, async (_, index) => {
        const made = await org.api("POST", "authorization/divisions", { name: `Division ${index}` }, token);
        if (killed !== undefined || made.status !== 200) return;
        acknowledged.push(made.body.id as string);
        if (acknowledged.length === killAfter) killed = first.kill();
      }),
    );
    await killed;
    const second = await inOwnProcess(stateDir);
    const after = await seedOrg({ url: second.url, stateDir, close: () => Promise.resolve() });
    expect(after.deployer).toEqual(org.deployer);
    const { body } = await request("GET", `${after.base}/api/v2/authorization/divisions?pageSize=100`, { token });
    expect(body.entities.map((division: { id: string }) => division.id)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged).toHaveLength(killAfter);
  });

  test("a second process cannot open the folder while the first lives, and can when it was killed", async () => {
    const stateDir = scratch();
    const first = await inOwnProcess(stateDir);
    await expect(inOwnProcess(stateDir)).rejects.toThrow(/Another emulator works on this state folder[\s\S]*Process \d+ holds it/);
    expect((await request("GET", `${first.url}/emulator/health`)).status).toBe(200);
    await first.kill();
    await expect(inOwnProcess(stateDir)).resolves.toMatchObject({ url: first.url });
  });
});

test("everything is there after an orderly end: clients and their secrets, grants, members, tokens, jobs", async () => {
  const stateDir = scratch();
  const first = await emulator({ stateDir });
  const org = await seedOrg(first);
  const client = await org.clientWith(["recording:screenRecording:view", "oauth:client:view"], ["UK Service Desk"]);
  const job = await org.api("POST", "recording/batchrequests", { batchDownloadRequestList: [{ conversationId: "x" }] }, client.token);
  const paths = [
    "authorization/divisions",
    "authorization/roles?pageSize=100",
    "users",
    "groups",
    "oauth/clients",
    `authorization/subjects/${client.id}`,
    `groups/${await org.group("Reviewers")}/members`,
  ];
  const before = await Promise.all(paths.map(async (path) => (await org.api("GET", path)).body as unknown));
  await first.close();
  const second = await seedOrg(await emulator({ stateDir }));
  expect(await Promise.all(paths.map(async (path) => (await second.api("GET", path)).body as unknown))).toEqual(before);
  expect((await second.api("GET", "oauth/clients", undefined, client.token)).status).toBe(200);
  expect((await second.api("GET", `recording/batchrequests/${job.body.id}`, undefined, client.token)).status).toBe(200);
  await expect(second.token(client.id, client.secret)).resolves.toEqual(expect.any(String));
});

test("a killed emulator has kept what happened: policies, conversations with what was recorded, edits, trusts, monitoring, evaluations", async () => {
  const stateDir = scratch();
  const first = await inOwnProcess(stateDir);
  const at = (url: string) => ({ url, stateDir, close: () => Promise.resolve() });
  const partner = await seedOrg(at(first.url), { name: "partner", region: "us-east-1", users: [{ email: "pat@partner.example" }] });
  const what = {
    ...seed,
    users: [{ email: "ann@example.com", participates: ["screenRecording" as const] }, { email: "bob@example.com" }],
    policies: [{ name: "Screens", queues: ["Desk"], screenRecording: { deleteAfterDays: 30 } }],
    evaluations: [{ conversation: "desk", form: "F", agent: "ann@example.com", evaluator: "bob@example.com", score: 9 }],
    trusts: [{ org: "partner", users: [{ email: "pat@partner.example" }] }],
  };
  const org = await seedOrg(at(first.url), what);
  const body = { key: "kept", queue: "Desk", agents: ["ann@example.com"], transcodingReads: 0 };
  const made = (await request("POST", `${first.url}/emulator/orgs/uk/conversations`, { body })).body;
  const path = `conversations/${made.id}/recordings/${made.recordings[0].id}`;
  await org.api("PUT", path, { archiveDate: "2099-01-01T00:00:00Z" });
  await org.api("PUT", "screenmonitors/settings", { maxSimultaneousScreenMonitoringSessions: 7 });
  const paths = [
    path.replace("/recordings/", "/recordingmetadata/"),
    "recording/mediaretentionpolicies",
    "screenmonitors/settings",
    `orgauthorization/trustees/${partner.id}/users`,
    `quality/evaluations/query?agentUserId=${await org.user("ann@example.com")}`,
  ];
  const read = async (from: typeof org): Promise<unknown[]> =>
    Promise.all(paths.map(async (one) => (await from.api("GET", one)).body as unknown));
  const before = await read(org);
  expect(before[0]).toMatchObject({ media: "screen", archiveDate: "2099-01-01T00:00:00Z" });
  await first.kill();
  const second = await inOwnProcess(stateDir);
  expect(await read(await seedOrg(at(second.url), what))).toEqual(before);
});

test("a line that was cut off by a crash is not seen, what came before is", async () => {
  const stateDir = scratch();
  const first = await emulator({ stateDir });
  const org = await seedOrg(first);
  await org.api("POST", "authorization/divisions", { name: "Kept" });
  await first.close();
  appendFileSync(join(stateDir, "journal.jsonl"), '[["uk/divisions","x",{"id":"x","na');
  const second = await seedOrg(await emulator({ stateDir }));
  await expect(second.division("Kept")).resolves.toEqual(expect.any(String));
  expect(readFileSync(join(stateDir, "journal.jsonl"), "utf8").endsWith("\n")).toBe(true);
});
