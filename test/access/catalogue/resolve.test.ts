import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../access";

const facts = catalogue();

function resolved(call: string): string {
  const resolution = facts.resolve(call);
  return resolution.known ? resolution.operation.id : `? ${resolution.nearest[0] ?? "nothing"}`;
}

describe("resolving a call", () => {
  it.each([
    "GET /api/v2/conversations/{conversationId}/recordings",
    "get /api/v2/conversations/{id}/recordings",
    "GET /api/v2/conversations/:conversationId/recordings",
    "GET /api/v2/conversations/<conversation id>/recordings",
    "GET /api/v2/conversations/5f2e8a10-1111-4222-8333-944445555666/recordings/",
    "GET /api/v2/conversations/5f2e8a10-1111-4222-8333-944445555666/recordings?maxWaitMs=5000&formatId=WEBM#x",
    "GET https://api.euw2.pure.cloud/api/v2/conversations/abc/recordings",
    "GET http://127.0.0.1:8080/api/v2/conversations/abc/recordings",
    "GET api.mypurecloud.com/api/v2/conversations/abc/recordings",
    "GET //api/v2//conversations/abc/recordings",
    "https://api.euw2.pure.cloud/api/v2/conversations/abc/recordings",
    "/api/v2/conversations/abc/recordings",
    "GET /api/v2/conversations/abc/recordings HTTP/1.1",
    '"GET /api/v2/conversations/abc/recordings"',
    "getConversationRecordings",
    "get_conversation_recordings",
    "GetConversationRecordings",
    "conversationsApi.getConversationRecordings(conversationId, opts)",
    "recording_api.get_conversation_recordings",
    "get_conversation_recordings_with_http_info",
    "getConversationRecordingsAsync",
    'GET "/api/v2/conversations/{conversationId}/recordings"',
  ])("understands %s", (call) => {
    expect(resolved(call)).toBe("getConversationRecordings");
  });

  it("prefers a static segment to a parameter", () => {
    expect(resolved("GET /api/v2/users/me")).toBe("getUsersMe");
    expect(resolved("GET /api/v2/users/5f2e8a10-1111-4222-8333-944445555666")).toBe("getUser");
    expect(resolved("GET /api/v2/authorization/divisions/home")).toBe("getAuthorizationDivisionsHome");
  });

  it("falls back to the parameter when the static branch has no such method", () => {
    expect(resolved("PATCH /api/v2/users/me")).toBe("patchUser");
  });

  it("decodes what stands in the place of a parameter", () => {
    expect(facts.match("GET", "/api/v2/users/a%40b.example/roles")?.pathParameters).toEqual({ subjectId: "a@b.example" });
    expect(facts.match("GET", "/api/v2/users/%E0%A4%A/roles")?.pathParameters).toEqual({ subjectId: "%E0%A4%A" });
  });

  it("does not match a path that is only nearly one", () => {
    for (const path of [
      "/api/v2/conversation/abc/recordings",
      "/api/v2/conversations/abc/recordings/x/y",
      "/api/v1/users/me",
      "/users/me",
      "/api/v2",
    ]) {
      expect(facts.match("GET", path), path).toBeUndefined();
    }
  });

  it("names the methods that exist when the method is wrong", () => {
    expect(facts.resolve("POST /api/v2/conversations/abc/recordings")).toEqual({
      known: false,
      nearest: ["GET /api/v2/conversations/{conversationId}/recordings"],
      why: "this path has no POST",
    });
  });

  it("asks for the method when a path has several", () => {
    expect(facts.resolve("/api/v2/oauth/clients")).toEqual({
      known: false,
      nearest: ["GET /api/v2/oauth/clients", "POST /api/v2/oauth/clients"],
      why: "several methods exist at this path: say which",
    });
  });

  it("finds every operation by its path, its name and its Python name", () => {
    for (const operation of facts.operations) {
      expect(facts.match(operation.method, operation.path)?.operation).toBe(operation);
      expect(resolved(operation.id)).toBe(operation.id);
    }
    const misunderstood = facts.operations.flatMap(({ id }) =>
      [
        id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        id.charAt(0).toUpperCase() + id.slice(1),
        `${id}WithHttpInfo`,
        `someApi.${id}(body)`,
      ].filter((name) => resolved(name) !== id),
    );
    expect(misunderstood).toEqual([]);
  });

  it("finds every operation by a real URL of it", () => {
    const id = fc.uuid();
    fc.assert(
      fc.property(fc.constantFrom(...facts.operations), id, (operation, value) => {
        const path = operation.path.replace(/\{[^}]*\}/g, value);
        const match = facts.match(operation.method, `https://api.mypurecloud.de${path}?pageSize=1`);
        expect(match?.operation).toBe(operation);
        expect(Object.values(match?.pathParameters ?? {}).every((parameter) => parameter === value)).toBe(true);
      }),
    );
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"])("answers for %s, which every object has", (name) => {
    for (const call of [name, `get_${name}`, `GET /api/v2/${name}`, `/api/v2/users/${name}/x`, `${name} ${name}`])
      expect(facts.resolve(call).known).toBe(false);
    expect(facts.nearestPermissions(`${name}:${name}:${name}`, 3).length).toBeLessThanOrEqual(3);
    expect(facts.nearestScopes(name, 3).length).toBeLessThanOrEqual(3);
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (call) => {
        const resolution = facts.resolve(call);
        expect(typeof resolution.known).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });
});

describe("the nearest real names", () => {
  it.each([
    ["/api/v2/analytics/screenrecordings", "GET /api/v2/conversations/{conversationId}/recordings"],
    ["GET /api/v2/analytics/screenrecordings/{id}", "GET /api/v2/conversations/{conversationId}/recordings"],
    ["GET /api/v2/recordings/screen/{id}", "GET /api/v2/conversations/{conversationId}/recordings"],
    ["POST /api/v2/interaction/screenrecordings", "POST /api/v2/recording/mediaretentionpolicies"],
    ["GET /api/v2/conversations/{id}/recordingmetdata", "GET /api/v2/conversations/{conversationId}/recordingmetadata"],
    ["GET /api/v2/conversations/c1/recordng/r1/anotations", "GET /api/v2/conversations/{conversationId}/recordings/{recordingId}/annotations"],
    ["PUT /api/v2/routing/queue/{id}", "PUT /api/v2/routing/queues/{queueId}"],
    ["GET /api/v2/conversation/{id}/recordings", "GET /api/v2/conversations/{conversationId}/recordings"],
    ["DELETE /api/v2/user/{id}", "DELETE /api/v2/users/{userId}"],
    ["GET /api/v2/conversations/{conversationId}/recordingz", "GET /api/v2/conversations/{conversationId}/recordings"],
    ["POST /api/v2/analitics/conversations/details/qeury", "POST /api/v2/analytics/conversations/details/query"],
    ["getScreenRecordings", "GET /api/v2/conversations/{conversationId}/recordings"],
  ])("of the call %s begin with %s", (call, nearest) => {
    const resolution = facts.resolve(call);
    expect(resolution.known ? [] : resolution.nearest.slice(0, 1)).toEqual([nearest]);
  });

  it("of an invented path name the count of screen recordings too", () => {
    const resolution = facts.resolve("GET /api/v2/analytics/screenrecordings");
    expect(resolution.known ? [] : resolution.nearest).toContain("GET /api/v2/recordings/screensessions/details");
  });

  it("of GET /api/v2/security/roles contain the real list of roles", () => {
    const resolution = facts.resolve("GET /api/v2/security/roles");
    expect(resolution.known ? [] : resolution.nearest).toContain("GET /api/v2/authorization/roles");
  });

  it.each([
    ["screen_recording:read", "recordings:readonly"],
    ["screen-recording:read", "recordings:readonly"],
    ["screenrecordings:write", "recordings"],
    ["screen_recording:write", "recordings"],
    ["recording:view", "recordings:readonly"],
    ["recordings:read", "recordings:readonly"],
    ["recordings.readonly", "recordings:readonly"],
    ["analytics:read", "analytics:readonly"],
    ["analytics:report-view", "analytics:readonly"],
    ["admin:recording", "recordings"],
    ["conversation", "conversations"],
    ["user:write", "users"],
  ])("of the scope %s begin with %s", (scope, nearest) => {
    expect(facts.isScope(scope)).toBe(false);
    expect(facts.nearestScopes(scope)[0]).toBe(nearest);
  });

  it.each([
    ["view_screen_recordings", "recording:screenRecording:view"],
    ["recording:ScreenRecording:view", "recording:screenRecording:view"],
    ["recording:screenrecording:View", "recording:screenRecording:view"],
    ["recording.screenRecording.view", "recording:screenRecording:view"],
    ["recording:view", "recording:recording:view"],
    ["routing:queues:view", "routing:queue:view"],
    ["authorization:grants:add", "authorization:grant:add"],
    ["oauth:clients:create", "oauth:client:add"],
    ["conversation:recording:pause", "conversation:recording:pauseOthers"],
  ])("of the permission %s begin with %s", (permission, nearest) => {
    expect(facts.isPermission(permission)).toBe(false);
    expect(facts.nearestPermissions(permission)[0]).toBe(nearest);
  });

  it("never suggest the old all-embracing right for a mistake", () => {
    expect(facts.nearestPermissions("admin:screen_recordings")).not.toContain("admin");
  });

  it("are none when nothing is near", () => {
    expect(facts.nearestScopes("openid")).toEqual([]);
    expect(facts.nearestRegions("xyzzy")).toEqual([]);
    expect(facts.nearestPermissions("")).toEqual([]);
  });

  it("of regions and views", () => {
    expect(facts.nearestRegions("eu-west2")[0]).toBe("eu-west-2");
    expect(facts.nearestViews("interaction")).toEqual(["interactions"]);
    expect(facts.nearestViews("agent-status")).toEqual(["agents-status"]);
  });
});
