import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectionPath, conversationQuery, fillPath, isHarmless, madeUpId, pathParameters, queryBody, queryParameters } from "../../../commands/proof/harmless";

const readonly = ["a", "a:readonly"];

describe("what may be called just to see whether it may be called", () => {
  it.each([
    ["GET", "/api/v2/users", readonly],
    ["POST", "/api/v2/analytics/conversations/details/query", readonly],
    ["POST", "/api/v2/users/search", readonly],
    ["POST", "/api/v2/quality/evaluations/aggregates/query/me", readonly],
  ])("%s %s", (method, path, scopes) => {
    expect(isHarmless({ method, path, scopes })).toBe(true);
  });

  it.each([
    ["POST", "/api/v2/recording/batchrequests", readonly, "it makes a job, although a readonly scope suffices"],
    ["POST", "/api/v2/analytics/conversations/details/jobs", readonly, "it makes a job"],
    ["POST", "/api/v2/usage/query/jobs", readonly, "it makes a job"],
    ["POST", "/api/v2/users", ["users"], "it creates"],
    ["POST", "/api/v2/oauth/clients/1/usage/query", ["oauth"], "no readonly scope says that it only reads"],
    ["PUT", "/api/v2/users/search", readonly, "it is no POST"],
    ["DELETE", "/api/v2/users/1", readonly, "it deletes"],
    ["PATCH", "/api/v2/users/1", readonly, "it changes"],
  ])("not %s %s: %s %s", (method, path, scopes) => {
    expect(isHarmless({ method, path, scopes })).toBe(false);
  });

  it("is never a method that writes", () => {
    fc.assert(
      fc.property(fc.constantFrom("PUT", "PATCH", "DELETE"), fc.webPath(), (method, path) => {
        expect(isHarmless({ method, path, scopes: readonly })).toBe(false);
      }),
    );
  });
});

describe("paths", () => {
  const path = "/api/v2/conversations/{conversationId}/recordings/{recordingId}";

  it("name their parameters in order", () => {
    expect(pathParameters(path)).toEqual(["conversationId", "recordingId"]);
  });

  it("are filled in and escaped; what is not known is made up", () => {
    expect(fillPath(path, { conversationId: "a/b" })).toBe(`/api/v2/conversations/a%2Fb/recordings/${madeUpId}`);
  });

  it("have a collection before each parameter, unless it follows another", () => {
    expect(collectionPath(path, "recordingId")).toBe("/api/v2/conversations/{conversationId}/recordings");
    expect(collectionPath("/api/v2/x/{a}/{b}", "b")).toBeUndefined();
  });
});

describe("a query", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");

  it("for conversations asks for a page of the last week in one division", () => {
    expect(queryBody(conversationQuery, { now, divisionId: "d" })).toEqual({
      interval: "2026-11-14T12:00:00.000Z/2026-11-21T12:01:00.000Z",
      order: "desc",
      orderBy: "conversationStart",
      paging: { pageSize: 25, pageNumber: 1 },
      conversationFilters: [{ type: "and", predicates: [{ type: "dimension", dimension: "divisionId", operator: "matches", value: "d" }] }],
    });
  });

  it("of another kind is empty, so that it can only be refused for its form", () => {
    expect(queryBody("postUsersSearch", { now })).toEqual({});
  });

  it("gets the query parameters that an operation insists on", () => {
    expect(queryParameters({ path: "/x", requiredQuery: ["interval", "pageSize", "userId"] }, now)).toEqual({
      interval: "2026-11-20T12:00:00.000Z/2026-11-21T12:00:00.000Z",
      pageSize: "1",
      userId: madeUpId,
    });
  });
});
