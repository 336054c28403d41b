import { describe, expect, it } from "vitest";
import { type AccessGraph, type Decision, type DivisionRef, GraphBuilder, createDecider } from "../../../access";

const client = { kind: "client", key: "app" } as const;
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";
const uk: DivisionRef = { kind: "division", key: "uk" };
const de: DivisionRef = { kind: "division", key: "de" };
const home: DivisionRef = { kind: "home" };

function base(permissions: readonly string[] = ["recording:recording:view"]): GraphBuilder {
  return new GraphBuilder()
    .division("home", { home: true, name: "Home" })
    .division("uk", { name: "UK Service Desk" })
    .division("de", { name: "Germany" })
    .role("r", permissions)
    .client("app");
}

function ask(graph: AccessGraph, division?: DivisionRef | readonly DivisionRef[], call = recordings): Decision {
  return createDecider(graph).decide(client, call, division);
}

function refusal(decision: Decision): string {
  return decision.decision === "refused" ? `${decision.refusal.code} (${decision.refusal.cause})` : decision.decision;
}

describe("a grant in a division", () => {
  it("allows what lies there", () => {
    expect(ask(base().grant(client, "r", "uk").build(), uk)).toMatchObject({ decision: "allowed", certainty: "confirmed" });
  });

  it("refuses what lies elsewhere, as the API does, and says where the permission is held", () => {
    const decision = ask(base().grant(client, "r", "uk").build(), de);
    expect(decision).toMatchObject({
      decision: "refused",
      certainty: "likely",
      refusal: {
        status: 403,
        code: "missing.any.division.permissions",
        cause: "missing-division-grant",
        divisions: ["de"],
        message:
          "Unable to perform the requested action. You must have at least one of the following permissions assigned: [recording:recording:view, recording:recordingSegment:view, recording:snippetRecording:view, recording:screenRecording:view] in at least one of the following division(s): [de]",
      },
    });
    expect(decision.reasons.map((reason) => reason.text)).toContain('held in division "UK Service Desk", asked in division "Germany"');
  });

  it("refuses an ALL operation with the one permission that is missing there", () => {
    const decision = ask(
      base(["recording:job:view", "wfm:schedule:view", "routing:queue:view"]).grant(client, "r", "uk").build(),
      de,
      "GET /api/v2/flows/outcomes",
    );
    expect(refusal(decision)).toBe("missing.permissions (missing-permission-all)");
    const elsewhere = ask(base(["architect:flowOutcome:view"]).grant(client, "r", "uk").build(), de, "GET /api/v2/flows/outcomes");
    expect(elsewhere).toMatchObject({
      refusal: {
        code: "missing.division.permission",
        message:
          "Unable to perform the requested action. You are missing the following permission 'architect:flowOutcome:view' in the provided division(s).",
      },
    });
  });

  it("reaches an object that lies in several divisions by one of them", () => {
    expect(ask(base().grant(client, "r", "uk").build(), [de, uk]).decision).toBe("allowed");
    expect(refusal(ask(base().grant(client, "r", "uk").build(), [de, home]))).toBe(
      "missing.any.division.permissions (missing-division-grant)",
    );
  });

  it("means Home when Home is said or nothing was written", () => {
    const graph = base().grant(client, "r", "home", { divisionDefaulted: true }).build();
    expect(ask(graph, home).decision).toBe("allowed");
    expect(ask(graph, { kind: "division", key: "home" }).decision).toBe("allowed");
    expect(refusal(ask(graph, uk))).toBe("missing.any.division.permissions (home-division-only-grant)");
  });

  it("in all divisions allows every division, and only that allows all of them", () => {
    const all = base().grant(client, "r", "all").build();
    for (const division of [uk, de, home, { kind: "all" } as const]) expect(ask(all, division).decision).toBe("allowed");
    expect(refusal(ask(base().grant(client, "r", "uk").grant(client, "r", "de").grant(client, "r", "home").build(), { kind: "all" }))).toBe(
      "missing.any.division.permissions (missing-division-grant)",
    );
  });

  it("is enough when no division is named, and the reason names those in which it is held", () => {
    const decision = ask(base().grant(client, "r", "uk").grant(client, "r", "de").build());
    expect(decision).toMatchObject({ decision: "allowed" });
    expect(decision.reasons.map((reason) => reason.text)).toContain(
      'recording:recording:view is held in division "Germany", division "UK Service Desk"; the answer shows only what lies there',
    );
  });

  it("does not matter where nothing says that the permission is held per division, which is likely at most", () => {
    const graph = base(["oauth:client:view", "recording:retentionPolicy:view"]).grant(client, "r", "uk").build();
    expect(ask(graph, de, "GET /api/v2/oauth/clients/{clientId}")).toMatchObject({ decision: "allowed", certainty: "likely" });
    expect(ask(graph, de, "GET /api/v2/recording/mediaretentionpolicies/{policyId}")).toMatchObject({
      decision: "allowed",
      certainty: "likely",
    });
  });

  it("is settled by the live org where it was asked", () => {
    const facts = { divisionAwarePermissions: ["oauth:client:view"] };
    const graph = {
      ...base(["oauth:client:view", "recording:recording:view"]).grant(client, "r", "uk").build(),
      org: { name: "uk", ...facts },
    };
    expect(ask(graph, de, "GET /api/v2/oauth/clients/{clientId}")).toMatchObject({
      decision: "refused",
      certainty: "confirmed",
      refusal: { cause: "missing-division-grant" },
    });
    expect(ask(graph, de)).toMatchObject({ decision: "allowed", certainty: "confirmed" });
  });

  it("shrinks a listing, which the reasons say", () => {
    const decision = ask(
      base(["analytics:conversationDetail:view"]).grant(client, "r", "uk").build(),
      de,
      "POST /api/v2/analytics/conversations/details/query",
    );
    expect(refusal(decision)).toBe("missing.any.division.permissions (missing-division-grant)");
    expect(decision.reasons.map((reason) => reason.text)).toContain(
      "a listing that names no object of that division answers 200 and silently leaves out what lies there",
    );
  });

  it("limits granting only in an org whose granting is division aware", () => {
    const graph = base(["authorization:grant:add"]).grant(client, "r", "uk").build();
    const call = "POST /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}";
    expect(ask(graph, de, call).decision).toBe("allowed");
    expect(refusal(ask({ ...graph, org: { name: "uk", divisionAwareGranting: true } }, de, call))).toBe(
      "missing.division.permission (missing-division-grant)",
    );
  });
});

describe("where a permission is held", () => {
  const decider = createDecider(
    base().role("s", ["recording:screenRecording:view"]).grant(client, "r", "uk").grant(client, "s", "all").build(),
  );

  it("is told for one permission in a division", () => {
    expect(decider.holds(client, "recording:recording:view", uk)).toBe("yes");
    expect(decider.holds(client, "recording:recording:view", de)).toBe("no");
    expect(decider.holds(client, "recording:screenRecording:view", de)).toBe("yes");
    expect(decider.holds(client, "recording:annotation:view")).toBe("no");
  });

  it("is told as the divisions that an answer may be drawn from", () => {
    expect(decider.divisionsOf(client, ["recording:recording:view"])).toEqual(["uk"]);
    expect(decider.divisionsOf(client, ["recording:recording:view", "recording:screenRecording:view"])).toBe("all");
    expect(decider.divisionsOf(client, ["recording:annotation:view"])).toEqual([]);
  });

  it("is part of the effective permissions", () => {
    expect(decider.effectivePermissions(client).map(({ permission, divisions }) => ({ permission, divisions }))).toEqual([
      { permission: "recording:recording:view", divisions: ["uk"] },
      { permission: "recording:screenRecording:view", divisions: "all" },
    ]);
  });
});
