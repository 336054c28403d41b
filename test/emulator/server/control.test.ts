import { readFileSync, existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../access/errors";
import { emulator, org, request, scratch, seed, seedOrg } from "../support";

describe("starting", () => {
  test("says in the state folder where it is, and takes that back at the end", async () => {
    const stateDir = scratch();
    const running = await emulator({ stateDir });
    expect(JSON.parse(readFileSync(join(stateDir, "address.json"), "utf8"))).toEqual({ url: running.url, pid: process.pid });
    await running.close();
    expect(existsSync(join(stateDir, "address.json"))).toBe(false);
  });

  test("on a port in use says which and what to do", async () => {
    const first = await emulator();
    const start = emulator({ port: Number(new URL(first.url).port) });
    await expect(start).rejects.toThrow(UserError);
    await expect(start).rejects.toThrow(/Port \d+ on 127\.0\.0\.1 is in use\.[\s\S]*--port/);
  });

  test("on a folder in use says so, and leaves the first one working", async () => {
    const stateDir = scratch();
    const first = await emulator({ stateDir });
    await expect(emulator({ stateDir })).rejects.toThrow(/Another emulator works on this state folder/);
    expect((await request("GET", `${first.url}/emulator/health`)).status).toBe(200);
  });

  test("again takes the same port, so that addresses in a stack's state stay good", async () => {
    const stateDir = scratch();
    const first = await emulator({ stateDir });
    await first.close();
    expect((await emulator({ stateDir })).url).toBe(first.url);
  });

  test("again with its old port taken listens elsewhere", async () => {
    const stateDir = scratch();
    const first = await emulator({ stateDir });
    await first.close();
    const other = await emulator({ port: Number(new URL(first.url).port) });
    expect((await emulator({ stateDir })).url).not.toBe(other.url);
  });

  test("listens on loopback only", async () => {
    const running = await emulator();
    const port = Number(new URL(running.url).port);
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: "127.0.0.2" });
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.unref();
    });
    expect(reached).toBe(false);
  });
});

describe("seeding", () => {
  test("twice changes nothing and gives the same credentials", async () => {
    const running = await emulator();
    const first = await request("POST", `${running.url}/emulator/orgs`, { body: seed });
    const to = await seedOrg(running);
    const before = await Promise.all(
      ["authorization/divisions", "authorization/roles?pageSize=100", "users", "groups", "oauth/clients", "routing/queues"].map((path) =>
        to.api("GET", path),
      ),
    );
    const second = await request("POST", `${running.url}/emulator/orgs`, { body: seed });
    expect(second.body).toEqual(first.body);
    const after = await Promise.all(
      ["authorization/divisions", "authorization/roles?pageSize=100", "users", "groups", "oauth/clients", "routing/queues"].map((path) =>
        to.api("GET", path),
      ),
    );
    expect(after.map((answer) => answer.body)).toEqual(before.map((answer) => answer.body));
  });

  test("gives the same ids on every machine, and another secret in every folder", async () => {
    const one = await request("POST", `${(await emulator()).url}/emulator/orgs`, { body: seed });
    const two = await request("POST", `${(await emulator()).url}/emulator/orgs`, { body: seed });
    expect(two.body.orgId).toBe(one.body.orgId);
    expect(two.body.deployer.clientId).toBe(one.body.deployer.clientId);
    expect(two.body.deployer.clientSecret).not.toBe(one.body.deployer.clientSecret);
  });

  test("again with more adds it and leaves what somebody has changed", async () => {
    const running = await emulator();
    const to = await seedOrg(running);
    const sales = await to.division("Sales");
    await to.api("PUT", `authorization/divisions/${sales}`, { name: "Sales", description: "changed by hand" });
    await request("POST", `${running.url}/emulator/orgs`, {
      body: { ...seed, divisions: [...(seed.divisions ?? []), "Billing"], settings: { recordingPlaybackUrlTtl: 10 } },
    });
    expect((await to.api("GET", `authorization/divisions/${sales}`)).body.description).toBe("changed by hand");
    await expect(to.division("Billing")).resolves.toEqual(expect.any(String));
    expect((await to.api("GET", "recording/settings")).body.recordingPlaybackUrlTtl).toBe(10);
  });

  test("again with the same settings keeps those that were set since", async () => {
    const running = await emulator();
    const what = { ...seed, settings: { recordingPlaybackUrlTtl: 10 } };
    const to = await seedOrg(running, what);
    await to.api("PUT", "recording/settings", { recordingPlaybackUrlTtl: 20 });
    await request("POST", `${running.url}/emulator/orgs`, { body: what });
    expect((await to.api("GET", "recording/settings")).body.recordingPlaybackUrlTtl).toBe(20);
  });

  test("puts the deployer back in order when its secret was replaced", async () => {
    const running = await emulator();
    const to = await seedOrg(running);
    const replaced = await to.api("POST", `oauth/clients/${to.deployer.clientId}/secret`);
    expect(replaced.body.secret).toEqual(expect.any(String));
    expect((await to.tokenAnswer(to.deployer.clientId, to.deployer.clientSecret)).status).toBe(401);
    await seedOrg(running);
    expect((await to.tokenAnswer(to.deployer.clientId, to.deployer.clientSecret)).status).toBe(200);
  });

  test.each([
    [{ region: "eu-west-2" }, /name/],
    [{ ...seed, colour: "red" }, /colour/],
    [{ ...seed, name: "../up" }, /name/],
    [{ ...seed, groups: [{ name: "g", members: ["who@example.com"] }] }, /user "who@example\.com"/],
    [{ ...seed, conversations: [{ division: "Nowhere", recordings: [] }] }, /division "Nowhere"[\s\S]*Home, Sales, UK Service Desk/],
    [{ ...seed, deployer: { roles: ["Emperor"] } }, /role "Emperor"/],
  ])("with something wrong is refused, says what, and makes nothing: %#", async (what, message) => {
    const running = await emulator();
    const answer = await request("POST", `${running.url}/emulator/orgs`, { body: what });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
    expect((await request("GET", `${running.url}/emulator/health`)).body.orgs).toEqual([]);
  });

  test("with another id than the org has is refused", async () => {
    const running = await emulator();
    await seedOrg(running);
    const answer = await request("POST", `${running.url}/emulator/orgs`, {
      body: { ...seed, orgId: "00000000-0000-4000-8000-000000000001" },
    });
    expect([answer.status, answer.body.code]).toEqual([409, "emulator.org.id"]);
  });

  test("keeps conversations without a start recent, and those with one where they are", async () => {
    const stateDir = scratch();
    const what = {
      ...seed,
      conversations: [
        { key: "floats", recordings: [] },
        { key: "fixed", start: "2026-01-05T10:00:00Z", recordings: [] },
      ],
    };
    const early = await emulator({
      stateDir,
      clock: Object.assign(Object.create(null), { now: () => Date.parse("2026-06-01T00:00:00Z") }),
    });
    await seedOrg(early, what);
    await early.close();
    const late = await emulator({ stateDir, clock: Object.assign(Object.create(null), { now: () => Date.parse("2026-09-01T00:00:00Z") }) });
    const to = await seedOrg(late, what);
    const starts = async (interval: string): Promise<number> =>
      (await to.api("POST", "analytics/conversations/details/query", { interval })).body.totalHits;
    expect(await starts("2026-08-31T00:00:00Z/2026-09-01T00:00:00Z")).toBe(1);
    expect(await starts("2026-05-25T00:00:00Z/2026-06-02T00:00:00Z")).toBe(0);
    expect(await starts("2026-01-05T00:00:00Z/2026-01-06T00:00:00Z")).toBe(1);
  });
});

describe("addresses", () => {
  test("of an org that is not there name those that are", async () => {
    const running = await emulator();
    await seedOrg(running);
    const answer = await request("GET", `${running.url}/orgs/france/api/v2/organizations/me`);
    expect([answer.status, answer.body.code]).toEqual([404, "emulator.org.unknown"]);
    expect(answer.body.message).toContain("it has: uk");
  });

  test("work without the org's prefix while there is one org only", async () => {
    const running = await emulator();
    const to = await seedOrg(running);
    const token = await to.token(to.deployer.clientId, to.deployer.clientSecret);
    expect((await request("GET", `${running.url}/api/v2/organizations/me`, { token })).body.id).toBe(to.id);
    await seedOrg(running, { name: "us", region: "us-east-1" });
    const answer = await request("GET", `${running.url}/api/v2/organizations/me`, { token });
    expect(answer.status).toBe(404);
    expect(answer.body.message).toContain("/orgs/uk/");
  });

  test("under another host name are refused: a page of another site could have bound it to loopback", async () => {
    const running = await emulator();
    const port = Number(new URL(running.url).port);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1" });
      let got = "";
      socket
        .on("data", (chunk) => (got += chunk.toString()))
        .on("end", () => resolve(got))
        .on("error", reject);
      socket.write("GET /emulator/health HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n");
    });
    expect(text).toMatch(/^HTTP\/1\.1 421 /);
  });

  test("of the control API answer no web page, those of an org do", async () => {
    const to = await org();
    const headers = { Origin: "https://page.example.com" };
    expect((await request("GET", `${to.emulator.url}/emulator/health`, { headers })).body.code).toBe("emulator.origin");
    const preflight = await request("OPTIONS", `${to.base}/api/v2/organizations/me`, {
      headers: { ...headers, "Access-Control-Request-Method": "GET" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "https://page.example.com"]);
    expect(
      (
        await request("OPTIONS", `${to.emulator.url}/emulator/orgs`, { headers: { ...headers, "Access-Control-Request-Method": "POST" } })
      ).headers.get("access-control-allow-origin"),
    ).toBeNull();
  });
});

test("the log tells each request's operation, status, client and code, and no secret", async () => {
  const to = await org();
  const { id, token, secret } = await to.clientWith(["recording:screenRecording:view"], ["Home"]);
  await request("DELETE", `${to.emulator.url}/emulator/orgs/uk/requests`);
  await to.api("GET", "oauth/clients?name=secret-in-query", undefined, token);
  await to.tokenAnswer(id, secret);
  const log = await to.log();
  expect(log).toEqual([
    {
      at: expect.any(String),
      method: "GET",
      path: "/api/v2/oauth/clients",
      status: 403,
      operation: "getOauthClients",
      clientId: id,
      code: "missing.any.permissions",
      correlationId: expect.any(String),
    },
    { at: expect.any(String), method: "POST", path: "/oauth/token", status: 200, clientId: id, correlationId: expect.any(String) },
  ]);
  expect(JSON.stringify(log)).not.toContain("secret-in-query");
});

test("nothing that is written to the state folder holds a secret or token in clear", async () => {
  const stateDir = scratch();
  const to = await org({ stateDir });
  const { secret, token } = await to.clientWith(["recording:screenRecording:view"], ["Home"]);
  await to.api("POST", `users/${await to.user("ann@example.com")}/password`, { newPassword: "correct horse" });
  await to.api("POST", "integrations/credentials", {
    name: "c",
    type: { name: "pureCloudOAuthClient" },
    credentialFields: { clientId: "x", clientSecret: "battery staple" },
  });
  const journal = readFileSync(join(stateDir, "journal.jsonl"), "utf8");
  for (const word of [secret, token, to.deployer.clientSecret, "correct horse", "battery staple"]) expect(journal).not.toContain(word);
});
