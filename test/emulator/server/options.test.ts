import { describe, expect, test } from "vitest";
import { Clock, emulator, makeRole, org, request, seedOrg, type TestOrg } from "../support";

const setOptions = (to: TestOrg, body: unknown) => request("PUT", `${to.emulator.url}/emulator/options`, { body });

describe("the rate limit", () => {
  test("refuses what is beyond it with Retry-After, per token, until the minute is over", async () => {
    const clock = new Clock();
    const to = await org({ clock, options: { rateLimitPerMinute: 3 } });
    const token = await to.token(to.deployer.clientId, to.deployer.clientSecret);
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await to.api("GET", "organizations/me", undefined, token)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    clock.pass(20);
    const refused = await to.api("GET", "organizations/me", undefined, token);
    expect(refused.body).toMatchObject({
      code: "too.many.requests",
      message: "Rate limit exceeded the maximum [3] requests within [60] seconds",
    });
    expect(refused.headers.get("retry-after")).toBe("40");
    const other = await to.token(to.deployer.clientId, to.deployer.clientSecret);
    expect((await to.api("GET", "organizations/me", undefined, other)).status).toBe(200);
    clock.pass(40);
    const again = await to.api("GET", "organizations/me", undefined, token);
    expect([again.status, again.headers.get("inin-ratelimit-count"), again.headers.get("inin-ratelimit-allowed")]).toEqual([200, "1", "3"]);
  });

  test("is off unless asked for", async () => {
    const to = await org();
    for (let call = 0; call < 310; call += 1) expect((await to.api("GET", "organizations/me")).status).toBe(200);
  });
});

describe("late grants", () => {
  test("act only after their delay, for calls and for handing roles on", async () => {
    const clock = new Clock();
    const to = await org({ clock, options: { lateGrantsSeconds: 300 } });
    const roleId = await makeRole(to, "r", ["recording:screenRecording:view"]);
    const add = await to.api("POST", `authorization/subjects/${to.deployer.clientId}/bulkadd?subjectType=PC_OAUTH_CLIENT`, {
      grants: [{ roleId, divisionId: "*" }],
    });
    expect(add.status).toBe(204);
    const client = { name: "c", authorizedGrantType: "CLIENT-CREDENTIALS", roleDivisions: [{ roleId, divisionId: "*" }] };
    expect((await to.api("POST", "oauth/clients", client)).body.code).toBe("bad.client.role");
    clock.pass(300);
    const made = await to.api("POST", "oauth/clients", client);
    expect(made.status).toBe(200);
    const token = await to.token(made.body.id, made.body.secret);
    expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).body.code).toBe("missing.any.permissions");
    clock.pass(299);
    expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(403);
    clock.pass(1);
    expect((await to.api("GET", "recordings/screensessions/details", undefined, token)).status).toBe(200);
  });

  test("that were there before are not late", async () => {
    const to = await org({ clock: new Clock(), options: { lateGrantsSeconds: 300 } });
    expect((await to.api("GET", "oauth/clients")).status).toBe(200);
  });
});

describe("injected failures", () => {
  test("hit so many matching requests, after letting some through", async () => {
    const to = await org();
    await setOptions(to, {
      fail: [{ method: "GET", path: "/api/v2/groups/{groupId}", status: 503, retryAfterSeconds: 1, skip: 1, times: 2 }],
    });
    const group = await to.group("Reviewers");
    const answers = [];
    for (let call = 0; call < 4; call += 1) answers.push(await to.api("GET", `groups/${group}`));
    expect(answers.map((answer) => answer.status)).toEqual([200, 503, 503, 200]);
    expect([answers[1]?.body.code, answers[1]?.headers.get("retry-after")]).toEqual(["emulator.injected", "1"]);
    expect((await to.api("GET", "groups")).status).toBe(200);
  });

  test("can close the connection before the work is done, or after it", async () => {
    const to = await org();
    const division = (name: string) => to.api("POST", "authorization/divisions", { name });
    await setOptions(to, { fail: [{ method: "POST", path: "/api/v2/authorization/divisions", drop: "before", times: 1 }] });
    await expect(division("Lost")).rejects.toThrow();
    await expect(to.division("Lost")).rejects.toThrow("not in");
    await setOptions(to, { fail: [{ method: "POST", path: "/api/v2/authorization/divisions", drop: "after", times: 1 }] });
    await expect(division("Kept")).rejects.toThrow();
    await expect(to.division("Kept")).resolves.toEqual(expect.any(String));
    const dropped = (await to.log()).filter((entry) => entry.outcome === "dropped");
    expect(dropped.map((entry) => [entry.path, entry.status])).toEqual([
      ["/api/v2/authorization/divisions", 0],
      ["/api/v2/authorization/divisions", 0],
    ]);
  });

  test("can hold an answer back until they are taken out", async () => {
    const to = await org();
    await setOptions(to, { fail: [{ path: "/oauth/token", hold: "after", times: 1 }] });
    let ended = false;
    const held = to.tokenAnswer(to.deployer.clientId, to.deployer.clientSecret).then(
      () => undefined,
      () => {
        ended = true;
      },
    );
    while (!(await to.log()).some((entry) => entry.outcome === "held")) await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    await setOptions(to, { fail: [] });
    await held;
    expect(ended).toBe(true);
    expect((await to.tokenAnswer(to.deployer.clientId, to.deployer.clientSecret)).status).toBe(200);
  });

  test("can be meant for one org, and for paths by pattern", async () => {
    const running = await emulator();
    const uk = await seedOrg(running);
    const us = await seedOrg(running, { name: "us", region: "us-east-1" });
    await setOptions(uk, { fail: [{ org: "us", path: "/api/v2/*", status: 500 }] });
    expect((await uk.api("GET", "organizations/me")).status).toBe(200);
    expect((await us.api("GET", "organizations/me")).status).toBe(500);
    expect((await us.tokenAnswer(us.deployer.clientId, us.deployer.clientSecret)).status).toBe(200);
  });

  test.each([{ fail: [{ path: "/x" }] }, { fail: [{ status: 500, drop: "before" }] }, { latencyMs: -1 }, { speed: "high" }])(
    "that make no sense are refused: %j",
    async (body) => {
      const to = await org();
      expect(await setOptions(to, body)).toMatchObject({ status: 400, body: { code: "emulator.body" } });
    },
  );
});

test("options that are left out keep their value; a reset brings back those of the start", async () => {
  const to = await org({ options: { lingeringDeletes: true } });
  await setOptions(to, { expandWildcards: false });
  expect((await request("GET", `${to.emulator.url}/emulator/options`)).body).toMatchObject({
    lingeringDeletes: true,
    expandWildcards: false,
    latencyMs: 0,
    rateLimitPerMinute: null,
    fail: [],
  });
  const reset = await request("DELETE", `${to.emulator.url}/emulator/options`);
  expect(reset.body).toMatchObject({ lingeringDeletes: true, expandWildcards: true });
});

test("latency holds an answer back without holding up others", async () => {
  const to = await org();
  await setOptions(to, { latencyMs: 3_600_000 });
  const abort = new AbortController();
  let slow = "waiting";
  const answer = fetch(`${to.base}/api/v2/organizations/me`, { signal: abort.signal }).then(
    () => (slow = "answered"),
    () => (slow = "given up"),
  );
  await setOptions(to, { latencyMs: 0 });
  expect((await to.api("GET", "organizations/me")).status).toBe(200);
  expect(slow).toBe("waiting");
  abort.abort();
  await answer;
});
