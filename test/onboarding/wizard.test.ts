import platformClient from "purecloud-platform-client-v2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GraphBuilder } from "../../access/graph/build";
import type { AccessGraph } from "../../access/graph/graph";
import { provisioningInfo, wizardFiles, wizardPrefix, type Setup } from "../../onboarding";
import { org, request, type TestOrg } from "../emulator/support";
import { archive, console as deskConsole, setupOf } from "./definitions";
import { effective } from "./effective";

interface Made {
  readonly id: string;
  readonly name: string;
  readonly secret?: string;
}

interface Wizard {
  readonly configure: (log: (text: string) => void, installed: unknown, user: unknown, client: unknown) => Promise<{ status: boolean; cause: string }>;
}

let to: TestOrg;
let admin: { readonly id: string; readonly token: string };

/** Loads a generated file as the wizard's page does, where `require` finds the platform client. */
async function load<Module>(text: string): Promise<Module> {
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as Module;
}

beforeEach(async () => {
  to = await org({}, {
    name: "customer",
    region: "eu-west-2",
    divisions: ["Service Desk", "Back Office"],
    users: [{ email: "admin@example.com", name: "Admin", roles: [{ role: "admin", divisions: ["*"] }] }],
    groups: [{ name: "reviewers" }],
  });
  const signedIn = await request("POST", `${to.emulator.url}/emulator/orgs/customer/tokens`, { body: { email: "admin@example.com" } });
  admin = { id: await to.user("admin@example.com"), token: (signedIn.body as { access_token: string }).access_token };
  const { hostname, port, pathname } = new URL(to.base);
  platformClient.ApiClient.instance.setGateway({ host: hostname, protocol: "http", port: Number(port), path_params_login: pathname, path_params_api: pathname } as never);
  platformClient.ApiClient.instance.setAccessToken(admin.token);
  (globalThis as { require?: unknown }).require = () => platformClient;
});

afterEach(() => {
  delete (globalThis as { require?: unknown }).require;
});

/**
 * What the wizard's own modules do, as its sources describe it: roles and groups with the prefix, clients with
 * the employee role at first, the roles to the administrator, then the roles to the client without a division.
 */
async function ownModules(setup: Setup): Promise<Record<string, Record<string, Made>>> {
  const info = provisioningInfo(setup);
  const prefix = wizardPrefix(setup);
  const api = async (method: string, path: string, body?: unknown): Promise<Made> => {
    const answer = await to.api(method, path, body, admin.token);
    if (answer.status > 299) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as Made;
  };
  const home = (await to.api("GET", "authorization/divisions/home")).body as Made;
  const employee = await to.role("employee");
  const role: Record<string, Made> = {};
  for (const one of info.role) role[one.name] = await api("POST", "authorization/roles", { name: prefix + one.name, description: "", permissionPolicies: one.permissionPolicies });
  const group: Record<string, Made> = {};
  for (const one of info.group) group[one.name] = await api("POST", "groups", { name: prefix + one.name, description: one.description, type: "official", rulesVisible: true, visibility: "public" });
  await api("POST", `authorization/subjects/${admin.id}/bulkadd?subjectType=PC_USER`, { grants: Object.values(role).map(({ id }) => ({ roleId: id, divisionId: home.id })) });
  const client: Record<string, Made> = {};
  for (const one of info["oauth-client"]) {
    const made = await api("POST", "oauth/clients", { name: prefix + one.name, description: one.description, authorizedGrantType: one.authorizedGrantType, roleDivisions: [{ roleId: employee, divisionId: home.id }] });
    await api("PUT", `oauth/clients/${made.id}`, { name: made.name, authorizedGrantType: one.authorizedGrantType, roleDivisions: one.roles.map((name) => ({ roleId: role[name]?.id, divisionId: home.id })) });
    client[one.name] = made;
  }
  return { role, group, "oauth-client": client };
}

/** The org as its API tells it: our clients, groups and users, without the prefix of the wizard. */
async function graphOfOrg(setup: Setup): Promise<AccessGraph> {
  const prefix = wizardPrefix(setup);
  const bare = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const entities = async (path: string): Promise<readonly Record<string, any>[]> => ((await to.api("GET", path)).body as { entities: Record<string, any>[] }).entities;
  let graph = new GraphBuilder("customer", { scopesEnforced: true });
  for (const division of await entities("authorization/divisions?pageSize=100")) graph = graph.division(division["id"] as string, { name: division["name"] as string, home: division["homeDivision"] === true });
  for (const role of (await entities("authorization/roles?pageSize=200")).filter((one) => String(one["name"]).startsWith(prefix))) {
    const whole = (await to.api("GET", `authorization/roles/${String(role["id"])}`)).body as { name: string; permissions?: string[]; permissionPolicies: { domain: string; entityName: string; actionSet: string[]; resourceConditionNode?: unknown }[] };
    graph = graph.role(role["id"] as string, whole.permissions ?? [], { name: bare(whole.name) });
    const made = graph.build().roles.at(-1);
    const policies = whole.permissionPolicies.map((one) => ({ domain: one.domain, entity: one.entityName, actions: one.actionSet, ...(one.resourceConditionNode == null ? {} : { condition: { conjunction: "AND" as const, terms: [] } }), place: { kind: "live" as const, path: "role" } }));
    if (made !== undefined) graph = graph.with({ roles: [...graph.build().roles.slice(0, -1), { ...made, policies: [...made.policies, ...policies] }] });
  }
  const subjects: { kind: "client" | "group" | "user"; id: string; name: string }[] = [
    ...(await entities("oauth/clients")).filter((one) => String(one["name"]).startsWith(prefix)).map((one) => ({ kind: "client" as const, id: String(one["id"]), name: bare(String(one["name"])) })),
    ...(await entities("groups?pageSize=100")).map((one) => ({ kind: "group" as const, id: String(one["id"]), name: bare(String(one["name"])) })),
    ...(await entities("users?pageSize=100")).filter((one) => setup.users.some((user) => user.email === one["email"])).map((one) => ({ kind: "user" as const, id: String(one["id"]), name: String(one["email"]) })),
  ];
  for (const one of subjects) {
    graph = one.kind === "client" ? graph.client(one.id, { name: one.name, grantType: setup.clients.find(({ name }) => name === one.name)?.grantType as "CODE" }) : one.kind === "group" ? graph.group(one.id, [], { name: one.name }) : graph.user(one.id, { email: one.name });
    const { grants } = (await to.api("GET", `authorization/subjects/${one.id}`)).body as { grants: { role: Made; division: Made }[] };
    for (const grant of grants.filter((each) => graph.build().roles.some((role) => role.key === each.role.id))) graph = graph.grant({ kind: one.kind, key: one.id }, grant.role.id, grant.division.id === "*" ? "all" : grant.division.id);
  }
  return graph.build();
}

describe("the configuration for the premium-app wizard", () => {
  it.each([["an archive", archive], ["a console with a service user", deskConsole]] as const)("grants in a customer's org what up grants: %s", async (_, one) => {
    const setup = setupOf(one);
    const installed = await ownModules(setup);
    const { default: step } = await load<{ default: Wizard }>(wizardFiles(setup)["post-custom-setup.js"] ?? "");
    expect(await step.configure(() => undefined, installed, { id: admin.id }, {})).toEqual({ status: true, cause: "SUCCESS" });
    expect(effective(await graphOfOrg(setup))).toEqual(effective(setup.access));
  });

  it("leaves the administrator with no grant in the customer's divisions", async () => {
    const setup = setupOf(archive);
    const installed = await ownModules(setup);
    const { default: step } = await load<{ default: Wizard }>(wizardFiles(setup)["post-custom-setup.js"] ?? "");
    await step.configure(() => undefined, installed, { id: admin.id }, {});
    const { grants } = (await to.api("GET", `authorization/subjects/${admin.id}`)).body as { grants: { division: Made }[] };
    expect(grants.map((grant) => grant.division.name)).not.toContain("Service Desk");
  });

  it("says which division the customer's org lacks, and changes no client", async () => {
    const setup = setupOf(archive, ["Elsewhere"]);
    const installed = await ownModules(setup);
    const { default: step } = await load<{ default: Wizard }>(wizardFiles(setup)["post-custom-setup.js"] ?? "");
    expect(await step.configure(() => undefined, installed, { id: admin.id }, {})).toEqual({ status: false, cause: 'This org has no division "Elsewhere".' });
  });

  it("delivers each new client's secret to the function that the vendor gives, and keeps none", async () => {
    const setup = setupOf(archive);
    const file = await load<{ prefix: string; provisioningInfo: (deliver: (client: unknown) => Promise<void>) => Record<string, { finally: (made: unknown) => Promise<void> }[]> }>(wizardFiles(setup)["provisioning-info.js"] ?? "");
    const delivered: unknown[] = [];
    const info = file.provisioningInfo(async (client) => void delivered.push(client));
    await info["oauth-client"]?.[0]?.finally({ id: "1", name: "n", secret: "s", other: true });
    expect(delivered).toEqual([{ id: "1", name: "n", secret: "s" }]);
    expect(file.prefix).toBe("DESK_ARCHIVE_");
  });

  it("has a prefix, without which uninstalling would remove every role of the org", () => {
    for (const one of [archive, deskConsole]) expect(wizardPrefix(setupOf(one))).toMatch(/^[A-Z0-9_]{2,}_$/);
  });
});
