import { describe, expect, it } from "vitest";
import { type Decision, GraphBuilder, type OrgFacts, catalogue, createDecider, decide } from "../../../access";

const amy = { kind: "user", key: "amy", via: "web" } as const;
const client = { kind: "client", key: "app" } as const;
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";

function refusal(decision: Decision): string {
  return decision.decision === "refused"
    ? `${decision.refusal.status} ${decision.refusal.code} (${decision.refusal.cause}, ${decision.certainty})`
    : `${decision.decision} (${decision.certainty})`;
}

function withScopes(scopes: readonly string[], org: Partial<OrgFacts> = { scopesEnforced: true }): GraphBuilder {
  return new GraphBuilder("uk", org)
    .user("amy")
    .client("web", { grantType: "CODE", scopes })
    .role("r", ["recording:recording:view", "recording:retentionPolicy:add", "recording:job:view"])
    .grant({ kind: "user", key: "amy" }, "r");
}

describe("the scopes of a token that acts for a user", () => {
  it("are alternatives, of which one is enough, and the reason names it", () => {
    for (const scope of ["recordings", "recordings:readonly"]) {
      const decision = decide(withScopes([scope]).build(), amy, recordings);
      expect(refusal(decision)).toBe("allowed (confirmed)");
      expect(decision.reasons.map((reason) => reason.text)).toContain(`client "web" has scope ${scope}`);
    }
  });

  it("are named in the refusal as the API names them, the read-only one first", () => {
    expect(decide(withScopes([]).build(), amy, recordings)).toMatchObject({
      decision: "refused",
      refusal: {
        status: 403,
        code: "app.not.authorized.for.scope",
        message: "App not authorized to use scope [recordings:readonly, recordings]",
        cause: "missing-scope",
        scopes: ["recordings:readonly", "recordings"],
      },
    });
  });

  it.each([
    [["routing"], recordings, "missing-scope"],
    [["recordings:readonly"], "POST /api/v2/recording/mediaretentionpolicies", "readonly-scope-for-write"],
    [["recordings"], "POST /api/v2/recording/batchrequests", "wrong-scope-family"],
    [["conversations"], recordings, "wrong-scope-family"],
    [["screen_recording:read"], recordings, "invalid-scope-name"],
    [["recordings:read", "routing"], recordings, "invalid-scope-name"],
  ])("%j for %s are refused because of %s", (scopes, call, cause) => {
    expect(refusal(decide(withScopes(scopes).build(), amy, call))).toBe(`403 app.not.authorized.for.scope (${cause}, confirmed)`);
  });

  it("let a query through with the read-only scope although it is a POST", () => {
    const graph = withScopes(["analytics:readonly"])
      .role("a", ["analytics:conversationDetail:view"])
      .grant({ kind: "user", key: "amy" }, "a")
      .build();
    expect(decide(graph, amy, "POST /api/v2/analytics/conversations/details/query").decision).toBe("allowed");
  });

  it("refuse only likely when nobody said whether the org enforces them", () => {
    expect(refusal(decide(withScopes([], {}).build(), amy, recordings))).toBe("403 app.not.authorized.for.scope (missing-scope, likely)");
  });

  it("do not count in an org that is declared not to enforce them, which the answer carries", () => {
    const decision = decide(withScopes([], { scopesEnforced: false }).build(), amy, recordings);
    expect(refusal(decision)).toBe("allowed (likely)");
    expect(decision.reasons.map((reason) => reason.text)).toContain(
      "the org is declared not to enforce scopes, so a missing scope is not counted",
    );
  });

  it("are not looked at for a user without a client", () => {
    expect(refusal(decide(withScopes([]).build(), { kind: "user", key: "amy" }, recordings))).toBe("allowed (confirmed)");
  });

  it("are unknown for operations that state none", () => {
    expect(refusal(decide(withScopes([]).build(), amy, "GET /api/v2/timezones"))).toBe("allowed (unsupported)");
  });

  it("of a client that is not fully known leave the call undecided", () => {
    const graph = withScopes([])
      .with({
        clients: [
          {
            key: "web",
            name: "web",
            grantType: "CODE",
            state: "active",
            scopes: [],
            incomplete: "scopes are known after the update",
            place: { kind: "live", path: "web" },
          },
        ],
      })
      .build();
    expect(decide(graph, amy, recordings)).toMatchObject({ decision: "undecided" });
  });

  it("carry the doubt about users/me", () => {
    const decision = decide(withScopes([]).build(), amy, "GET /api/v2/users/me");
    expect(refusal(decision)).toBe("403 app.not.authorized.for.scope (missing-scope, unsupported)");
  });
});

describe("operations that depend on who stands behind the token", () => {
  const graph = withScopes(catalogue().scopes).client("app").role("all", ["*"]).grant(client, "r").build();
  const decider = createDecider(graph);
  const users = catalogue().operations.filter((operation) => operation.context === "user");
  const clients = catalogue().operations.filter((operation) => operation.context === "client");

  it.each(users.map((operation) => [operation.id, operation] as const))("%s refuses client credentials", (_id, operation) => {
    expect(decider.decide(client, operation)).toMatchObject({
      decision: "refused",
      certainty: "confirmed",
      refusal: {
        status: 400,
        code: "not.a.user",
        cause: "user-context-required",
        message: "This request requires a user context. Client credentials cannot be used for requests to this resource.",
      },
    });
  });

  it.each(clients.map((operation) => [operation.id, operation] as const))("%s refuses users", (_id, operation) => {
    expect(decider.decide(amy, operation)).toMatchObject({
      decision: "refused",
      refusal: { status: 400, code: "not.a.client", cause: "non-user-context-required" },
    });
  });

  it("carry a doubt where only the description asks for a user", () => {
    const reconnect = new GraphBuilder().client("app").role("c", ["conversation:communication:reconnect"]).grant(client, "c").build();
    expect(decide(reconnect, client, "postConversationsEmailReconnect")).toMatchObject({ decision: "allowed", certainty: "likely" });
  });
});

describe("the caller's address", () => {
  const org = { allowedAddresses: ["10.1.0.0/16", "192.0.2.7"], place: { kind: "live", path: "org" } as const };
  const graph = new GraphBuilder("uk", org).client("app").role("r", ["recording:recording:view"]).grant(client, "r").build();

  it("outside the org's list is refused with 401", () => {
    expect(decide(graph, client, recordings, undefined, { address: "10.2.0.1" })).toMatchObject({
      refusal: {
        status: 401,
        code: "ip.not.authorized",
        cause: "ip-not-allowlisted",
        message: "Requests originating from this IP address are not authorized: [10.2.0.1]",
      },
    });
  });

  it("inside the list, or without a list, is no obstacle", () => {
    expect(decide(graph, client, recordings, undefined, { address: "10.1.255.255" }).decision).toBe("allowed");
    expect(decide(graph, client, recordings, undefined, { address: "192.0.2.7" }).decision).toBe("allowed");
    expect(
      decide({ ...graph, org: { name: "uk", allowedAddresses: [] } }, client, recordings, undefined, { address: "10.2.0.1" }).decision,
    ).toBe("allowed");
  });

  it("that nobody told leaves a reason instead", () => {
    expect(decide(graph, client, recordings).reasons.map((reason) => reason.text)).toContain(
      "only from an address on the org's allow list",
    );
  });

  it("is compared with the client's own list too, which is announced and not confirmed", () => {
    const own = new GraphBuilder()
      .client("app", { allowedAddresses: ["10.0.0.0/8"] })
      .role("r", ["recording:recording:view"])
      .grant(client, "r")
      .build();
    expect(decide(own, client, recordings, undefined, { address: "192.0.2.1" })).toMatchObject({
      decision: "refused",
      certainty: "unsupported",
      refusal: { cause: "ip-not-allowlisted" },
    });
  });
});

describe("a user of another org", () => {
  const base = new GraphBuilder().user("amy").role("r", ["recording:recording:view"]).grant({ kind: "user", key: "amy" }, "r");
  const user = { kind: "user", key: "amy" } as const;
  const trust = {
    key: "t",
    direction: "trustor",
    otherOrg: "partner",
    enabled: true,
    users: ["amy"],
    groups: [],
    place: { kind: "live", path: "trusts/t" },
  } as const;

  it("is admitted by a trust that is good", () => {
    const decision = decide(base.with({ trusts: [{ ...trust, expires: "2027-01-01" }] }).build(), user, recordings, undefined, {
      on: "2026-12-31",
    });
    expect(decision.decision).toBe("allowed");
    expect(decision.reasons.map((reason) => reason.text)).toContain("admitted by the trust with partner until 2027-01-01");
  });

  it.each([
    ["disabled", { enabled: false }, "the trust with partner is disabled"],
    ["expired", { expires: "2026-01-01T00:00:00Z" }, "the trust with partner is expired since 2026-01-01T00:00:00Z"],
  ])("is refused when it is %s", (_what, more, text) => {
    const decision = decide(base.with({ trusts: [{ ...trust, ...more }] }).build(), user, recordings, undefined, { on: "2026-12-31" });
    expect(refusal(decision)).toBe("403 missing.trustor.permissions (trust-disabled-or-expired, confirmed)");
    expect(decision.reasons[0]?.text).toBe(text);
  });

  it("needs only one good trust, perhaps through a group", () => {
    const two = base
      .group("visitors", ["amy"])
      .with({
        trusts: [
          { ...trust, enabled: false },
          { ...trust, key: "u", users: [], groups: ["visitors"] },
        ],
      })
      .build();
    expect(decide(two, user, recordings).decision).toBe("allowed");
  });

  it("is not touched by a trust in the other direction", () => {
    expect(decide(base.with({ trusts: [{ ...trust, direction: "trustee", enabled: false }] }).build(), user, recordings).decision).toBe(
      "allowed",
    );
  });
});
