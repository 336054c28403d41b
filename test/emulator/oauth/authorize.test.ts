import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Clock, grant, lastDay, makeRole, org, request, type Answer, type TestOrg } from "../support";

const redirect = "https://app.example.com/back";

async function codeClient(to: TestOrg, scope: string[]): Promise<{ id: string; secret: string }> {
  const made = await to.api("POST", "oauth/clients", {
    name: "app",
    authorizedGrantType: "CODE",
    scope,
    registeredRedirectUri: [redirect],
  });
  expect(made.status).toBe(200);
  return made.body;
}

function signIn(to: TestOrg, parameters: Record<string, string>, form: Record<string, string> = {}): Promise<Answer> {
  return request("POST", `${to.base}/oauth/authorize?${new URLSearchParams(parameters)}`, {
    body: new URLSearchParams({ email: "ann@example.com", consent: "allow", ...form }),
  });
}

const sentTo = (answer: Answer): URL => new URL(answer.headers.get("location") ?? "");

function exchange(to: TestOrg, form: Record<string, string>, client?: { id: string; secret: string }): Promise<Answer> {
  return request("POST", `${to.base}/oauth/token`, {
    body: new URLSearchParams(form),
    headers: client === undefined ? {} : { Authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` },
  });
}

/** Signs Ann in through a client with these scopes; the token's answer. */
async function annsToken(to: TestOrg, client: { id: string; secret: string }): Promise<Answer> {
  const answer = await signIn(to, { response_type: "code", client_id: client.id, redirect_uri: redirect });
  return exchange(
    to,
    { grant_type: "authorization_code", code: sentTo(answer).searchParams.get("code") ?? "", redirect_uri: redirect },
    client,
  );
}

describe("signing in", () => {
  test("shows a form that names the client and its scopes", async () => {
    const to = await org();
    const client = await codeClient(to, ["recordings:readonly"]);
    const page = await request(
      "GET",
      `${to.base}/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id: client.id, redirect_uri: redirect, state: '"><script>' })}`,
    );
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.body).toContain("recordings:readonly");
    expect(page.body).not.toContain("<script>");
  });

  test("sends back a code and the state, and the code is good once", async () => {
    const to = await org();
    const client = await codeClient(to, ["user-basic-info"]);
    const answer = await signIn(to, { response_type: "code", client_id: client.id, redirect_uri: redirect, state: "s 1" });
    expect(answer.status).toBe(302);
    expect(sentTo(answer).origin + sentTo(answer).pathname).toBe(redirect);
    expect(sentTo(answer).searchParams.get("state")).toBe("s 1");
    const form = { grant_type: "authorization_code", code: sentTo(answer).searchParams.get("code") ?? "", redirect_uri: redirect };
    const first = await exchange(to, form, client);
    expect(first.body).toEqual({
      access_token: expect.any(String),
      token_type: "bearer",
      expires_in: 86_399,
      refresh_token: expect.any(String),
    });
    expect((await to.api("GET", "users/me", undefined, first.body.access_token)).body).toMatchObject({ email: "ann@example.com" });
    const second = await exchange(to, form, client);
    expect([second.status, second.body.error]).toEqual([400, "invalid_grant"]);
  });

  test("does without a secret when a code challenge is proven", async () => {
    const to = await org();
    const client = await codeClient(to, ["users"]);
    const verifier = randomBytes(48).toString("base64url");
    const parameters = {
      response_type: "code",
      client_id: client.id,
      redirect_uri: redirect,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    };
    const code = async (): Promise<string> => sentTo(await signIn(to, parameters)).searchParams.get("code") ?? "";
    const good = { grant_type: "authorization_code", redirect_uri: redirect, client_id: client.id, code_verifier: verifier };
    expect((await exchange(to, { ...good, code: await code(), code_verifier: "wrong" })).body.error).toBe("invalid_grant");
    const { code_verifier: _, ...without } = good;
    expect((await exchange(to, { ...without, code: await code() })).body.error).toBe("invalid_request");
    const right = await exchange(to, { ...good, code: await code() });
    expect(right.status).toBe(200);
    const refreshed = await exchange(to, { grant_type: "refresh_token", refresh_token: right.body.refresh_token, client_id: client.id });
    expect(refreshed.status).toBe(200);
  });

  test("goes to no redirect address that is not registered", async () => {
    const to = await org();
    const client = await codeClient(to, ["users"]);
    const answer = await signIn(to, { response_type: "code", client_id: client.id, redirect_uri: "https://evil.example.com/" });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("location")).toBeNull();
  });

  test("sends back access_denied when the user refuses", async () => {
    const to = await org();
    const client = await codeClient(to, ["users"]);
    const answer = await signIn(to, { response_type: "code", client_id: client.id, redirect_uri: redirect }, { consent: "deny" });
    expect(sentTo(answer).searchParams.get("error")).toBe("access_denied");
  });

  test("asks for the password of a user who has one", async () => {
    const to = await org();
    const client = await codeClient(to, ["users"]);
    await to.api("POST", `users/${await to.user("ann@example.com")}/password`, { newPassword: "a long one" });
    const parameters = { response_type: "code", client_id: client.id, redirect_uri: redirect };
    expect((await signIn(to, parameters)).status).toBe(401);
    expect((await signIn(to, parameters, { password: "wrong" })).status).toBe(401);
    expect((await signIn(to, parameters, { password: "a long one" })).status).toBe(302);
  });

  test("is refused to users who are not active and to clients of another grant type", async () => {
    const to = await org();
    const client = await codeClient(to, ["users"]);
    const parameters = { response_type: "code", client_id: client.id, redirect_uri: redirect };
    expect((await signIn(to, parameters, { email: "nobody@example.com" })).status).toBe(401);
    const machine = await signIn(to, { ...parameters, client_id: to.deployer.clientId });
    expect(machine.status).toBe(400);
  });

  test("shows up among the org's authorizations", async () => {
    const to = await org();
    const client = await codeClient(to, ["users"]);
    expect((await to.api("GET", `oauth/authorizations/${client.id}`)).body.state).toBe("Unauthorized");
    await annsToken(to, client);
    expect((await to.api("GET", `oauth/authorizations/${client.id}`)).body).toMatchObject({ state: "Authorized", scope: ["users"] });
  });
});

describe("a user's token", () => {
  test("has the user's rights, cut down by the client's scopes", async () => {
    const to = await org();
    await grant(
      to,
      await to.user("ann@example.com"),
      "PC_USER",
      await makeRole(to, "r", ["analytics:conversationDetail:view", "recording:screenRecording:view"]),
      ["*"],
    );
    const token = (await annsToken(to, await codeClient(to, ["analytics:readonly"]))).body.access_token as string;
    expect((await to.api("POST", "analytics/conversations/details/query", { interval: lastDay() }, token)).body.totalHits).toBe(4);
    const refused = await to.api("GET", "recordings/screensessions/details", undefined, token);
    expect(refused.body).toMatchObject({
      status: 403,
      code: "app.not.authorized.for.scope",
      message: "App not authorized to use scope [recordings:readonly, recordings]",
    });
  });

  test("has the rights of the user's groups, only while the group has roles enabled", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    await grant(to, group, "PC_GROUP", await makeRole(to, "r", ["recording:screenRecording:view"]), ["*"]);
    const token = (await annsToken(to, await codeClient(to, ["recordings"]))).body.access_token as string;
    expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(200);
    await to.api("PUT", `groups/${group}`, { name: "Reviewers", rolesEnabled: false, version: 1 });
    expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(403);
  });

  test("keeps the scopes it was made with; a scope that the client gets later needs a new token", async () => {
    const to = await org();
    await grant(to, await to.user("ann@example.com"), "PC_USER", await makeRole(to, "r", ["recording:screenRecording:view"]), ["*"]);
    const client = await codeClient(to, ["users"]);
    const old = (await annsToken(to, client)).body.access_token as string;
    await to.api("PUT", `oauth/clients/${client.id}`, {
      name: "app",
      authorizedGrantType: "CODE",
      scope: ["user-basic-info", "recordings"],
      registeredRedirectUri: [redirect],
    });
    const fresh = (await annsToken(to, client)).body.access_token as string;
    expect((await to.api("GET", "recordings/screensessions/details", undefined, old)).body.code).toBe("app.not.authorized.for.scope");
    expect((await to.api("GET", "recordings/screensessions/details", undefined, fresh)).status).toBe(200);
    expect((await to.api("GET", "tokens/me", undefined, fresh)).body.authorizedScope).toEqual(["user-basic-info", "recordings"]);
  });

  test("is refused by operations that want no user", async () => {
    const to = await org();
    await grant(to, await to.user("ann@example.com"), "PC_USER", await to.role("Master Admin"), ["*"]);
    const token = (await annsToken(to, await codeClient(to, ["conversations"]))).body.access_token as string;
    expect((await to.api("POST", "conversations/messages/agentless", {}, token)).body).toMatchObject({ status: 400, code: "not.a.client" });
  });

  test("goes on after a refresh, whose refresh token is good once; it ends with the user", async () => {
    const clock = new Clock();
    const to = await org({ clock });
    const client = await codeClient(to, ["user-basic-info"]);
    const first = await annsToken(to, client);
    clock.pass(86_400);
    expect((await to.api("GET", "users/me", undefined, first.body.access_token)).status).toBe(401);
    const second = await exchange(to, { grant_type: "refresh_token", refresh_token: first.body.refresh_token }, client);
    expect((await to.api("GET", "users/me", undefined, second.body.access_token)).status).toBe(200);
    expect((await exchange(to, { grant_type: "refresh_token", refresh_token: first.body.refresh_token }, client)).body.error).toBe(
      "invalid_grant",
    );
    const deployer = await to.token(to.deployer.clientId, to.deployer.clientSecret);
    const ann = await to.api("GET", "users?pageSize=100", undefined, deployer);
    await to.api(
      "DELETE",
      `users/${ann.body.entities.find((user: { email: string }) => user.email === "ann@example.com").id}`,
      undefined,
      deployer,
    );
    expect((await to.api("GET", "users/me", undefined, second.body.access_token)).status).toBe(401);
    expect((await exchange(to, { grant_type: "refresh_token", refresh_token: second.body.refresh_token }, client)).body.error).toBe(
      "invalid_grant",
    );
  });

  test("of Genesys' own pages says so, and has every scope", async () => {
    const to = await org();
    await grant(to, await to.user("ann@example.com"), "PC_USER", await to.role("Master Admin"), ["*"]);
    const made = await request("POST", `${to.emulator.url}/emulator/orgs/uk/tokens`, { body: { email: "ann@example.com" } });
    const token = made.body.access_token as string;
    expect((await to.api("GET", "tokens/me", undefined, token)).body.OAuthClient.organization.id).toBe("purecloud-builtin");
    expect((await to.api("GET", "oauth/clients", undefined, token)).status).toBe(200);
    expect((await to.api("GET", "users/me", undefined, token)).body.email).toBe("ann@example.com");
  });
});
