import { describe, expect, test } from "vitest";
import type { OrgSeed } from "../../../emulator";
import { grant, makeRole, org, request, seed, type Answer, type TestOrg } from "../support";

const monitoringSeed: OrgSeed = {
  ...seed,
  users: [
    { email: "ann@example.com", name: "Ann", participates: ["screenMonitoring", "screenRecording"] },
    { email: "bob@example.com", name: "Bob", division: "Sales" },
    { email: "off@example.com", participates: ["screenMonitoring"], routingStatus: "OFF_QUEUE" },
    { email: "sue@example.com", name: "Sue", password: "secret" },
  ],
  policies: [{ name: "Screens", queues: ["Desk"], screenRecording: { deleteAfterDays: 30 } }],
};

const redirect = "http://127.0.0.1:9/callback";

/** Sue supervises, and signs in to an app with these scopes by authorization code. */
async function supervisor(to: TestOrg, scope: string[], rights = ["realtimeMonitor:screen:monitorAgent"]): Promise<string> {
  await grant(to, await to.user("sue@example.com"), "PC_USER", await makeRole(to, `Supervisor ${rights.join()}`, rights), ["*"]);
  const client = (await to.api("POST", "oauth/clients", { name: "app", authorizedGrantType: "CODE", scope, registeredRedirectUri: [redirect] }))
    .body;
  const signedIn = await request("POST", `${to.base}/oauth/authorize`, {
    body: new URLSearchParams({
      response_type: "code",
      client_id: client.id,
      redirect_uri: redirect,
      state: "s",
      email: "sue@example.com",
      password: "secret",
      consent: "allow",
    }),
  });
  const back = new URL(signedIn.headers.get("location") ?? "");
  expect(back.searchParams.get("state")).toBe("s");
  const tokens = await request("POST", `${to.base}/oauth/token`, {
    body: new URLSearchParams({ grant_type: "authorization_code", code: back.searchParams.get("code") ?? "", redirect_uri: redirect }),
    headers: { Authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` },
  });
  return tokens.body.access_token as string;
}

const outcome = ({ status, body }: Answer): (number | string)[] => [status, body?.code ?? "-"];

describe("watching an agent's screen", () => {
  test("takes a user's token, and the agent's own right", async () => {
    const to = await org({}, monitoringSeed);
    const token = await supervisor(to, ["screen-monitoring"]);
    const start = async (email: string, as = token): Promise<Answer> =>
      to.api("POST", `users/${await to.user(email)}/screenmonitors/sessions`, undefined, as);
    const machine = await to.clientWith(["realtimeMonitor:screen:monitorAgent"]);
    expect(outcome(await start("ann@example.com", machine.token))).toEqual([400, "not.a.user"]);
    expect(outcome(await start("bob@example.com"))).toEqual([403, "agent.permission.denied"]);
    expect(outcome(await start("off@example.com"))).toEqual([409, "agent.invalid.routing.state"]);
    await to.api("PUT", `users/${await to.user("off@example.com")}/routingstatus`, { status: "IDLE" });
    expect((await start("off@example.com")).status).toBe(200);
    const started = await start("ann@example.com");
    expect(started.status).toBe(200);
    const ann = await to.user("ann@example.com");
    const path = `users/${ann}/screenmonitors/sessions/${started.body.screenMonitoringId}`;
    expect((await to.api("GET", path, undefined, token)).body).toMatchObject({
      sourceUser: { id: await to.user("sue@example.com") },
      targetUser: { id: ann },
      monitoringType: "AGENT",
    });
    expect((await to.api("GET", "screenmonitors/sessions/details")).body).toEqual({ count: 2 });
    expect((await to.api("GET", `screenmonitors/users/${ann}/sessions`, undefined, token)).body.entities).toHaveLength(1);
    expect((await to.api("DELETE", path, undefined, token)).status).toBe(204);
    expect((await to.api("GET", path, undefined, token)).status).toBe(404);
  });

  test("needs the scope too, and the right", async () => {
    const to = await org({}, monitoringSeed);
    const ann = await to.user("ann@example.com");
    const start = (token: string): Promise<Answer> => to.api("POST", `users/${ann}/screenmonitors/sessions`, undefined, token);
    expect(outcome(await start(await supervisor(to, ["screen-monitoring:readonly"])))).toEqual([403, "app.not.authorized.for.scope"]);
    const other = await org({}, monitoringSeed);
    const without = await supervisor(other, ["screen-monitoring"], ["realtimeMonitor:screenSession:view"]);
    expect(outcome(await other.api("POST", `users/${await other.user("ann@example.com")}/screenmonitors/sessions`, undefined, without))).toEqual([
      403,
      "missing.any.permissions",
    ]);
  });

  test("stops at the sessions that the org allows", async () => {
    const to = await org({}, monitoringSeed);
    const token = await supervisor(to, ["screen-monitoring"]);
    expect((await to.api("PUT", "screenmonitors/settings", { maxSimultaneousScreenMonitoringSessions: 0 })).status).toBe(204);
    expect((await to.api("GET", "screenmonitors/settings")).body).toEqual({
      enableAgentNotifications: true,
      maxSimultaneousScreenMonitoringSessions: 0,
    });
    expect((await to.api("POST", `users/${await to.user("ann@example.com")}/screenmonitors/sessions`, undefined, token)).status).toBe(400);
  });
});

describe("a conversation that goes on", () => {
  test("is recorded by the seed's policy, watched, paused and resumed by a user; a machine is refused", async () => {
    const to = await org({}, monitoringSeed);
    const rights = ["realtimeMonitor:screen:monitorConversation", "conversation:recording:pauseOthers", "conversation:communication:view"];
    const token = await supervisor(to, ["screen-monitoring", "conversations"], rights);
    const control = `${to.emulator.url}/emulator/orgs/uk/conversations`;
    const made = (await request("POST", control, { body: { queue: "Desk", agents: ["ann@example.com"], ongoing: true } })).body;
    expect(made.screenRecording).toEqual([{ agent: "ann@example.com", recorded: true, policy: "Screens" }]);
    const conversation = (await to.api("GET", `conversations/${made.id}`, undefined, token)).body;
    expect([conversation.state, conversation.recordingState, conversation.endTime]).toEqual(["connected", "ACTIVE", undefined]);
    const agent = conversation.participants.find((participant: { purpose: string }) => participant.purpose === "agent").id as string;
    const watch = (): Promise<Answer> =>
      to.api("POST", `conversations/${made.id}/participants/${agent}/screenmonitors/sessions`, undefined, token);
    expect((await watch()).status).toBe(200);
    const pause = (as: string): Promise<Answer> =>
      to.api("PATCH", `conversations/${made.id}/recordingstate`, { recordingState: "PAUSED" }, as);
    expect(outcome(await pause((await to.clientWith(rights)).token))).toEqual([400, "not.a.user"]);
    expect((await pause(token)).status).toBe(202);
    expect((await to.api("GET", `conversations/${made.id}`, undefined, token)).body.recordingState).toBe("PAUSED");
    await request("POST", `${control}/${made.id}/end`);
    expect(outcome(await pause(token))).toEqual([403, "conversation.error.forbidden.not.active.participant"]);
    expect((await watch()).status).toBe(400);
    expect((await to.api("GET", "screenmonitors/sessions/details")).body.count).toBe(0);
  });
});
