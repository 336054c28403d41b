import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { startEmulator, type EmulatorOptionsUpdate, type LoggedRequest, type OrgSeed } from "../../../emulator";
import type { Values } from "../../../provider/rpc/values";

const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A folder that is gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "provider-test-"));
  ends.push(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An emulated org, its deployer, and a way to look at what is in it. */
export class TestOrg {
  readonly url: string;
  readonly base: string;
  readonly id: string;
  readonly deployer: { clientId: string; clientSecret: string };
  private token: Promise<string> | undefined;

  constructor(parts: { url: string; base: string; id: string; deployer: { clientId: string; clientSecret: string } }) {
    this.url = parts.url;
    this.base = parts.base;
    this.id = parts.id;
    this.deployer = parts.deployer;
  }

  /** The provider's settings for this org. */
  settings(more: Values = {}): Values {
    const { hostname, port, pathname } = new URL(this.base);
    return {
      oauthclientId: this.deployer.clientId,
      oauthclientSecret: this.deployer.clientSecret,
      gateways: [
        {
          host: hostname,
          port,
          protocol: "http",
          pathParams: [
            { pathName: "api", pathValue: pathname },
            { pathName: "login", pathValue: pathname },
          ],
        },
      ],
      ...more,
    };
  }

  /** Calls the Platform API as somebody who is not the provider. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are judged by what the tests expect of them
  async call(method: string, path: string, body?: unknown): Promise<any> {
    this.token ??= this.clientToken(this.deployer.clientId, this.deployer.clientSecret);
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  /** A token with a client's credentials; rejects when they are not accepted. */
  async clientToken(id: string, secret: string): Promise<string> {
    const response = await fetch(`${this.base}/oauth/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    if (!response.ok) throw new Error(`no token: ${response.status}`);
    return ((await response.json()) as { access_token: string }).access_token;
  }

  /** A user's token, as from a log-in. */
  async userToken(email: string): Promise<string> {
    const response = await fetch(`${this.url}/emulator/orgs/uk/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  async setOptions(options: EmulatorOptionsUpdate): Promise<void> {
    const response = await fetch(`${this.url}/emulator/options`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(options),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** What was asked since the log was cleared: `METHOD path`. */
  async requests(): Promise<string[]> {
    return (await this.log()).map(({ method, path }) => `${method} ${path}`);
  }

  async log(): Promise<LoggedRequest[]> {
    const response = await fetch(`${this.url}/emulator/orgs/uk/requests`);
    return ((await response.json()) as { requests: LoggedRequest[] }).requests;
  }

  async clearLog(): Promise<void> {
    await fetch(`${this.url}/emulator/orgs/uk/requests`, { method: "DELETE" });
  }

  /** What a subject holds, as `role name in division name`, sorted. */
  async grants(subjectId: string): Promise<string[]> {
    const subject = (await this.call("GET", `/api/v2/authorization/subjects/${subjectId}`)) as {
      grants: { role: { name: string }; division: { name: string } }[];
    };
    return subject.grants.map(({ role, division }) => `${role.name} in ${division.name}`).sort();
  }

  async roles(): Promise<{ id: string; name: string; description: string }[]> {
    return (await this.call("GET", "/api/v2/authorization/roles?pageSize=500")).entities;
  }

  async clients(): Promise<
    { id: string; name: string; description: string; state: string; roleDivisions: { roleId: string; divisionId: string }[] }[]
  > {
    return (await this.call("GET", "/api/v2/oauth/clients")).entities;
  }

  /** A client that somebody else made, with one of the deployer's own roles. */
  async foreignClient(name: string): Promise<{ id: string; secret: string }> {
    const { roleDivisions } = (await this.call("GET", `/api/v2/oauth/clients/${this.deployer.clientId}`)) as { roleDivisions: unknown[] };
    return this.call("POST", "/api/v2/oauth/clients", {
      name,
      description: "Somebody else's",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      roleDivisions: roleDivisions.slice(0, 1),
    });
  }

  async divisionId(name: string): Promise<string> {
    const { entities } = (await this.call("GET", "/api/v2/authorization/divisions?pageSize=200")) as {
      entities: { id: string; name: string }[];
    };
    return entities.find((division) => division.name === name)?.id ?? "";
  }

  async groupId(name: string): Promise<string> {
    const { results } = (await this.call("POST", "/api/v2/groups/search", {
      query: [{ type: "EXACT", fields: ["name"], value: name }],
    })) as { results: { id: string }[] };
    return results[0]?.id ?? "";
  }

  /** Everything that a deployment can leave behind, in a form that can be compared. */
  async contents(): Promise<unknown> {
    const grants: string[] = [];
    for (const client of await this.clients()) grants.push(...(await this.grants(client.id)).map((grant) => `${client.name}: ${grant}`));
    const { entities: groups } = (await this.call("GET", "/api/v2/groups?pageSize=200")) as {
      entities: { id: string; name: string; description: string }[];
    };
    for (const group of groups) grants.push(...(await this.grants(group.id)).map((grant) => `${group.name}: ${grant}`));
    const { entities: divisions } = (await this.call("GET", "/api/v2/authorization/divisions?pageSize=200")) as {
      entities: { name: string }[];
    };
    return {
      roles: (await this.roles()).map(({ name, description }) => `${name} ${description}`).sort(),
      clients: (await this.clients()).map(({ name, description, state }) => `${name} ${description} ${state}`).sort(),
      groups: groups.map(({ name, description }) => `${name} ${description}`).sort(),
      divisions: divisions.map(({ name }) => name).sort(),
      grants: grants.sort(),
    };
  }
}

const seed: OrgSeed = {
  name: "uk",
  region: "eu-west-2",
  divisions: ["UK Service Desk", "Ireland"],
  groups: [{ name: "service-desk-quality", rolesEnabled: true }],
  users: [
    { email: "ann@example.com", name: "Ann" },
    { email: "bob@example.com", name: "Bob", state: "inactive" },
    { email: "cat@example.com", name: "Cat" },
  ],
  deployer: { roles: "admin" },
};

/** An emulated org of a UK service desk that ends with the test. */
export async function startOrg(
  options: { options?: EmulatorOptionsUpdate; seed?: Partial<OrgSeed>; now?: () => number } = {},
): Promise<TestOrg> {
  const emulator = await startEmulator({
    stateDir: scratch(),
    ...(options.options === undefined ? {} : { options: options.options }),
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  ends.push(() => emulator.close());
  const response = await fetch(`${emulator.url}/emulator/orgs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...seed, ...options.seed }),
  });
  const described = (await response.json()) as { orgId: string; deployer: { clientId: string; clientSecret: string } };
  return new TestOrg({ url: emulator.url, base: `${emulator.url}/orgs/uk`, id: described.orgId, deployer: described.deployer });
}
