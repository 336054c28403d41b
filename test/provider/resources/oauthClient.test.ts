import { describe, expect, it } from "vitest";
import { unknown, type Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { CheckFailed, startProvider, type MiniEngine } from "../support/service";

const policies = [{ domain: "recording", entityName: "screenRecording", actionSets: ["view"] }];

async function withRole(
  settings: Values = {},
): Promise<{ org: TestOrg; engine: MiniEngine; log: Awaited<ReturnType<typeof startProvider>>["log"]; client: (more?: Values) => Values }> {
  const org = await startOrg();
  const { engine, log } = await startProvider({ settings: org.settings(settings) });
  await engine.up("AuthRole", "role", { name: "Screen reader", permissionPolicies: policies });
  const roleId = String(engine.outputs("AuthRole", "role")["authRoleId"]);
  const client = (more: Values = {}): Values => ({
    name: "ServiceNow",
    description: "Shows recordings",
    authorizedGrantType: "CLIENT-CREDENTIALS",
    roles: [{ roleId, divisionName: "UK Service Desk" }],
    exposeClientSecret: true,
    ...more,
  });
  return { org, engine, log, client };
}

describe("an OAuth client", () => {
  it("is made with a role that was made a moment before, and works with its secret", async () => {
    const { org, engine, client } = await withRole();
    expect(await engine.up("OauthClient", "app", client())).toBe("create");
    const outputs = engine.outputs("OauthClient", "app");
    expect(await org.clientToken(String(outputs["clientId"]), String(outputs["clientSecret"]))).not.toBe("");
    expect(await org.grants(String(outputs["clientId"]))).toEqual(["Screen reader in UK Service Desk"]);
    expect(outputs).toMatchObject({
      state: "active",
      accessTokenValiditySeconds: 86400,
      oauthClientId: outputs["clientId"],
      description: "Shows recordings",
    });
  });

  it("hands its secret over wrapped, and an empty one when it is not exposed", async () => {
    const { engine, client } = await withRole();
    await engine.up("OauthClient", "open", client());
    expect(engine.kept.get(engine.urn("OauthClient", "open"))?.secrets).toEqual(["clientSecret"]);
    await engine.up("OauthClient", "closed", client({ exposeClientSecret: false }));
    expect(engine.kept.get(engine.urn("OauthClient", "closed"))).toMatchObject({
      secrets: ["clientSecret"],
      outputs: { clientSecret: "" },
    });
  });

  it("changes nothing when nothing changed, and asks nothing for it", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "app", client());
    await org.clearLog();
    expect(await engine.up("OauthClient", "app", client())).toBe("same");
    expect(await org.requests()).toEqual([]);
  });

  it("means the same by a division's name and by its id", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "app", client());
    const [role] = client()["roles"] as Values[];
    const byId = client({ roles: [{ roleId: role?.["roleId"] ?? "", divisionId: await org.divisionId("UK Service Desk") }] });
    expect(await engine.changes("OauthClient", "app", byId)).toEqual([]);
  });

  it("keeps its secret through refresh and update, and its mark out of both", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "app", client());
    const { clientSecret } = engine.outputs("OauthClient", "app");
    await engine.read("OauthClient", "app");
    expect(engine.outputs("OauthClient", "app")).toMatchObject({ clientSecret, description: "Shows recordings" });
    expect(await engine.up("OauthClient", "app", client())).toBe("same");
    expect(await engine.up("OauthClient", "app", client({ description: "Shows screen recordings" }))).toBe("update");
    expect(engine.outputs("OauthClient", "app")["clientSecret"]).toBe(clientSecret);
    const [made] = (await org.clients()).filter(({ name }) => name === "ServiceNow");
    expect(made?.description).toMatch(/^Shows screen recordings \(pulumi:[\w-]{8}\.[\w-]{12}\)$/);
  });

  it("gets a new secret in place when secretVersion changes, which the preview calls an interruption", async () => {
    const { org, engine, log, client } = await withRole();
    await engine.up("OauthClient", "app", client());
    const before = engine.outputs("OauthClient", "app");
    const changed = await engine.check("OauthClient", "app", client({ secretVersion: "2" }));
    const preview = await engine.update("OauthClient", "app", changed, true);
    expect(preview.outputs["clientSecret"]).toBe(unknown);
    expect(preview.secrets).toContain("clientSecret");
    expect(log.texts("warn").join()).toMatch(/Interruption: .*every consumer/i);
    expect(await engine.up("OauthClient", "app", client({ secretVersion: "2" }))).toBe("update");
    const after = engine.outputs("OauthClient", "app");
    expect(after["clientId"]).toBe(before["clientId"]);
    await expect(org.clientToken(String(before["clientId"]), String(before["clientSecret"]))).rejects.toThrow();
    expect(await org.clientToken(String(after["clientId"]), String(after["clientSecret"]))).not.toBe("");
  });

  it("shows a role that somebody took away, and gives it back", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "app", client());
    const { clientId } = engine.outputs("OauthClient", "app");
    const [grant] = (await org.clients()).find(({ id }) => id === clientId)?.roleDivisions ?? [];
    await org.call("POST", `/api/v2/authorization/subjects/${String(clientId)}/bulkremove`, { grants: [grant] });
    await engine.read("OauthClient", "app");
    expect(await engine.changes("OauthClient", "app", client())).toEqual(["add roles[0]"]);
    expect(await engine.up("OauthClient", "app", client())).toBe("update");
    expect(await org.grants(String(clientId))).toEqual(["Screen reader in UK Service Desk"]);
  });

  it("is imported with what it is, and then only gets its mark", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "first", client());
    const { id } = engine.outputs("OauthClient", "first");
    await engine.read("OauthClient", "second", String(id));
    expect(engine.outputs("OauthClient", "second")).toMatchObject({
      name: "ServiceNow",
      clientSecret: "",
      authorizedGrantType: "CLIENT-CREDENTIALS",
    });
    const imported = engine.kept.get(engine.urn("OauthClient", "second"))?.inputs ?? {};
    expect(await engine.changes("OauthClient", "second", imported)).toEqual([]);
    expect((await org.clients()).filter(({ name }) => name === "ServiceNow")).toHaveLength(1);
  });

  it("is deleted, also when it is gone already or stays inactive for a while", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "app", client());
    await engine.delete("OauthClient", "app");
    expect((await org.clients()).filter(({ name }) => name === "ServiceNow")).toEqual([]);

    await engine.up("OauthClient", "app", client());
    const { id } = engine.outputs("OauthClient", "app");
    await org.setOptions({ deployerRoles: "relax" });
    const live = await org.call("GET", `/api/v2/oauth/clients/${String(id)}`);
    await org.call("PUT", `/api/v2/oauth/clients/${String(id)}`, { ...live, state: "inactive" });
    await org.call("DELETE", `/api/v2/oauth/clients/${String(id)}`);
    await org.setOptions({ deployerRoles: "enforce", lingeringDeletes: true });
    await engine.delete("OauthClient", "app");

    await engine.up("OauthClient", "app", client());
    const lingering = engine.outputs("OauthClient", "app")["id"];
    await engine.delete("OauthClient", "app");
    expect(
      (await org.clients()).filter(({ name }) => name === "ServiceNow").map(({ state, description }) => `${state} ${description}`),
    ).toEqual(["inactive Shows recordings"]);
    await engine.up("OauthClient", "app", client());
    expect(engine.outputs("OauthClient", "app")["id"]).not.toBe(lingering);
  });

  it("leaves a client of the same name alone and says how to manage it", async () => {
    const { org, engine, log, client } = await withRole();
    const foreign = await org.foreignClient("ServiceNow");
    await engine.up("OauthClient", "app", client());
    expect(engine.outputs("OauthClient", "app")["id"]).not.toBe(foreign.id);
    expect(log.texts("warn").join()).toContain(`pulumi import genesyscloud:index/oauthClient:OauthClient app ${foreign.id}`);
    expect(await org.clientToken(foreign.id, foreign.secret)).not.toBe("");
  });

  it("can be switched off from the start, and back on", async () => {
    const { org, engine, client } = await withRole();
    await engine.up("OauthClient", "app", client({ state: "inactive" }));
    const { id } = engine.outputs("OauthClient", "app");
    const state = async (): Promise<string | undefined> => (await org.clients()).find((candidate) => candidate.id === id)?.state;
    expect(await state()).toBe("inactive");
    expect(await engine.changes("OauthClient", "app", client())).toEqual(["update state"]);
    await engine.up("OauthClient", "app", client());
    expect(await state()).toBe("active");
  });

  it("uses scopes and redirect addresses for other grant types, in any order", async () => {
    const org = await startOrg();
    const { engine } = await startProvider({ settings: org.settings() });
    const login = (scopes: string[]): Values => ({
      authorizedGrantType: "CODE",
      scopes,
      registeredRedirectUris: ["https://example.com/back"],
    });
    await engine.up("OauthClient", "login", login(["recordings:readonly", "users:readonly"]));
    expect(await engine.up("OauthClient", "login", login(["users:readonly", "recordings:readonly"]))).toBe("same");
    expect(await engine.changes("OauthClient", "login", login(["users:readonly", "conversations:readonly"]))).toEqual(
      ["add scopes[1]", "delete scopes[0]"].sort(),
    );
    await engine.read("OauthClient", "login");
    expect(await engine.up("OauthClient", "login", login(["users:readonly", "recordings:readonly"]))).toBe("same");
  });

  it("is never the deployer itself that is deleted or left without a role", async () => {
    const { org, engine, client } = await withRole();
    await engine.read("OauthClient", "self", org.deployer.clientId);
    await expect(engine.delete("OauthClient", "self")).rejects.toThrow(/client that deploys/);
    await expect(engine.up("OauthClient", "self", client())).rejects.toThrow(/would lose every role/);
    expect(await org.clientToken(org.deployer.clientId, org.deployer.clientSecret)).not.toBe("");
  });
});

describe("the check of an OAuth client", () => {
  const refused = async (inputs: Values): Promise<string[]> => {
    const { engine } = await startProvider({ settings: { awsRegion: "eu-west-2" } });
    try {
      await engine.check("OauthClient", "app", inputs);
      return [];
    } catch (error) {
      if (!(error instanceof CheckFailed)) throw error;
      return error.failures.map(({ property, reason }) => `${property}: ${reason}`);
    }
  };

  it.each<[string, Values, RegExp]>([
    ["a missing grant type", {}, /^authorizedGrantType: .*required/],
    [
      "a grant type that does not exist",
      { authorizedGrantType: "CLIENT_CREDENTIALS", roles: [{ roleId: "r" }] },
      /^authorizedGrantType: .*Did you mean CLIENT-CREDENTIALS\?/,
    ],
    [
      "a role without id and name",
      { authorizedGrantType: "CLIENT-CREDENTIALS", roles: [{ divisionId: "*" }] },
      /^roles\[0\]\.roleId: roleId or roleName is required/,
    ],
    [
      "a division by id and by name",
      { authorizedGrantType: "CLIENT-CREDENTIALS", roles: [{ roleId: "r", divisionId: "*", divisionName: "x" }] },
      /^roles\[0\]\.divisionName: either/,
    ],
    [
      "a misspelt property",
      { authorizedGrantType: "CODE", scopes: ["users"], registeredRedirectUri: ["https://x"] },
      /^registeredRedirectUri: .*Did you mean registeredRedirectUris\?/,
    ],
    [
      "a misspelt property inside",
      { authorizedGrantType: "CLIENT-CREDENTIALS", roles: [{ roleID: "r" }] },
      /^roles\[0\]\.roleID: .*Did you mean roleId\?/,
    ],
    [
      "a lifetime that is too short",
      { authorizedGrantType: "CODE", scopes: ["users"], accessTokenValiditySeconds: 10 },
      /^accessTokenValiditySeconds: must be from 300/,
    ],
    ["client credentials without roles", { authorizedGrantType: "CLIENT-CREDENTIALS" }, /^roles: .*at least one role/],
    ["a log-in without scopes", { authorizedGrantType: "CODE" }, /^scopes: .*at least one scope/],
    [
      "a credential of an integration",
      { authorizedGrantType: "CODE", scopes: ["users"], integrationCredentialName: "x" },
      /^integrationCredentialName: .*IntegrationCredential/,
    ],
    [
      "a file for the secret",
      { authorizedGrantType: "CODE", scopes: ["users"], directoryClientSecret: "/tmp" },
      /^directoryClientSecret: .*in clear/,
    ],
  ])("refuses %s by its path", async (_, inputs, expected) => {
    expect((await refused(inputs)).join("\n")).toMatch(expected);
  });

  it("refuses a chosen secret without printing it", async () => {
    const [failure] = await refused({ authorizedGrantType: "CODE", scopes: ["users"], clientSecret: "very-secret" });
    expect(failure).toMatch(/^: clientSecret: /);
    expect(failure).not.toContain("very-secret");
  });

  it("lets unknown values pass", async () => {
    expect(await refused({ authorizedGrantType: "CLIENT-CREDENTIALS", name: unknown, roles: [{ roleId: unknown }] })).toEqual([]);
    expect(await refused({ authorizedGrantType: "CLIENT-CREDENTIALS", roles: unknown })).toEqual([]);
  });
});
