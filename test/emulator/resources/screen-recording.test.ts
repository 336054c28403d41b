import { describe, expect, test } from "vitest";
import { Clock, grant, makeRole, org, request, seed, type TestOrg } from "../support";

/** Has a conversation happen. */
async function happen(to: TestOrg, body: Record<string, unknown>): Promise<any> {
  const answer = await request("POST", `${to.emulator.url}/emulator/orgs/${to.name}/conversations`, { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

async function endOf(to: TestOrg, id: string): Promise<void> {
  await request("POST", `${to.emulator.url}/emulator/orgs/${to.name}/conversations/${id}/end`);
}

/** Ann may be recorded, and a policy records screens of the queue Desk. */
async function recordingOrg(clock = new Clock()): Promise<TestOrg> {
  const to = await org({ clock });
  const role = await makeRole(to, "Recorded agent", ["recording:screenRecording:participate"]);
  await grant(to, await to.user("ann@example.com"), "PC_USER", role, ["*"]);
  const queue = (await to.api("GET", "routing/queues?name=Desk")).body.entities[0].id as string;
  const made = await to.api("POST", "recording/mediaretentionpolicies", {
    name: "Screens of the desk",
    enabled: true,
    conditions: { forQueues: [{ id: queue }] },
    actions: {
      retainRecording: true,
      initiateScreenRecording: { recordACW: false, archiveRetention: { days: 7, storageMedium: "CLOUDARCHIVE" }, deleteRetention: { days: 30 } },
    },
  });
  expect(made.status).toBe(200);
  return to;
}

const desk = { queue: "Desk", agents: ["ann@example.com"] };

describe("whether a screen is recorded", () => {
  test("is decided by the org's policies, its settings and the agent's own right, and the answer says which", async () => {
    const to = await recordingOrg();
    const recorded = await happen(to, desk);
    expect(recorded.screenRecording).toEqual([{ agent: "ann@example.com", recorded: true, policy: "Screens of the desk" }]);
    expect(recorded.recordings.map((recording: { media: string }) => recording.media)).toEqual(["screen", "audio"]);
    const why = async (body: Record<string, unknown>): Promise<string> => (await happen(to, body)).screenRecording[0].why as string;
    expect(await why({ ...desk, agents: ["bob@example.com"] })).toContain("recording:screenRecording:participate");
    expect(await why({ ...desk, queue: "Orders" })).toContain("no enabled retention policy");
    const settings = (await to.api("GET", "recording/settings")).body;
    await to.api("PUT", "recording/settings", { ...settings, maxSimultaneousStreams: 0 });
    expect(await why(desk)).toContain("maxSimultaneousStreams is 0");
    const nothing = await happen(to, { ...desk, queue: "Orders" });
    expect(nothing.recordings.map((recording: { media: string }) => recording.media)).toEqual(["audio"]);
  });

  test("is no longer decided by a policy that is gone or disabled", async () => {
    const to = await recordingOrg();
    const policy = (await to.api("GET", "recording/mediaretentionpolicies")).body.entities[0];
    await to.api("PUT", `recording/mediaretentionpolicies/${policy.id}`, { ...policy, enabled: false });
    expect((await happen(to, desk)).screenRecording[0].recorded).toBe(false);
    await to.api("PUT", `recording/mediaretentionpolicies/${policy.id}`, { ...policy, enabled: true });
    expect((await happen(to, desk)).screenRecording[0].recorded).toBe(true);
    await to.api("DELETE", `recording/mediaretentionpolicies/${policy.id}`);
    expect((await happen(to, desk)).screenRecording[0].recorded).toBe(false);
  });

  test("stops at the streams that may run at once, until one ends", async () => {
    const to = await recordingOrg();
    const settings = (await to.api("GET", "recording/settings")).body;
    await to.api("PUT", "recording/settings", { ...settings, maxSimultaneousStreams: 1 });
    const count = async (): Promise<number> => (await to.api("GET", "recordings/screensessions/details")).body.count as number;
    const first = await happen(to, { ...desk, ongoing: true });
    expect([first.screenRecording[0].recorded, await count()]).toEqual([true, 1]);
    expect((await happen(to, { ...desk, ongoing: true })).screenRecording[0].why).toContain("in use");
    expect((await to.api("GET", `conversations/${first.id}/recordingmetadata`)).body[0].fileState).toBe("UPLOADING");
    await endOf(to, first.id as string);
    expect(await count()).toBe(0);
    expect((await to.api("GET", `conversations/${first.id}/recordingmetadata`)).body[0].fileState).toBe("AVAILABLE");
    expect((await happen(to, { ...desk, ongoing: true })).screenRecording[0].recorded).toBe(true);
  });

  test("belongs to the divisions of the queue and of the agents", async () => {
    const to = await recordingOrg();
    const made = await happen(to, desk);
    const desk1 = await to.division("UK Service Desk");
    expect(made.divisionIds).toEqual([desk1, await to.division("Home")]);
    const { token } = await to.clientWith(["recording:screenRecording:view"], ["Sales"]);
    expect((await to.api("GET", `conversations/${made.id}/recordings`, undefined, token)).body.code).toBe("missing.any.division.permissions");
  });

  test("with a key happens once only", async () => {
    const to = await recordingOrg();
    expect((await happen(to, { ...desk, key: "one" })).id).toBe((await happen(to, { ...desk, key: "one" })).id);
  });
});

describe("the media of a new recording", () => {
  test("is transcoded first, and then loaded from the address that the answer has", async () => {
    const to = await recordingOrg();
    const made = await happen(to, { ...desk, transcodingReads: 2 });
    const { token } = await to.clientWith(["recording:screenRecording:view"]);
    const screen = made.recordings[0].id as string;
    const read = () => to.api("GET", `conversations/${made.id}/recordings/${screen}?formatId=WEBM`, undefined, token);
    expect([(await read()).status, (await read()).status]).toEqual([202, 202]);
    const { status, body } = await read();
    expect([status, body.media, body.fileState]).toEqual([200, "screen", "AVAILABLE"]);
    const file = await fetch(body.mediaUris["0"].mediaUri as string);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "video/webm"]);
    expect(Buffer.from(await file.arrayBuffer()).toString("latin1")).toContain(screen);
    expect((await to.api("GET", `conversations/${made.id}/recordings/${screen}?formatId=AVI`)).status).toBe(400);
  });

  test("in a batch is in progress first, then complete", async () => {
    const to = await recordingOrg();
    const made = await happen(to, { ...desk, transcodingReads: 1 });
    const job = (await to.api("POST", "recording/batchrequests", { batchDownloadRequestList: [{ conversationId: made.id }] })).body;
    const read = async () => (await to.api("GET", `recording/batchrequests/${job.id}`)).body;
    expect(await read()).toMatchObject({ status: "InProgress", expectedResultCount: 2, resultCount: 0, results: [] });
    const done = await read();
    expect(done).toMatchObject({ status: "Completed", expectedResultCount: 2, resultCount: 2, errorCount: 0 });
    for (const result of done.results) {
      const file = await fetch(result.resultUrl as string);
      expect([file.status, file.headers.get("content-type")]).toEqual([200, result.contentType]);
    }
  });
});

describe("retention", () => {
  test("comes from the policy, and archives and deletes by itself", async () => {
    const clock = new Clock();
    const to = await recordingOrg(clock);
    const made = await happen(to, { ...desk, transcodingReads: 0 });
    const screen = made.recordings[0].id as string;
    const state = async (): Promise<any> => {
      const token = await to.token(to.deployer.clientId, to.deployer.clientSecret);
      return (await to.api("GET", `conversations/${made.id}/recordings/${screen}`, undefined, token)).body;
    };
    expect(await state()).toMatchObject({ archiveDate: "2026-11-27T12:00:00.000Z", archiveMedium: "CLOUDARCHIVE", deleteDate: "2026-12-20T12:00:00.000Z" });
    clock.pass(7 * 86_400);
    expect(await state()).toMatchObject({ fileState: "ARCHIVED", mediaUris: {} });
    clock.pass(23 * 86_400);
    expect((await state()).fileState).toBe("DELETED");
  });

  test("is edited by kind: dates by editRetention, bringing back by restore", async () => {
    const to = await recordingOrg();
    const made = await happen(to, { ...desk, transcodingReads: 0 });
    const path = `conversations/${made.id}/recordings/${made.recordings[0].id}`;
    const editor = await to.clientWith(["recording:screenRecording:editRetention"], ["*"], "editor");
    const restorer = await to.clientWith(["recording:screenRecording:restore"], ["*"], "restorer");
    const viewer = await to.clientWith(["recording:screenRecording:view", "recording:recording:editRetention"], ["*"], "viewer");
    const put = (token: string, body: unknown) => to.api("PUT", path, body, token);
    const codeOf = async (token: string, body: unknown): Promise<string> => (await put(token, body)).body.code as string;
    const edit = "recording.recording.edit.retention.permission.check.failed";
    expect(await codeOf(viewer.token, { archiveDate: "2027-01-01T00:00:00Z" })).toBe(edit);
    expect(await codeOf(restorer.token, { deleteDate: "2027-01-01T00:00:00Z" })).toBe(edit);
    expect((await put(editor.token, { archiveDate: "2027-01-01T00:00:00Z" })).body.archiveDate).toBe("2027-01-01T00:00:00Z");
    expect((await put(editor.token, { archiveDate: "soon" })).status).toBe(400);
    expect((await put(editor.token, { fileState: "ARCHIVED" })).body).toMatchObject({ fileState: "ARCHIVED", mediaUris: {} });
    expect(await codeOf(editor.token, { archiveDate: "2028-01-01T00:00:00Z" })).toBe("recording.not.archivable");
    expect(await codeOf(editor.token, { fileState: "RESTORED" })).toBe("recording.recording.restore.permission.check.failed");
    expect((await put(restorer.token, { fileState: "RESTORED" })).body.fileState).toBe("RESTORING");
    await to.api("GET", path);
    const restored = (await to.api("GET", path)).body;
    expect([restored.fileState, restored.mediaUris["0"].mediaUri]).toEqual(["RESTORED", expect.stringContaining("/media/")]);
  });

  test("of many is edited by a job, described first and set going by who posted it", async () => {
    const clock = new Clock();
    const to = await recordingOrg(clock);
    const made = await happen(to, desk);
    const all = ["recording:recording:editRetention", "recording:screenRecording:editRetention", "recording:snippetRecording:editRetention"];
    const one = await to.clientWith(["recording:job:add", "recording:job:view", "recording:job:edit", ...all], ["*"], "one");
    const two = await to.clientWith(["recording:job:edit", ...all], ["*"], "two");
    const partly = await to.clientWith(["recording:job:edit"], ["*"], "partly");
    const query = {
      action: "ARCHIVE",
      actionDate: "2026-12-01T00:00:00Z",
      conversationQuery: {
        interval: "2026-11-20T11:00:00Z/2026-11-20T13:00:00Z",
        conversationFilters: [{ type: "and", predicates: [{ dimension: "conversationId", value: made.id }] }],
      },
    };
    const posted = await to.api("POST", "recording/jobs", query, one.token);
    expect([posted.status, posted.body.state]).toEqual([202, "PENDING"]);
    const path = `recording/jobs/${posted.body.id}`;
    const put = (token: string) => to.api("PUT", path, { state: "PROCESSING" }, token);
    expect((await put(one.token)).status).toBe(400);
    expect((await to.api("GET", path, undefined, one.token)).body).toMatchObject({ state: "READY", totalRecordings: 2, totalConversations: 1 });
    expect((await put(partly.token)).body.code).toBe("missing.permissions");
    expect((await put(two.token)).body.code).toBe("not.authorized");
    expect((await put(one.token)).body).toMatchObject({ state: "PROCESSING", totalProcessedRecordings: 2 });
    expect((await to.api("GET", path, undefined, one.token)).body.state).toBe("FULFILLED");
    const metadata = (await to.api("GET", `conversations/${made.id}/recordingmetadata`)).body;
    expect(metadata.map((recording: { archiveDate: string }) => recording.archiveDate)).toEqual([query.actionDate, query.actionDate]);
    await to.api("POST", "recording/jobs", query);
    await to.api("POST", "recording/jobs", query);
    expect((await to.api("POST", "recording/jobs", query)).status).toBe(400);
  });
});

describe("sensitive data, where the org redacts it", () => {
  test("is redacted in playback, left out of batches and rejected in jobs for who may not see it", async () => {
    const to = await org({}, { ...seed, settings: { sensitiveDataRedaction: true } });
    const made = await happen(to, { agents: ["ann@example.com"], sensitive: true, transcodingReads: 0 });
    const rights = ["recording:recording:view", "recording:job:add"];
    const plain = await to.clientWith(rights, ["*"], "plain");
    const seeing = await to.clientWith([...rights, "recording:recording:viewSensitiveData"], ["*"], "seeing");
    const uri = async (token: string): Promise<string> =>
      (await to.api("GET", `conversations/${made.id}/recordings`, undefined, token)).body[0].mediaUris["0"].mediaUri as string;
    expect(await (await fetch(await uri(plain.token))).text()).toContain("redacted recording");
    expect(await (await fetch(await uri(seeing.token))).text()).not.toContain("redacted");
    const batch = async (token: string): Promise<number> => {
      const { id } = (await to.api("POST", "recording/batchrequests", { batchDownloadRequestList: [{ conversationId: made.id }] }, token)).body;
      return (await to.api("GET", `recording/batchrequests/${id}`, undefined, token)).body.errorCount as number;
    };
    expect([await batch(plain.token), await batch(seeing.token)]).toEqual([1, 0]);
    const job = (token: string) =>
      to.api(
        "POST",
        "recording/jobs",
        {
          action: "DELETE",
          actionDate: "2027-01-01T00:00:00Z",
          includeRecordingsWithSensitiveData: true,
          conversationQuery: { interval: "2026-11-01T00:00:00Z/2026-11-30T00:00:00Z" },
        },
        token,
      );
    expect((await job(plain.token)).body.message).toContain("viewSensitiveData");
    expect((await job(seeing.token)).status).toBe(202);
  });
});
