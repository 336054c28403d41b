import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, deployerOf, Sandbox, type Ended } from "./sandbox";

/** A real org as far as this project can tell: `target: cloud`, called through a gateway, which is the emulator. */
let sandbox: Sandbox;
let emulator: string;
let env: Record<string, string>;
let ids: { readonly real: string; readonly other: string };

const orgFile = (gateway: string, extra = ""): string => `# Written by hand.
config:
  genesys-access:org:
    target: cloud   # the real one
    region: eu-west-2
    gateway: ${gateway}
    divisions: [ UK Service Desk ]
    credentials: { environment: REAL }
${extra}
  genesys-access:applications:
    servicenow-screen-recordings:
      owner: service-desk-platform
      purpose: Quality review
      calls:
        - POST /api/v2/analytics/conversations/details/query
        - GET /api/v2/conversations/{conversationId}/recordings
      recordings: [screen]
      divisions: [UK Service Desk]
`;

interface Seeded {
  readonly orgId: string;
  readonly deployer: { readonly clientId: string; readonly clientSecret: string };
}

async function seed(name: string, more: Record<string, unknown> = {}): Promise<Seeded> {
  const body = {
    name,
    region: "eu-west-2",
    divisions: ["UK Service Desk"],
    queues: [{ name: "Desk", division: "UK Service Desk" }],
    conversations: [{ queue: "Desk", division: "UK Service Desk", recordings: [{ media: "screen" }] }],
    deployer: { roles: "admin" },
    ...more,
  };
  const response = await fetch(`${emulator}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Seeded;
}

beforeAll(async () => {
  sandbox = new Sandbox();
  emulator = await sandbox.startEmulator();
  const real = await seed("real");
  const other = await seed("other");
  ids = { real: real.orgId, other: other.orgId };
  sandbox.edit("acme", () => orgFile(`${emulator}/orgs/real`));
  env = {
    REAL_OAUTHCLIENT_ID: real.deployer.clientId,
    REAL_OAUTHCLIENT_SECRET: real.deployer.clientSecret,
    OTHER_OAUTHCLIENT_ID: other.deployer.clientId,
    OTHER_OAUTHCLIENT_SECRET: other.deployer.clientSecret,
    PULUMI_CONFIG_PASSPHRASE: "of our own",
    GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes",
  };
});

afterAll(async () => {
  await sandbox.remove();
});

function tells(ended: Ended, ...said: readonly RegExp[]): void {
  expect(ended.code, ended.err).toBe(2);
  const text = ended.err.replace(/\n\s+/g, " ");
  for (const each of said) expect(text).toMatch(each);
  for (const secret of [env["REAL_OAUTHCLIENT_SECRET"], env["OTHER_OAUTHCLIENT_SECRET"], "of our own"]) expect(ended.err + ended.out).not.toContain(secret ?? "?");
}

const run = (args: readonly string[], more: Record<string, string | undefined> = {}): Promise<Ended> => sandbox.run(args, { env: { ...env, ...more } });

describe("before anything is changed in a real org", () => {
  it("a self-built engine needs a setting that says yes", async () => {
    const ended = await run(["up", "acme"], { GENESYS_ACCESS_ALLOW_BUILT_ENGINE: undefined });
    // Where Pulumi's own release is installed there is nothing to refuse.
    if (ended.code !== 0) tells(ended, /self-built engine/, /GENESYS_ACCESS_ALLOW_BUILT_ENGINE=yes/);
    expect((await contentsOf(emulator, "real")).clients.filter(({ name }) => name.startsWith("servicenow"))).toHaveLength(ended.code === 0 ? 1 : 0);
  });

  it("credentials that are missing are asked for, with every way to give them", async () => {
    tells(await run(["up", "acme"], { REAL_OAUTHCLIENT_ID: undefined, REAL_OAUTHCLIENT_SECRET: undefined }), /not complete/, /REAL_OAUTHCLIENT_ID/);
  });

  it("a wrong secret is told as one", async () => {
    tells(await run(["up", "acme"], { REAL_OAUTHCLIENT_SECRET: "mistyped-secret" }), /deployer gets no token/, /secret is wrong/, /environment REAL_/);
  });

  it("an API that cannot be reached is told with its address", async () => {
    sandbox.edit("away", () => orgFile("http://127.0.0.1:9"));
    tells(await run(["up", "away"]), /cannot be reached/, /127\.0\.0\.1:9/);
  });

  it("a missing passphrase is asked for", async () => {
    tells(await run(["up", "acme"], { PULUMI_CONFIG_PASSPHRASE: undefined }), /needs its passphrase/, /PULUMI_CONFIG_PASSPHRASE_FILE/);
  });

  it("the public passphrase of emulated orgs is refused", async () => {
    tells(await run(["up", "acme"], { PULUMI_CONFIG_PASSPHRASE: "genesys-access-emulator" }), /public passphrase of emulated orgs/);
  });
});

describe("the first up of a real org", () => {
  it("pins the organization in its file and leaves the rest of the file as it is", async () => {
    const before = readFileSync(sandbox.orgFile("acme"), "utf8");
    const up = await run(["up", "acme"]);
    expect(up.code, up.err).toBe(0);
    expect(up.err).toMatch(/now names its organization/);
    const after = readFileSync(sandbox.orgFile("acme"), "utf8").split("\n");
    const added = after.filter((line) => !before.split("\n").includes(line));
    expect(added.map((line) => line.trim().split(":")[0])).toEqual(["encryptionsalt", "orgId", "orgName"]);
    expect(after.filter((line) => before.split("\n").includes(line)).join("\n")).toBe(before);
    expect(added[1]).toContain(ids.real);
  });

  it("asked with made-up ids only, and says so", async () => {
    const verify = await run(["verify", "acme", "--json"]);
    expect(verify.code, verify.err).toBe(0);
    expect(JSON.parse(verify.out)).toMatchObject({
      asked: { kind: "org", text: expect.stringContaining(ids.real) },
      applications: [{ calls: [{ outcome: "gate passed", madeUpIds: true }, { outcome: "gate passed", status: 404, madeUpIds: true }] }],
    });
    expect((await run(["verify", "acme", "--strict"])).code).toBe(1);
  });

  it("can be proven on real data when that is asked for", async () => {
    const verify = await run(["verify", "acme", "--probe-data", "--strict", "--json"]);
    expect(verify.code, verify.out).toBe(0);
    expect(JSON.parse(verify.out)).toMatchObject({ verdict: "good", applications: [{ calls: [{ outcome: "proven", madeUpIds: false }, { outcome: "proven" }] }] });
  });
});

describe("the right file with another org's credentials", () => {
  it.each([["preview"], ["up"], ["destroy", "--yes"]])("stops %s before anything is changed", async (command, ...flags) => {
    const before = await contentsOf(emulator, "other");
    sandbox.edit("acme", (text) => text.replace("environment: REAL", "environment: OTHER").replace("/orgs/real", "/orgs/other"));
    const ended = await run([command, "acme", ...flags]);
    sandbox.edit("acme", (text) => text.replace("environment: OTHER", "environment: REAL").replace("/orgs/other", "/orgs/real"));
    tells(ended, /another organization/, new RegExp(ids.real), new RegExp(ids.other), /Nothing was changed/);
    expect(await contentsOf(emulator, "other")).toEqual(before);
  });

  it("stops verify as well", async () => {
    // The stack's own client is of another org now: same id and secret there would be needed to go on, so a copy of the client's org stands in.
    sandbox.edit("acme", (text) => text.replace(ids.real, ids.other));
    const ended = await run(["verify", "acme"]);
    sandbox.edit("acme", (text) => text.replace(ids.other, ids.real));
    tells(ended, /another organization/);
  });
});

describe("a deployer that lacks a permission", () => {
  it("is named as the one who lacks it", async () => {
    const limited = await seed("limited", {
      roles: [{ name: "Too little", policies: [{ domain: "authorization", entityName: "role", actionSet: ["view"] }, { domain: "oauth", entityName: "client", actionSet: ["view"] }] }],
      deployer: { name: "limited deployer", roles: ["Too little"] },
    });
    sandbox.edit("limited", () => orgFile(`${emulator}/orgs/limited`));
    const ended = await run(["up", "limited"], { REAL_OAUTHCLIENT_ID: limited.deployer.clientId, REAL_OAUTHCLIENT_SECRET: limited.deployer.clientSecret });
    tells(ended, /authorization:role:add|oauth:client:add/, /deployer/);
  });
});

describe("a division that does not exist", () => {
  it("is told with the nearest names that do", async () => {
    sandbox.edit("acme", (text) => text.replaceAll("UK Service Desk", "UK Servce Desk"));
    const ended = await run(["up", "acme"]);
    sandbox.edit("acme", (text) => text.replaceAll("UK Servce Desk", "UK Service Desk"));
    tells(ended, /UK Servce Desk/, /UK Service Desk/);
  });
});

describe("destroy of a real org", () => {
  it("needs somebody who confirms it, and names what is protected", async () => {
    tells(await run(["destroy", "acme"]), /nobody is here to confirm/, /role servicenow-screen-recordings/, /OAuth client servicenow-screen-recordings/, /--yes/);
  });

  it("with --yes removes what was made", async () => {
    const ended = await run(["destroy", "acme", "--yes"]);
    expect(ended.code, ended.err).toBe(0);
    expect((await contentsOf(emulator, "real")).clients.filter(({ name }) => name.startsWith("servicenow"))).toEqual([]);
  });
});

describe("an emulated org", () => {
  it("ignores the credentials of a real one, says so in one line, and sends them nowhere", async () => {
    const deployer = await deployerOf(emulator, "servicenow-uk");
    const preview = await sandbox.run(["preview", "servicenow-uk"], { env: { GENESYSCLOUD_OAUTHCLIENT_ID: "someone", GENESYSCLOUD_OAUTHCLIENT_SECRET: "very-secret", GENESYSCLOUD_REGION: "us-east-1" } });
    expect(preview.code, preview.err).toBe(0);
    expect(preview.err.split("\n").filter((line) => line.includes("GENESYSCLOUD_"))).toHaveLength(1);
    expect(preview.err + preview.out).not.toContain("very-secret");
    const { requests } = (await (await fetch(`${emulator}/emulator/orgs/servicenow-uk/requests`)).json()) as { requests: { clientId?: string }[] };
    expect(new Set(requests.map(({ clientId }) => clientId))).toEqual(new Set([deployer.clientId]));
  });
});
