import { describe, expect, test } from "vitest";
import { grant, org, request, type Answer, type TestOrg } from "./support";

/**
 * What Genesys' Terraform provider needs of the API (mypurecloud/genesyscloud 1.84.1, read from
 * its source): the calls of its resources in their order, and the fields that it reads without a
 * nil check, whose absence crashes it.
 */

const string = expect.any(String) as unknown;

describe("configuring", () => {
  test("a token that lives longer than its refresh needs, the organization, the products", async () => {
    const to = await org();
    const token = await to.tokenAnswer(to.deployer.clientId, to.deployer.clientSecret);
    expect(token.body.expires_in).toBeGreaterThan(60);
    expect((await to.api("GET", "organizations/me")).body).toMatchObject({
      id: string,
      name: string,
      defaultLanguage: string,
      defaultCountryCode: string,
      state: "active",
      features: {},
    });
    expect((await to.api("GET", "authorization/products")).body).toMatchObject({
      total: 2,
      entities: [{ id: string }, { id: string }],
      pageCount: 1,
    });
  });

  test("a wrong secret reads as its own error text expects", async () => {
    const to = await org();
    const answer = await to.tokenAnswer(to.deployer.clientId, "wrong");
    expect(`Auth Error: ${answer.status} - ${answer.body.error} (${answer.body.error_description})`).toBe(
      "Auth Error: 401 - invalid_client (authentication failed)",
    );
  });
});

describe("a stack of a role, a client, a group with a member, and its roles", () => {
  async function apply(to: TestOrg): Promise<{ role: string; client: string; group: string }> {
    for (const domain of ["recording", "analytics"]) {
      const permissions = await to.api("GET", `authorization/permissions?queryType=domain&query=${domain}&pageSize=100&pageNumber=1`);
      expect(permissions.body).toMatchObject({ pageCount: 1, entities: [{ domain, permissionMap: expect.any(Object) as unknown }] });
    }
    const roleBody = {
      name: "TF role",
      description: "d",
      permissionPolicies: [
        { domain: "recording", entityName: "screenRecording", actionSet: ["view"] },
        { domain: "analytics", entityName: "conversationDetail", actionSet: ["view"] },
      ],
    };
    const role = (await to.api("POST", "authorization/roles", roleBody)).body;
    expect((await to.api("GET", `authorization/roles/${role.id}?userCount=false`)).body).toMatchObject({ ...roleBody, id: role.id });
    await grant(to, to.deployer.clientId, "PC_OAUTH_CLIENT", role.id as string, ["*"]);

    expect((await to.api("GET", "tokens/me?preserveIdleTTL=false")).body.OAuthClient.organization.id).toBe(to.id);
    const home = (await to.api("GET", "authorization/divisions/home")).body.id as string;
    const clientBody = {
      name: "TF client",
      description: "d",
      accessTokenValiditySeconds: 86_400,
      authorizedGrantType: "CLIENT-CREDENTIALS",
      state: "active",
      roleDivisions: [{ roleId: role.id, divisionId: home }],
    };
    const client = (await to.api("POST", "oauth/clients", clientBody)).body;
    expect(client).toMatchObject({ id: string, secret: string });
    expect((await to.api("GET", `oauth/clients/${client.id}`)).body).toMatchObject({ ...clientBody, registeredRedirectUri: [], scope: [] });

    const group = (
      await to.api("POST", "groups", {
        name: "TF group",
        type: "official",
        visibility: "public",
        rulesVisible: true,
        addresses: [],
        rolesEnabled: true,
        callsEnabled: true,
        ownerIds: null,
        includeOwners: true,
      })
    ).body;
    const read = async (): Promise<Answer> => to.api("GET", `groups/${group.id}`);
    const put = await to.api("PUT", `groups/${group.id}`, {
      version: (await read()).body.version,
      name: "TF group",
      description: "d",
      visibility: "public",
      rulesVisible: true,
      rolesEnabled: true,
      callsEnabled: true,
      ownerIds: [" "],
      includeOwners: true,
      addresses: [],
    });
    expect(put.status).toBe(200);
    expect((await to.api("GET", `groups/${group.id}/individuals`)).body.entities).toEqual([]);
    const ann = await to.user("ann@example.com");
    expect((await to.api("POST", `groups/${group.id}/members`, { memberIds: [ann], version: (await read()).body.version })).status).toBe(
      202,
    );
    expect((await to.api("PATCH", `voicemail/groups/${group.id}/policy`, { enabled: false })).body).toMatchObject({ enabled: false });
    expect((await read()).body).toMatchObject({ description: "d", owners: [], addresses: [], includeOwners: true });
    expect((await to.api("GET", `groups/${group.id}/individuals`)).body.entities).toMatchObject([{ id: ann }]);
    expect((await to.api("GET", `voicemail/groups/${group.id}/policy`)).body).toEqual(expect.any(Object));

    expect((await to.api("GET", `authorization/subjects/${group.id}?includeDuplicates=true`)).body).toMatchObject({
      id: group.id,
      grants: [],
    });
    await grant(to, group.id as string, "PC_GROUP", role.id as string, [home, "*"]);
    const grants = (await to.api("GET", `authorization/subjects/${group.id}?includeDuplicates=true`)).body.grants as {
      subjectId: string;
      role: { id: string };
      division: { id: string };
    }[];
    expect(grants.map((entry) => [entry.subjectId, entry.role.id, entry.division.id])).toEqual([
      [group.id, role.id, home],
      [group.id, role.id, "*"],
    ]);
    return { role: role.id, client: client.id, group: group.id };
  }

  test("comes up, and goes down again with a 404 at once after each delete", async () => {
    const to = await org();
    const made = await apply(to);
    expect((await to.api("DELETE", `groups/${made.group}`)).status).toBe(204);
    expect((await to.api("GET", `groups/${made.group}`)).status).toBe(404);
    const client = (await to.api("GET", `oauth/clients/${made.client}`)).body;
    expect((await to.api("PUT", `oauth/clients/${made.client}`, { ...client, state: "inactive" })).body).toMatchObject({
      id: made.client,
      state: "inactive",
    });
    expect((await to.api("DELETE", `oauth/clients/${made.client}`)).status).toBe(204);
    expect((await to.api("GET", `oauth/clients/${made.client}`)).status).toBe(404);
    expect([200, 204]).toContain((await to.api("DELETE", `authorization/roles/${made.role}`)).status);
    expect((await to.api("GET", `authorization/roles/${made.role}?userCount=false`)).status).toBe(404);
  });

  test("reads the same again, field by field, so that nothing looks changed", async () => {
    const to = await org();
    const made = await apply(to);
    const paths = [
      `authorization/roles/${made.role}?userCount=false`,
      `oauth/clients/${made.client}`,
      `groups/${made.group}`,
      `groups/${made.group}/individuals`,
      `voicemail/groups/${made.group}/policy`,
      `authorization/subjects/${made.group}?includeDuplicates=true`,
    ];
    const once = await Promise.all(paths.map(async (path) => (await to.api("GET", path)).body as unknown));
    expect(await Promise.all(paths.map(async (path) => (await to.api("GET", path)).body as unknown))).toEqual(once);
  });

  test("made with a user's token adds the new roles to that user first", async () => {
    const to = await org();
    const ann = await to.user("ann@example.com");
    await grant(to, ann, "PC_USER", await to.role("Master Admin"), ["*"]);
    const token = (await request("POST", `${to.emulator.url}/emulator/orgs/uk/tokens`, { body: { email: "ann@example.com" } })).body
      .access_token as string;
    const api = (method: string, path: string, body?: unknown): Promise<Answer> => to.api(method, path, body, token);
    expect((await api("GET", "tokens/me")).body.OAuthClient.organization.id).toBe("purecloud-builtin");
    const role = (
      await api("POST", "authorization/roles", {
        name: "TF role",
        permissionPolicies: [{ domain: "oauth", entityName: "client", actionSet: ["view"] }],
      })
    ).body;
    const me = (await api("GET", "users/me")).body;
    const held = (await api("GET", `users/${me.id}/roles`)).body.roles.map((entry: { id: string }) => entry.id) as string[];
    expect((await api("PUT", `users/${me.id}/roles`, [...held, role.id])).body.roles).toHaveLength(held.length + 1);
    const client = await api("POST", "oauth/clients", {
      name: "x",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      roleDivisions: [{ roleId: role.id, divisionId: "*" }],
    });
    expect([client.status, client.body.secret]).toEqual([200, string]);
  });
});

describe("listings", () => {
  test.each([
    "authorization/divisions",
    "authorization/roles",
    "authorization/permissions",
    "authorization/products",
    "oauth/clients",
    "groups",
    "users",
    "integrations",
    "recording/mediaretentionpolicies",
  ])("%s has entities, total and page fields", async (path) => {
    const to = await org();
    const { body } = await to.api("GET", path);
    expect(body).toMatchObject({
      entities: expect.any(Array) as unknown,
      total: expect.any(Number) as unknown,
      pageCount: expect.any(Number) as unknown,
      pageNumber: 1,
      pageSize: expect.any(Number) as unknown,
    });
  });

  test.each(["authorization/divisions", "authorization/roles", "users", "groups"])("%s is empty past its end", async (path) => {
    const to = await org();
    expect((await to.api("GET", `${path}?pageSize=100&pageNumber=9`)).body.entities).toEqual([]);
  });
});

describe("a user", () => {
  test("is looked for among the deleted, made, read with its parts, changed, moved, deleted until it shows as deleted", async () => {
    const to = await org();
    const search = async (state: string): Promise<Answer> =>
      to.api("POST", "users/search", {
        query: [
          { type: "EXACT", fields: ["email"], value: "cy@example.com" },
          { type: "EXACT", fields: ["state"], value: state },
        ],
        sortOrder: "ASC",
        sortBy: "email",
      });
    expect((await search("deleted")).body).toMatchObject({ total: 0, results: [] });
    const { id } = (await to.api("POST", "users", { name: "Cy", email: "cy@example.com", state: "active", addresses: [] })).body as {
      id: string;
    };
    expect((await to.api("POST", `users/${id}/password`, { newPassword: "long enough" })).status).toBe(204);
    const user = (await to.api("GET", `users/${id}?expand=skills,languages,locations,profileSkills,certifications,employerInfo`)).body;
    expect(user).toMatchObject({ email: "cy@example.com", division: { id: string }, version: 1 });
    expect((await to.api("GET", `voicemail/userpolicies/${id}`)).body).toMatchObject({
      alertTimeoutSeconds: expect.any(Number) as unknown,
      sendEmailNotifications: true,
    });
    expect((await to.api("GET", `routing/users/${id}/utilization`)).body).toEqual({
      level: "Organization",
      utilization: {},
      labelUtilizations: {},
    });
    expect((await to.api("PATCH", `users/${id}`, { version: 1, title: "T" })).body.version).toBe(2);
    expect((await to.api("POST", `authorization/divisions/${await to.division("Sales")}/objects/USER`, [id])).status).toBe(204);
    expect((await to.api("DELETE", `users/${id}`)).status).toBe(200);
    expect((await search("deleted")).body).toMatchObject({ total: 1, results: [{ id, email: "cy@example.com" }] });
  });

  test("and a group are found by the searches of the data sources", async () => {
    const to = await org();
    expect(
      (
        await to.api("POST", "users/search", {
          sortBy: "email",
          sortOrder: "ASC",
          query: [{ type: "EXACT", fields: ["email"], value: "ann@example.com" }],
        })
      ).body,
    ).toMatchObject({ total: 1, results: [{ name: "Ann" }] });
    expect(
      (await to.api("POST", "groups/search", { query: [{ type: "EXACT", value: "Reviewers", fields: ["name"] }] })).body,
    ).toMatchObject({ total: 1, results: [{ id: string }] });
  });
});

describe("integrations and credentials", () => {
  test("are made, configured, switched and deleted", async () => {
    const to = await org();
    const credential = (
      await to.api("POST", "integrations/credentials", {
        name: "c",
        type: { name: "pureCloudOAuthClient" },
        credentialFields: { clientId: "x", clientSecret: "y" },
      })
    ).body;
    expect(credential).toEqual({ id: string, name: "c", type: { name: "pureCloudOAuthClient" }, selfUri: string });
    const integration = (await to.api("POST", "integrations", { integrationType: { id: "purecloud-data-actions" } })).body;
    const config = (await to.api("GET", `integrations/${integration.id}/config/current`)).body;
    expect(config).toMatchObject({ name: string, notes: "", properties: {}, advanced: {}, credentials: {} });
    const body = {
      name: "Data actions",
      notes: "n",
      version: config.version,
      properties: {},
      advanced: {},
      credentials: { pureCloudOAuthClient: { id: credential.id } },
    };
    expect((await to.api("PUT", `integrations/${integration.id}/config/current`, body)).body).toMatchObject({
      name: "Data actions",
      credentials: { pureCloudOAuthClient: { id: credential.id } },
      version: config.version + 1,
    });
    expect((await to.api("PUT", `integrations/${integration.id}/config/current`, body)).status).toBe(409);
    expect((await to.api("PATCH", `integrations/${integration.id}`, { intendedState: "ENABLED" })).body).toMatchObject({
      id: integration.id,
      name: "Data actions",
      intendedState: "ENABLED",
      integrationType: { id: "purecloud-data-actions" },
    });
    const listing = async (after: string): Promise<unknown[]> =>
      (await to.api("GET", `integrations/credentials/listing?pageSize=200&after=${after}`)).body.entities as unknown[];
    expect([(await listing("")).length, (await listing(credential.id as string)).length]).toEqual([1, 0]);
    expect((await to.api("DELETE", `integrations/credentials/${credential.id}`)).status).toBe(204);
    expect((await to.api("DELETE", `integrations/${integration.id}`)).status).toBe(200);
    expect((await to.api("GET", `integrations/${integration.id}`)).status).toBe(404);
  });
});

test("a retention policy is kept as it was written", async () => {
  const to = await org();
  const policy = {
    name: "Screens",
    order: 1,
    enabled: true,
    mediaPolicies: { callPolicy: { actions: { initiateScreenRecording: { recordACW: true } } } },
  };
  const made = (await to.api("POST", "recording/mediaretentionpolicies", policy)).body;
  expect(made).toMatchObject({ ...policy, id: string });
  expect((await to.api("GET", `recording/mediaretentionpolicies/${made.id}`)).body).toEqual(made);
  expect((await to.api("PUT", `recording/mediaretentionpolicies/${made.id}`, { ...policy, enabled: false })).body).toMatchObject({
    enabled: false,
  });
  expect((await to.api("DELETE", `recording/mediaretentionpolicies/${made.id}`)).status).toBe(200);
  expect((await to.api("GET", `recording/mediaretentionpolicies/${made.id}`)).status).toBe(404);
});

test("org settings are echoed", async () => {
  const to = await org();
  expect(
    (
      await to.api("PATCH", "organizations/authentication/settings", {
        multifactorAuthenticationRequired: true,
        domainAllowlistEnabled: false,
      })
    ).body,
  ).toMatchObject({ multifactorAuthenticationRequired: true, ipAddressAllowlist: [] });
  expect((await to.api("PUT", "tokens/timeout", { enableIdleTokenTimeout: true, idleTokenTimeoutSeconds: 3600 })).body).toEqual({
    enableIdleTokenTimeout: true,
    idleTokenTimeoutSeconds: 3600,
  });
  expect((await to.api("GET", "tokens/timeout")).body.idleTokenTimeoutSeconds).toBe(3600);
});

test("every refusal is JSON with a correlation id that the header repeats, and a GET never has an empty success", async () => {
  const to = await org();
  const { token } = await to.clientWith(["recording:screenRecording:participate"], ["Home"]);
  const answers = [
    await request("GET", `${to.base}/api/v2/organizations/me`),
    await to.api("GET", "oauth/clients", undefined, token),
    await to.api("GET", "oauth/clients/nope"),
    await to.api("GET", "no/such/path"),
    await to.api("POST", "authorization/roles", "not an object"),
    await to.api("GET", "alerting/alerts/nope"),
  ];
  for (const answer of answers) {
    expect(answer.body).toEqual({
      message: string,
      code: string,
      status: answer.status,
      messageParams: expect.any(Object) as unknown,
      contextId: answer.headers.get("ININ-Correlation-Id"),
      details: [],
      errors: [],
    });
  }
  expect(answers.map((answer) => answer.status)).toEqual([401, 403, 404, 404, 400, 501]);
});
