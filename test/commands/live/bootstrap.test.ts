import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunningEmulator } from "../../../emulator";
import { LiveApi } from "../../../live";
import { bootstrapDeployer, type DeployerCredentials } from "../../../live/bootstrap/bootstrap";
import { deployerNeeds } from "../../../live/deployer/roles";
import { loadOrgFile } from "../../../stacks/orgfile";
import { emulator, request } from "../../emulator/support";
import { checkout, project, run } from "./support";

const org = "servicenow-uk";

interface Scene {
  readonly running: RunningEmulator;
  readonly base: string;
  readonly env: { readonly GENESYS_ACCESS_EMULATOR: string };
  readonly deployer: string;
}

/** The example org on an emulator, with people who can sign in. */
async function scene(): Promise<Scene> {
  const running = await emulator();
  const seed = { name: org, region: "eu-west-2", divisions: ["UK Service Desk"], users: [{ email: "admin@example.com", roles: [{ role: "admin", divisions: ["*"] }] }, { email: "clerk@example.com", roles: ["employee"] }], deployer: { roles: "admin" } };
  const { body } = await request("POST", `${running.url}/emulator/orgs`, { body: seed });
  const base = `${running.url}/orgs/${org}`;
  const { clientId, clientSecret } = body.deployer;
  return { running, base, env: { GENESYS_ACCESS_EMULATOR: running.url }, deployer: await tokenOf(base, clientId, clientSecret) };
}

async function tokenOf(base: string, id: string, secret: string): Promise<string> {
  const answer = await request("POST", `${base}/oauth/token`, { body: new URLSearchParams({ grant_type: "client_credentials" }), headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` } });
  return answer.body.access_token as string;
}

async function signIn({ running }: Scene, email: string): Promise<string> {
  return (await request("POST", `${running.url}/emulator/orgs/${org}/tokens`, { body: { email } })).body.access_token as string;
}

async function contents({ base, deployer: token }: Scene): Promise<string[]> {
  const names = async (path: string): Promise<string[]> => ((await request("GET", `${base}/api/v2/${path}`, { token })).body.entities as { id: string; name: string }[]).map(({ id, name }) => `${id} ${name}`);
  const { entities } = (await request("GET", `${base}/api/v2/users?pageSize=100`, { token })).body as { entities: { id: string; email: string }[] };
  const grants = await Promise.all(entities.map(async ({ id, email }) => `${email} ${JSON.stringify(((await request("GET", `${base}/api/v2/authorization/subjects/${id}`, { token })).body.grants as { role: { name: string } }[]).map(({ role }) => role.name))}`));
  return [...(await names("authorization/roles?pageSize=500")), ...(await names("oauth/clients")), ...grants].sort();
}

describe("bootstrap", () => {
  it("makes a client that holds exactly the printed role, and leaves the administrator as he was", async () => {
    const at = await scene();
    const before = await contents(at);
    const token = await signIn(at, "admin@example.com");
    const ended = await run(["bootstrap", org, "--json"], { env: at.env, stdin: `${token}\n` });
    expect(ended.code, ended.err).toBe(0);
    const made = JSON.parse(ended.out) as { clientId: string; clientSecret: string; permissions: string[] };
    const printed = JSON.parse((await run(["deployer", org, "--json"])).out) as { deployers: { apply: { permissions: string[] } } };
    expect(made.permissions).toEqual(printed.deployers.apply.permissions);

    const own = await tokenOf(at.base, made.clientId, made.clientSecret);
    const { grants } = (await request("GET", `${at.base}/api/v2/authorization/subjects/me`, { token: own })).body as { grants: { role: { policies: { domain: string; entityName: string; actions: string[] }[] }; division: { name: string } }[] };
    expect(grants.map(({ division }) => division.name)).toEqual(["UK Service Desk"]);
    const held = grants[0]?.role.policies.flatMap(({ domain, entityName, actions }) => actions.map((action) => `${domain}:${entityName}:${action}`)).sort();
    expect(held).toEqual(printed.deployers.apply.permissions);
    const added = (await contents(at)).filter((line) => !before.includes(line));
    expect(added.map((line) => line.replace(/^\S+ /, ""))).toEqual([`pulumi deployer ${org} (apply)`, `pulumi deployer ${org} (apply)`]);
  });

  it("changes nothing the second time, and shows no secret then", async () => {
    const at = await scene();
    const env = { ...at.env, GENESYS_ACCESS_ADMIN_TOKEN: await signIn(at, "admin@example.com") };
    const first = await run(["bootstrap", org, "--json"], { env });
    expect(first.code, first.err).toBe(0);
    const { clientId, clientSecret } = JSON.parse(first.out) as { clientId: string; clientSecret: string };
    const before = await contents(at);
    const again = await run(["bootstrap", org], { env });
    expect(again.code, again.err).toBe(0);
    expect(again.out).toMatch(/is there already[\s\S]*nothing was changed[\s\S]*--new-secret/);
    expect(again.out).toContain(clientId);
    expect(await contents(at)).toEqual(before);
    expect(JSON.parse((await run(["bootstrap", org, "--json"], { env })).out)).toMatchObject({ clientId, existing: true });
    expect(await tokenOf(at.base, clientId, clientSecret)).toEqual(expect.any(String));
    // The other deployer is another one.
    const read = await run(["bootstrap", org, "--role", "read"], { env });
    expect(read.code, read.err).toBe(0);
    expect(read.out).not.toMatch(/every right/);
  });

  it("brings the role up to date when the org file asks for more, and leaves the secret", async () => {
    const at = await scene();
    const env = { ...at.env, GENESYS_ACCESS_ADMIN_TOKEN: await signIn(at, "admin@example.com") };
    const text = readFileSync(join(checkout, "stacks", "orgs", `Pulumi.${org}.yaml`), "utf8");
    const first = JSON.parse((await run(["bootstrap", org, "--json"], { cwd: project({ [org]: text }), env })).out) as { clientId: string; clientSecret: string };
    const more = text.replace("# Public", "  genesys-access:serviceUsers:\n    machine: { email: machine@example.com, owner: somebody }\n\n# Public");
    const cwd = project({ [org]: more });
    const again = await run(["bootstrap", org, "--json"], { cwd, env });
    expect(again.code, again.err).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ clientId: first.clientId, existing: true, added: ["directory:user:add", "directory:user:delete", "directory:user:edit", "directory:user:view"], removed: [], divisions: ["all"] });
    const own = await tokenOf(at.base, first.clientId, first.clientSecret);
    const { grants } = (await request("GET", `${at.base}/api/v2/authorization/subjects/me`, { token: own })).body as { grants: { division: { id: string }; role: { policies: { entityName: string }[] } }[] };
    expect(grants.map(({ division }) => division.id)).toEqual(["*"]);
    expect(grants[0]?.role.policies.map(({ entityName }) => entityName)).toContain("user");
    expect((await run(["bootstrap", org], { cwd, env })).out).toMatch(/nothing was changed/);
  });

  it("gives the deployer a new secret when it is asked to, and the old one ends", async () => {
    const at = await scene();
    const env = { ...at.env, GENESYS_ACCESS_ADMIN_TOKEN: await signIn(at, "admin@example.com") };
    const first = JSON.parse((await run(["bootstrap", org, "--json"], { env })).out) as { clientId: string; clientSecret: string };
    const before = await contents(at);
    const ended = await run(["bootstrap", org, "--new-secret", "--json"], { env });
    expect(ended.code, ended.err).toBe(0);
    const next = JSON.parse(ended.out) as { clientId: string; clientSecret: string };
    expect(next.clientId).toBe(first.clientId);
    expect(await tokenOf(at.base, next.clientId, next.clientSecret)).toEqual(expect.any(String));
    expect(await tokenOf(at.base, first.clientId, first.clientSecret)).toBeUndefined();
    expect(await contents(at)).toEqual(before);
  });

  it("touches no client of its name that somebody else made", async () => {
    const at = await scene();
    const client = { name: `pulumi deployer ${org} (apply)`, description: "By hand", authorizedGrantType: "CODE", registeredRedirectUri: ["https://example.com"], scope: ["users"] };
    expect((await request("POST", `${at.base}/api/v2/oauth/clients`, { token: at.deployer, body: client })).status).toBe(200);
    const before = await contents(at);
    const ended = await run(["bootstrap", org], { env: at.env, stdin: await signIn(at, "admin@example.com") });
    expect(ended.code).toBe(2);
    expect(ended.err.replace(/\s+/g, " ")).toMatch(/bootstrap did not make it/);
    expect(await contents(at)).toEqual(before);
  });

  it("goes on where a run was cut off, wherever that was, and ends with one deployer that works", async () => {
    const role = deployerNeeds(loadOrgFile(join(checkout, "stacks", "orgs", `Pulumi.${org}.yaml`))).apply;
    const at = await scene();
    const accessToken = await signIn(at, "admin@example.com");
    const target = { apiBase: at.base, loginBase: at.base, accessToken, credentials: "the test" };
    const clean = await contents(at);
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    let requests = 0;
    for (let cut = 1; cut === 1 || requests >= cut - 1; cut += 1) {
      for (const moment of ["before", "after"]) {
        requests = 0;
        let delivered: DeployerCredentials | undefined;
        const options = { clock, identify: () => undefined, deliver: (credentials: DeployerCredentials) => ((delivered = credentials), Promise.resolve()) };
        // From the cut on nothing gets through any more, as when the machine is switched off.
        const send = async (url: string, init: RequestInit): Promise<Response> => {
          requests += 1;
          if (requests > cut || (requests === cut && moment === "before")) throw new Error("cut off");
          const answer = await fetch(url, init);
          if (requests === cut) throw new Error("cut off");
          return answer;
        };
        await bootstrapDeployer(new LiveApi(target, { send, clock }), role, options).catch(() => undefined);
        const made = await bootstrapDeployer(new LiveApi(target), role, options);
        const place = `${moment} request ${cut}`;
        expect(delivered?.clientId, place).toBe(made.clientId);
        expect(await tokenOf(at.base, made.clientId, delivered?.clientSecret ?? ""), place).toEqual(expect.any(String));
        const added = (await contents(at)).filter((line) => !clean.includes(line)).map((line) => line.replace(/^\S+ /, ""));
        expect(added, place).toEqual([role.name, role.name]);
        const { body } = await request("GET", `${at.base}/api/v2/oauth/clients/${made.clientId}`, { token: at.deployer });
        const call = (method: string, path: string, sent?: unknown) => request(method, `${at.base}/api/v2/${path}`, { token: accessToken, ...(sent === undefined ? {} : { body: sent }) });
        await call("DELETE", `authorization/roles/${made.roleId}`);
        await call("PUT", `oauth/clients/${made.clientId}`, { ...body, roleDivisions: [], authorizedGrantType: "CODE", registeredRedirectUri: ["https://example.com"], scope: ["users"], state: "inactive" });
        await call("DELETE", `oauth/clients/${made.clientId}`);
        expect(await contents(at), place).toEqual(clean);
      }
    }
    expect(requests).toBeGreaterThan(10);
  });

  it("waits until the administrator's new grant acts", async () => {
    const at = await scene();
    const token = await signIn(at, "admin@example.com");
    await request("PUT", `${at.running.url}/emulator/options`, { body: { lateGrantsSeconds: 1 } });
    const ended = await run(["bootstrap", org], { env: at.env, stdin: token });
    expect(ended.code, ended.err).toBe(0);
    expect(ended.err).toMatch(/Waiting for the new role to act/);
  });

  it("names what the token's holder lacks, and leaves nothing behind", async () => {
    const at = await scene();
    const before = await contents(at);
    const ended = await run(["bootstrap", org], { env: at.env, stdin: await signIn(at, "clerk@example.com") });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/oauth:client:view is missing/);
    expect(await contents(at)).toEqual(before);
  });

  it("takes everything back when the credentials cannot be stored, and never prints them", async () => {
    const at = await scene();
    const before = await contents(at);
    const token = await signIn(at, "admin@example.com");
    const ended = await run(["bootstrap", org, "--command", "exit 3"], { env: at.env, stdin: token });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/could not be stored/);
    expect(ended.out).toBe("");
    expect(ended.err).not.toContain(token);
    expect(await contents(at)).toEqual(before);
  });

  it("gives the credentials to a command, and then prints no secret", async () => {
    const at = await scene();
    const root = project({ [org]: await import("node:fs").then(({ readFileSync }) => readFileSync(join(checkout, "stacks", "orgs", `Pulumi.${org}.yaml`), "utf8")) });
    const ended = await run(["bootstrap", org, "--command", "cat > stored.json", "--json"], { cwd: root, env: at.env, stdin: await signIn(at, "admin@example.com") });
    expect(ended.code, ended.err).toBe(0);
    const { readFileSync } = await import("node:fs");
    const stored = JSON.parse(readFileSync(join(root, "stored.json"), "utf8")) as { clientId: string; clientSecret: string; org: string };
    expect(stored.org).toBe(org);
    expect(ended.out).toContain(stored.clientId);
    expect(ended.out).not.toContain(stored.clientSecret);
    expect(await tokenOf(at.base, stored.clientId, stored.clientSecret)).toEqual(expect.any(String));
  });

  it("tells the command nothing of the administrator's token", async () => {
    const at = await scene();
    const text = readFileSync(join(checkout, "stacks", "orgs", `Pulumi.${org}.yaml`), "utf8");
    const token = await signIn(at, "admin@example.com");
    const cwd = project({ [org]: text });
    const ended = await run(["bootstrap", org, "--command", "env > seen.txt; cat >> seen.txt"], { cwd, env: { ...at.env, GENESYS_ACCESS_ADMIN_TOKEN: token } });
    expect(ended.code, ended.err).toBe(0);
    const seen = readFileSync(join(cwd, "seen.txt"), "utf8");
    expect(seen).toContain("clientSecret");
    for (const told of [seen, ended.out, ended.err]) expect(told).not.toContain(token);
  });

  it("makes no deployer that changes an org which its customer manages", async () => {
    const text = readFileSync(join(checkout, "stacks", "orgs", `Pulumi.${org}.yaml`), "utf8").replace("region: eu-west-2", "region: eu-west-2\n    managedBy: customer");
    const cwd = project({ [org]: text });
    const ended = await run(["bootstrap", org, "--print"], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.err.replace(/\s+/g, " ")).toMatch(/managed by its customer.*onboard.*--role read/);
    expect((await run(["bootstrap", org, "--role", "read", "--print"], { cwd })).code).toBe(0);
  });

  it("asks for a token where there is none, and repeats nothing that is not one", async () => {
    const without = await run(["bootstrap", org]);
    expect(without.code).toBe(2);
    expect(without.err).toMatch(/GENESYS_ACCESS_ADMIN_TOKEN/);
    const wrong = await run(["bootstrap", org], { stdin: "not a token at all" });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(/not an access token/);
    expect(wrong.err).not.toContain("at all");
  });
});
