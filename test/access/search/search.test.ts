import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../access/catalogue";
import { renderSearch, search, type SearchKind } from "../../../access/search";

const names = (query: string, kind?: SearchKind): readonly string[] =>
  search(query)
    .filter((result) => kind === undefined || result.kind === kind)
    .map((result) => result.name);

describe("search", () => {
  it("finds what is about screen recordings, the plainest permission first", () => {
    expect(names("screen recording")[0]).toBe("recording:screenRecording:view");
    expect(names("screen recording", "permission").length).toBeGreaterThan(3);
    expect(names("screen recording")).toContain("GET /api/v2/recordings/screensessions/details");
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("answers for %s, which every object has", (word) => {
    expect(Array.isArray(search(word))).toBe(true);
  });

  it("answers who may do something with permissions", () => {
    const found = search("who can delete recordings");
    expect(found[0]?.kind).toBe("permission");
    expect(
      found
        .filter((result) => result.kind === "permission")
        .every((result) => result.name.endsWith(":delete") || result.name.includes("recording")),
    ).toBe(true);
    expect(found.map((result) => result.name)).toContain("recording:job:delete");
  });

  it.each([
    ["list queues", "GET /api/v2/routing/queues"],
    ["create oauth client", "POST /api/v2/oauth/clients"],
    ["users me", "GET /api/v2/users/me"],
    ["getConversationRecordings", "GET /api/v2/conversations/{conversationId}/recordings"],
    ["/api/v2/routing/queues", "GET /api/v2/routing/queues"],
    ["missing.any.permissions", "missing-permission-any"],
    ["not.a.user", "user-context-required"],
    ["client in group", "client-in-group"],
    ["recordings:readonly", "recordings:readonly"],
    ["eu-west-2", "eu-west-2"],
    ["api.mypurecloud.ie", "eu-west-1"],
    ["recording:screenRecording:view", "recording:screenRecording:view"],
  ])("finds %s as %s first", (query, first) => {
    expect(names(query)[0]).toBe(first);
  });

  it("takes words apart and puts them together as Genesys' names do", () => {
    expect(names("wrap up codes").join(" ")).toMatch(/wrapupcodes/);
    expect(names("screenrecording")).toContain("recording:screenRecording:view");
  });

  it("finds nothing for words that nothing has, and says so", () => {
    expect(search("xyzzy plugh")).toEqual([]);
    expect(search("   ")).toEqual([]);
    expect(renderSearch([], "xyzzy")).toContain("Nothing found");
  });

  it("keeps to the kinds and the number that are asked for", () => {
    const found = search("queue", { kinds: ["scope", "permission"], limit: 5 });
    expect(found.length).toBeLessThanOrEqual(5);
    expect(found.every((result) => result.kind === "scope" || result.kind === "permission")).toBe(true);
  });

  it("gives names that exist, best first, the same each time, for any words", () => {
    const facts = catalogue();
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (query) => {
        const found = search(query);
        expect(search(query)).toEqual(found);
        for (const [index, result] of found.entries()) {
          if (index > 0) expect(found[index - 1]?.score ?? 0).toBeGreaterThanOrEqual(result.score);
          if (result.kind === "operation") expect(facts.resolve(result.name).known).toBe(true);
          if (result.kind === "permission") expect(facts.isPermission(result.name)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is shown in 80 columns", () => {
    for (const query of ["screen recording", "who can delete recordings", "oauth"]) {
      for (const line of renderSearch(search(query), query).split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });
});
