import { describe, expect, it } from "vitest";
import { unknown, type Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { CheckFailed, startProvider } from "../support/service";

async function start(options: Parameters<typeof startOrg>[0] = {}): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg(options);
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

const actions = (config: Values = {}, more: Values = {}): Values => ({
  integrationType: "purecloud-data-actions",
  intendedState: "ENABLED",
  config: { name: "ServiceNow actions", notes: "Calls Genesys Cloud", ...config },
  ...more,
});

const credential = (secret: string, more: Values = {}): Values => ({
  name: "ServiceNow client",
  credentialTypeName: "pureCloudOAuthClient",
  fields: { clientId: "11111111-1111-4111-8111-111111111111", clientSecret: secret },
  ...more,
});

/** An integration as the organization has it, with its configuration. */
async function live(org: TestOrg, id: unknown): Promise<Values> {
  const integration = (await org.call("GET", `/api/v2/integrations/${String(id)}`)) as Values;
  return { ...integration, config: (await org.call("GET", `/api/v2/integrations/${String(id)}/config/current`)) as Values };
}

describe("an integration", () => {
  it("is made, configured and switched on, and nothing changes when nothing changed", async () => {
    const { org, engine } = await start();
    await engine.up("IntegrationCredential", "client", credential("first-secret"));
    const credentialId = engine.outputs("IntegrationCredential", "client")["integrationCredentialId"];
    const written = actions({ credentials: { pureCloudOAuthClient: credentialId ?? "" }, properties: '{"retries":2}' });
    expect(await engine.up("Integration", "actions", written)).toBe("create");
    const { integrationId } = engine.outputs("Integration", "actions");
    expect(await live(org, integrationId)).toMatchObject({
      name: "ServiceNow actions",
      intendedState: "ENABLED",
      config: { properties: { retries: 2 }, credentials: { pureCloudOAuthClient: { id: credentialId } } },
    });
    await org.clearLog();
    expect(await engine.up("Integration", "actions", written)).toBe("same");
    expect(
      await engine.up("Integration", "actions", {
        ...written,
        config: { ...(written["config"] as Values), properties: '{ "retries" : 2 }' },
      }),
    ).toBe("same");
    expect(await org.requests()).toEqual([]);
    expect(await engine.read("Integration", "actions")).toBe(true);
    expect(await engine.up("Integration", "actions", written)).toBe("same");
  });

  it("keeps what others set beside it, and takes away what the program no longer names", async () => {
    const { org, engine } = await start();
    await engine.up("Integration", "actions", actions({ properties: '{"ours":1,"shared":1}', advanced: '{"a":1}' }));
    const { integrationId } = engine.outputs("Integration", "actions");
    const { config } = await live(org, integrationId);
    const theirs = (await org.call("POST", "/api/v2/integrations/credentials", {
      name: "theirs",
      type: { name: "basicAuth" },
      credentialFields: { userName: "u", password: "p" },
    })) as Values;
    await org.call("PUT", `/api/v2/integrations/${String(integrationId)}/config/current`, {
      ...(config as Values),
      properties: { ours: 1, shared: 1, theirs: 2 },
      credentials: { basicAuth: { id: theirs["id"] } },
    });
    expect(await engine.read("Integration", "actions")).toBe(true);
    expect(await engine.up("Integration", "actions", actions({ properties: '{"ours":1,"shared":1}', advanced: '{"a":1}' }))).toBe("same");
    expect(await engine.up("Integration", "actions", actions({ properties: '{"shared":5}' }, { intendedState: "DISABLED" }))).toBe("update");
    expect(await live(org, integrationId)).toMatchObject({
      intendedState: "DISABLED",
      config: { properties: { shared: 5, theirs: 2 }, advanced: {}, credentials: { basicAuth: { id: theirs["id"] } } },
    });
    expect(((await live(org, integrationId))["config"] as Values)["properties"]).toEqual({ shared: 5, theirs: 2 });
  });

  it("shows what somebody changed of its own after a refresh, and mends it", async () => {
    const { org, engine } = await start();
    await engine.up("Integration", "actions", actions({ properties: '{"ours":1}' }));
    const { integrationId } = engine.outputs("Integration", "actions");
    const { config } = await live(org, integrationId);
    await org.call("PUT", `/api/v2/integrations/${String(integrationId)}/config/current`, {
      ...(config as Values),
      name: "Renamed",
      properties: { ours: 7 },
    });
    await org.call("PATCH", `/api/v2/integrations/${String(integrationId)}`, { intendedState: "DISABLED" });
    await engine.read("Integration", "actions");
    expect(await engine.changes("Integration", "actions", actions({ properties: '{"ours":1}' }))).toEqual([
      "update config.name",
      "update config.properties",
      "update intendedState",
    ]);
    await engine.up("Integration", "actions", actions({ properties: '{"ours":1}' }));
    expect(await live(org, integrationId)).toMatchObject({
      name: "ServiceNow actions",
      intendedState: "ENABLED",
      config: { properties: { ours: 1 } },
    });
  });

  it("that somebody overtakes is read again", async () => {
    const { org, engine, log } = await start();
    await engine.up("Integration", "actions", actions());
    await org.setOptions({
      fail: [{ method: "PUT", path: "/api/v2/integrations/*/config/current", status: 409, code: "general.conflict", times: 1 }],
    });
    expect(await engine.up("Integration", "actions", actions({ notes: "Other notes" }))).toBe("update");
    const { integrationId } = engine.outputs("Integration", "actions");
    expect((await live(org, integrationId))["notes"]).toMatch(/^Other notes \(pulumi:/);
    expect(log.texts("warn")).toEqual([]);
  });

  it("whose configuration fails is kept, told, and configured by the next run", async () => {
    const { org, engine } = await start();
    await org.setOptions({
      fail: [{ method: "PUT", path: "/api/v2/integrations/*/config/current", status: 400, code: "bad.request", message: "No.", times: 1 }],
    });
    await expect(engine.up("Integration", "actions", actions())).rejects.toThrow(/integration is there, but it is not configured.*No\./s);
    expect(await engine.up("Integration", "actions", actions())).toBe("update");
    expect(await live(org, engine.outputs("Integration", "actions")["integrationId"])).toMatchObject({
      name: "ServiceNow actions",
      intendedState: "ENABLED",
    });
  });

  it("is imported as it is, and what the program leaves out of it stays", async () => {
    const { org, engine } = await start();
    const made = (await org.call("POST", "/api/v2/integrations", { name: "By hand", integrationType: { id: "custom-rest-actions" } })) as Values;
    expect(await engine.read("Integration", "actions", String(made["id"]))).toBe(true);
    expect(
      await engine.up("Integration", "actions", { integrationType: "custom-rest-actions", config: { name: "By hand", notes: "" } }),
    ).toBe("same");
    expect(await engine.up("Integration", "actions", { integrationType: "custom-rest-actions", intendedState: "ENABLED" })).toBe("update");
    expect(await live(org, made["id"])).toMatchObject({ name: "By hand", intendedState: "ENABLED" });
  });

  it("is replaced when its type changes, and deleted once however often it is asked", async () => {
    const { org, engine } = await start();
    await engine.up("Integration", "actions", actions());
    const first = engine.outputs("Integration", "actions")["integrationId"];
    expect(await engine.up("Integration", "actions", actions({}, { integrationType: "custom-rest-actions" }))).toBe("replace");
    const second = engine.outputs("Integration", "actions")["integrationId"];
    await expect(live(org, first)).rejects.toThrow(/404/);
    await org.call("DELETE", `/api/v2/integrations/${String(second)}`);
    await engine.delete("Integration", "actions");
  });

  it("that went away is made again after a refresh, and named when it is changed without one", async () => {
    const { org, engine } = await start();
    await engine.up("Integration", "actions", actions());
    await org.call("DELETE", `/api/v2/integrations/${String(engine.outputs("Integration", "actions")["integrationId"])}`);
    await expect(engine.up("Integration", "actions", actions({ notes: "x" }))).rejects.toThrow(/does not exist any more.*pulumi refresh/s);
    expect(await engine.read("Integration", "actions")).toBe(false);
    expect(await engine.up("Integration", "actions", actions())).toBe("create");
  });

  it.each<[string, Values, RegExp]>([
    ["properties that are no JSON", actions({ properties: "{retries: 2, token: very-secret}" }), /^config\.properties: must be the JSON text/],
    ["properties that are a list", actions({ advanced: "[]" }), /^config\.advanced: must be the JSON text/],
    ["a state that does not exist", actions({}, { intendedState: "ON" }), /^intendedState: must be one of ENABLED, DISABLED/],
    ["a credential that is no text", actions({ credentials: { basicAuth: 1 } }), /^config\.credentials\.basicAuth: must be a text/],
    ["a misspelt property", actions({ credential: {} }), /^config\.credential: .*Did you mean credentials\?/],
    ["a missing type", { intendedState: "ENABLED" }, /^integrationType: .*required/],
  ])("refuses %s by its path, and does not print it", async (_, inputs, expected) => {
    const { engine } = await start();
    const error = await engine.check("Integration", "actions", inputs).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(CheckFailed);
    expect((error as CheckFailed).message).toMatch(expected);
    expect((error as CheckFailed).message).not.toContain("very-secret");
  });

  it("of a type that the organization does not have says so, and not that a permission is missing", async () => {
    const { engine } = await start();
    const refused = engine.up("Integration", "actions", actions({}, { integrationType: "premium-app-of-a-vendor" }));
    await expect(refused).rejects.toThrow(/does not have the product or feature that this needs.*403 integrations\.forbidden/s);
    await expect(refused).rejects.not.toThrow(/lacks/);
  });

  it("says which permission the deployer lacks", async () => {
    const { engine } = await start({
      seed: {
        roles: [{ name: "Looks", policies: [{ domain: "integrations", entityName: "integration", actionSet: ["view"] }] }],
        deployer: { roles: [{ role: "Looks", divisions: ["*"] }] },
      },
    });
    await expect(engine.up("Integration", "actions", actions())).rejects.toThrow(
      /make integration "ServiceNow actions": Genesys Cloud refused it\.\n.* lacks the permission integrations:integration:add/,
    );
  });
});

describe("a credential of an integration", () => {
  it("sends its fields and never shows them", async () => {
    const { org, engine, log } = await start();
    expect(await engine.up("IntegrationCredential", "client", credential("very-secret-1"))).toBe("create");
    const kept = engine.keptOf("IntegrationCredential", "client");
    expect(kept.secrets).toEqual(["fields"]);
    expect(await engine.up("IntegrationCredential", "client", credential("very-secret-1"))).toBe("same");
    expect(await engine.changes("IntegrationCredential", "client", credential("very-secret-2"))).toEqual(["update fields.clientSecret"]);
    expect(await engine.up("IntegrationCredential", "client", credential("very-secret-2"))).toBe("update");
    const { entities } = (await org.call("GET", "/api/v2/integrations/credentials/listing")) as { entities: Values[] };
    expect(entities.map(({ name, type }) => [name, type])).toEqual([
      [expect.stringMatching(/^ServiceNow client \(pulumi:/), { name: "pureCloudOAuthClient" }],
    ]);
    expect(JSON.stringify([log.messages, entities])).not.toContain("very-secret");
  });

  it("keeps its fields through a refresh, and writes them again when secretVersion changes", async () => {
    const { org, engine } = await start();
    await engine.up("IntegrationCredential", "client", credential("very-secret-1", { secretVersion: "1" }));
    expect(await engine.read("IntegrationCredential", "client")).toBe(true);
    expect(engine.outputs("IntegrationCredential", "client")["fields"]).toEqual(credential("very-secret-1")["fields"]);
    expect(await engine.up("IntegrationCredential", "client", credential("very-secret-1", { secretVersion: "1" }))).toBe("same");
    await org.clearLog();
    expect(await engine.up("IntegrationCredential", "client", credential("very-secret-1", { secretVersion: "2" }))).toBe("update");
    expect((await org.requests()).filter((request) => request.startsWith("PUT"))).toHaveLength(1);
  });

  it("keeps the secret out of an error", async () => {
    const { org, engine } = await start();
    await org.setOptions({
      fail: [{ method: "POST", path: "/api/v2/integrations/credentials", status: 400, code: "bad", message: "very-secret-1 is bad" }],
    });
    await expect(engine.up("IntegrationCredential", "client", credential("very-secret-1"))).rejects.toThrow(/\[secret\] is bad/);
  });

  it("of a client needs id and secret, which is said without printing them", async () => {
    const { engine } = await start();
    const refused = async (fields: Values): Promise<string> =>
      engine.check("IntegrationCredential", "client", { credentialTypeName: "pureCloudOAuthClient", fields }).then(
        () => "",
        (error: Error) => error.message,
      );
    expect(await refused({ clientId: "an-id-of-a-client" })).toMatch(/^: fields\.clientSecret: .*exposeClientSecret/);
    expect(await refused({ clientId: "an-id-of-a-client", clientSecret: "" })).toMatch(/fields\.clientSecret/);
    expect(await refused({ clientSecret: "very-secret-1" })).toMatch(/^: fields\.clientId: /);
    expect(await refused({ clientSecret: "very-secret-1" })).not.toContain("very-secret");
    expect(await refused({ clientId: unknown, clientSecret: unknown })).toBe("");
  });

  it("is imported without its fields, and gets those of the program", async () => {
    const { org, engine } = await start();
    const made = (await org.call("POST", "/api/v2/integrations/credentials", {
      name: "By hand",
      type: { name: "basicAuth" },
      credentialFields: { userName: "u", password: "p" },
    })) as Values;
    expect(await engine.read("IntegrationCredential", "client", String(made["id"]))).toBe(true);
    expect(engine.outputs("IntegrationCredential", "client")).toMatchObject({ name: "By hand", credentialTypeName: "basicAuth", fields: {} });
    const written = { name: "By hand", credentialTypeName: "basicAuth" };
    expect(await engine.up("IntegrationCredential", "client", written)).toBe("same");
    expect(await engine.up("IntegrationCredential", "client", { ...written, fields: { userName: "u", password: "new" } })).toBe("update");
  });

  it("is deleted once however often it is asked, and replaced when its type changes", async () => {
    const { org, engine } = await start();
    await engine.up("IntegrationCredential", "client", credential("very-secret-1"));
    expect(
      await engine.up("IntegrationCredential", "client", {
        name: "ServiceNow client",
        credentialTypeName: "basicAuth",
        fields: { userName: "user-name", password: "pass-word" },
      }),
    ).toBe("replace");
    const id = engine.outputs("IntegrationCredential", "client")["integrationCredentialId"];
    await org.call("DELETE", `/api/v2/integrations/credentials/${String(id)}`);
    await expect(
      engine.up("IntegrationCredential", "client", { name: "x", credentialTypeName: "basicAuth", fields: { userName: "u", password: "p" } }),
    ).rejects.toThrow(/does not exist any more/);
    await engine.delete("IntegrationCredential", "client");
  });
});
