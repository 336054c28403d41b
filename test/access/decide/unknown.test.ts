import { describe, expect, it } from "vitest";
import {
  type AccessPolicy,
  type Circumstances,
  type Decision,
  GraphBuilder,
  type PolicyCondition,
  createDecider,
  decide,
  policiesOf,
} from "../../../access";

const client = { kind: "client", key: "app" } as const;
const amy = { kind: "user", key: "amy" } as const;
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";
const place = { kind: "live", path: "x" } as const;
const uk = { kind: "division", key: "uk" } as const;

function summary(decision: Decision): string {
  if (decision.decision === "undecided") return `undecided: ${decision.unknown}`;
  return decision.decision === "refused"
    ? `refused: ${decision.refusal.code} (${decision.refusal.cause}, ${decision.certainty})`
    : `allowed (${decision.certainty})`;
}

describe("what is not known before the update", () => {
  const known = new GraphBuilder().client("app").role("r", ["recording:recording:view"]);

  it("about a role leaves open what the role may hold, and nothing that another role settles", () => {
    const graph = known.role("maybe", [], { incomplete: "its permissions are an output" }).grant(client, "maybe").build();
    expect(summary(decide(graph, client, recordings))).toBe(
      'undecided: recording:recording:view: role "maybe": its permissions are an output',
    );
    const settled = known
      .role("maybe", [], { incomplete: "its permissions are an output" })
      .grant(client, "maybe")
      .grant(client, "r")
      .build();
    expect(summary(decide(settled, client, recordings))).toBe("allowed (confirmed)");
  });

  it("about a role counts only in the grant's own division", () => {
    const graph = new GraphBuilder()
      .division("uk")
      .division("de")
      .client("app")
      .role("maybe", [], { incomplete: "an output" })
      .role("r", ["recording:recording:view"])
      .grant(client, "maybe", "de")
      .grant(client, "r", "de")
      .build();
    expect(summary(decide(graph, client, recordings, uk))).toBe(
      "refused: missing.any.division.permissions (missing-division-grant, likely)",
    );
    const open = new GraphBuilder()
      .division("uk")
      .client("app")
      .role("maybe", [], { incomplete: "an output" })
      .grant(client, "maybe", "uk")
      .build();
    expect(decide(open, client, recordings, uk).decision).toBe("undecided");
  });

  it("about which role a grant means is decided when every possible role agrees", () => {
    const base = known.role("s", ["recording:recording:view", "routing:queue:view"]).role("t", ["routing:queue:view"]);
    const either = (keys: readonly string[]): GraphBuilder =>
      base.grant(client, "r", "all", { role: { kind: "oneOf", keys, why: "the role is an output" } });
    const builder = new GraphBuilder()
      .client("app")
      .role("r", ["recording:recording:view"])
      .role("s", ["recording:recording:view", "routing:queue:view"]);
    const agree = builder.grant(client, "r", "all", { role: { kind: "oneOf", keys: ["r", "s"], why: "the role is an output" } }).build();
    expect(summary(decide(agree, client, recordings))).toBe("allowed (confirmed)");
    expect(summary(decide(agree, client, "GET /api/v2/routing/queues/{queueId}"))).toBe(
      "undecided: routing:queue:view: the role is an output",
    );
    expect(summary(decide(agree, client, "GET /api/v2/quality/surveys/{surveyId}"))).toBe(
      "refused: missing.any.permissions (missing-permission-any, confirmed)",
    );
    expect(summary(decide(either([]).build(), client, recordings))).toBe("undecided: recording:recording:view: the role is an output");
  });

  it("about a grant's division matters only where a division is asked for", () => {
    const graph = known.division("uk").grant(client, "r", { kind: "unknown", why: "the division is an output" }).build();
    expect(summary(decide(graph, client, recordings))).toBe("allowed (confirmed)");
    expect(summary(decide(graph, client, recordings, uk))).toBe("undecided: recording:recording:view: the division is an output");
  });

  it("about the object's division matters only where the grant does not cover all", () => {
    const unknown = { kind: "unknown", why: "an output" } as const;
    expect(summary(decide(known.grant(client, "r", "all").build(), client, recordings, unknown))).toBe("allowed (confirmed)");
    const one = new GraphBuilder().division("uk").client("app").role("r", ["recording:recording:view"]).grant(client, "r", "uk").build();
    expect(summary(decide(one, client, recordings, unknown))).toBe(
      "undecided: recording:recording:view: the division of the object is not known",
    );
  });

  it.each([
    [
      "a client",
      new GraphBuilder().client("app", { incomplete: "its roles are an output" }).build(),
      client,
      'client "app": its roles are an output',
    ],
    [
      "a user",
      new GraphBuilder().user("amy", { incomplete: "its grants are somebody else's" }).build(),
      amy,
      "user amy@example.com: its grants are somebody else's",
    ],
    [
      "a group",
      new GraphBuilder().user("amy").group("g", ["amy"], { incomplete: "only what is granted here is known" }).build(),
      amy,
      'group "g": only what is granted here is known',
    ],
  ] as const)("about %s leaves refusals open", (_what, graph, principal, why) => {
    expect(summary(decide(graph, principal, recordings))).toBe(`undecided: recording:recording:view: ${why}`);
  });

  it("about the grant type leaves everything open", () => {
    const graph = new GraphBuilder().client("app", { grantType: { unknown: "it is an output" } }).build();
    expect(summary(decide(graph, client, recordings))).toBe('undecided: the grant type of client "app": it is an output');
  });

  it("never turns a refusal for another reason into an open question", () => {
    const graph = new GraphBuilder().client("app", { incomplete: "its roles are an output" }).build();
    expect(summary(decide(graph, client, "GET /api/v2/users/me"))).toBe("refused: not.a.user (user-context-required, confirmed)");
  });
});

describe("a condition on a permission", () => {
  const own: PolicyCondition = { conjunction: "AND", terms: [{ variable: "User", operator: "EQ", operands: [{ type: "USER" }] }] };
  const queue: PolicyCondition = {
    conjunction: "AND",
    terms: [
      {
        variable: "Queue",
        operator: "IN",
        operands: [
          { type: "QUEUE", value: "q1" },
          { type: "QUEUE", value: "q2" },
        ],
      },
    ],
  };

  function graph(condition: PolicyCondition): GraphBuilder {
    return new GraphBuilder()
      .client("app")
      .user("amy")
      .with({ roles: [{ key: "r", name: "r", policies: policiesOf(["recording:recording:view"], place, condition), place }] })
      .grant(client, "r")
      .grant(amy, "r");
  }

  it("on the current user never holds for client credentials, which is likely", () => {
    expect(summary(decide(graph(own).build(), client, recordings))).toBe(
      "refused: missing.any.permissions (conditional-permission-mismatch, likely)",
    );
  });

  it("on the current user depends on the object for a user", () => {
    expect(summary(decide(graph(own).build(), amy, recordings))).toBe(
      "undecided: recording:recording:view: the permission is held only under a condition on the object",
    );
  });

  it.each([
    [{ User: "amy" }, "allowed (confirmed)"],
    [{ User: ["bob", "amy"] }, "allowed (confirmed)"],
    [{ User: "bob" }, "refused: missing.any.permissions (conditional-permission-mismatch, likely)"],
  ] as readonly (readonly [NonNullable<Circumstances["object"]>, string])[])(
    "is judged by what is known of the object: %j",
    (object, answer) => {
      expect(summary(decide(graph(own).build(), amy, recordings, undefined, { object }))).toBe(answer);
    },
  );

  it("on a queue is judged for clients and users alike", () => {
    for (const principal of [client, amy]) {
      expect(summary(decide(graph(queue).build(), principal, recordings, undefined, { object: { Queue: "q2" } }))).toBe(
        "allowed (confirmed)",
      );
      expect(summary(decide(graph(queue).build(), principal, recordings, undefined, { object: { Queue: "q3" } }))).toContain("refused");
      expect(summary(decide(graph(queue).build(), principal, recordings))).toContain("undecided");
    }
  });

  it("with OR holds when one term does", () => {
    const either: PolicyCondition = { conjunction: "OR", terms: [...own.terms, ...queue.terms] };
    expect(summary(decide(graph(either).build(), client, recordings, undefined, { object: { Queue: "q1" } }))).toBe("allowed (confirmed)");
    expect(summary(decide(graph(either).build(), client, recordings))).toContain("undecided");
  });

  it("compares numbers", () => {
    const atLeast: PolicyCondition = {
      conjunction: "AND",
      terms: [{ variable: "Score", operator: "GE", operands: [{ type: "SCALAR", value: "10" }] }],
    };
    expect(summary(decide(graph(atLeast).build(), client, recordings, undefined, { object: { Score: 10 } }))).toBe("allowed (confirmed)");
    expect(summary(decide(graph(atLeast).build(), client, recordings, undefined, { object: { Score: 9 } }))).toContain("refused");
  });

  it("does not matter beside an unconditional grant", () => {
    const both = graph(own).role("plain", ["recording:recording:view"]).grant(client, "plain").build();
    expect(summary(decide(both, client, recordings))).toBe("allowed (confirmed)");
  });

  it("shows in the effective permissions", () => {
    expect(createDecider(graph(own).build()).effectivePermissions(amy)).toMatchObject([
      { permission: "recording:recording:view", conditional: true, divisions: "all" },
    ]);
  });
});

describe("an access policy", () => {
  const policy: AccessPolicy = {
    key: "p1",
    permission: "recording:recording:view",
    effect: "DENY",
    active: true,
    applyToClients: true,
    conditional: false,
    place,
  };

  function ask(policies: readonly AccessPolicy[], enabled: boolean | undefined, principal: typeof client | typeof amy = client): string {
    const graph = new GraphBuilder("uk", enabled === undefined ? {} : { accessPoliciesEnabled: enabled })
      .client("app")
      .user("amy")
      .group("quality", ["amy"])
      .role("r", ["recording:recording:view"])
      .grant(client, "r")
      .grant(amy, "r")
      .with({ accessPolicies: policies })
      .build();
    return summary(decide(graph, principal, recordings));
  }

  it("that denies refuses, and the message names it", () => {
    expect(ask([policy], true)).toBe("refused: authz.policy.denied (abac-policy-denied, likely)");
    const graph = new GraphBuilder("uk", { accessPoliciesEnabled: true })
      .client("app")
      .role("r", ["recording:recording:view"])
      .grant(client, "r")
      .with({ accessPolicies: [policy] })
      .build();
    expect(decide(graph, client, recordings)).toMatchObject({
      refusal: {
        status: 403,
        message: "Unable to perform the requested action. Your organization's security policies have denied access. Policy ID(s): [p1]",
      },
    });
  });

  it.each([
    ["is not active", { active: false }, "allowed (confirmed)"],
    ["does not apply to clients", { applyToClients: false }, "allowed (confirmed)"],
    ["is about another permission", { permission: "recording:screenRecording:view" }, "allowed (confirmed)"],
    ["names somebody else", { subjects: [{ kind: "client", key: "other" } as const] }, "allowed (confirmed)"],
    ["names the client", { subjects: [client] }, "refused: authz.policy.denied (abac-policy-denied, likely)"],
    ["covers the permission by a wildcard", { permission: "recording:*:*" }, "refused: authz.policy.denied (abac-policy-denied, likely)"],
  ])("that %s decides accordingly", (_what, more, answer) => {
    expect(ask([{ ...policy, ...more }], true)).toBe(answer);
  });

  it("with a condition leaves the call open", () => {
    expect(ask([{ ...policy, conditional: true }], true)).toBe(
      "undecided: recording:recording:view: access policy p1 decides: its condition depends on the object or the request",
    );
  });

  it("does nothing where they are switched off, and leaves the call open where nobody said", () => {
    expect(ask([policy], false)).toBe("allowed (confirmed)");
    expect(ask([policy], undefined)).toBe(
      "undecided: recording:recording:view: access policy p1 decides: whether the org has access policies switched on is not stated",
    );
  });

  it("reaches a user through a group, also when it does not apply to clients", () => {
    expect(ask([{ ...policy, applyToClients: false, subjects: [{ kind: "group", key: "quality" }] }], true, amy)).toContain("refused");
  });

  it("that allows only others denies", () => {
    const allow: AccessPolicy = { ...policy, effect: "ALLOW", subjects: [{ kind: "client", key: "other" }] };
    expect(ask([allow], true)).toBe("refused: authz.policy.denied (abac-policy-denied, likely)");
    expect(ask([allow, { ...allow, key: "p2", subjects: [client] }], true)).toBe("allowed (confirmed)");
    expect(ask([{ ...allow, key: "p2", subjects: [client] }, policy], true)).toContain("refused");
  });

  it("leaves another permission of an ANY list usable", () => {
    const graph = new GraphBuilder("uk", { accessPoliciesEnabled: true })
      .client("app")
      .role("r", ["recording:recording:view", "recording:screenRecording:view"])
      .grant(client, "r")
      .with({ accessPolicies: [policy] })
      .build();
    expect(decide(graph, client, recordings).decision).toBe("allowed");
  });
});
