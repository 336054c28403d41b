import { describe, expect, test } from "vitest";
import { makeRole, org, request, seed, type TestOrg } from "../support";

async function control(to: TestOrg, body: unknown): Promise<void> {
  const answer = await request("PUT", `${to.emulator.url}/emulator/orgs/${to.name}/products`, { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

describe("an org whose products bring no recording", () => {
  test("has no recording permissions: not in the list, not in a new role, not for who held them", async () => {
    const to = await org();
    const { token } = await to.clientWith(["recording:screenRecording:view", "analytics:conversationDetail:view"]);
    const domains = async (): Promise<string[]> =>
      (await to.api("GET", "authorization/permissions?pageSize=500")).body.entities.map((entity: { domain: string }) => entity.domain);
    expect(await domains()).toContain("recording");
    await control(to, { products: ["Genesys Cloud CX 1"] });
    expect(await domains()).not.toContain("recording");
    const read = await to.api("GET", "recordings/screensessions/details", undefined, token);
    expect([read.status, read.body.code]).toEqual([403, "missing.any.permissions"]);
    const role = await to.api("POST", "authorization/roles", {
      name: "late",
      permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"] }],
    });
    expect([role.status, role.body.message]).toEqual([400, expect.stringContaining("recording:screenRecording:view")]);
    expect((await to.api("GET", "authorization/products")).body.entities).toEqual([{ id: "Genesys Cloud CX 1" }]);
    await control(to, { products: ["Genesys Cloud CX 3"] });
    expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(200);
  });
});

test("a permission that an org has lost is refused, and comes back", async () => {
  const to = await org({}, { ...seed, withoutPermissions: ["recording:annotation:view"] });
  await expect(makeRole(to, "r", ["recording:annotation:view"])).rejects.toThrow("does not exist in this organization");
  const { token } = await to.clientWith(["oauth:client:view"]);
  expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(200);
  await control(to, { withoutPermissions: ["oauth:client:view"] });
  expect((await to.api("GET", "oauth/clients", undefined, token)).body.code).toBe("missing.any.permissions");
  await control(to, { withoutPermissions: [] });
  expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(200);
});

test("premium apps of an org bring permissions of their own", async () => {
  const to = await org({}, { ...seed, products: ["CX 3", "cxCloudSN"], integrationTypes: ["premium-archive"] });
  const { entities } = (await to.api("GET", "authorization/permissions?pageSize=500")).body as { entities: { domain: string; permissionMap: object }[] };
  const apps = Object.keys(entities.find(({ domain }) => domain === "integration")?.permissionMap ?? {});
  expect(apps).toEqual(expect.arrayContaining(["cxCloudSN", "premium-archive"]));
});

test("what a later seed does not name stays as it is, and what it names anew is set", async () => {
  const to = await org({}, { ...seed, products: ["CX 3"], withoutPermissions: ["recording:annotation:view"] });
  const products = async () => (await request("GET", `${to.emulator.url}/emulator/orgs/${to.name}/products`)).body as object;
  const again = (more: object) => request("POST", `${to.emulator.url}/emulator/orgs`, { body: { ...seed, ...more } });
  await again({});
  expect(await products()).toMatchObject({ products: ["CX 3"], withoutPermissions: ["recording:annotation:view"] });
  await control(to, { products: ["CX 1"] });
  await again({ products: ["CX 3"] });
  expect(await products()).toMatchObject({ products: ["CX 1"] });
  await again({ products: ["CX 2"] });
  expect(await products()).toMatchObject({ products: ["CX 2"] });
});

describe("integrations", () => {
  test("of a type that the org has not subscribed to are refused", async () => {
    const to = await org({}, { ...seed, integrationTypes: ["premium-archive"] });
    const make = (id: string) => to.api("POST", "integrations", { integrationType: { id } });
    expect((await make("premium-archive")).body.integrationType.id).toBe("premium-archive");
    const refused = await make("premium-other");
    expect([refused.status, refused.body.code]).toEqual([403, "integrations.forbidden"]);
    expect((await to.api("GET", "integrations/types/purecloud-data-actions")).body.credentials).toHaveProperty("pureCloudOAuthClient");
  });

  test("have credentials that need their fields, and the control API tells whether they work", async () => {
    const to = await org();
    const { id, secret } = await to.clientWith(["oauth:client:view"]);
    const credential = (fields: Record<string, string>) =>
      to.api("POST", "integrations/credentials", { name: "c", type: { name: "pureCloudOAuthClient" }, credentialFields: fields });
    expect((await credential({ clientId: id })).status).toBe(400);
    const made = (await credential({ clientId: id, clientSecret: secret })).body;
    const works = async (): Promise<boolean> =>
      (await request("GET", `${to.emulator.url}/emulator/orgs/uk/credentials/${made.id}`)).body.works as boolean;
    expect(await works()).toBe(true);
    await to.api("POST", `oauth/clients/${id}/secret`);
    expect(await works()).toBe(false);
    expect(JSON.stringify((await to.api("GET", `integrations/credentials/${made.id}`)).body)).not.toContain(secret);
  });
});

describe("retention policies", () => {
  test("are of two kinds with rights of their own, and refer only to what is there", async () => {
    const to = await org();
    const queue = (await to.api("GET", "routing/queues?name=Desk")).body.entities[0].id as string;
    const policy = { name: "p", conditions: { forQueues: [{ id: queue }] }, actions: { initiateScreenRecording: { recordACW: true } } };
    const made = (await to.api("POST", "recording/mediaretentionpolicies", policy)).body;
    expect(made).toMatchObject({ ...policy, enabled: false, order: 0 });
    expect((await to.api("POST", "recording/mediaretentionpolicies", policy)).status).toBe(409);
    expect((await to.api("POST", "recording/crossplatform/mediaretentionpolicies", policy)).status).toBe(200);
    const { token } = await to.clientWith(["recording:retentionPolicy:view"]);
    expect((await to.api("GET", "recording/mediaretentionpolicies", undefined, token)).body.total).toBe(1);
    expect((await to.api("GET", "recording/crossplatform/mediaretentionpolicies", undefined, token)).status).toBe(403);
    const lost = { ...policy, name: "q", conditions: { forQueues: [{ id: "nope" }] } };
    expect((await to.api("POST", "recording/mediaretentionpolicies", lost)).status).toBe(400);
    expect((await to.api("DELETE", `recording/mediaretentionpolicies?ids=${made.id}`)).status).toBe(200);
  });

  test("export only through an integration that is there and switched on", async () => {
    const to = await org();
    const { id } = (await to.api("POST", "integrations", { integrationType: { id: "aws-s3-recording-bulk-actions" } })).body;
    const post = async (integration: string): Promise<string | undefined> =>
      (await to.api("POST", "recording/mediaretentionpolicies", { name: "p", actions: { integrationExport: { integration: { id: integration } } } }))
        .body.code as string | undefined;
    expect(await post("nope")).toBe("recording.policy.export.integration.invalid");
    expect(await post(id as string)).toBe("recording.policy.export.integration.disabled");
    await to.api("PATCH", `integrations/${id}`, { intendedState: "ENABLED" });
    expect(await post(id as string)).toBeUndefined();
  });
});

test("queues are seen and changed in the divisions where the right is held", async () => {
  const to = await org();
  const sales = await to.division("Sales");
  const { token } = await to.clientWith(["routing:queue:add", "routing:queue:view", "routing:queue:edit", "routing:queue:delete"], ["Sales"]);
  const home = await to.api("POST", "routing/queues", { name: "Q" }, token);
  expect([home.status, home.body.code]).toEqual([403, expect.stringContaining("division")]);
  const made = (await to.api("POST", "routing/queues", { name: "Q", division: { id: sales } }, token)).body;
  expect((await to.api("GET", "routing/queues?name=Q", undefined, token)).body.entities).toMatchObject([{ id: made.id, division: { id: sales } }]);
  expect((await to.api("POST", `routing/queues/${made.id}/members`, [{ id: await to.user("ann@example.com") }], token)).status).toBe(200);
  expect((await to.api("GET", `routing/queues/${made.id}/members`, undefined, token)).body.entities).toMatchObject([{ name: "Ann" }]);
  expect((await to.api("PUT", `routing/queues/${made.id}`, { name: "R" }, token)).body.name).toBe("R");
  expect((await to.api("DELETE", `routing/queues/${made.id}`, undefined, token)).status).toBe(200);
});

describe("access policies", () => {
  test("act only where the org has them on, on clients only when they say so, and deny by their id", async () => {
    const to = await org({}, { ...seed, settings: { accessPoliciesEnabled: true } });
    const { id, token } = await to.clientWith(["oauth:client:view"]);
    const target = "authorization/policies/targets/oauth:client:view";
    const policy = { subject: { type: "CLIENT", id }, effect: "DENY", active: true, applyToClients: false };
    const made = (await to.api("POST", target, policy)).body;
    expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(200);
    await to.api("PUT", `authorization/policies/${made.id}`, { ...policy, applyToClients: true });
    const denied = await to.api("GET", "oauth/clients", undefined, token);
    expect([denied.body.code, denied.body.message]).toEqual(["authz.policy.denied", expect.stringContaining(made.id)]);
    expect((await to.api("GET", `authorization/policies/subject/${id}`)).body.entities).toMatchObject([{ id: made.id }]);
    await to.api("DELETE", `${target}/subject/${id}`);
    expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(200);
  });

  test("never lock out their author", async () => {
    const to = await org();
    const answer = await to.api("POST", "authorization/policies/targets/authorization:policy:add", {
      subject: {},
      effect: "DENY",
      active: true,
      applyToClients: true,
    });
    expect([answer.status, answer.body.code]).toEqual([400, "authz.policy.lockout.check.failed"]);
  });
});

test("recording settings that a PUT leaves out go back to their defaults", async () => {
  const to = await org({}, { ...seed, settings: { recordingPlaybackUrlTtl: 5 } });
  const { token } = await to.clientWith(["recording:settings:editScreenRecordings"]);
  const before = (await to.api("GET", "recording/settings")).body;
  const partial = await to.api("PUT", "recording/settings", { maxSimultaneousStreams: 10 }, token);
  expect(partial.body.message).toContain("recording:settings:editUrlExpiration");
  expect((await to.api("PUT", "recording/settings", { ...before, maxSimultaneousStreams: 10 }, token)).body).toEqual({
    ...before,
    maxSimultaneousStreams: 10,
  });
  expect((await to.api("PUT", "recording/settings", { maxSimultaneousStreams: 10 })).body.recordingPlaybackUrlTtl).toBe(60);
});
