import { describe, expect, it } from "vitest";
import { type Decision, GraphBuilder, createDecider, decide } from "../../../access";

const client = { kind: "client", key: "app" } as const;
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";

/** What distinguishes a refusal: status, code and cause. */
function refusal(decision: Decision): string {
  return decision.decision === "refused"
    ? `${decision.refusal.status} ${decision.refusal.code} (${decision.refusal.cause})`
    : decision.decision;
}

describe("a client with client credentials", () => {
  const graph = new GraphBuilder("uk")
    .division("home", { home: true })
    .division("uk")
    .role("reader", ["recording:screenRecording:view"])
    .client("app")
    .grant(client, "reader", "uk");

  it("may make a call that its own role allows, and the reasons give the chain from grant to operation with places", () => {
    const decision = decide(graph.build(), client, "GET /api/v2/recordings/screensessions/details");
    expect(decision).toEqual({
      decision: "allowed",
      certainty: "confirmed",
      reasons: [
        { kind: "grant", text: 'client "app" holds role "reader" in division "uk"', place: { kind: "live", path: "grants/app/reader" } },
        { kind: "role", text: 'role "reader"', place: { kind: "live", path: "roles/reader" } },
        { kind: "permission", text: 'role "reader" has recording:screenRecording:view', place: { kind: "live", path: "roles/reader" } },
        { kind: "operation", text: "GET /api/v2/recordings/screensessions/details asks for recording:screenRecording:view" },
        { kind: "division", text: 'recording:screenRecording:view is held in division "uk"; the answer shows only what lies there' },
        {
          kind: "grant-type",
          text: 'client "app" acts for itself (CLIENT-CREDENTIALS): only its own roles count, scopes do not',
          place: { kind: "live", path: "clients/app" },
        },
      ],
    });
  });

  it("is refused as the API refuses when it has none of the ANY list", () => {
    const decision = decide(graph.build(), client, "POST /api/v2/analytics/conversations/details/query");
    expect(decision).toMatchObject({
      decision: "refused",
      certainty: "confirmed",
      refusal: {
        status: 403,
        code: "missing.any.permissions",
        message:
          "Unable to perform the requested action. You must have at least one of the following permissions assigned: [analytics:conversationDetail:view, analytics:agentConversationDetail:view]",
        cause: "missing-permission-any",
        permissions: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"],
        mode: "ANY",
      },
    });
  });

  it("is refused with only the missing ones of an ALL list", () => {
    const some = graph.role("jobs", ["recording:job:edit", "recording:recording:editRetention"]).grant(client, "jobs").build();
    expect(decide(some, client, "putRecordingJob")).toMatchObject({
      decision: "refused",
      refusal: {
        status: 403,
        code: "missing.permissions",
        cause: "missing-permission-all",
        message:
          "Unable to perform the requested action. You are missing the following permission(s): [recording:screenRecording:editRetention, recording:snippetRecording:editRetention]",
      },
    });
  });

  it("has no scopes, whatever is written", () => {
    const scoped = new GraphBuilder()
      .client("app", { scopes: ["recordings"] })
      .role("r", ["routing:queue:view"])
      .grant(client, "r")
      .build();
    expect(refusal(decide(scoped, client, recordings))).toBe("403 missing.any.permissions (missing-permission-any)");
  });

  it("without any role is refused, with the cause that says so", () => {
    expect(refusal(decide(new GraphBuilder().client("app").build(), client, recordings))).toBe(
      "403 missing.any.permissions (missing-client-roles)",
    );
  });

  it("inherits nothing from a group", () => {
    const inGroup = new GraphBuilder()
      .client("app")
      .role("r", ["recording:recording:view"])
      .group("quality")
      .member("quality", client)
      .grant({ kind: "group", key: "quality" }, "r")
      .build();
    const decision = decide(inGroup, client, recordings);
    expect(refusal(decision)).toBe("403 missing.any.permissions (client-in-group)");
    expect(decision.reasons.map((reason) => reason.text)).toContain(
      'group "quality" holds role "r", but an OAuth client cannot be a member of a group and inherits nothing',
    );
  });

  it("does not hold a grant that names another type of subject", () => {
    const wrong = new GraphBuilder()
      .client("app")
      .role("r", ["recording:recording:view"])
      .grant(client, "r", "all", { subjectType: "PC_USER" })
      .build();
    expect(refusal(decide(wrong, client, recordings))).toBe("403 missing.any.permissions (wrong-subject-type)");
  });

  it("does not get the rights of the user who is named beside it", () => {
    const user = { kind: "user", key: "amy" } as const;
    const wrong = new GraphBuilder()
      .client("app")
      .user("amy")
      .role("r", ["recording:recording:view"])
      .grant(user, "r")
      .application("a", "app", [], { user: "amy" })
      .build();
    expect(refusal(decide(wrong, client, recordings))).toBe("403 missing.any.permissions (wrong-principal-roles)");
  });

  it("that is disabled gets no answer but 401", () => {
    const disabled = new GraphBuilder()
      .client("app", { state: "disabled" })
      .role("r", ["recording:recording:view"])
      .grant(client, "r")
      .build();
    expect(refusal(decide(disabled, client, recordings))).toBe("401 bad.credentials (client-inactive)");
  });

  it("that is inactive cannot get a token, which is not certain for an old one", () => {
    const inactive = new GraphBuilder().client("app", { state: "inactive" }).build();
    expect(decide(inactive, client, recordings)).toMatchObject({
      decision: "refused",
      certainty: "likely",
      refusal: { cause: "client-inactive" },
    });
  });

  it("that the graph does not know is undecided, not refused", () => {
    expect(decide(new GraphBuilder("uk").build(), client, recordings)).toMatchObject({
      decision: "undecided",
      unknown: 'client "app" is not known in uk',
    });
  });
});

describe("a user", () => {
  const amy = { kind: "user", key: "amy" } as const;
  const base = new GraphBuilder().user("amy").role("r", ["recording:recording:view", "recording:screenRecording:view"]);

  it("has its own grants", () => {
    expect(decide(base.grant(amy, "r").build(), amy, recordings).decision).toBe("allowed");
  });

  it("inherits the grants of its groups, with the membership in the chain", () => {
    const graph = new GraphBuilder()
      .user("amy")
      .role("r", ["recording:recording:view"])
      .group("quality", ["amy"])
      .grant({ kind: "group", key: "quality" }, "r")
      .build();
    const decision = decide(graph, amy, recordings);
    expect(decision.decision).toBe("allowed");
    expect(decision.reasons[0]).toMatchObject({ kind: "membership", text: 'user amy@example.com is a member of group "quality"' });
    expect(decision.reasons[1]).toMatchObject({ kind: "grant", text: 'group "quality" holds role "r" in all divisions' });
  });

  it.each([
    ["roles disabled", { rolesEnabled: false }],
    ["been made inactive", { state: "inactive" as const }],
    ["been deleted", { state: "deleted" as const }],
  ])("inherits nothing from a group that has %s", (_what, group) => {
    const graph = new GraphBuilder()
      .user("amy")
      .role("r", ["recording:recording:view"])
      .group("quality", ["amy"], group)
      .grant({ kind: "group", key: "quality" }, "r")
      .build();
    expect(decide(graph, amy, recordings)).toMatchObject({
      decision: "refused",
      certainty: "likely",
      refusal: { cause: "group-roles-disabled" },
    });
    expect(refusal(decide(graph, { kind: "group", key: "quality" }, recordings))).toBe(
      "403 missing.any.permissions (group-roles-disabled)",
    );
  });

  it("that is inactive has no token", () => {
    expect(refusal(decide(new GraphBuilder().user("amy", { state: "inactive" }).build(), amy, recordings))).toBe(
      "401 bad.credentials (client-inactive)",
    );
  });

  it("does not get the roles of the client that it uses", () => {
    const graph = new GraphBuilder()
      .user("amy")
      .client("web", { grantType: "CODE", scopes: ["recordings"] })
      .role("r", ["recording:recording:view"])
      .grant({ kind: "client", key: "web" }, "r")
      .build();
    expect(refusal(decide(graph, { ...amy, via: "web" }, recordings))).toBe("403 missing.any.permissions (wrong-principal-roles)");
  });

  it("may be the one that a client's tokens act for, when the graph names exactly one", () => {
    const graph = new GraphBuilder()
      .user("amy")
      .client("web", { grantType: "CODE", scopes: ["recordings:readonly"] })
      .role("r", ["recording:recording:view"])
      .grant(amy, "r")
      .application("a", "web", [], { user: "amy" })
      .build();
    expect(decide(graph, { kind: "client", key: "web" }, recordings).decision).toBe("allowed");
    expect(
      decide(new GraphBuilder().client("web", { grantType: "CODE" }).build(), { kind: "client", key: "web" }, recordings),
    ).toMatchObject({
      decision: "undecided",
      unknown: 'tokens of client "web" act for a user (grant type CODE): say which user',
    });
  });

  it("gets no token through a client of client credentials", () => {
    expect(refusal(decide(new GraphBuilder().user("amy").client("app").build(), { ...amy, via: "app" }, recordings))).toBe(
      "400 unauthorized_client (wrong-grant-type)",
    );
  });

  it("is refused by a client that is not authorised in the org", () => {
    const graph = new GraphBuilder()
      .user("amy")
      .client("web", { grantType: "CODE", scopes: ["recordings"], authorization: "revoked" })
      .role("r", ["recording:recording:view"])
      .grant(amy, "r")
      .build();
    expect(refusal(decide(graph, { ...amy, via: "web" }, recordings))).toBe("403 app.not.authorized.for.scope (app-not-authorized-in-org)");
  });
});

describe("wildcards", () => {
  const graph = new GraphBuilder().client("app").role("wide", ["recording:*:view", "routing:queue:*"]).grant(client, "wide").build();

  it("cover what they stand for and say how they are written", () => {
    const decision = decide(graph, client, "GET /api/v2/recordings/screensessions/details");
    expect(decision.reasons.map((reason) => reason.text)).toContain(
      'role "wide" has recording:screenRecording:view (written as recording:*:view)',
    );
    expect(decide(graph, client, "DELETE /api/v2/routing/queues/{queueId}").decision).toBe("allowed");
    expect(decide(graph, client, "DELETE /api/v2/recording/jobs/{jobId}").decision).toBe("refused");
  });

  it("are expanded in the effective permissions", () => {
    const held = createDecider(graph).effectivePermissions(client);
    expect(held.map((entry) => entry.permission)).toContain("recording:screenRecording:view");
    expect(held.map((entry) => entry.permission).some((permission) => permission.includes("*"))).toBe(false);
    expect(held.every((entry) => entry.divisions === "all" && !entry.conditional)).toBe(true);
    expect(held.find((entry) => entry.permission === "routing:queue:edit")?.through[0]?.text).toBe(
      'client "app" holds role "wide" in all divisions',
    );
  });

  it("do not reach another domain", () => {
    expect(decide(graph, client, "GET /api/v2/quality/surveys/{surveyId}").decision).toBe("refused");
  });

  it("leave the old one-part rights alone", () => {
    const admin = new GraphBuilder().client("app").role("old", ["admin"]).grant(client, "old").build();
    expect(decide(admin, client, "DELETE /api/v2/users/{userId}").decision).toBe("allowed");
    expect(
      createDecider(admin)
        .effectivePermissions(client)
        .map((entry) => entry.permission),
    ).toEqual(["admin"]);
  });
});

describe("an operation that declares no permission", () => {
  const graph = new GraphBuilder().client("app").build();

  it("is allowed with the reason that none is declared, which is likely to be enough at most", () => {
    const decision = decide(graph, client, "POST /api/v2/recordings/screensessions/metadata");
    expect(decision).toMatchObject({ decision: "allowed", certainty: "likely" });
    expect(decision.reasons[0]?.text).toContain('none declared, which is not "none needed"');
  });

  it("is confirmed where Genesys says that it needs none", () => {
    expect(decide(graph, client, "GET /api/v2/organizations/me")).toMatchObject({ decision: "allowed", certainty: "confirmed" });
    expect(decide(graph, client, "GET /api/v2/authorization/permissions")).toMatchObject({ decision: "allowed", certainty: "confirmed" });
  });
});

describe("a path about the caller's own person", () => {
  it("is not known to answer a client that is nobody", () => {
    const decision = decide(new GraphBuilder().client("app").build(), client, "GET /api/v2/authorization/subjects/me");
    expect(decision).toMatchObject({ decision: "allowed", certainty: "unsupported" });
    expect(decision.reasons.map((reason) => reason.text).join()).toContain(
      "whether a client without a user can be asked is not documented",
    );
  });
});

describe("a call that no operation matches", () => {
  it("is a mistake that names the nearest", () => {
    expect(() => decide(new GraphBuilder().client("app").build(), client, "GET /api/v2/analytics/screenrecordings")).toThrow(
      /no operation of the Platform API is called "GET \/api\/v2\/analytics\/screenrecordings"[\s\S]*nearest: GET \/api\/v2\/conversations\/\{conversationId\}\/recordings/,
    );
  });
});
