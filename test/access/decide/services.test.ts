import { describe, expect, it } from "vitest";
import { type Circumstances, type Decision, GraphBuilder, createDecider, decide } from "../../../access";

const client = { kind: "client", key: "app" } as const;
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";

function ask(permissions: readonly string[], call: string, circumstances?: Circumstances): Decision {
  return decide(new GraphBuilder().client("app").role("r", permissions).grant(client, "r").build(), client, call, undefined, circumstances);
}

function refusal(decision: Decision): string {
  return decision.decision === "refused"
    ? `${decision.refusal.status} ${decision.refusal.code} (${decision.refusal.cause}, ${decision.certainty})`
    : `${decision.decision} (${decision.certainty})`;
}

describe("the recording service, after the gate", () => {
  it.each([
    [["recording:recording:view"], ["audio"], "allowed (confirmed)"],
    [
      ["recording:recording:view"],
      ["screen"],
      "403 recording.recording.view.permission.check.failed (recording-view-subpermission, unsupported)",
    ],
    [["recording:screenRecording:view"], ["screen"], "allowed (unsupported)"],
    [
      ["recording:screenRecording:view"],
      ["audio"],
      "403 recording.recording.view.permission.check.failed (recording-view-subpermission, unsupported)",
    ],
    [["recording:recording:view", "recording:screenRecording:view"], ["audio", "screen"], "allowed (confirmed)"],
    [
      ["recording:recording:view"],
      ["audio", "screen"],
      "403 recording.recording.view.permission.check.failed (recording-view-subpermission, unsupported)",
    ],
    [["recording:recording:view"], [], "allowed (confirmed)"],
  ] as const)("with %j and %j being read answers: %s", (permissions, media, answer) => {
    expect(refusal(ask(permissions, recordings, { media }))).toBe(answer);
  });

  it("says what is shown and what is not when nobody said what is read", () => {
    const decision = ask(["recording:screenRecording:view"], recordings);
    expect(refusal(decision)).toBe("allowed (unsupported)");
    expect(decision.reasons.map((reason) => reason.text)).toContain(
      "shows screen recordings; hides or refuses recordings, recording segments, snippets",
    );
  });

  it("wants the right to change retention or to restore for a change of a recording", () => {
    const call = "PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}";
    expect(refusal(ask(["recording:recording:view"], call))).toBe(
      "403 recording.recording.edit.retention.permission.check.failed (recording-view-subpermission, confirmed)",
    );
    expect(refusal(ask(["recording:recording:editRetention"], call))).toBe("allowed (confirmed)");
  });

  it("wants the right on annotations beside the one on recordings", () => {
    const call = "PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}/annotations/{annotationId}";
    expect(refusal(ask(["recording:recording:view"], call))).toBe(
      "403 recording.annotation.update.permission.check.failed (recording-view-subpermission, likely)",
    );
    expect(refusal(ask(["recording:annotation:edit"], call))).toBe(
      "403 recording.recording.view.permission.check.failed (recording-view-subpermission, confirmed)",
    );
    expect(refusal(ask(["recording:annotation:edit", "recording:recording:view"], call))).toBe("allowed (confirmed)");
  });

  it("tells of an org that records no screens and of one that redacts", () => {
    const graph = new GraphBuilder("uk", { maxScreenRecordingStreams: 0, sensitiveDataRedaction: true })
      .client("app")
      .role("r", ["recording:recording:view", "recording:screenRecording:view"])
      .grant(client, "r")
      .build();
    const texts = decide(graph, client, recordings, undefined, { media: ["screen"] }).reasons.map((reason) => reason.text);
    expect(texts).toContain("the org records no screens (maxSimultaneousStreams is 0): there is nothing new to read");
    expect(texts).toContain(
      "the org redacts sensitive data, and recording:recording:viewSensitiveData is not held: recordings come redacted",
    );
  });
});

describe("the quality service, after the gate", () => {
  it("wants the right on evaluations that its refusal names", () => {
    const call = "GET /api/v2/quality/conversations/{conversationId}/evaluations/{evaluationId}";
    expect(refusal(ask(["quality:evaluation:assign"], call))).toBe(
      "403 quality.evaluation.view.permission.check.failed (missing-permission-any, likely)",
    );
    expect(refusal(ask(["quality:evaluation:view"], call))).toBe("allowed (confirmed)");
  });
});

describe("a batch of recordings", () => {
  const call = "GET /api/v2/recording/batchrequests/{jobId}";

  it("is read by the principal that posted it and by no other", () => {
    expect(ask([], call, { jobPostedBy: client }).decision).toBe("allowed");
    expect(refusal(ask([], call, { jobPostedBy: { kind: "client", key: "other" } }))).toBe(
      "403 batch.download.permission.denied (batch-job-other-principal, confirmed)",
    );
  });

  it("that another application posts is refused when the org file says so", () => {
    const jobs = { postedBy: "poster", readBy: "reader", place: { kind: "live", path: "batch" } as const };
    const graph = new GraphBuilder()
      .client("app")
      .client("other")
      .application("reader", "app", [call], { batchJobs: jobs })
      .application("poster", "other")
      .build();
    const decision = decide(graph, client, call);
    expect(refusal(decision)).toBe("403 batch.download.permission.denied (batch-job-other-principal, confirmed)");
    expect(decision.reasons[0]).toMatchObject({
      text: 'application "poster" posts the jobs that application "reader" reads, with another principal',
      place: { path: "batch" },
    });
  });

  it("that two applications share through one client is fine", () => {
    const jobs = { postedBy: "poster", readBy: "reader", place: { kind: "live", path: "batch" } as const };
    const graph = new GraphBuilder()
      .client("app")
      .application("reader", "app", [call], { batchJobs: jobs })
      .application("poster", "app")
      .build();
    expect(decide(graph, client, call).decision).toBe("allowed");
  });
});

describe("monitoring an agent's screen", () => {
  const call = "POST /api/v2/users/{userId}/screenmonitors/sessions";
  const amy = { kind: "user", key: "amy" } as const;
  const base = new GraphBuilder()
    .client("app")
    .user("amy")
    .role("monitor", ["realtimeMonitor:screen:monitorAgent"])
    .grant(client, "monitor");

  it("asks something of the agent too", () => {
    expect(decide(base.build(), client, call).reasons.map((reason) => reason.text)).toContain(
      "the monitored agent must hold realtimeMonitor:screen:participate",
    );
    expect(refusal(decide(base.build(), client, call, undefined, { agent: amy }))).toBe(
      "403 agent.permission.denied (agent-missing-participate, confirmed)",
    );
    const good = base.role("agent", ["realtimeMonitor:screen:participate"]).grant(amy, "agent").build();
    expect(decide(good, client, call, undefined, { agent: amy }).decision).toBe("allowed");
  });
});

describe("products and the org's own permissions", () => {
  it("take away what the org does not know", () => {
    const graph = new GraphBuilder("uk", { permissions: ["routing:queue:view"] })
      .client("app")
      .role("r", ["recording:*:*", "routing:queue:view"])
      .grant(client, "r")
      .build();
    expect(refusal(decide(graph, client, recordings))).toBe("403 missing.any.permissions (permission-unavailable-in-org, likely)");
    expect(decide(graph, client, "GET /api/v2/routing/queues/{queueId}").decision).toBe("allowed");
  });

  it.each([
    [["Genesys Cloud CX 1"], "undecided (likely)"],
    [["Genesys Cloud CX 3"], "allowed (confirmed)"],
    [["genesys-cloud-cx-1", "WEM add-on"], "allowed (confirmed)"],
    [["a product of our own"], "allowed (confirmed)"],
    [[], "allowed (confirmed)"],
  ])("%j make reading recordings %s", (products, answer) => {
    const graph = new GraphBuilder("uk", { products }).client("app").role("r", ["recording:recording:view"]).grant(client, "r").build();
    expect(refusal(createDecider(graph).decide(client, recordings))).toBe(answer);
  });
});
