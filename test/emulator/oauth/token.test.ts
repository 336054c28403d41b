import { describe, expect, test } from "vitest";
import { Clock, emulator, org, request, seedOrg, type TestOrg } from "../support";

const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

function ask(to: TestOrg, body: unknown, headers: Record<string, string>) {
  return request("POST", `${to.base}/oauth/token`, { body, headers });
}

describe("client credentials", () => {
  test("give a bearer token that says how long it lasts", async () => {
    const to = await org();
    const answer = await to.tokenAnswer(to.deployer.clientId, to.deployer.clientSecret);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ access_token: expect.any(String), token_type: "bearer", expires_in: 86_399 });
  });

  test("with a wrong secret end in invalid_client, authentication failed", async () => {
    const to = await org();
    const answer = await to.tokenAnswer(to.deployer.clientId, "wrong");
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: "invalid_client",
      description: "authentication failed",
      error_description: "authentication failed",
    });
  });

  test("of an unknown client end in invalid_client, client not found", async () => {
    const to = await org();
    expect((await to.tokenAnswer("00000000-0000-4000-8000-000000000000", "x")).body).toMatchObject({
      error: "invalid_client",
      description: "client not found",
    });
  });

  test("of a client of another org end as those of an unknown one: a client is known in its own region only", async () => {
    const running = await emulator();
    const uk = await seedOrg(running);
    const us = await seedOrg(running, { name: "us", region: "us-east-1" });
    expect((await us.tokenAnswer(uk.deployer.clientId, uk.deployer.clientSecret)).body).toMatchObject({
      error: "invalid_client",
      description: "client not found",
    });
  });

  test("are refused to a client of another grant type", async () => {
    const to = await org();
    const made = await to.api("POST", "oauth/clients", {
      name: "app",
      authorizedGrantType: "CODE",
      scope: ["recordings:readonly"],
      registeredRedirectUri: ["https://app.example.com/back"],
    });
    const answer = await to.tokenAnswer(made.body.id, made.body.secret);
    expect([answer.status, answer.body.error]).toEqual([400, "unauthorized_client"]);
  });

  test.each([
    ["a JSON body", { grant_type: "client_credentials" }, true],
    ["no grant type", new URLSearchParams({ scope: "recordings" }), true],
    ["no Basic header", new URLSearchParams({ grant_type: "client_credentials", client_id: "x", client_secret: "y" }), false],
  ])("asked for with %s are an invalid_request", async (_, body, withHeader) => {
    const to = await org();
    const answer = await ask(to, body, withHeader ? { Authorization: basic(to.deployer.clientId, to.deployer.clientSecret) } : {});
    expect([answer.status, answer.body.error]).toEqual([400, "invalid_request"]);
  });

  test("of another kind of grant are an unsupported_grant_type", async () => {
    const to = await org();
    const answer = await ask(to, new URLSearchParams({ grant_type: "magic" }), {
      Authorization: basic(to.deployer.clientId, to.deployer.clientSecret),
    });
    expect([answer.status, answer.body.error]).toEqual([400, "unsupported_grant_type"]);
  });

  test("ignore a scope that is asked for: the client's roles decide", async () => {
    const to = await org();
    const made = await to.clientWith(["recording:screenRecording:view"], ["UK Service Desk"]);
    const answer = await ask(to, new URLSearchParams({ grant_type: "client_credentials", scope: "oauth" }), {
      Authorization: basic(made.id, made.secret),
    });
    expect((await to.api("GET", "oauth/clients", undefined, answer.body.access_token)).status).toBe(403);
    expect((await to.api("GET", "recordings/screensessions/details", undefined, answer.body.access_token)).status).toBe(200);
  });
});

describe("a token", () => {
  test("ends when its lifetime is over", async () => {
    const clock = new Clock();
    const to = await org({ clock });
    const { id, secret, roleId } = await to.clientWith(["recording:screenRecording:view"], ["Home"]);
    await to.api("PUT", `oauth/clients/${id}`, {
      name: "short",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      accessTokenValiditySeconds: 300,
      roleDivisions: [{ roleId, divisionId: await to.division("Home") }],
    });
    const token = await to.token(id, secret);
    clock.pass(299);
    expect((await to.api("GET", "organizations/me", undefined, token)).status).toBe(200);
    clock.pass(1);
    const late = await to.api("GET", "organizations/me", undefined, token);
    expect([late.status, late.body.code, late.body.message]).toEqual([401, "bad.credentials", "Invalid login credentials."]);
  });

  test("of a made-up text is refused", async () => {
    const to = await org();
    expect((await to.api("GET", "organizations/me", undefined, "made-up")).body).toMatchObject({ status: 401, code: "bad.credentials" });
  });

  test("ends itself with DELETE tokens/me", async () => {
    const to = await org();
    const token = await to.token(to.deployer.clientId, to.deployer.clientSecret);
    expect((await to.api("DELETE", "tokens/me", undefined, token)).status).toBe(200);
    expect((await to.api("GET", "organizations/me", undefined, token)).status).toBe(401);
    expect((await to.api("GET", "organizations/me")).status).toBe(200);
  });

  test("of a client that Genesys has disabled is refused, and no new one is made", async () => {
    const to = await org();
    const { id, secret, token } = await to.clientWith(["recording:screenRecording:view"], ["Home"]);
    await request("PUT", `${to.emulator.url}/emulator/orgs/uk/clients/${id}`, { body: { state: "disabled" } });
    expect((await to.api("GET", "organizations/me", undefined, token)).body).toMatchObject({ status: 401, code: "bad.credentials" });
    expect((await to.tokenAnswer(id, secret)).body).toMatchObject({ error: "invalid_client" });
    const changed = await to.api("PUT", `oauth/clients/${id}`, {
      name: "x",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      roleDivisions: [{ roleId: await to.role("Master Admin"), divisionId: "*" }],
    });
    expect(changed.body).toMatchObject({ status: 400, code: "bad.client.state", message: "Client is disabled." });
  });

  test("is not made for an inactive client", async () => {
    const to = await org();
    const { id, secret, roleId } = await to.clientWith(["recording:screenRecording:view"], ["Home"]);
    const put = await to.api("PUT", `oauth/clients/${id}`, {
      name: "x",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      state: "inactive",
      roleDivisions: [{ roleId, divisionId: await to.division("Home") }],
    });
    expect(put.body.state).toBe("inactive");
    expect((await to.tokenAnswer(id, secret)).status).toBe(401);
  });
});

test("tokens/me tells the organization and the client", async () => {
  const to = await org();
  const { body } = await to.api("GET", "tokens/me?preserveIdleTTL=false");
  expect(body).toMatchObject({
    organization: { id: to.id, name: "uk" },
    homeOrganization: { id: to.id },
    authorizedScope: [],
    OAuthClient: { id: to.deployer.clientId, organization: { id: to.id } },
  });
});
