import { describe, expect, it } from "vitest";
import type { AccessGraph } from "../../../access/graph/graph";
import { graphFromResources } from "../../../policies/program/graph";
import { tokens } from "../../../policies/program/resource";
import { allRules } from "../../../policies/rules";
import { checkProgram } from "../../../policies/testkit/run";
import { buildProgram, programFromYaml, type ProgramOptions, type ResourceText } from "../../../policies/testkit/program";

const role = (name: string, ...policies: readonly (readonly [string, string, ...string[]])[]): ResourceText => ({
  type: tokens.role,
  properties: { name, permissionPolicies: policies.map(([domain, entityName, ...actionSets]) => ({ domain, entityName, actionSets })) },
});
const division = (name: string): ResourceText => ({ type: tokens.division, properties: { name } });
const client = (roles: readonly object[], more: object = {}): ResourceText => ({
  type: tokens.client,
  properties: { name: "Client", authorizedGrantType: "CLIENT-CREDENTIALS", roles, ...more },
});
const graphOf = (resources: Record<string, ResourceText>, options: ProgramOptions = {}): AccessGraph =>
  graphFromResources(buildProgram(resources, options), "test");
const grants = (graph: AccessGraph) =>
  graph.grants.map(({ role: of, division: where, subject }) => {
    const roleName = of.kind === "role" ? graph.roles.find(({ key }) => key === of.key)?.name : `one of ${of.keys.map((key) => graph.roles.find((each) => each.key === key)?.name).sort().join(" ")}`;
    const divisionName = where.kind === "division" ? graph.divisions.find(({ key }) => key === where.key)?.name : where.kind;
    return `${subject.kind} ${roleName} ${divisionName}`;
  });

describe("the grants of a hand-written client", () => {
  const one = { roleA: role("A", ["routing", "queue", "view"]) };

  it("are exact when one role is not known yet and one is depended on", () => {
    expect(grants(graphOf({ ...one, client: client([{ roleId: "${roleA.id}", divisionId: "*" }]) }))).toEqual(["client A all"]);
  });

  it("are exact after the update, by id", () => {
    const graph = graphOf({ ...one, client: client([{ roleId: "${roleA.id}", divisionId: "*" }]) }, { phase: "update" });
    expect(grants(graph)).toEqual(["client A all"]);
  });

  it("can be any role of the set where several are not known yet and their divisions differ", () => {
    const resources = {
      ...one,
      roleB: role("B", ["routing", "skill", "view"]),
      sales: division("Sales"),
      client: client([{ roleId: "${roleA.id}", divisionId: "*" }, { roleId: "${roleB.id}", divisionId: "home-id" }]),
    };
    expect(grants(graphOf(resources)).sort()).toEqual(["client one of A B all", "client one of A B home-id"]);
  });

  it("are exact where it does not matter which role is which, since all are granted alike", () => {
    const resources = {
      ...one,
      roleB: role("B", ["routing", "skill", "view"]),
      client: client([{ roleId: "${roleA.id}", divisionId: "*" }, { roleId: "${roleB.id}", divisionId: "*" }]),
    };
    expect(grants(graphOf(resources)).sort()).toEqual(["client A all", "client B all"]);
  });

  it("count in Home, by default, when no division is written", () => {
    const graph = graphOf({ ...one, client: client([{ roleId: "${roleA.id}" }]) });
    expect(graph.grants[0]).toMatchObject({ division: { kind: "home" }, divisionDefaulted: true });
  });

  it("find divisions by dependency, by name and by an id from elsewhere", () => {
    const resources = {
      ...one,
      sales: division("Sales"),
      client: client([{ roleId: "${roleA.id}", divisionId: "${sales.id}" }]),
      named: { ...client([{ roleName: "A", divisionName: "Sales" }]), name: "named" },
      foreign: { ...client([{ roleName: "A", divisionId: "0b1c" }]), name: "foreign" },
    };
    expect(grants(graphOf(resources)).sort()).toEqual(["client A 0b1c", "client A Sales", "client A Sales"]);
  });

  it("are unknown in a division that could be one of several", () => {
    const resources = { ...one, sales: division("Sales"), service: division("Service"), client: client([{ roleId: "${roleA.id}", divisionId: "${sales.id}" }, { roleName: "A", divisionId: "${service.id}" }]) };
    expect(graphOf(resources).grants.map(({ division: where }) => where.kind)).toEqual(["unknown"]);
  });

  it("of a role from elsewhere leave that role's permissions open", () => {
    const graph = graphOf({ client: client([{ roleId: "5f0c", divisionId: "*" }]) });
    expect(graph.roles).toMatchObject([{ key: "5f0c", policies: [], incomplete: "it is not part of this program" }]);
  });

  it("that are not known as a whole make the client incomplete", () => {
    const graph = graphOf({ client: client([], { roles: { unknown: true } }) });
    expect(graph.clients[0]?.incomplete).toMatch(/known only after the update/);
  });
});

describe("hand-written resources", () => {
  it("become users, groups, members and their grants", () => {
    const graph = graphOf({
      role: role("A", ["routing", "queue", "view"]),
      jo: { type: tokens.user, properties: { email: "jo@example.com", name: "Jo", state: "inactive" } },
      group: { type: tokens.group, properties: { name: "Agents", rolesEnabled: false, memberIds: ["${jo.id}"], memberEmails: ["kim@example.com"] } },
      groupRoles: { type: tokens.groupRoles, properties: { groupId: "${group.id}", roles: [{ roleId: "${role.id}", divisionIds: ["*"] }] } },
      userRoles: { type: tokens.userRoles, properties: { userId: "${jo.id}", roles: [{ roleId: "${role.id}" }] } },
    });
    expect(graph.users.map(({ email, state }) => `${email} ${state}`).sort()).toEqual(["jo@example.com inactive", "kim@example.com active"]);
    expect(graph.groups).toMatchObject([{ name: "Agents", rolesEnabled: false }]);
    expect(graph.memberships).toHaveLength(2);
    expect(grants(graph).sort()).toEqual(["group A all", "user A home"]);
  });

  it("that grant to a client as to a user keep the subject type that the API is told", () => {
    const graph = graphOf({
      role: role("A", ["routing", "queue", "view"]),
      client: client([]),
      userRoles: { type: tokens.userRoles, properties: { userId: "${client.id}", roles: [{ roleId: "${role.id}" }] } },
    });
    expect(graph.grants).toMatchObject([{ subject: { kind: "client" }, subjectType: "PC_USER" }]);
  });

  it("keep that subject type where the client holds the same role by itself too", () => {
    const graph = graphOf({
      role: role("A", ["routing", "queue", "view"]),
      client: client([{ roleId: "${role.id}", divisionId: "*" }]),
      userRoles: { type: tokens.userRoles, properties: { userId: "${client.id}", roles: [{ roleId: "${role.id}", divisionIds: ["*"] }] } },
    });
    expect(graph.grants.map(({ subjectType }) => subjectType)).toEqual(["PC_USER", undefined]);
  });

  it("find the client of a declaration by dependency where its id is known and the client does not carry it", () => {
    const resources = buildProgram({ client: client([]), calls: { type: "genesys-access:index:DeclaredCalls", properties: { client: "${client.id}", calls: [] } } });
    const updated = resources.map((resource) => (resource.name === "calls" ? { ...resource, properties: { ...resource.properties, client: "0b1c" } } : resource));
    expect(graphFromResources(updated, "test").applications[0]?.client).toBe(resources[0]?.urn);
  });

  it("with a client among the members keep it as one, so that a rule can see it", () => {
    const graph = graphOf({ client: client([]), group: { type: tokens.group, properties: { name: "G", memberIds: ["${client.id}"] } } });
    expect(graph.memberships).toMatchObject([{ member: { kind: "client" } }]);
  });

  it("of roles keep conditions, legacy permissions and what is not known yet", () => {
    const graph = graphOf({
      role: {
        type: tokens.role,
        properties: {
          name: "R",
          permissions: ["routing:queue:view"],
          permissionPolicies: [
            {
              domain: "recording",
              entityName: "recording",
              actionSets: ["view", { unknown: true }],
              conditions: { conjunction: "OR", terms: [{ variableName: "User", operator: "EQ", operands: [{ type: "USER" }] }] },
            },
          ],
        },
      },
    });
    expect(graph.roles[0]).toMatchObject({
      policies: [
        { domain: "recording", actions: ["view"], condition: { conjunction: "OR", terms: [{ variable: "User", operator: "EQ", operands: [{ type: "USER" }] }] } },
        { domain: "routing", entity: "queue", actions: ["view"] },
      ],
    });
    expect(graph.roles[0]?.incomplete).toBeDefined();
  });

  it("of roles keep general permissions that no documentation names, as what they are", () => {
    const program = programFromYaml(`
resources:
  role: { type: "${tokens.role}", options: { protect: true }, properties: { name: R, permissions: [group_creation, view_screen_recordings] } }
`);
    expect(checkProgram(program, allRules).findings.map(({ rule, level, message }) => `${level} ${rule} ${/"(.*?)"/.exec(message)?.[1]}`)).toEqual(["advisory unknown-permission view_screen_recordings"]);
  });

  it("name the region and the deployer by the provider", () => {
    const graph = graphOf({
      byDefault: { type: tokens.provider, name: "default_0_1_0", properties: { version: "0.1.0" } },
      provider: { type: tokens.provider, properties: { awsRegion: "eu-west-2", oauthclientId: "the-id", deployerRoles: "never" } },
      deployer: client([], { clientId: "the-id" }),
    });
    expect(graph.org).toMatchObject({ region: "eu-west-2", deployerRoles: "never", deployer: { kind: "client" } });
  });

  it("show the secrets of a provider that Pulumi does not know as such, by name", () => {
    const provider = (secret: unknown): ResourceText => ({ type: tokens.provider, properties: { oauthclientId: "0b1c", oauthclientSecret: secret, accessToken: "" } });
    expect(graphOf({ provider: provider("hunter2") }).org.plainSecrets).toEqual([{ name: "genesyscloud:oauthclientSecret", place: expect.objectContaining({ property: "oauthclientSecret" }) }]);
    expect(graphOf({ provider: provider({ secret: "hunter2" }) }).org.plainSecrets).toBeUndefined();
  });

  it("give the same graph in whatever order the engine sends them", () => {
    const resources = buildProgram({
      a: role("A", ["routing", "queue", "view"]),
      b: role("B", ["routing", "skill", "view"]),
      client: client([{ roleId: "${a.id}", divisionId: "*" }, { roleId: "${b.id}", divisionId: "*" }]),
    });
    const reversed = [...resources].reverse().map((resource) => ({
      ...resource,
      propertyDependencies: Object.fromEntries(Object.entries(resource.propertyDependencies).map(([name, urns]) => [name, [...urns].reverse()])),
    }));
    expect(graphFromResources(reversed, "test")).toEqual(graphFromResources(resources, "test"));
  });
});

describe("our own components", () => {
  const plan = {
    resources: [],
    permissions: [],
    access: {
      roles: [{ key: "app", name: "app", policies: [], protected: true, place: { kind: "file", file: "org.yaml", line: 7, column: 5 } }],
      clients: [{ key: "app", name: "app", grantType: "CLIENT-CREDENTIALS", scopes: [], state: "active", protected: true }],
      users: [],
      groups: [],
      memberships: [],
      grants: [],
      applications: [],
    },
  };
  const resources = buildProgram({
    app: { type: "genesys-access:index:Application", properties: { plan } },
    role: { ...role("app", ["routing", "queue", "view"]), options: { parent: "${app}" } },
    client: { ...client([{ roleId: "${role.id}", divisionId: "*" }]), options: { parent: "${app}" } },
    byHand: { ...client([]), name: "byHand" },
  });
  const graph = graphFromResources(resources, "test");

  it("speak for the resources below them, which are not counted again", () => {
    expect(graph.clients.map(({ name }) => name)).toEqual(["app", "Client"]);
    expect(graph.roles).toHaveLength(1);
  });

  it("keep the places of the org file, and are the place themselves where none is given", () => {
    expect(graph.roles[0]?.place).toEqual({ kind: "file", file: "org.yaml", line: 7, column: 5 });
    expect(graph.clients[0]?.place).toEqual({ kind: "urn", urn: resources[0]?.urn });
  });
});
