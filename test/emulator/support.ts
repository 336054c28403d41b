import { mkdtempSync, rmSync } from "node:fs";
import { request as send } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { startEmulator, type EmulatorOptionsUpdate, type LoggedRequest, type OrgSeed, type RunningEmulator } from "../../emulator";

const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A folder that is gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-test-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that stands still until it is moved. */
export class Clock {
  time = Date.parse("2026-11-20T12:00:00Z");
  readonly now = (): number => this.time;

  /** Moves on by so many seconds. */
  pass(seconds: number): void {
    this.time += seconds * 1000;
  }
}

/** An emulator that ends with the test. */
export async function emulator(
  options: { stateDir?: string; clock?: Clock; options?: EmulatorOptionsUpdate; port?: number } = {},
): Promise<RunningEmulator> {
  const running = await startEmulator({
    stateDir: options.stateDir ?? scratch(),
    ...(options.clock === undefined ? {} : { now: options.clock.now }),
    ...(options.options === undefined ? {} : { options: options.options }),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await running.close();
    open = false;
  };
  ends.push(close);
  return { ...running, close };
}

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Bodies are judged by what the tests expect of them.
  readonly body: any;
}

/** One request on a connection of its own; a body is sent as JSON unless it is a form. */
export function request(
  method: string,
  url: string,
  options: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const form = options.body instanceof URLSearchParams;
  const body = options.body === undefined ? undefined : form ? String(options.body) : JSON.stringify(options.body);
  return new Promise((resolve, reject) => {
    const sent = send(
      url,
      {
        method,
        agent: false,
        headers: {
          ...(body === undefined
            ? {}
            : {
                "Content-Type": form ? "application/x-www-form-urlencoded" : "application/json",
                "Content-Length": Buffer.byteLength(body),
              }),
          ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
          ...options.headers,
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.once("error", reject).once("end", () => {
          const headers = new Headers(Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]));
          const json = headers.get("content-type")?.includes("json") === true;
          resolve({
            status: response.statusCode ?? 0,
            headers,
            body: text === "" ? undefined : json ? (JSON.parse(text) as unknown) : text,
          });
        });
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

/** An org of an emulator, with the deployer's token. */
export interface TestOrg {
  readonly emulator: RunningEmulator;
  readonly name: string;
  readonly id: string;
  readonly base: string;
  readonly deployer: { clientId: string; clientSecret: string };
  /** Calls `/api/v2/…` as the deployer, or with another token. */
  api(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** Asks for a token; the whole answer. */
  tokenAnswer(clientId: string, clientSecret: string): Promise<Answer>;
  token(clientId: string, clientSecret: string): Promise<string>;
  /** A client with a role of exactly these permissions in these divisions, and its token. */
  clientWith(
    permissions: readonly string[],
    divisions?: readonly string[],
    name?: string,
  ): Promise<{ id: string; secret: string; token: string; roleId: string }>;
  /** Id of the division, role, group or user of that name. */
  division(name: string): Promise<string>;
  role(name: string): Promise<string>;
  user(email: string): Promise<string>;
  group(name: string): Promise<string>;
  log(): Promise<LoggedRequest[]>;
}

/** The seed that most tests use: two divisions besides Home, people, a group, and a conversation in each division. */
export const seed: OrgSeed = {
  name: "uk",
  region: "eu-west-2",
  divisions: ["UK Service Desk", "Sales"],
  users: [
    { email: "ann@example.com", name: "Ann" },
    { email: "bob@example.com", name: "Bob", division: "Sales" },
  ],
  groups: [{ name: "Reviewers", members: ["ann@example.com"] }],
  conversations: [
    {
      key: "desk",
      division: "UK Service Desk",
      queue: "Desk",
      agents: ["ann@example.com"],
      recordings: [{ media: "screen" }, { media: "audio" }],
    },
    { key: "sales", division: "Sales", queue: "Orders", agents: ["bob@example.com"], recordings: [{ media: "screen" }] },
    { key: "both", divisions: ["UK Service Desk", "Sales"], queue: "Desk", recordings: [{ media: "audio" }] },
    { key: "home", recordings: [] },
  ],
};

/** Seeds an org and signs its deployer in. */
export async function seedOrg(running: RunningEmulator, what: OrgSeed = seed): Promise<TestOrg> {
  const seeded = await request("POST", `${running.url}/emulator/orgs`, { body: what });
  if (seeded.status !== 200) throw new Error(`seed refused: ${JSON.stringify(seeded.body)}`);
  const { orgId, name, apiBase, deployer } = seeded.body as {
    orgId: string;
    name: string;
    apiBase: string;
    deployer: { clientId: string; clientSecret: string };
  };
  const tokenAnswer: TestOrg["tokenAnswer"] = (clientId, clientSecret) =>
    request("POST", `${apiBase}/oauth/token`, {
      body: new URLSearchParams({ grant_type: "client_credentials" }),
      headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    });
  const token: TestOrg["token"] = async (clientId, clientSecret) => {
    const answer = await tokenAnswer(clientId, clientSecret);
    if (answer.status !== 200) throw new Error(`no token: ${JSON.stringify(answer.body)}`);
    return (answer.body as { access_token: string }).access_token;
  };
  const own = await token(deployer.clientId, deployer.clientSecret);
  const api: TestOrg["api"] = (method, path, body, other) =>
    request(method, `${apiBase}/api/v2/${path}`, { token: other ?? own, ...(body === undefined ? {} : { body }) });
  const idOf = async (path: string, matches: (entity: { id: string; name: string; email?: string }) => boolean): Promise<string> => {
    const { body } = await api("GET", path);
    const found = (body as { entities: { id: string; name: string; email?: string }[] }).entities.find(matches);
    if (found === undefined) throw new Error(`not in ${path}`);
    return found.id;
  };
  const org: TestOrg = {
    emulator: running,
    name,
    id: orgId,
    base: apiBase,
    deployer,
    api,
    tokenAnswer,
    token,
    division: (wanted) =>
      wanted === "*" ? Promise.resolve("*") : idOf("authorization/divisions?pageSize=100", (division) => division.name === wanted),
    role: (wanted) => idOf("authorization/roles?pageSize=100", (role) => role.name === wanted),
    user: (wanted) => idOf("users?pageSize=100", (user) => user.email === wanted),
    group: (wanted) => idOf("groups?pageSize=100", (group) => group.name === wanted),
    log: async () => (await request("GET", `${running.url}/emulator/orgs/${name}/requests`)).body.requests as LoggedRequest[],
    async clientWith(permissions, divisions = ["*"], clientName = `client ${permissions.join(" ")}`) {
      const roleId = await makeRole(org, clientName, permissions);
      const divisionIds = await Promise.all(divisions.map((division) => org.division(division)));
      await grant(org, deployer.clientId, "PC_OAUTH_CLIENT", roleId, divisionIds);
      const made = await api("POST", "oauth/clients", {
        name: clientName,
        authorizedGrantType: "CLIENT-CREDENTIALS",
        roleDivisions: divisionIds.map((divisionId) => ({ roleId, divisionId })),
      });
      if (made.status !== 200) throw new Error(`no client: ${JSON.stringify(made.body)}`);
      const { id, secret } = made.body as { id: string; secret: string };
      return { id, secret, token: await token(id, secret), roleId };
    },
  };
  return org;
}

/** A role of exactly these permissions; its id. */
export async function makeRole(org: TestOrg, name: string, permissions: readonly string[]): Promise<string> {
  const made = await org.api("POST", "authorization/roles", {
    name,
    permissionPolicies: permissions.map((permission) => {
      const [domain, entityName, action] = permission.split(":");
      return { domain, entityName, actionSet: [action] };
    }),
  });
  if (made.status !== 200) throw new Error(`no role: ${JSON.stringify(made.body)}`);
  return (made.body as { id: string }).id;
}

export async function grant(
  org: TestOrg,
  subjectId: string,
  subjectType: string,
  roleId: string,
  divisionIds: readonly string[],
): Promise<void> {
  const answer = await org.api("POST", `authorization/subjects/${subjectId}/bulkadd?subjectType=${subjectType}`, {
    grants: divisionIds.map((divisionId) => ({ roleId, divisionId })),
  });
  if (answer.status !== 204) throw new Error(`no grant: ${JSON.stringify(answer.body)}`);
}

/** Emulator and org in one. */
export async function org(options: Parameters<typeof emulator>[0] = {}, what: OrgSeed = seed): Promise<TestOrg> {
  return seedOrg(await emulator(options), what);
}

/** An interval around a time that holds every conversation that floats. */
export function lastDay(now = Date.now()): string {
  return `${new Date(now - 86_400_000).toISOString()}/${new Date(now + 60_000).toISOString()}`;
}
