import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  GraphBuilder,
  catalogue,
  createDecider,
  nearestNames,
  powerOf,
  powerOfOperation,
  principalsOf,
  resolvePrincipal,
  what,
  who,
  whoMatrix,
} from "../../../access";
import { graphs, sampleOperations } from "../graphs";

const facts = catalogue();
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";

const graph = new GraphBuilder("uk")
  .division("uk", { name: "UK" })
  .client("servicenow")
  .client("spare")
  .client("web", { grantType: "CODE", scopes: ["recordings"] })
  .user("amy")
  .user("bob")
  .group("quality", ["amy"])
  .role("reader", ["recording:screenRecording:view"])
  .role("admin", [
    "authorization:grant:add",
    "oauth:client:add",
    "routing:queue:delete",
    "routing:queue:add",
    "routing:queue:edit",
    "routing:queue:view",
  ])
  .grant({ kind: "client", key: "servicenow" }, "reader", "uk")
  .grant({ kind: "group", key: "quality" }, "reader")
  .grant({ kind: "user", key: "bob" }, "admin")
  .application("servicenow-recordings", "servicenow", [recordings], { recordings: ["screen"] })
  .application("wallboard", "web", [], { user: "amy" })
  .build();
const decider = createDecider(graph);

describe("who", () => {
  it("names every principal that may make a call, and through what", () => {
    const entries = who(decider, recordings);
    expect(entries.map((entry) => [entry.name, entry.decision])).toEqual([
      ["application:servicenow-recordings", "allowed"],
      ["application:wallboard", "allowed"],
      ["group:quality", "allowed"],
      ["user:amy@example.com", "allowed"],
    ]);
    expect(entries[1]?.reasons.map((reason) => reason.text).slice(0, 2)).toEqual([
      'user amy@example.com is a member of group "quality"',
      'group "quality" holds role "reader" in all divisions',
    ]);
  });

  it("looks only at a division when one is named", () => {
    const elsewhere = who(decider, recordings, { kind: "division", key: "elsewhere" }).map((entry) => entry.name);
    expect(elsewhere).not.toContain("application:servicenow-recordings");
    expect(elsewhere).toContain("group:quality");
  });

  it("asks the second check about the media that an application declares", () => {
    const audio = createDecider({
      ...graph,
      applications: graph.applications.map((application) => ({ ...application, recordings: ["audio" as const] })),
    });
    expect(who(audio, recordings).map((entry) => entry.name)).not.toContain("application:servicenow-recordings");
  });

  it("keeps open questions apart from certain answers", () => {
    const open = createDecider(new GraphBuilder().client("app", { incomplete: "its roles are an output" }).build());
    expect(who(open, recordings).map((entry) => [entry.name, entry.decision])).toEqual([["client:app", "undecided"]]);
  });

  it("agrees with a decision on each principal", () => {
    fc.assert(
      fc.property(graphs, (generated) => {
        const decide = createDecider(generated);
        const matrix = whoMatrix(decide, sampleOperations);
        for (const operation of sampleOperations) {
          const expected = principalsOf(generated).flatMap((entry) => {
            const { decision } = decide.decide(
              entry.principal,
              operation,
              undefined,
              entry.media === undefined ? undefined : { media: entry.media },
            );
            return decision === "refused" ? [] : [{ name: entry.name, decision }];
          });
          expect(matrix.get(operation)).toEqual(expected);
          expect(who(decide, operation).map(({ name, decision }) => ({ name, decision }))).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("what", () => {
  it("groups the operations of a principal by power and family, the most powerful first", () => {
    const groups = what(decider, { kind: "user", key: "bob" })
      .map((group) => ({ ...group, operations: group.operations.filter((entry) => !entry.noneDeclared) }))
      .filter((group) => group.operations.length > 0);
    const powers = groups.map((group) => group.power);
    expect(powers[0]).toBe("grant-like");
    expect(
      [...powers].sort(
        (a, b) => ["grant-like", "delete", "edit", "add", "view"].indexOf(a) - ["grant-like", "delete", "edit", "add", "view"].indexOf(b),
      ),
    ).toEqual(powers);
    expect(
      groups.find((group) => group.power === "grant-like" && group.family === "OAuth")?.operations.map((entry) => entry.operation.id),
    ).toEqual(["postOauthClients"]);
    expect(
      groups.find((group) => group.power === "delete" && group.family === "Routing")?.operations.map((entry) => entry.operation.id),
    ).toContain("deleteRoutingQueue");
  });

  it("marks operations that anybody with a token may make", () => {
    const groups = what(createDecider(new GraphBuilder().client("app").build()), { kind: "client", key: "app" });
    expect(groups.flatMap((group) => group.operations).every((entry) => entry.noneDeclared)).toBe(true);
  });
});

describe("the power of", () => {
  it.each([
    ["recording:recording:view", "view"],
    ["routing:queue:search", "view"],
    ["routing:queue:add", "add"],
    ["recording:recording:editRetention", "edit"],
    ["chat:chat:access", "edit"],
    ["telephony:plugin:all", "edit"],
    ["routing:queue:delete", "delete"],
    ["conversation:communication:disconnect", "delete"],
    ["authorization:grant:add", "grant-like"],
    ["oauth:client:edit", "grant-like"],
    ["admin", "grant-like"],
  ] as const)("the permission %s is %s", (permission, power) => {
    expect(powerOf(permission)).toBe(power);
  });

  it.each([
    ["postAnalyticsConversationsDetailsQuery", "view"],
    ["postRoutingQueues", "add"],
    ["putRoutingQueue", "edit"],
    ["deleteRoutingQueue", "delete"],
    ["postOauthClients", "grant-like"],
    ["postAuthorizationSubjectBulkadd", "grant-like"],
    ["postAuthorizationSubjectBulkremove", "delete"],
    ["getOauthClients", "view"],
  ] as const)("the operation %s is %s", (id, power) => {
    const operation = facts.operation(id);
    expect(operation === undefined ? undefined : powerOfOperation(facts, operation)).toBe(power);
  });
});

describe("a principal's name", () => {
  const resolve = (text: string) => resolvePrincipal(graph, text, nearestNames);

  it.each([
    ["application:servicenow-recordings", { kind: "client", key: "servicenow" }],
    ["application:wallboard", { kind: "user", key: "amy", via: "web" }],
    ["client:servicenow", { kind: "client", key: "servicenow" }],
    ["user:amy@example.com", { kind: "user", key: "amy" }],
    ["group:quality", { kind: "group", key: "quality" }],
    ["bob@example.com", { kind: "user", key: "bob" }],
  ])("%s is found", (text, principal) => {
    const resolved = resolve(text);
    expect(resolved.known ? resolved.entry.principal : resolved.nearest).toEqual(principal);
  });

  it("that does not exist gets the nearest", () => {
    const resolved = resolve("group:qualty");
    expect(resolved.known ? [] : resolved.nearest).toEqual(["group:quality"]);
  });
});
