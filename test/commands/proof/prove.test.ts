import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Operation } from "../../../access/catalogue/operation";
import type { Decision } from "../../../access/decide/decision";
import { Asker, type Clock } from "../../../commands/proof/ask";
import { conversationQuery, madeUpId } from "../../../commands/proof/harmless";
import { prove, type ProofContext, type ProofSubject } from "../../../commands/proof/prove";
import { proofJson, proofSummary, proofText, proofVerdict } from "../../../commands/proof/report";

type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | "hang up";

let server: Server;
let base: string;
let requests: { method: string; url: string; body: string; authorization: string }[];
let reply: (request: { method: string; url: string; body: string }, count: number) => Reply;
let sleeps: number[];
let now: number;

const clock: Clock = {
  now: () => now,
  sleep: async (milliseconds) => {
    sleeps.push(milliseconds);
    now += milliseconds;
  },
};

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

beforeEach(async () => {
  requests = [];
  sleeps = [];
  now = Date.parse("2026-11-21T12:00:00Z");
  server = createServer((request, response) => {
    void read(request).then((body) => {
      const seen = { method: request.method ?? "", url: request.url ?? "", body, authorization: request.headers.authorization ?? "" };
      requests.push(seen);
      const answer = seen.url === "/oauth/token" && tokenReply === undefined ? { status: 200, body: { access_token: "t0ken" } } : (seen.url === "/oauth/token" ? tokenReply : undefined) ?? reply(seen, requests.length);
      if (answer === "hang up") {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  tokenReply = undefined;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

let tokenReply: Reply | undefined;

function operation(id: string, method: string, path: string, more: Partial<Operation> = {}): Operation {
  return { id, method, path, tag: "T", scopes: ["s", "s:readonly"], mode: "ANY", permissions: ["a:b:view"], deprecated: false, successCodes: ["200"], refusals: [], requiredQuery: [], ...more };
}

const query = operation(conversationQuery, "POST", "/api/v2/analytics/conversations/details/query");
const recordings = operation("getConversationRecordings", "GET", "/api/v2/conversations/{conversationId}/recordings");
const users = operation("getUsers", "GET", "/api/v2/users");
const user = operation("getUser", "GET", "/api/v2/users/{userId}");
const batch = operation("postRecordingBatchrequests", "POST", "/api/v2/recording/batchrequests");
const all = [query, recordings, users, user, batch];

const allowed: Decision = { decision: "allowed", certainty: "confirmed", reasons: [] };

function subject(operations: readonly Operation[], more: Partial<ProofSubject> = {}): ProofSubject {
  const asker = new Asker(base, base, clock);
  return {
    application: "servicenow",
    client: { name: "servicenow", id: "c1" },
    calls: operations.map((each) => ({ call: `${each.method} ${each.path}`, operation: each, nearest: [] })),
    wanted: { kind: "some", divisions: [{ name: "UK", id: "d1" }] },
    token: () => asker.clientToken("c1", "s3cret"),
    decide: () => allowed,
    holds: () => true,
    ...more,
  };
}

function context(more: Partial<ProofContext> = {}): ProofContext {
  return {
    asker: new Asker(base, base, clock),
    clock,
    realData: true,
    listing: (path) => all.find((each) => each.method === "GET" && each.path === path),
    operation: (id) => all.find((each) => each.id === id),
    divided: () => true,
    lateUntil: 0,
    tokenLateUntil: 0,
    onWait: () => undefined,
    ...more,
  };
}

const conversations = { status: 200, body: { conversations: [{ conversationId: "conv1", divisionIds: ["d1"] }], totalHits: 1 } };
const missing = { status: 403, body: { code: "missing.any.permissions", message: "You must have at least one of…", contextId: "cid-1" } };

describe("a call that finds real objects", () => {
  it("is proven by an object of the declared division", async () => {
    reply = ({ url }) => (url.includes("details/query") ? conversations : { status: 200, body: [{ id: "r1" }] });
    const proof = await prove(subject([query, recordings]), context());
    expect(proof.calls.map((call) => [call.outcome, call.shown])).toEqual([["proven", ["UK"]], ["proven", ["UK"]]]);
    expect(requests.at(-1)?.url).toContain("/api/v2/conversations/conv1/recordings");
    expect(requests[0]?.authorization).toBe(`Basic ${Buffer.from("c1:s3cret").toString("base64")}`);
    expect(requests.at(-1)?.authorization).toBe("Bearer t0ken");
  });

  it("passes only the gate when a declared division shows nothing", async () => {
    reply = () => ({ status: 200, body: { conversations: [{ conversationId: "x", divisionIds: ["other"] }], totalHits: 1 } });
    const proof = await prove(subject([query]), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "gate passed", missing: ["UK"] });
  });

  it("finds ids through the listing before the parameter", async () => {
    reply = ({ url }) => (url.startsWith("/api/v2/users?") ? { status: 200, body: { entities: [{ id: "u1", division: { id: "d1" } }] } } : { status: 200, body: { id: "u1", division: { id: "d1" } } });
    const proof = await prove(subject([user]), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "proven", madeUp: false });
    expect(requests.at(-1)?.url).toBe("/api/v2/users/u1");
  });

  const hidden = { status: 403, body: { code: "recording.recording.view.permission.check.failed", message: "Failed to verify recording view permission." } };
  const two = { status: 200, body: { conversations: [{ conversationId: "voice", divisionIds: ["d1"] }, { conversationId: "screen", divisionIds: ["d1"] }] } };

  it("reads another object where the first holds only what the role may not see", async () => {
    reply = ({ url }) => (url.includes("details/query") ? two : url.includes("/voice/") ? hidden : { status: 200, body: [{ id: "r1" }] });
    const proof = await prove(subject([recordings, query], { holds: () => false }), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "proven", shown: ["UK"] });
  });

  it("passes only the gate, without waiting, when all it found holds only kinds whose permission is not declared", async () => {
    reply = ({ url }) => (url.includes("details/query") ? two : hidden);
    const proof = await prove(subject([recordings], { holds: (permission) => permission !== "recording:recording:view" }), context({ lateUntil: now + 300_000 }));
    expect(proof.calls[0]).toMatchObject({ outcome: "gate passed", answer: { status: 403 }, note: expect.stringContaining("recording:recording:view, which is not declared") as string });
    expect(sleeps).toEqual([]);
  });

  it("is refused when what it found needs a permission that is declared", async () => {
    reply = ({ url }) => (url.includes("details/query") ? two : hidden);
    const proof = await prove(subject([recordings], { holds: () => true }), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "refused" });
  });

  it("looks for no object through a call that the client may not make", async () => {
    reply = () => ({ status: 404, body: { code: "not.found" } });
    const refused = { decision: "refused" } as Decision;
    const proof = await prove(subject([user], { decide: (each) => (each.id === "getUsers" ? refused : allowed) }), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "gate passed", madeUp: true });
    expect(requests.map((request) => request.url)).toEqual(["/oauth/token", `/api/v2/users/${madeUpId}`]);
  });
});

describe("a call whose right is not held per division", () => {
  it("is proven by any object, wherever that lies", async () => {
    reply = () => ({ status: 200, body: { entities: [{ id: "u1", division: { id: "elsewhere" } }] } });
    const proof = await prove(subject([users]), context({ divided: () => false }));
    expect(proof.calls[0]).toMatchObject({ outcome: "proven", objects: 1 });
  });
});

describe("calls with an effect in an emulated org", () => {
  const job = operation("getRecordingBatchrequest", "GET", "/api/v2/recording/batchrequests/{jobId}");
  const edit = operation("putConversationRecording", "PUT", "/api/v2/conversations/{conversationId}/recordings/{recordingId}");
  const watch = operation("postUserScreenmonitorsSessions", "POST", "/api/v2/users/{userId}/screenmonitors/sessions");
  const watched = operation("getUserScreenmonitorsSession", "GET", "/api/v2/users/{userId}/screenmonitors/sessions/{screenMonitoringId}");
  const stop = operation("deleteUserScreenmonitorsSession", "DELETE", "/api/v2/users/{userId}/screenmonitors/sessions/{screenMonitoringId}");
  const agents = [{ id: "elsewhere", divisions: ["d2"] }, { id: "away", divisions: ["d1"] }, { id: "here", divisions: ["d1"] }];
  const emulated = (): ProofContext => context({ effects: { users: async () => agents } });
  const sent = (): readonly string[] => requests.filter(({ url }) => url !== "/oauth/token" && !url.includes("details/query")).map(({ method, url }) => `${method} ${url.replace(/\?.*/, "").replace("/api/v2/", "")}`);

  it("post a job before it is read, whatever the order in which they are declared", async () => {
    reply = ({ url, method }) => (url.includes("details/query") ? conversations : method === "POST" ? { status: 200, body: { id: "j1" } } : { status: 200, body: { id: "j1", status: "Completed" } });
    const proof = await prove(subject([job, batch]), emulated());
    expect(proof.calls.map(({ call, outcome, shown }) => [call.split(" ")[0], outcome, shown])).toEqual([["GET", "proven", ["UK"]], ["POST", "proven", ["UK"]]]);
    expect(sent()).toEqual(["POST recording/batchrequests", "GET recording/batchrequests/j1"]);
  });

  it("put back what they changed", async () => {
    reply = ({ url, method }) =>
      url.includes("details/query") ? conversations : method === "GET" ? { status: 200, body: [{ id: "a", media: "audio" }, { id: "s", media: "screen", archiveDate: "2030-01-01T00:00:00Z" }] } : { status: 200, body: { id: "s" } };
    const proof = await prove(subject([edit]), emulated());
    expect(proof.calls[0]).toMatchObject({ outcome: "proven", note: "archive date moved and put back" });
    const dates = requests.filter(({ method }) => method === "PUT").map(({ url, body }) => [url, (JSON.parse(body) as { archiveDate: string }).archiveDate]);
    expect(dates).toEqual([["/api/v2/conversations/conv1/recordings/s", "2026-12-21T12:00:00.000Z"], ["/api/v2/conversations/conv1/recordings/s", "2030-01-01T00:00:00Z"]]);
  });

  it("watch an agent of the declared division who may be watched, and stop in the end", async () => {
    reply = ({ url, method }) =>
      method === "DELETE" ? { status: 204 } : url.includes("/away/") ? { status: 403, body: { code: "agent.permission.denied" } } : { status: 200, body: { screenMonitoringId: "m1" } };
    const proof = await prove(subject([stop, watch, watched]), emulated());
    expect(proof.calls.map(({ outcome }) => outcome)).toEqual(["proven", "proven", "proven"]);
    const session = "users/here/screenmonitors/sessions";
    expect(sent()).toEqual(["POST users/away/screenmonitors/sessions", `POST ${session}`, `GET ${session}/m1`, `DELETE ${session}/m1`]);
  });

  it("are refused where the client may not make them, without trying everybody", async () => {
    reply = () => missing;
    const proof = await prove(subject([watch]), emulated());
    expect(proof.calls[0]).toMatchObject({ outcome: "refused", answer: { code: "missing.any.permissions" } });
    expect(sent()).toEqual(["POST users/away/screenmonitors/sessions"]);
  });

  it("are not made where no way is known that leaves nothing behind, nor in a real org", async () => {
    reply = () => ({ status: 200, body: {} });
    const other = operation("postUsers", "POST", "/api/v2/users", { scopes: ["users"] });
    expect((await prove(subject([other]), emulated())).calls[0]?.outcome).toBe("not probed");
    expect((await prove(subject([batch, watch, edit, stop]), context())).calls.map(({ outcome }) => outcome)).toEqual(Array(4).fill("not probed"));
    expect(sent()).toEqual([]);
  });
});

describe("without permission to read data", () => {
  it("asks with made-up ids only, also in queries", async () => {
    reply = ({ url }) => (url.includes("query") ? { status: 200, body: { totalHits: 0 } } : { status: 404, body: { code: "not.found" } });
    const proof = await prove(subject([query, recordings]), context({ realData: false }));
    expect(proof.calls.map((call) => [call.outcome, call.madeUp])).toEqual([["gate passed", true], ["gate passed", true]]);
    expect(requests[1]?.body).toContain(madeUpId);
    expect(requests[2]?.url).toContain(madeUpId);
  });
});

describe("a call that would have an effect", () => {
  it("is not made; the decision stands in", async () => {
    reply = () => ({ status: 500 });
    const proof = await prove(subject([batch]), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "not probed", decision: allowed });
    expect(requests.map((request) => request.url)).toEqual(["/oauth/token"]);
  });
});

describe("grants that are late", () => {
  it("are waited for, with what is left of the time, until they act", async () => {
    reply = (_, count) => (count < 6 ? missing : { status: 200, body: { entities: [{ id: "u" }] } });
    const waits: number[] = [];
    const proof = await prove(subject([users]), context({ lateUntil: now + 300_000, onWait: (_, left) => waits.push(left) }));
    expect(proof.calls[0]?.outcome).toBe("proven");
    expect(waits).toEqual([300_000, 295_000]);
    expect(sleeps).toEqual([5_000, 5_000]);
  });

  it("are waited for no longer than they may take", async () => {
    reply = () => missing;
    const proof = await prove(subject([users]), context({ lateUntil: now + 12_000 }));
    expect(proof.calls[0]).toMatchObject({ outcome: "refused", answer: { status: 403, code: "missing.any.permissions", correlationId: "cid-1" } });
    expect(sleeps).toEqual([5_000, 5_000, 2_000]);
  });

  it("are not waited for when the declared access does not allow the call", async () => {
    reply = () => missing;
    await prove(subject([users], { decide: () => ({ decision: "refused" }) as Decision }), context({ lateUntil: now + 300_000 }));
    expect(sleeps).toEqual([]);
  });

  it("are not waited for when the refusal cannot be late", async () => {
    reply = () => ({ status: 400, body: { code: "not.a.user" } });
    const proof = await prove(subject([users]), context({ lateUntil: now + 300_000 }));
    expect(proof.calls[0]?.outcome).toBe("refused");
    expect(sleeps).toEqual([]);
  });
});

describe("an address that is not allowed", () => {
  it("proves nothing from here", async () => {
    reply = () => ({ status: 401, body: { code: "ip.not.authorized" } });
    expect((await prove(subject([users]), context())).calls[0]?.outcome).toBe("not provable from here");
  });
});

describe("a token endpoint that says no", () => {
  it("refuses every call", async () => {
    tokenReply = { status: 401, body: { error: "invalid_client", error_description: "authentication failed" } };
    reply = () => ({ status: 500 });
    const proof = await prove(subject([users, batch]), context());
    expect(proof.calls.map((call) => call.outcome)).toEqual(["refused", "refused"]);
    expect(proof.noToken?.answer).toMatchObject({ status: 401, code: "invalid_client", message: "authentication failed" });
  });

  it("is asked again while the client may be too new to be known", async () => {
    tokenReply = { status: 401, body: { error: "invalid_client" } };
    await prove(subject([users]), context({ tokenLateUntil: now + 7_000 }));
    expect(sleeps).toEqual([5_000, 2_000]);
  });
});

describe("limits and faults of the way there", () => {
  it("waits as long as Retry-After says and asks again", async () => {
    reply = (_, count) => (count === 2 ? { status: 429, headers: { "retry-after": "3" } } : { status: 200, body: { entities: [{ id: "u" }] } });
    expect((await prove(subject([users]), context())).calls[0]?.outcome).toBe("proven");
    expect(sleeps).toEqual([3_000]);
  });

  it("says that there was no answer when every attempt fails", async () => {
    reply = () => "hang up";
    const proof = await prove(subject([users]), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "no answer", answer: { status: 0 } });
  });
});

describe("a service user's application", () => {
  it("without its consent is not provable from here", async () => {
    reply = () => ({ status: 500 });
    const proof = await prove(subject([users], { token: { unavailable: "the user has not consented yet" } }), context());
    expect(proof.calls[0]).toMatchObject({ outcome: "not provable from here", note: "the user has not consented yet" });
    expect(requests).toEqual([]);
  });
});

describe("the report", () => {
  async function report(strict = false) {
    reply = ({ url }) => (url.includes("details/query") ? conversations : url.includes("recordings") ? missing : { status: 404, body: { code: "not.found" } });
    const applications = [await prove(subject([query, recordings, user, batch], { decide: () => allowed }), context({ listing: () => undefined }))];
    return { org: "uk", asked: { kind: "emulator", text: "the emulator" } as const, applications, strict, degraded: [], explain: () => ({ cause: "missing-permission-any", fix: "add recording:screenRecording:view" }) };
  }

  it("shows what each call got, on what, and whom it asked", async () => {
    const proof = await report();
    expect(proofText(proof, 80).join("\n")).toMatchSnapshot();
    for (const line of proofText(proof, 80)) expect(line.length).toBeLessThanOrEqual(80);
    expect(proofSummary(proof)).toBe("1 of 4 declared calls proven, 1 gate passed, 1 not probed, 1 refused");
    expect(proofVerdict(proof)).toBe("refused");
  });

  it("as JSON holds the same, and nothing of a body or a secret", async () => {
    const text = JSON.stringify(proofJson(await report()));
    expect(JSON.parse(text)).toMatchObject({ verdict: "refused", applications: [{ calls: [{ outcome: "proven" }, { outcome: "refused", cause: "missing-permission-any" }, {}, {}] }] });
    for (const secret of ["s3cret", "t0ken", "conv1"]) expect(text).not.toContain(secret);
  });

  it("under --strict wants everything proven", () => {
    const calls = [{ outcome: "gate passed" }] as never;
    const applications = [{ application: "a", client: { name: "a", id: "1" }, calls }];
    expect(proofVerdict({ applications, strict: true })).toBe("unproven");
    expect(proofVerdict({ applications, strict: false })).toBe("good");
  });
});
