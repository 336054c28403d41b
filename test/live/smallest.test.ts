import { describe, expect, it } from "vitest";
import { catalogue } from "../../access/catalogue";
import { createDecider } from "../../access/decide";
import type { AccessGraph } from "../../access/graph/graph";
import type { LoggedRequest } from "../../emulator";
import { bootstrapDeployer, type DeployerCredentials } from "../../live/bootstrap/bootstrap";
import { deployerNeeds, type DeployerRole } from "../../live/deployer/roles";
import { LiveApi, realClock } from "../../live";
import type { OrgFile } from "../../stacks/orgfile";
import { gatewayOf } from "../../stacks/target/gateway";
import { seedForOrg } from "../../stacks/target/seed";
import type { Target } from "../../stacks/target";
import { emulator, request, seedOrg, type TestOrg } from "../emulator/support";
import { startProvider, type Kept, type MiniEngine } from "../provider/support/service";
import { changed, runProgram } from "./life";
import { orgFileOf, orgs, variants } from "./orgs";

/** The org of a file on an emulator, as it is before anything is deployed, with other settings than the file wants. */
async function start(orgFile: OrgFile): Promise<{ readonly org: TestOrg; readonly administrator: string }> {
  const running = await emulator();
  const own = seedForOrg(orgFile);
  const settings = orgFile.screenRecording?.manage === true ? { ...own.settings, maxSimultaneousStreams: 0 } : own.settings;
  const users = [...(own.users ?? []), { email: "admin@example.com", roles: [{ role: "admin", divisions: ["*"] }] }];
  const org = await seedOrg(running, { ...own, users, ...(settings === undefined ? {} : { settings }) });
  const { body } = await request("POST", `${running.url}/emulator/orgs/${org.name}/tokens`, { body: { email: "admin@example.com" } });
  return { org, administrator: body.access_token as string };
}

async function made(org: TestOrg, accessToken: string, role: DeployerRole): Promise<DeployerCredentials> {
  const api = new LiveApi({ apiBase: org.base, loginBase: org.base, accessToken, credentials: "the test" });
  const { credentials } = await bootstrapDeployer(api, role, { clock: realClock, identify: () => undefined, deliver: () => Promise.resolve() });
  if (credentials === undefined) throw new Error("the deployer was there already");
  return credentials;
}

/** What two deployers call in the whole life of an org: one makes everything, reads it again, changes it and deletes it, the other one reads. */
async function live(orgFile: OrgFile): Promise<Readonly<Record<"read" | "apply", readonly LoggedRequest[]>>> {
  const { org, administrator } = await start(orgFile);
  const needed = deployerNeeds(orgFile);
  const reader = await made(org, administrator, needed.read);
  const applier = await made(org, administrator, needed.apply);
  const target: Target = {
    kind: "emulator",
    region: orgFile.org.region,
    apiBase: org.base,
    loginBase: org.base,
    orgId: org.id,
    ...applier,
    gateways: [gatewayOf(org.base, org.base)],
    credentials: "the test",
  };
  const settings = ({ clientId, clientSecret }: DeployerCredentials) => ({
    oauthclientId: clientId,
    oauthclientSecret: clientSecret,
    gateways: [{ ...gatewayOf(org.base, org.base), pathParams: [...gatewayOf(org.base, org.base).pathParams] }] as never,
    deployerRoles: needed.deployerRoles,
    organizationId: org.id,
  });
  const own = { project: "genesys-access", stack: orgFile.name };
  const kept = new Map<string, Kept>();
  /** A provider of its own for each run, as the engine starts it: it knows nothing of what was made before. */
  const as = async (deployer: DeployerCredentials): Promise<MiniEngine> => (await startProvider({ settings: settings(deployer), ...own }, kept)).engine;
  const declared = await runProgram(orgFile, target, await as(applier));
  for (const deployer of [reader, applier]) {
    const looking = await as(deployer);
    for (const { type, name } of declared) expect(await looking.read(type, name), `${type} ${name}`).toBe(true);
  }
  const changing = await as(applier);
  for (const { type, name, inputs } of declared) await changing.up(type, name, changed[type]?.(inputs) ?? inputs);
  const removing = await as(applier);
  for (const { type, name } of [...declared].reverse()) await removing.delete(type, name);
  const log = await org.log();
  const of = (id: string): readonly LoggedRequest[] => log.filter(({ clientId, operation }) => clientId === id && operation !== undefined);
  return { read: of(reader.clientId), apply: of(applier.clientId) };
}

/** Operations that a client with these permissions everywhere is refused. */
function refused(operations: readonly string[], permissions: readonly string[]): readonly string[] {
  const place = { path: "the deployer" } as never;
  const graph = {
    org: { name: "org", region: "eu-west-2", place },
    divisions: [],
    roles: [{ key: "role", name: "role", place, policies: permissions.map((permission) => {
      const [domain = "", entity = "", action = ""] = permission.split(":");
      return { domain, entity, actions: [action], place };
    }) }],
    clients: [{ key: "deployer", name: "deployer", clientId: "deployer", grantType: "CLIENT-CREDENTIALS", scopes: [], state: "active", place }],
    users: [], groups: [], memberships: [], applications: [], accessPolicies: [], trusts: [],
    grants: [{ subject: { kind: "client", key: "deployer" }, role: { kind: "role", key: "role" }, division: { kind: "all" }, place }],
  } as unknown as AccessGraph;
  const decider = createDecider(graph);
  return operations.filter((id) => {
    const operation = catalogue().operation(id);
    return operation !== undefined && decider.decide({ kind: "client", key: "deployer" }, operation).decision !== "allowed";
  });
}

describe("the roles that `deployer` prints", () => {
  it.each([...orgs, ...Object.keys(variants)])("are enough for %s, and any permission fewer is too few", async (name) => {
    const orgFile = orgFileOf(name);
    const calls = await live(orgFile);
    const needed = deployerNeeds(orgFile);
    expect(needed.unknownTypes).toEqual([]);
    for (const kind of ["read", "apply"] as const) {
      const permissions = needed[kind].permissions.map(({ permission }) => permission);
      expect(calls[kind].filter(({ status }) => status === 401 || status === 403 || status >= 500)).toEqual([]);
      const operations = [...new Set(calls[kind].map(({ operation = "" }) => operation))].sort();
      expect(operations.length).toBeGreaterThan(0);
      expect(operations.filter((one) => ![...needed.operations, "getOrganizationsMe", "getTokensMe", "getAuthorizationSubjectsMe"].includes(one)), "calls that are not foreseen").toEqual([]);
      expect(refused(operations, permissions)).toEqual([]);
      const idle = permissions.filter((one) => refused(operations, permissions.filter((other) => other !== one)).length === 0);
      expect(idle, `permissions of the ${kind} deployer that nothing needs`).toEqual([]);
    }
  });
});
