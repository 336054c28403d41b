import { describe, expect, test } from "vitest";
import { Clock, grant, makeRole, org, type TestOrg } from "../support";

const cc = (roleId: string, divisionId: string, name = "app") => ({
  name,
  authorizedGrantType: "CLIENT-CREDENTIALS",
  roleDivisions: [{ roleId, divisionId }],
});

async function heldRole(to: TestOrg, divisions: readonly string[] = ["*"]): Promise<string> {
  const roleId = await makeRole(to, `role ${divisions.join(" ")}`, ["recording:screenRecording:view"]);
  await grant(to, to.deployer.clientId, "PC_OAUTH_CLIENT", roleId, await Promise.all(divisions.map((division) => to.division(division))));
  return roleId;
}

describe("making a client", () => {
  test("gives its secret in that one answer only", async () => {
    const to = await org();
    const made = await to.api("POST", "oauth/clients", cc(await heldRole(to), "*"));
    expect(made.body).toMatchObject({
      name: "app",
      secret: expect.any(String),
      state: "active",
      accessTokenValiditySeconds: 86_400,
      description: "",
      scope: [],
      registeredRedirectUri: [],
    });
    expect((await to.api("GET", `oauth/clients/${made.body.id}`)).body).not.toHaveProperty("secret");
    expect((await to.api("GET", "oauth/clients")).body.entities.some((client: object) => "secret" in client)).toBe(false);
    expect(
      (await to.api("PUT", `oauth/clients/${made.body.id}`, cc(made.body.roleDivisions[0].roleId, "*", "renamed"))).body,
    ).not.toHaveProperty("secret");
  });

  test("allows the same name twice", async () => {
    const to = await org();
    const roleId = await heldRole(to);
    const one = await to.api("POST", "oauth/clients", cc(roleId, "*"));
    const two = await to.api("POST", "oauth/clients", cc(roleId, "*"));
    expect([one.status, two.status, one.body.id === two.body.id]).toEqual([200, 200, false]);
  });

  test.each([
    [{ name: "x", authorizedGrantType: "CLIENT-CREDENTIALS" }, "missing.client.roles", "Client roles and divisions are missing."],
    [{ name: "x", authorizedGrantType: "CODE" }, "missing.client.scope", "Client scope is missing."],
    [{ name: "x", authorizedGrantType: "CODE", scope: ["screen_recording:read"] }, "auth.invalid.scope", "Client has invalid scope"],
    [{ name: "x" }, "grant.type.required", "Grant type is required."],
    [{ name: "x", authorizedGrantType: "MAGIC" }, "bad.grant.type", "Invalid grant type."],
    [
      { name: "x", authorizedGrantType: "CODE", scope: ["users"], state: "inactive" },
      "bad.client.state",
      "New clients can only have an active state",
    ],
    [
      {
        name: "x",
        authorizedGrantType: "CLIENT-CREDENTIALS",
        roleDivisions: [{ roleId: "00000000-0000-4000-8000-000000000000", divisionId: "*" }],
      },
      "bad.client.role",
      "Client role is invalid.",
    ],
    [
      { name: "x", authorizedGrantType: "CODE", scope: ["users"], accessTokenValiditySeconds: 10 },
      "bad.request",
      "The access token lifetime must be between 300 and 172800 seconds.",
    ],
  ])("is refused: %j", async (body, code, message) => {
    const to = await org();
    const answer = await to.api("POST", "oauth/clients", body);
    expect([answer.status, answer.body.code, answer.body.message]).toEqual([400, code, message]);
    expect((await to.api("GET", "oauth/clients")).body.entities).toHaveLength(1);
  });
});

describe("a deployer hands out only what it holds", () => {
  test("a role that it does not hold is refused", async () => {
    const to = await org();
    const roleId = await makeRole(to, "r", ["recording:screenRecording:view"]);
    expect((await to.api("POST", "oauth/clients", cc(roleId, "*"))).body).toMatchObject({ status: 400, code: "bad.client.role" });
  });

  test("a role that it holds in one division only is refused elsewhere, and for all divisions", async () => {
    const to = await org();
    const roleId = await heldRole(to, ["Sales"]);
    const statuses = [];
    for (const division of ["Sales", "Home", "*"])
      statuses.push((await to.api("POST", "oauth/clients", cc(roleId, await to.division(division)))).status);
    expect(statuses).toEqual([200, 400, 400]);
  });

  test("changing, deleting and a new secret need every role that the client has", async () => {
    const to = await org();
    const roleId = await heldRole(to);
    const other = await heldRole(to, ["Sales"]);
    const { id } = (await to.api("POST", "oauth/clients", cc(roleId, "*"))).body;
    await to.api("DELETE", `authorization/subjects/${to.deployer.clientId}/divisions/%2A/roles/${roleId}`);
    const sales = await to.division("Sales");
    expect((await to.api("PUT", `oauth/clients/${id}`, cc(other, sales))).body.code).toBe("bad.client.role");
    const secret = await to.api("POST", `oauth/clients/${id}/secret`);
    expect([secret.body.code, secret.body.message]).toEqual([
      "bad.client.role",
      "The caller does not have all the roles assigned to this client.",
    ]);
    await grant(to, to.deployer.clientId, "PC_OAUTH_CLIENT", roleId, ["*"]);
    await to.api("PUT", `oauth/clients/${id}`, { ...cc(roleId, "*"), state: "inactive" });
    await to.api("DELETE", `authorization/subjects/${to.deployer.clientId}/divisions/%2A/roles/${roleId}`);
    expect((await to.api("DELETE", `oauth/clients/${id}`)).body.code).toBe("bad.client.role");
    await grant(to, to.deployer.clientId, "PC_OAUTH_CLIENT", roleId, ["*"]);
    expect((await to.api("DELETE", `oauth/clients/${id}`)).status).toBe(204);
  });

  test("a refusal changes nothing", async () => {
    const to = await org();
    const roleId = await heldRole(to);
    const made = (await to.api("POST", "oauth/clients", cc(roleId, "*"))).body;
    const other = await makeRole(to, "not held", ["oauth:client:view"]);
    await to.api("PUT", `oauth/clients/${made.id}`, cc(other, "*", "renamed"));
    expect((await to.api("GET", `oauth/clients/${made.id}`)).body).toMatchObject({
      name: "app",
      roleDivisions: [{ roleId, divisionId: "*" }],
    });
  });

  test("unless the emulator is told not to look", async () => {
    const to = await org({ options: { deployerRoles: "relax" } });
    const roleId = await makeRole(to, "r", ["recording:screenRecording:view"]);
    expect((await to.api("POST", "oauth/clients", cc(roleId, "*"))).status).toBe(200);
  });
});

test("a division that is not named is Home", async () => {
  const to = await org();
  const roleId = await heldRole(to);
  const made = await to.api("POST", "oauth/clients", { name: "x", authorizedGrantType: "CLIENT-CREDENTIALS", roleDivisions: [{ roleId }] });
  expect(made.body.roleDivisions).toEqual([{ roleId, divisionId: await to.division("Home") }]);
});

test("an update replaces roles and scopes as a whole, and access follows at once", async () => {
  const to = await org();
  const { id, token } = await to.clientWith(["recording:screenRecording:view"], ["Home"]);
  expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(200);
  const other = await makeRole(to, "other", ["oauth:client:view"]);
  await grant(to, to.deployer.clientId, "PC_OAUTH_CLIENT", other, ["*"]);
  await to.api("PUT", `oauth/clients/${id}`, cc(other, "*"));
  expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(403);
  expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(200);
});

test("a grant made on a client shows among its roles, and acts", async () => {
  const to = await org();
  const { id, token } = await to.clientWith(["oauth:client:view"], ["Home"]);
  const roleId = await makeRole(to, "more", ["recording:screenRecording:view"]);
  await grant(to, id, "PC_OAUTH_CLIENT", roleId, ["*"]);
  expect((await to.api("GET", `oauth/clients/${id}`)).body.roleDivisions).toContainEqual({ roleId, divisionId: "*" });
  expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(200);
});

test("a new secret ends the old one, and is told once", async () => {
  const to = await org();
  const { id, secret } = await to.clientWith(["oauth:client:view"]);
  const fresh = (await to.api("POST", `oauth/clients/${id}/secret`)).body.secret as string;
  expect((await to.tokenAnswer(id, secret)).body.description).toBe("authentication failed");
  expect((await to.tokenAnswer(id, fresh)).status).toBe(200);
});

describe("deleting a client", () => {
  const deleted = async (to: TestOrg) => {
    const { id, secret, token, roleId } = await to.clientWith(["oauth:client:view"]);
    const early = await to.api("DELETE", `oauth/clients/${id}`);
    expect([early.status, early.body.code, early.body.message]).toEqual([
      400,
      "cannot.delete.client",
      "Clients must be marked as inactive to be eligible for deletion.",
    ]);
    expect((await to.api("PUT", `oauth/clients/${id}`, { ...cc(roleId, "*"), state: "inactive" })).status).toBe(200);
    expect((await to.api("DELETE", `oauth/clients/${id}`)).status).toBe(204);
    return { id, secret, token };
  };

  test("needs it inactive first; then it is gone with its tokens and grants", async () => {
    const to = await org();
    const { id, secret, token } = await deleted(to);
    expect((await to.api("GET", `oauth/clients/${id}`)).body).toMatchObject({
      status: 404,
      code: "client.not.found",
      message: "Client was not found.",
    });
    expect((await to.api("DELETE", `oauth/clients/${id}`)).status).toBe(404);
    expect((await to.api("GET", `authorization/subjects/${id}`)).status).toBe(404);
    expect((await to.tokenAnswer(id, secret)).body.description).toBe("client not found");
    expect((await to.api("GET", "organizations/me", undefined, token)).status).toBe(401);
  });

  test("may leave it inactive for seven days, as older ones are", async () => {
    const clock = new Clock();
    const to = await org({ clock, options: { lingeringDeletes: true } });
    const { id, secret } = await deleted(to);
    expect((await to.api("GET", `oauth/clients/${id}`)).body).toMatchObject({
      state: "inactive",
      dateToDelete: "2026-11-27T12:00:00.000Z",
    });
    expect((await to.tokenAnswer(id, secret)).status).toBe(401);
  });
});
