import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout, contentsOf, deployerOf, Sandbox, tokenOf, type Ended } from "../e2e/sandbox";

/** The example org as a real one, as far as this project can tell: reached through a gateway, which is the emulator. */
let sandbox: Sandbox;
let emulator: string;

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Printed {
  readonly operations: readonly string[];
  readonly deployers: Readonly<Record<"read" | "apply", { readonly name: string; readonly permissions: readonly string[] }>>;
}

const example = readFileSync(`${checkout}/stacks/orgs/Pulumi.servicenow-uk.yaml`, "utf8");

function orgFile(seeded: string, more = ""): string {
  return example
    .replace("target: emulator", `target: cloud\n    gateway: ${emulator}/orgs/${seeded}${more}`)
    .replace(/^encryptionsalt:.*\n?/m, "");
}

async function seed(name: string): Promise<void> {
  const body = {
    name,
    region: "eu-west-2",
    divisions: ["UK Service Desk"],
    groups: [{ name: "service-desk-quality", rolesEnabled: true }],
    users: [{ email: "admin@example.com", roles: [{ role: "admin", divisions: ["*"] }] }],
    queues: [{ name: "Desk", division: "UK Service Desk" }],
    conversations: [{ queue: "Desk", division: "UK Service Desk", recordings: [{ media: "screen" }] }],
    deployer: { roles: "admin" },
  };
  const response = await fetch(`${emulator}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

async function administratorToken(org: string): Promise<string> {
  const response = await fetch(`${emulator}/emulator/orgs/${org}/tokens`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email: "admin@example.com" }) });
  return ((await response.json()) as { access_token: string }).access_token;
}

const base = { PULUMI_CONFIG_PASSPHRASE: "of our own", GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes" };

function as({ clientId, clientSecret }: Credentials): Record<string, string> {
  return { ...base, REAL_OAUTHCLIENT_ID: clientId, REAL_OAUTHCLIENT_SECRET: clientSecret };
}

const run = (args: readonly string[], env: Record<string, string>): Promise<Ended> => sandbox.run(args, { env });

async function bootstrap(org: string, ...more: readonly string[]): Promise<Credentials> {
  const ended = await run(["bootstrap", org, "--json", ...more], { ...base, GENESYS_ACCESS_ADMIN_TOKEN: await administratorToken("real") });
  expect(ended.code, ended.err).toBe(0);
  return JSON.parse(ended.out) as Credentials;
}

/** Replaces the permissions of a role. */
async function setPermissions(role: string, permissions: readonly string[]): Promise<void> {
  const deployer = await deployerOf(emulator, "real");
  const found = (await contentsOf(emulator, "real")).roles.find(({ name }) => name === role);
  const permissionPolicies = permissions.map((permission) => {
    const [domain, entityName, action] = permission.split(":");
    return { domain, entityName, actionSet: [action] };
  });
  const before = await deployer.call("GET", `/api/v2/authorization/roles/${found?.id ?? ""}`);
  await deployer.call("PUT", `/api/v2/authorization/roles/${found?.id ?? ""}`, { name: before["name"], description: before["description"], permissionPolicies });
}

async function operationsOf(clientId: string): Promise<string[]> {
  const { requests } = (await (await fetch(`${emulator}/emulator/orgs/real/requests`)).json()) as { requests: { clientId?: string; operation?: string; status: number }[] };
  return [...new Set(requests.flatMap(({ clientId: who, operation }) => (who === clientId && operation !== undefined ? [operation] : [])))].sort();
}

let printed: Printed;
let reader: Credentials;
let applier: Credentials;

beforeAll(async () => {
  sandbox = new Sandbox();
  emulator = await sandbox.startEmulator();
  await seed("real");
  sandbox.edit("acme", () => orgFile("real", "\n    credentials: { environment: REAL }"));
  printed = JSON.parse((await run(["deployer", "acme", "--json"], base)).out) as Printed;
  reader = await bootstrap("acme", "--role", "read");
  applier = await bootstrap("acme");
});

afterAll(async () => {
  await sandbox.remove();
});

describe("the deployer that only reads", () => {
  it("previews what is not there yet, and may not make it", async () => {
    const preview = await run(["preview", "acme"], as(reader));
    expect(preview.code, preview.err).toBe(0);
    const preflight = await run(["preflight", "acme", "--json"], as(reader));
    expect(preflight.code, preflight.err).toBe(1);
    expect(JSON.parse(preflight.out)).toMatchObject({ ready: false, deployer: { kind: "client", id: reader.clientId }, asked: { kind: "org" } });
    expect(preflight.out).toMatch(/lacks oauth:client:add/);
  });
});

describe("the deployer with exactly the printed role", () => {
  it("is stopped by one permission fewer, which preflight names before anything is changed", async () => {
    const { name, permissions } = printed.deployers.apply;
    await setPermissions(name, permissions.filter((permission) => permission !== "oauth:client:add"));
    const preflight = await run(["preflight", "acme"], as(applier));
    expect(preflight.code, preflight.err).toBe(1);
    expect(preflight.out).toMatch(/the deployer lacks oauth:client:add/);
    const up = await run(["up", "acme", "--yes"], as(applier));
    expect(up.code).toBe(2);
    expect(up.err.replace(/\n\s+/g, " ")).toMatch(/oauth:client:add/);
    await setPermissions(name, permissions);
  });

  it("brings the org up, and a second run changes nothing", async () => {
    const preflight = await run(["preflight", "acme"], as(applier));
    expect(preflight.code, preflight.out).toBe(0);
    const up = await run(["up", "acme", "--yes"], as(applier));
    expect(up.code, up.err).toBe(0);
    const again = await run(["preview", "acme", "--expect-no-changes"], as(reader));
    expect(again.code, again.err).toBe(0);
    const refresh = await run(["refresh", "acme"], as(reader));
    expect(refresh.code, refresh.err).toBe(0);
  });

  it("shows the live org to who asks, and says that it is the org", async () => {
    const can = await run(["can", "application:servicenow-screen-recordings", "getConversationRecordings", "--org", "acme", "--division", "UK Service Desk", "--live", "--json"], as(applier));
    expect(can.code, can.err).toBe(0);
    expect(JSON.parse(can.out)).toMatchObject({ decision: "allowed", asked: { kind: "org" } });
    const check = await run(["check", "acme", "--live"], as(applier));
    expect(check.code, check.err + check.out).toBe(0);
  });

  it("destroys it again, and made no call that was not foreseen", async () => {
    const destroy = await run(["destroy", "acme", "--yes"], as(applier));
    expect(destroy.code, destroy.err).toBe(0);
    const free = ["getOrganizationsMe", "getTokensMe", "getAuthorizationSubjectsMe"];
    const seen = await operationsOf(applier.clientId);
    expect(seen).toEqual(expect.arrayContaining(["postAuthorizationRoles", "postOauthClients", "deleteOauthClient"]));
    const askedByLiveReads = ["getAuthorizationPermissions", "getAuthorizationProducts", "getAuthorizationPolicies", "getAuthorizationRolesSettings", "getOrganizationsAuthenticationSettings", "getRecordingSettings", "getRecordingMediaretentionpolicies", "getOrgauthorizationTrustees", "getOrgauthorizationTrustors", "getAuthorizationRoleSubjectgrants", "getGroupIndividuals", "getGroups", "getUsers"];
    expect(seen.filter((operation) => ![...printed.operations, ...free, ...askedByLiveReads].includes(operation))).toEqual([]);
    expect((await contentsOf(emulator, "real")).clients.map(({ name }) => name).sort()).toEqual(["Deployer", "pulumi deployer acme (apply)", "pulumi deployer acme (read)"]);
  });
});

describe("credentials that bootstrap stores in Pulumi's configuration", () => {
  it("are used from there, and stand nowhere in clear", async () => {
    sandbox.edit("stored", () => orgFile("real"));
    const ended = await run(["bootstrap", "stored", "--config", "--json"], { ...base, GENESYS_ACCESS_ADMIN_TOKEN: await administratorToken("real") });
    expect(ended.code, ended.err).toBe(0);
    expect(ended.out).not.toMatch(/clientSecret/);
    const file = readFileSync(sandbox.orgFile("stored"), "utf8");
    expect(file).toMatch(/clientSecret:\s*\n?\s*secure: v1:/);
    const preflight = await run(["preflight", "stored", "--json"], base);
    expect(preflight.code, preflight.err + preflight.out).toBe(0);
    const { clientId } = JSON.parse(ended.out) as { clientId: string };
    expect(JSON.parse(preflight.out)).toMatchObject({ deployer: { id: clientId }, ready: true });
    expect(await tokenOf(`${emulator}/orgs/real`, clientId, "wrong")).toBeUndefined();
  });
});
