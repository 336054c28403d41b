import { describe, expect, it } from "vitest";
import { AccessGroup, Application, OAuthClient, PerformanceViews, ServiceAccountRole, ServiceUser } from "../../components";
import { register, secretMark, type Registered } from "./monitor";

const calls = ["POST /api/v2/analytics/conversations/details/query", "GET /api/v2/conversations/{conversationId}/recordings"];

function one(registered: readonly Registered[], type: string): Registered {
  const found = registered.filter((resource) => resource.type.endsWith(type));
  const [first] = found;
  if (first === undefined || found.length !== 1) throw new Error(`${found.length} resources of type ${type}`);
  return first;
}

describe("an application", () => {
  it("creates a protected role and a protected client that holds it, below itself", async () => {
    const registered = await register(
      () => new Application("servicenow", { calls, recordings: ["screen"], divisions: ["UK Service Desk", "all", "home"] }),
    );
    expect(registered.map(({ urn, protect }) => [urn, protect])).toEqual([
      ["urn:pulumi:acme::genesys-access::genesys-access:index:Application::servicenow", false],
      ["urn:pulumi:acme::genesys-access::genesys-access:index:Application$genesyscloud:index/authRole:AuthRole::servicenow", true],
      ["urn:pulumi:acme::genesys-access::genesys-access:index:Application$genesyscloud:index/oauthClient:OauthClient::servicenow", true],
    ]);
    const client = one(registered, ":OauthClient");
    expect(client.inputs).toMatchObject({
      name: "servicenow",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      exposeClientSecret: true,
      roles: [
        { roleId: "servicenow-id", divisionName: "UK Service Desk" },
        { roleId: "servicenow-id", divisionId: "*" },
        { roleId: "servicenow-id" },
      ],
    });
    expect(client.dependencies).toContain(one(registered, ":AuthRole").urn);
  });

  it("keeps the client's secret a secret in what it registers", async () => {
    const registered = await register(() => new Application("servicenow", { calls }));
    const { clientSecret, clientId, plan } = one(registered, ":Application").outputs ?? {};
    expect(clientSecret).toMatchObject({ [secretMark]: expect.any(String), value: "made-by-genesys" });
    expect(clientId).toBe("servicenow-client");
    expect(JSON.stringify(plan)).not.toContain("made-by-genesys");
  });

  it("registers its plan, so that policies know who may do what before there are ids", async () => {
    const registered = await register(() => new Application("servicenow", { calls, recordings: ["screen"] }));
    expect(one(registered, ":Application").outputs?.["plan"]).toMatchObject({
      permissions: ["analytics:conversationDetail:view", "recording:screenRecording:view"],
      access: {
        roles: [{ key: "servicenow", policies: [{ domain: "analytics" }, { domain: "recording" }] }],
        clients: [{ key: "servicenow", grantType: "CLIENT-CREDENTIALS" }],
        grants: [{ subject: { kind: "client", key: "servicenow" }, role: { kind: "role", key: "servicenow" } }],
        applications: [{ key: "servicenow", client: "servicenow", calls: [{ call: calls[0] }, { call: calls[1] }] }],
      },
      resources: [{ type: "genesyscloud:index/authRole:AuthRole" }, { type: "genesyscloud:index/oauthClient:OauthClient" }],
    });
  });

  it("gives policies its arguments as plain values", async () => {
    const registered = await register(() => new Application("servicenow", { calls, divisions: ["UK"] }));
    expect(one(registered, ":Application").inputs).toEqual({ calls, divisions: ["UK"] });
  });

  it("grants its role to the service user that the same program makes", async () => {
    const registered = await register(() => {
      const user = new ServiceUser("bot", { email: "bot@example.com" });
      return new Application("app", { calls, grantType: "CODE", serviceUserEmail: "bot@example.com", serviceUserId: user.userId });
    });
    expect(one(registered, ":UserRoles").inputs).toMatchObject({ userId: "bot-id", roles: [{ roleId: "app-id" }] });
    expect(one(registered, ":OauthClient").inputs).toMatchObject({ roles: [], scopes: ["analytics:readonly", "recordings:readonly"] });
  });
});

describe("a group", () => {
  it("that exists is found by its name", async () => {
    const registered = await register(
      () => new AccessGroup("reviewers", { performanceViews: ["interactions"], divisions: ["UK", "home"], roles: ["Supervisor"] }),
    );
    expect(registered.map((resource) => resource.type.split(":").pop())).toEqual(["AccessGroup", "AuthRole", "GroupRoles"]);
    expect(one(registered, ":GroupRoles")).toMatchObject({
      protect: false,
      inputs: {
        groupName: "reviewers",
        roles: [
          { roleName: "Supervisor" },
          { roleName: "Supervisor", divisionNames: ["UK"] },
          { roleId: "reviewers-id" },
          { roleId: "reviewers-id", divisionNames: ["UK"] },
        ],
      },
    });
  });

  it("that is made here is protected and receives its grants by id", async () => {
    const registered = await register(
      () => new AccessGroup("mine", { existing: false, members: ["a@example.com"], roles: ["Supervisor"], divisions: ["all"] }),
    );
    expect(one(registered, ":Group")).toMatchObject({
      protect: true,
      inputs: { name: "mine", memberEmails: ["a@example.com"], rolesEnabled: true },
    });
    expect(one(registered, ":GroupRoles").inputs).toMatchObject({
      groupId: "mine-id",
      roles: [{ roleName: "Supervisor", divisionIds: ["*"] }],
    });
  });
});

describe("the parts by themselves", () => {
  it("compose through the role's id", async () => {
    const registered = await register(() => {
      const reader = new ServiceAccountRole("reader", { calls });
      return new OAuthClient("bot", { roles: [{ roleName: "reader", roleId: reader.roleId, divisions: ["UK"] }], secretVersion: "2" });
    });
    expect(one(registered, ":OauthClient").inputs).toMatchObject({
      roles: [{ roleId: "reader-id", divisionName: "UK" }],
      secretVersion: "2",
    });
    expect(one(registered, ":OAuthClient").outputs?.["clientSecret"]).toHaveProperty(secretMark);
  });

  it("can be unprotected", async () => {
    const registered = await register(() => {
      new ServiceAccountRole("reader", { calls, protect: false });
      new PerformanceViews("views", { views: ["dashboards"], protect: false });
      new OAuthClient("bot", { roles: [{ roleName: "reader" }], protect: false });
    });
    expect(registered.filter((resource) => resource.protect)).toEqual([]);
  });

  it("put a user into its division and grant by the user's id", async () => {
    const registered = await register(() => new ServiceUser("bot", { email: "bot@example.com", division: "UK", roles: ["Supervisor"] }));
    expect(one(registered, ":User").inputs).toMatchObject({ email: "bot@example.com", name: "bot", divisionName: "UK" });
    expect(one(registered, ":UserRoles").inputs).toMatchObject({ userId: "bot-id", roles: [{ roleName: "Supervisor" }] });
  });
});
