import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout, deployerOf, Sandbox, tokenOf, type Ended } from "../commands/e2e/sandbox";

const sandbox = new Sandbox();
const org = "threads";
const deployed = readFileSync(join(checkout, "test", "fixtures", "threads", "deployed.yaml"), "utf8");
let emulator = "";
let asAdvised: Ended;
let conversation = "";
let recording = "";
let agent = "";
const tokens = new Map<string, string>();

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The configurations with every rule switched off: once with the scopes that are advised, then without them. */
beforeAll(async () => {
  emulator = await sandbox.startEmulator();
  writeFileSync(sandbox.orgFile(org), deployed);
  asAdvised = await sandbox.run(["up", org]);
  writeFileSync(sandbox.orgFile(org), deployed.replace(/^ {6}scopes: .*\n/gm, ""));
  const up = await sandbox.run(["up", org, "--no-verify"]);
  expect(up.code, up.err + up.out).toBe(0);
  const shown = await sandbox.spawn("sh", ["-c", `eval "$("$0" "$1" env)" 2>/dev/null && pulumi stack output applications --json --show-secrets --stack ${org}`, process.execPath, `${sandbox.root}/dist/cli.js`]);
  const applications = JSON.parse(shown.out) as Record<string, { clientId: string; clientSecret: string }>;
  for (const [name, { clientId, clientSecret }] of Object.entries(applications)) tokens.set(name, (await tokenOf(`${emulator}/orgs/${org}`, clientId, clientSecret)) ?? "");

  await seed(org, { users: [{ email: "agent@example.com" }] });
  await seed("partner", { divisions: ["UK Service Desk"] });
  const deployer = await deployerOf(emulator, org);
  const interval = `${new Date(Date.now() - 2 * 86_400_000).toISOString()}/${new Date(Date.now() + 60_000).toISOString()}`;
  const { conversations } = (await deployer.call("POST", "/api/v2/analytics/conversations/details/query", { interval })) as { conversations: { conversationId: string; divisionIds?: string[] }[] };
  const { entities } = (await deployer.call("GET", "/api/v2/authorization/divisions?pageSize=100")) as { entities: { id: string; name: string }[] };
  const desk = entities.find((one) => one.name === "UK Service Desk")?.id ?? "";
  conversation = conversations.find((one) => one.divisionIds?.includes(desk) === true)?.conversationId ?? "";
  const recordings = (await deployer.call("GET", `/api/v2/conversations/${conversation}/recordingmetadata`)) as unknown as { id: string; media: string }[];
  recording = recordings.find((one) => one.media === "screen")?.id ?? "";
  agent = ((await deployer.call("GET", "/api/v2/users?pageSize=100")) as { entities: { id: string; email: string }[] }).entities.find((one) => one.email === "agent@example.com")?.id ?? "";
});

afterAll(() => sandbox.remove());

async function seed(name: string, what: object): Promise<void> {
  await fetch(`${emulator}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name, region: "eu-west-2", ...what }) });
}

async function call(application: string, operation: string, options: { readonly body?: unknown; readonly headers?: Record<string, string>; readonly at?: string } = {}): Promise<Answer> {
  const [method = "", path = ""] = operation.split(" ");
  const response = await fetch(`${emulator}/orgs/${options.at ?? org}${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(application) ?? ""}`, "content-type": "application/json", ...options.headers },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: await response.text() };
}

/** The causes that `explain` finds for an answer, most likely first. */
async function causes(answer: Answer, application: string, operation: string, ...more: readonly string[]): Promise<readonly string[]> {
  const explained = await sandbox.run(["explain", "-", "--status", String(answer.status), "--call", operation, "--org", org, "--application", application, "--json", ...more], { input: answer.body });
  expect(explained.code, explained.err).toBe(0);
  return (JSON.parse(explained.out) as { causes: { id: string }[] }).causes.map((cause) => cause.id);
}

describe("the threads' scopes, with the gate off", () => {
  it("are refused by Genesys Cloud when the client is made, and nothing stays half-made for the next run", async () => {
    expect(asAdvised.code).toBe(2);
    expect(asAdvised.out + asAdvised.err).toContain("400 auth.invalid.scope");
    const explained = await sandbox.run(["explain", "-", "--json"], { input: asAdvised.err + asAdvised.out });
    expect((JSON.parse(explained.out) as { causes: { id: string }[] }).causes[0]?.id).toBe("invalid-scope-name");
  });
});

describe("the threads' paths, with the gate off", () => {
  it.each([
    ["000", "servicenow-data-action", "GET /api/v2/analytics/screenrecordings"],
    ["001", "desktop-archive", "POST /api/v2/interaction/screenrecordings"],
    ["002", "partner-recordings", "GET /api/v2/security/roles"],
    ["003", "quality-assurance", "GET /api/v2/analytics/screenrecordings/1"],
    ["003", "quality-assurance", "GET /api/v2/recordings/screen/1"],
    ["004", "recording-starter", "POST /api/v2/screenrecordings"],
  ])("thread %s: %s gets 404 for %s, and explain says that there is no such call", async (_, application, operation) => {
    const answer = await call(application, operation, operation.startsWith("POST") ? { body: {} } : {});
    expect(answer.status).toBe(404);
    expect((await causes(answer, application, operation))[0]).toBe("unknown-endpoint");
  });
});

describe("the calls that the threads mean, with the gate off", () => {
  it("000: the group's rights do not reach the client", async () => {
    const operation = "GET /api/v2/conversations/{conversationId}/recordings";
    const answer = await call("servicenow-data-action", `GET /api/v2/conversations/${conversation}/recordings`);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("missing.any.permissions");
    expect(await causes(answer, "servicenow-data-action", operation)).toContain("missing-permission-any");
  });

  it("001: a role called administrator holds nothing that archiving needs", async () => {
    const operation = "PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}";
    const answer = await call("desktop-archive", `PUT /api/v2/conversations/${conversation}/recordings/${recording}`, { body: { archiveDate: "2030-01-01T00:00:00Z" } });
    expect(answer.status).toBe(403);
    expect(await causes(answer, "desktop-archive", operation)).toContain("missing-permission-any");
  });

  it("001: only the client that posted a batch may read it", async () => {
    const posted = await call("desktop-archive-reader", "POST /api/v2/recording/batchrequests", { body: { batchDownloadRequestList: [{ conversationId: conversation }] } });
    expect(posted.status).toBe(200);
    const { id } = JSON.parse(posted.body) as { id: string };
    const answer = await call("partner-recordings", `GET /api/v2/recording/batchrequests/${id}`);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("batch.download.permission.denied");
    expect((await causes(answer, "partner-recordings", "GET /api/v2/recording/batchrequests/{jobId}"))[0]).toBe("batch-job-other-principal");
  });

  it("002: a header chooses no org, and a token is good for one org only", async () => {
    const own = await call("partner-recordings", "GET /api/v2/organizations/me");
    const partner = (await deployerOf(emulator, "partner").then((deployer) => deployer.call("GET", "/api/v2/organizations/me"))) as { id: string };
    const withHeader = await call("partner-recordings", "GET /api/v2/organizations/me", { headers: { "X-GCC-Organization-Id": partner.id } });
    const named = (answer: Answer): unknown => (JSON.parse(answer.body) as { id: unknown }).id;
    expect([withHeader.status, named(withHeader)]).toEqual([own.status, named(own)]);
    const there = await call("partner-recordings", `GET /api/v2/conversations/${conversation}/recordingmetadata`, { at: "partner" });
    expect(there.status).toBe(401);
    expect(there.body).toContain("bad.credentials");
    const found = await causes(there, "partner-recordings", "GET /api/v2/conversations/{conversationId}/recordingmetadata", "--header", "X-GCC-Organization-Id");
    expect(found.some((cause) => ["cross-org-client-credentials", "invented-header", "wrong-region-host"].includes(cause)), found.join(", ")).toBe(true);
  });

  it("003: rights in the Home division do not open a recording of another", async () => {
    const operation = "GET /api/v2/conversations/{conversationId}/recordings/{recordingId}";
    const answer = await call("quality-assurance", `GET /api/v2/conversations/${conversation}/recordings/${recording}`);
    expect(answer.status).toBe(403);
    const found = await causes(answer, "quality-assurance", operation, "--division", "UK Service Desk");
    expect(found.some((cause) => ["home-division-only-grant", "missing-division-grant"].includes(cause)), `${answer.body} ${found.join(", ")}`).toBe(true);
  });

  it("004: watching is refused because of the agent, whatever the caller holds", async () => {
    const operation = "POST /api/v2/users/{userId}/screenmonitors/sessions";
    const answer = await call("recording-starter", `POST /api/v2/users/${agent}/screenmonitors/sessions`, { body: {} });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const found = await causes(answer, "recording-starter", operation);
    expect(found.some((cause) => ["agent-missing-participate", "user-context-required"].includes(cause)), `${answer.status} ${answer.body} ${found.join(", ")}`).toBe(true);
  });
});
