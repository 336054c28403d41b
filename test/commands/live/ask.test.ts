import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emulator, request } from "../../emulator/support";
import { checkout, project, run } from "./support";

const org = "servicenow-uk";

interface Item {
  readonly status: string;
  readonly about: string;
  readonly text: string;
  readonly refusal?: { readonly code: string };
}

async function preflight(args: readonly string[], options: Parameters<typeof run>[1]): Promise<{ code: number; ready: boolean; items: readonly Item[] }> {
  const ended = await run(["preflight", ...args, "--json"], options);
  expect([0, 1], ended.err).toContain(ended.code);
  return { code: ended.code, ...(JSON.parse(ended.out) as { ready: boolean; items: readonly Item[] }) };
}

/** An org file for an emulated org, reached as a real one is, with credentials from the environment. */
function cloudFile(base: string, body: string, more = ""): string {
  return `config:\n  genesys-access:org:\n    target: cloud\n    region: eu-west-2\n    gateway: ${base}\n    credentials: { environment: REAL }\n${more}\n${body}`;
}

const application = (role = ""): string => `  genesys-access:applications:
    reader:
      owner: somebody
      purpose: a test
      calls:
        - GET /api/v2/conversations/{conversationId}/recordings
      recordings: [screen]
${role}`;

async function realOrg(seed: Readonly<Record<string, unknown>>): Promise<{ base: string; env: Record<string, string> }> {
  const running = await emulator();
  const { body, status } = await request("POST", `${running.url}/emulator/orgs`, { body: { name: "real", region: "eu-west-2", deployer: { roles: "admin" }, ...seed } });
  expect(status, JSON.stringify(body)).toBe(200);
  return { base: `${running.url}/orgs/real`, env: { REAL_OAUTHCLIENT_ID: body.deployer.clientId, REAL_OAUTHCLIENT_SECRET: body.deployer.clientSecret } };
}

describe("preflight", () => {
  it("finds nothing missing in the example org, and says whom it asked", async () => {
    const env = { GENESYS_ACCESS_EMULATOR: (await emulator()).url };
    const ended = await run(["preflight", org], { env });
    expect(ended.code, ended.err).toBe(0);
    expect(ended.out).toMatch(/nothing is missing that up needs/);
    expect(ended.out).toMatch(/Asked: the emulator/);
  });

  it("names a division and a product that the org does not have", async () => {
    const at = await realOrg({ divisions: ["Service Desk"], products: ["CX 1"] });
    const cwd = project({ acme: cloudFile(at.base, application("      divisions: [Service Dsk]\n"), "    divisions: [Service Dsk]\n    products: [CX 3]\n") });
    const { code, items } = await preflight(["acme"], { cwd, env: at.env });
    expect(code).toBe(1);
    expect(items.filter(({ status }) => status === "missing").map(({ about }) => about)).toEqual(["division", "permission", "product"]);
    expect(items[0]?.text).toMatch(/"Service Dsk"/);
  });

  it("names each permission that the deployer lacks, and what it may not read", async () => {
    const at = await realOrg({ roles: [{ name: "Too little", policies: [{ domain: "oauth", entityName: "client", actionSet: ["view"] }] }], deployer: { roles: ["Too little"] } });
    const cwd = project({ acme: cloudFile(at.base, application()) });
    const { code, items } = await preflight(["acme"], { cwd, env: at.env });
    expect(code).toBe(1);
    const lacking = items.filter(({ status, about }) => status === "missing" && about === "deployer").map(({ text }) => /lacks (\S+),/.exec(text)?.[1]);
    expect(lacking).toEqual(expect.arrayContaining(["authorization:role:add", "oauth:client:add", "authorization:grant:add"]));
    expect(lacking).not.toContain("oauth:client:view");
    expect(items.filter(({ status }) => status === "unknown").map(({ text }) => text).join("\n")).toMatch(/directory:organization:admin is missing/);
  });

  it("says that a deployer that never lends itself a role must hold it before", async () => {
    const at = await realOrg({ roles: [{ name: "Viewers", policies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"] }] }] });
    const body = application("      roles: [Viewers]\n");
    const never = project({ acme: cloudFile(at.base, body, "    deployerRoles: never\n") });
    const { items } = await preflight(["acme"], { cwd: never, env: at.env });
    expect(items.filter(({ about, status }) => about === "role" && status === "missing")).toEqual(
      expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('"Viewers"'), refusal: { status: 400, code: "bad.client.role" } })]),
    );
    const borrow = project({ acme: cloudFile(at.base, body) });
    expect((await preflight(["acme"], { cwd: borrow, env: at.env })).items.filter(({ status }) => status === "missing")).toEqual([]);
  });

  it("tells what recording needs in the org for an application that reads screens", async () => {
    const at = await realOrg({ settings: { maxSimultaneousStreams: 0 } });
    const cwd = project({ acme: cloudFile(at.base, application()) });
    const { code, items } = await preflight(["acme"], { cwd, env: at.env });
    expect(code).toBe(0);
    const recording = items.filter(({ about }) => about === "recording").map(({ text }) => text).join("\n");
    expect(recording).toMatch(/maxSimultaneousStreams is 0/);
    expect(recording).toMatch(/no policy that is switched on starts a screen recording/);
    expect(recording).toMatch(/recording:screenRecording:participate/);
  });
});

describe("questions to the live org", () => {
  it("say that an application is not there when it is only in the file", async () => {
    const env = { GENESYS_ACCESS_EMULATOR: (await emulator()).url };
    const ended = await run(["can", "application:servicenow-screen-recordings", "getConversationRecordings", "--org", org, "--live"], { env });
    expect(ended.code).toBe(2);
    expect(ended.err.replace(/\s+/g, " ")).toMatch(/in the org file, but not in the org/);
  });

  it("answer about a group of the org, with who was asked", async () => {
    const env = { GENESYS_ACCESS_EMULATOR: (await emulator()).url };
    const ended = await run(["can", "group:service-desk-quality", "getConversationRecordings", "--org", org, "--live", "--json"], { env });
    expect(ended.code, ended.err).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({ decision: "refused", asked: { kind: "emulator" }, unread: [] });
  });

  it("name everybody in the org who may make a call, not only those of the file", async () => {
    const env = { GENESYS_ACCESS_EMULATOR: (await emulator()).url };
    const ended = await run(["who", "getOauthClients", "--org", org, "--live", "--json"], { env });
    expect((JSON.parse(ended.out) as { principals: { principal: string }[] }).principals.map(({ principal }) => principal)).toEqual(["client:Deployer"]);
  });

  it("check the file against what only the org knows", async () => {
    const at = await realOrg({ settings: { maxSimultaneousStreams: 0 } });
    const cwd = project({ acme: cloudFile(at.base, application()) });
    const offline = await run(["check", "acme", "--json"], { cwd });
    const live = await run(["check", "acme", "--live", "--json"], { cwd, env: at.env });
    const rules = (text: string): string[] => (JSON.parse(text) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    expect(rules(offline.out)).not.toContain("screen-recording-off");
    expect(rules(live.out)).toContain("screen-recording-off");
    expect(live.err).toMatch(/Asked: the org real/);
  });

  it("find nothing mandatory in any example org, and nothing that up lacks", async () => {
    const env = { GENESYS_ACCESS_EMULATOR: (await emulator()).url };
    for (const name of readdirSync(join(checkout, "stacks", "orgs")).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])) {
      const checked = await run(["check", name, "--live"], { env });
      expect(checked.code, name + checked.out + checked.err).toBe(0);
      const asked = await run(["preflight", name], { env });
      expect(asked.code, name + asked.out + asked.err).toBe(0);
    }
  }, 60_000);

  it("need no org where no live answer is wanted", async () => {
    expect((await run(["who", "getConversationRecordings", "--org", org])).code).toBe(0);
  });
});
