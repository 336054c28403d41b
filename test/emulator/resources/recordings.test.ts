import { describe, expect, test } from "vitest";
import { Clock, org, request, seed, type TestOrg } from "../support";

const interval = "2026-11-19T12:00:00Z/2026-11-20T13:00:00Z";

/** Ids of the conversations of the seed by their key's place: desk, sales, both, home. */
async function conversations(to: TestOrg): Promise<Record<"desk" | "sales" | "both" | "home", string>> {
  const { body } = await to.api("POST", "analytics/conversations/details/query", { interval, order: "desc" });
  const [desk, sales, both, home] = body.conversations.map(
    (conversation: { conversationId: string }) => conversation.conversationId,
  ) as string[];
  return { desk: desk ?? "", sales: sales ?? "", both: both ?? "", home: home ?? "" };
}

const setup = async (): Promise<{ to: TestOrg; ids: Awaited<ReturnType<typeof conversations>>; clock: Clock }> => {
  const clock = new Clock();
  const to = await org({ clock });
  return { to, ids: await conversations(to), clock };
};

describe("the detail query", () => {
  test("shows only conversations that touched a division in which the right is held", async () => {
    const { to, ids } = await setup();
    const seen = async (divisions: string[]): Promise<string[]> => {
      const { token } = await to.clientWith(["analytics:conversationDetail:view"], divisions, divisions.join());
      const { body } = await to.api("POST", "analytics/conversations/details/query", { interval, order: "desc" }, token);
      return (body.conversations ?? []).map((conversation: { conversationId: string }) => conversation.conversationId);
    };
    expect(await seen(["UK Service Desk"])).toEqual([ids.desk, ids.both]);
    expect(await seen(["Sales"])).toEqual([ids.sales, ids.both]);
    expect(await seen(["Home"])).toEqual([ids.home]);
    expect(await seen(["*"])).toEqual([ids.desk, ids.sales, ids.both, ids.home]);
  });

  test("filters, pages and tells the total", async () => {
    const { to, ids } = await setup();
    const desk = await to.division("UK Service Desk");
    const filtered = await to.api("POST", "analytics/conversations/details/query", {
      interval,
      conversationFilters: [
        { type: "and", predicates: [{ type: "dimension", dimension: "divisionId", operator: "matches", value: desk }] },
      ],
      segmentFilters: [{ type: "or", clauses: [{ type: "and", predicates: [{ dimension: "mediaType", value: "voice" }] }] }],
      paging: { pageSize: 1, pageNumber: 2 },
      order: "desc",
    });
    expect(filtered.body).toMatchObject({
      totalHits: 2,
      conversations: [{ conversationId: ids.both, divisionIds: expect.arrayContaining([desk]) }],
    });
    const none = await to.api("POST", "analytics/conversations/details/query", {
      interval,
      conversationFilters: [{ type: "and", predicates: [{ dimension: "notKept", value: "x" }] }],
    });
    expect(none.body).toEqual({ totalHits: 0 });
  });

  test.each([
    {},
    { interval: "yesterday" },
    { interval: "2026-11-02T00:00:00Z/2026-11-01T00:00:00Z" },
    { interval: "2026-01-01T00:00:00Z/2026-03-01T00:00:00Z" },
  ])("refuses a wrong interval: %j", async (body) => {
    const { to } = await setup();
    expect((await to.api("POST", "analytics/conversations/details/query", body)).status).toBe(400);
  });

  test("runs as a job too, read by cursor", async () => {
    const { to } = await setup();
    const { status, body } = await to.api("POST", "analytics/conversations/details/jobs", { interval });
    expect(status).toBe(202);
    expect((await to.api("GET", `analytics/conversations/details/jobs/${body.jobId}`)).body.state).toBe("FULFILLED");
    const first = await to.api("GET", `analytics/conversations/details/jobs/${body.jobId}/results?pageSize=3`);
    const second = await to.api("GET", `analytics/conversations/details/jobs/${body.jobId}/results?pageSize=3&cursor=${first.body.cursor}`);
    expect([first.body.conversations.length, second.body.conversations.length, second.body.cursor]).toEqual([3, 1, undefined]);
  });
});

describe("one conversation", () => {
  test("is refused in a division where nothing is held, by every way to it", async () => {
    const { to, ids } = await setup();
    const { token } = await to.clientWith(
      ["analytics:conversationDetail:view", "conversation:communication:view", "recording:screenRecording:view"],
      ["Sales"],
    );
    for (const path of [
      `analytics/conversations/${ids.desk}/details`,
      `conversations/${ids.desk}`,
      `conversations/${ids.desk}/recordings`,
      `conversations/${ids.desk}/recordingmetadata`,
    ]) {
      const answer = await to.api("GET", path, undefined, token);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, "missing.any.division.permissions"]);
    }
    expect((await to.api("GET", `analytics/conversations/${ids.both}/details`, undefined, token)).body.conversationId).toBe(ids.both);
    expect((await to.api("GET", `conversations/${ids.both}`, undefined, token)).body.id).toBe(ids.both);
  });

  test("that does not exist is a 404 of its own", async () => {
    const { to } = await setup();
    expect((await to.api("GET", "conversations/nope/recordings")).body).toMatchObject({ status: 404, code: "conversation.not.found" });
  });
});

describe("recordings", () => {
  const media = (body: { media: string }[]): string[] => body.map((recording) => recording.media);

  test("are shown by kind: screens to who may view screens, audio to who may view recordings", async () => {
    const { to, ids } = await setup();
    const screens = await to.clientWith(["recording:screenRecording:view"], ["UK Service Desk"]);
    const audio = await to.clientWith(["recording:recording:view"], ["UK Service Desk"]);
    for (const path of [`conversations/${ids.desk}/recordings`, `conversations/${ids.desk}/recordingmetadata`]) {
      expect(media((await to.api("GET", path)).body)).toEqual(["screen", "audio"]);
      expect(media((await to.api("GET", path, undefined, screens.token)).body)).toEqual(["screen"]);
      expect(media((await to.api("GET", path, undefined, audio.token)).body)).toEqual(["audio"]);
    }
  });

  test("of a kind that the caller may not see are refused by the recording service", async () => {
    const { to, ids } = await setup();
    const { token } = await to.clientWith(["recording:recording:view"], ["*"]);
    const refused = await to.api("GET", `conversations/${ids.sales}/recordings`, undefined, token);
    expect([refused.status, refused.body.code]).toEqual([403, "recording.recording.view.permission.check.failed"]);
    const screen = (await to.api("GET", `conversations/${ids.desk}/recordingmetadata`)).body[0].id as string;
    expect((await to.api("GET", `conversations/${ids.desk}/recordings/${screen}`, undefined, token)).status).toBe(403);
    expect((await to.api("GET", `conversations/${ids.home}/recordings`, undefined, token)).body).toEqual([]);
  });

  test("have metadata without addresses, and media behind a signed one that expires", async () => {
    const { to, ids, clock } = await setup();
    const metadata = (await to.api("GET", `conversations/${ids.desk}/recordingmetadata`)).body[0];
    expect(metadata).toMatchObject({
      media: "screen",
      mediaSubtype: "Screen",
      fileState: "AVAILABLE",
      conversationId: ids.desk,
      region: "eu-west-2",
    });
    expect(metadata).not.toHaveProperty("mediaUris");
    const { body } = await to.api("GET", `conversations/${ids.desk}/recordings/${metadata.id}?formatId=WEBM`);
    const address = body.mediaUris["0"].mediaUri as string;
    const loaded = await fetch(address);
    expect([loaded.status, loaded.headers.get("content-type")]).toEqual([200, "video/webm"]);
    expect((await loaded.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const forged = await request("GET", address.replace(/expires=\d+/, "expires=9999999999"));
    clock.pass(3600);
    const late = await request("GET", address);
    for (const refusal of [forged, late]) {
      expect(refusal.status).toBe(403);
      expect(refusal.body).toContain("<Error>");
    }
  });

  test("are a 202 without content while they are transcoded", async () => {
    const clock = new Clock();
    const to = await org({ clock }, { ...seed, conversations: [{ key: "desk", recordings: [{ media: "screen", transcodingReads: 2 }] }] });
    const { desk } = await conversations(to);
    const answers = [];
    for (let read = 0; read < 3; read += 1) answers.push(await to.api("GET", `conversations/${desk}/recordings`));
    expect(answers.map((answer) => [answer.status, answer.body === undefined])).toEqual([
      [202, true],
      [202, true],
      [200, false],
    ]);
  });

  test("that are archived have no address", async () => {
    const clock = new Clock();
    const to = await org(
      { clock },
      { ...seed, conversations: [{ key: "desk", recordings: [{ media: "screen", fileState: "ARCHIVED" }] }] },
    );
    const { desk } = await conversations(to);
    expect((await to.api("GET", `conversations/${desk}/recordings`)).body).toMatchObject([{ fileState: "ARCHIVED", mediaUris: {} }]);
  });

  test("change their dates for who may edit the retention of their kind", async () => {
    const { to, ids } = await setup();
    const screen = (await to.api("GET", `conversations/${ids.desk}/recordingmetadata`)).body[0].id as string;
    const path = `conversations/${ids.desk}/recordings/${screen}`;
    const wrong = await to.clientWith(["recording:recording:editRetention"], ["*"]);
    expect((await to.api("PUT", path, { deleteDate: "2027-01-01T00:00:00Z" }, wrong.token)).body.code).toBe(
      "recording.recording.edit.retention.permission.check.failed",
    );
    const right = await to.clientWith(["recording:screenRecording:editRetention"], ["UK Service Desk"]);
    expect((await to.api("PUT", path, { deleteDate: "2027-01-01T00:00:00Z" }, right.token)).body.deleteDate).toBe("2027-01-01T00:00:00Z");
    expect((await to.api("GET", `conversations/${ids.desk}/recordingmetadata/${screen}`)).body.deleteDate).toBe("2027-01-01T00:00:00Z");
  });
});

describe("batch requests", () => {
  test("are read by their poster only, with what it may see", async () => {
    const { to, ids } = await setup();
    const one = await to.clientWith(["recording:screenRecording:view"], ["UK Service Desk"], "one");
    const other = await to.clientWith(["recording:screenRecording:view"], ["*"], "other");
    const job = await to.api(
      "POST",
      "recording/batchrequests",
      { batchDownloadRequestList: [{ conversationId: ids.desk }, { conversationId: ids.sales }, { conversationId: "nope" }] },
      one.token,
    );
    expect(job.body).toEqual({ id: expect.any(String), selfUri: expect.stringContaining(job.body.id) });
    const own = await to.api("GET", `recording/batchrequests/${job.body.id}`, undefined, one.token);
    expect(own.body).toMatchObject({ jobId: job.body.id, status: "Completed", expectedResultCount: 3, resultCount: 3, errorCount: 2 });
    expect(own.body.results[0]).toMatchObject({
      conversationId: ids.desk,
      contentType: "video/webm",
      resultUrl: expect.stringContaining("/media/"),
    });
    expect((await fetch(own.body.results[0].resultUrl as string)).status).toBe(200);
    const foreign = await to.api("GET", `recording/batchrequests/${job.body.id}`, undefined, other.token);
    expect([foreign.status, foreign.body.code, foreign.body.message]).toEqual([
      403,
      "batch.download.permission.denied",
      "Only user that initiated the job can request results",
    ]);
  });

  test("have at least one and at most a hundred items, each with a conversation", async () => {
    const { to, ids } = await setup();
    const post = async (list: unknown[]): Promise<string> =>
      (await to.api("POST", "recording/batchrequests", { batchDownloadRequestList: list })).body.code as string;
    expect(await post(Array.from({ length: 101 }, () => ({ conversationId: ids.desk })))).toBe("batch.download.too.many.items");
    expect(await post([{ recordingId: "x" }])).toBe("batch.download.bad.request");
    expect(await post([])).toBe("bad.request");
    expect((await to.api("GET", "recording/batchrequests/nope")).body.code).toBe("batch.download.job.not.found");
  });
});

describe("recording settings", () => {
  test("are read by anybody, and each is changed by who holds its own right", async () => {
    const { to } = await setup();
    const { token } = await to.clientWith(["recording:settings:editUrlExpiration"], ["Home"]);
    const before = (await to.api("GET", "recording/settings", undefined, token)).body;
    expect((await to.api("PUT", "recording/settings", { ...before, recordingPlaybackUrlTtl: 5 }, token)).body.recordingPlaybackUrlTtl).toBe(
      5,
    );
    const refused = await to.api("PUT", "recording/settings", { ...before, maxSimultaneousStreams: 0 }, token);
    expect([refused.status, refused.body.code]).toEqual([403, "missing.permissions"]);
    expect(refused.body.message).toContain("[recording:settings:editScreenRecordings]");
  });
});

test("aggregates and observations count what the token may see", async () => {
  const { to } = await setup();
  const { token } = await to.clientWith(
    ["analytics:conversationAggregate:view", "analytics:queueObservation:view", "routing:queue:view"],
    ["Sales"],
  );
  const sums = await to.api(
    "POST",
    "analytics/conversations/aggregates/query",
    { interval, metrics: ["nConversations"], groupBy: ["divisionId"] },
    token,
  );
  expect(
    sums.body.results.reduce(
      (sum: number, result: { data: { metrics: { stats: { count: number } }[] }[] }) =>
        sum + (result.data[0]?.metrics[0]?.stats.count ?? 0),
      0,
    ),
  ).toBe(2);
  const queues = (await to.api("GET", "routing/queues", undefined, token)).body.entities as { id: string; name: string }[];
  expect(queues.map((queue) => queue.name)).toEqual(["Orders"]);
  const all = (await to.api("GET", "routing/queues")).body.entities as { id: string }[];
  const observed = await to.api(
    "POST",
    "analytics/queues/observations/query",
    { metrics: ["oWaiting"], filter: { type: "or", predicates: all.map((queue) => ({ dimension: "queueId", value: queue.id })) } },
    token,
  );
  expect(observed.body.results.map((result: { group: { queueId: string } }) => result.group.queueId)).toEqual([queues[0]?.id]);
});
