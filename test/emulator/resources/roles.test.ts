import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../../access/catalogue";
import { grant, org, request } from "../support";

const policy = (domain: string, entityName: string, ...actionSet: string[]) => ({ domain, entityName, actionSet });

describe("wildcards of a role", () => {
  const written = { name: "r", permissionPolicies: [policy("recording", "screenRecording", "*"), policy("oauth", "*", "view")] };

  test("come back written out", async () => {
    const to = await org();
    const { body } = await to.api("POST", "authorization/roles", written);
    const screens = body.permissionPolicies.find((entry: { entityName: string }) => entry.entityName === "screenRecording");
    expect(screens.actionSet).toEqual(expect.arrayContaining(["download", "editRetention", "participate", "stop", "view"]));
    expect(
      body.permissionPolicies.some(
        (entry: { entityName: string; actionSet: string[] }) => entry.entityName === "*" || entry.actionSet.includes("*"),
      ),
    ).toBe(false);
    expect((await to.api("GET", `authorization/roles/${body.id}`)).body.permissionPolicies).toEqual(body.permissionPolicies);
  });

  test("come back as written when the emulator is told to echo them", async () => {
    const to = await org({ options: { expandWildcards: false } });
    const { body } = await to.api("POST", "authorization/roles", written);
    expect(body.permissionPolicies).toEqual(written.permissionPolicies);
  });

  test("stand for exactly the permissions that they match", async () => {
    const to = await org();
    const domains = [
      ...new Set(
        catalogue()
          .permissions.filter((name) => name.split(":").length === 3)
          .map((name) => name.split(":")[0] ?? ""),
      ),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...domains), async (domain) => {
        const made = await to.api("POST", "authorization/roles", {
          name: `all of ${domain}`,
          permissionPolicies: [policy(domain, "*", "*")],
        });
        const got = made.body.permissionPolicies
          .flatMap((entry: { entityName: string; actionSet: string[] }) =>
            entry.actionSet.map((action) => `${domain}:${entry.entityName}:${action}`),
          )
          .sort();
        await to.api("DELETE", `authorization/roles/${made.body.id}`);
        expect(got).toEqual(catalogue().permissionsMatching({ domain, entity: "*", actions: ["*"] }));
      }),
      { numRuns: 25 },
    );
  });
});

test("a role echoes what was written, and has no defaultRoleId and no conditions of its own", async () => {
  const to = await org();
  const written = {
    name: "r",
    description: "d",
    permissions: ["legacy_right"],
    permissionPolicies: [policy("oauth", "client", "view", "add")],
  };
  const { body } = await to.api("POST", "authorization/roles", written);
  expect(body).toMatchObject({ ...written, default: false, base: false });
  expect(body).not.toHaveProperty("defaultRoleId");
  expect(body.permissionPolicies[0]).not.toHaveProperty("resourceConditionNode");
  const changed = await to.api("PUT", `authorization/roles/${body.id}`, { name: "r2", permissionPolicies: [] });
  expect(changed.body).toMatchObject({ name: "r2", description: "", permissionPolicies: [] });
});

test("a condition is kept, and judged on the object that is read", async () => {
  const to = await org();
  const own = {
    conjunction: "AND",
    terms: [{ variableName: "User", operator: "EQ", operands: [{ type: "VARIABLE", value: "Current User" }] }],
  };
  const made = await to.api("POST", "authorization/roles", {
    name: "own only",
    permissionPolicies: [{ ...policy("analytics", "conversationDetail", "view"), resourceConditionNode: own }],
  });
  expect(made.body.permissionPolicies[0].resourceConditionNode).toEqual(own);
  await grant(to, await to.user("ann@example.com"), "PC_USER", made.body.id, ["*"]);
  const token = (await request("POST", `${to.emulator.url}/emulator/orgs/uk/tokens`, { body: { email: "ann@example.com" } })).body
    .access_token as string;
  const now = Date.now();
  const query = { interval: `${new Date(now - 86_400_000).toISOString()}/${new Date(now).toISOString()}` };
  const all = await to.api("POST", "analytics/conversations/details/query", query);
  const anns = await to.api("POST", "analytics/conversations/details/query", query, token);
  expect([all.body.totalHits, anns.body.totalHits]).toEqual([4, 1]);
  expect(anns.body.conversations[0].participants.map((participant: { userId?: string }) => participant.userId)).toContain(
    await to.user("ann@example.com"),
  );
});

test.each([
  [{ name: "" }, "Role name is required."],
  [{ name: "Admin" }, "A role with the name Admin already exists."],
  [
    { name: "x", permissionPolicies: [policy("screen_recording", "media", "read")] },
    "The permission screen_recording:media does not exist in this organization.",
  ],
  [
    { name: "x", permissionPolicies: [policy("recording", "screenRecording", "view", "watch")] },
    "The permission recording:screenRecording:watch does not exist in this organization.",
  ],
])("a role that cannot be is refused: %j", async (body, message) => {
  const to = await org();
  const answer = await to.api("POST", "authorization/roles", body);
  expect([answer.status, answer.body.code, answer.body.message]).toEqual([400, "general.bad.request", message]);
});

test("permissions of premium apps and of the user interface are taken, though no list holds them", async () => {
  const to = await org();
  const made = await to.api("POST", "authorization/roles", {
    name: "x",
    permissionPolicies: [policy("integration", "someApp", "view"), policy("ui", "supervisorDashboard", "view")],
  });
  expect(made.status).toBe(200);
});

describe("default roles", () => {
  test("are there with their default role id, and found by it", async () => {
    const to = await org();
    const found = await to.api("GET", "authorization/roles?defaultRoleId=employee&pageSize=1");
    expect(found.body).toMatchObject({ total: 1, entities: [{ name: "employee", defaultRoleId: "employee", default: true }] });
  });

  test("can be changed and put back, but not deleted", async () => {
    const to = await org();
    const id = await to.role("Quality Evaluator");
    const before = (await to.api("GET", `authorization/roles/${id}`)).body;
    await to.api("PUT", `authorization/roles/${id}`, { ...before, permissionPolicies: [] });
    expect((await to.api("GET", `authorization/roles/${id}`)).body.permissionPolicies).toEqual([]);
    expect((await to.api("DELETE", `authorization/roles/${id}`)).status).toBe(400);
    await to.api("PUT", "authorization/roles/default", [{ id }]);
    expect((await to.api("GET", `authorization/roles/${id}`)).body.permissionPolicies).toEqual(before.permissionPolicies);
  });

  test("Quality Administrator may do with screen recordings what Genesys' help says", async () => {
    const to = await org();
    const { body } = await to.api("GET", `authorization/roles/${await to.role("Quality Administrator")}`);
    expect(body.permissionPolicies.find((entry: { entityName: string }) => entry.entityName === "screenRecording").actionSet).toEqual([
      "download",
      "editRetention",
      "restore",
      "stop",
      "view",
    ]);
  });
});

test("deleting a role takes its grants along", async () => {
  const to = await org();
  const { id, roleId, token } = await to.clientWith(["oauth:client:view"]);
  expect((await to.api("DELETE", `authorization/roles/${roleId}`)).status).toBe(204);
  expect((await to.api("GET", `authorization/roles/${roleId}`)).status).toBe(404);
  expect((await to.api("GET", `oauth/clients/${id}`)).body.roleDivisions).toEqual([]);
  expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(403);
});

test("roles are found by name, exactly or with a star", async () => {
  const to = await org();
  const names = async (query: string): Promise<string[]> =>
    (await to.api("GET", `authorization/roles?${query}&pageSize=100&pageNumber=1`)).body.entities.map(
      (role: { name: string }) => role.name,
    );
  expect(await names("name=Quality%20Evaluator")).toEqual(["Quality Evaluator"]);
  expect(await names("name=quality*")).toEqual(["Quality Administrator", "Quality Evaluator"]);
  expect(await names("name=Quality")).toEqual([]);
});

test("an old permission of one part opens the calls that ask for it, and nothing else", async () => {
  const to = await org();
  const documents = "contentmanagement/documents/00000000-0000-4000-8000-000000000001";
  const client = await to.clientWith(["recording:screenRecording:view"]);
  expect((await to.api("GET", documents, undefined, client.token)).status).toBe(403);
  const role = await to.api("POST", "authorization/roles", { name: "documents", permissions: ["content_management_user"] });
  await grant(to, client.id, "PC_OAUTH_CLIENT", role.body.id, ["*"]);
  expect((await to.api("GET", documents, undefined, client.token)).body).toMatchObject({ code: "emulator.no.data" });
  expect((await to.api("GET", "oauth/clients", undefined, client.token)).status).toBe(403);
});
