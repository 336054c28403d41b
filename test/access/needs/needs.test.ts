import { describe, expect, it } from "vitest";
import { needs, needsToJson } from "../../../access";

const query = "POST /api/v2/analytics/conversations/details/query";
const metadata = "GET /api/v2/conversations/{conversationId}/recordingmetadata";
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";

describe("what calls need", () => {
  it("for the screen recordings of found conversations is two permissions", () => {
    const answer = needs([query, metadata, recordings], { recordings: ["screen"] });
    expect(answer.role.permissions).toEqual(["analytics:conversationDetail:view", "recording:screenRecording:view"]);
    expect(answer.scopes).toEqual(["analytics:readonly", "recordings:readonly"]);
    expect(answer.grantTypes).toEqual(["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"]);
    expect(answer.certainty).toBe("unsupported");
  });

  it.each([
    [[], ["recording:recording:view"]],
    [["audio"], ["recording:recording:view"]],
    [["screen"], ["recording:screenRecording:view"]],
    [
      ["audio", "screen"],
      ["recording:recording:view", "recording:screenRecording:view"],
    ],
  ] as const)("for recordings of %j is %j", (media, permissions) => {
    expect(needs([recordings], { recordings: media }).role.permissions).toEqual(permissions);
  });

  it("chooses among alternatives the least powerful, says why, and that the second check accepts it", () => {
    const answer = needs([recordings]);
    expect(answer.role.reasons[0]?.reasons[0]?.why).toBe(
      "one of several would do (also recording:recordingSegment:view, recording:snippetRecording:view, recording:screenRecording:view): the service's second check names recording:recording:view unless other recordings are meant; the service's second check accepts it too",
    );
    expect(needs(["DELETE /api/v2/users/{userId}"]).role.permissions).toEqual(["directory:user:delete"]);
    expect(needs(["GET /api/v2/routing/queues/{queueId}/members"]).role.permissions).toEqual(["routing:queue:view"]);
    expect(needs(["GET /api/v2/externalcontacts/contacts/{contactId}"]).role.permissions).toEqual(["externalContacts:contact:view"]);
  });

  it.each([
    ["DELETE /api/v2/chats/rooms/{roomJid}/messages/{messageId}", "chat:roomMessage:delete"],
    ["POST /api/v2/users/{userId}/invite", "directory:user:setPassword"],
    ["GET /api/v2/workforcemanagement/businessunits/{businessUnitId}", "wfm:businessUnit:view"],
    ["POST /api/v2/flows/datatables/{datatableId}/rows", "architect:datatableRow:add"],
    ["DELETE /api/v2/routing/skills/{skillId}", "routing:skill:delete"],
    ["PATCH /api/v2/scim/users/{userId}", "directory:user:edit"],
    ["PUT /api/v2/authorization/roles/settings", "authorization:settings:edit"],
    ["GET /api/v2/authorization/roles/settings", "authorization:settings:view"],
  ])("counts a permission for all that it opens: %s needs %s", (call, permission) => {
    expect(needs([call]).role.permissions).toEqual([permission]);
  });

  it("takes a permission that another call forces rather than one more", () => {
    expect(needs([recordings, "GET /api/v2/recordings/screensessions/details"]).role.permissions).toEqual([
      "recording:screenRecording:view",
    ]);
  });

  it("does not take a more powerful permission to save a harmless one", () => {
    const answer = needs(["GET /api/v2/processautomation/triggers", "GET /api/v2/routing/queues/{queueId}"]);
    expect(answer.role.permissions).toEqual(["processautomation:trigger:view", "routing:queue:view"]);
  });

  it("asks for what the second check of a service asks", () => {
    expect(
      needs(["PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}/annotations/{annotationId}"]).role.permissions,
    ).toEqual(["recording:annotation:edit", "recording:recording:view"]);
    expect(needs(["PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}"]).role.permissions).toEqual([
      "recording:recording:editRetention",
    ]);
    expect(needs(["GET /api/v2/quality/conversations/{conversationId}/evaluations/{evaluationId}"]).role.permissions).toEqual([
      "quality:evaluation:view",
    ]);
  });

  it("asks for what the specification forgets, where the path says that it applies", () => {
    expect(needs(["POST /api/v2/authorization/divisions/{divisionId}/objects/USER"]).role.permissions).toEqual(["directory:user:edit"]);
    expect(needs(["POST /api/v2/authorization/divisions/{divisionId}/objects/QUEUE"]).role.permissions).toEqual([]);
  });

  it("takes the full scope when one of the calls accepts nothing less", () => {
    expect(needs([recordings, "POST /api/v2/recording/mediaretentionpolicies"]).scopes).toEqual(["recordings"]);
  });

  it("names the grant types that remain for all of the calls", () => {
    expect(needs(["GET /api/v2/users/me"]).grantTypes).toEqual(["CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"]);
    expect(needs(["POST /api/v2/conversations/messages/agentless"]).grantTypes).toEqual(["CLIENT-CREDENTIALS"]);
    expect(needs(["GET /api/v2/users/me", "POST /api/v2/conversations/messages/agentless"]).grantTypes).toEqual([]);
  });

  it("tells of a scope family that the path does not suggest", () => {
    expect(needs(["POST /api/v2/recording/batchrequests"]).calls[0]?.notes).toContain(
      "its scope is of the family quality, not recordings as the path suggests",
    );
    expect(needs(["GET /api/v2/users/{subjectId}/roles"]).calls[0]?.notes).toContain(
      "its scope is of the family authorization, not users as the path suggests",
    );
  });

  it("tells what else decides", () => {
    expect(needs(["GET /api/v2/recording/batchrequests/{jobId}"]).calls[0]?.alsoDecides).toMatchObject([
      { kind: "ownership", code: "batch.download.permission.denied" },
    ]);
    expect(needs(["POST /api/v2/users/{userId}/screenmonitors/sessions"]).calls[0]?.alsoDecides).toMatchObject([
      { kind: "party", text: "the monitored agent must hold realtimeMonitor:screen:participate" },
    ]);
    expect(needs(["POST /api/v2/recording/jobs"]).calls[0]?.alsoDecides.map((entry) => entry.kind)).toEqual(["product", "product"]);
    expect(needs(["POST /api/v2/oauth/clients"]).calls[0]?.alsoDecides).toMatchObject([{ kind: "object", code: "bad.client.role" }]);
  });

  it("tells of changes to come, deprecation and documented refusals", () => {
    expect(needs(["POST /api/v2/oauth/clients"]).calls[0]?.changes.map((change) => change.id)).toContain("client-allowed-addresses");
    expect(needs(["GET /api/v2/users/me"]).calls[0]?.refusals).toEqual([
      {
        status: 400,
        code: "not.a.user",
        message: "This request requires a user context. Client credentials cannot be used for requests to this resource.",
      },
    ]);
    expect(needs(["getAnalyticsReportingMetadata"]).calls[0]?.deprecated).toBe(
      needs(["getAnalyticsReportingMetadata"]).calls[0]?.operation?.deprecated ?? false,
    );
  });

  it("tells of changes that touch the grant types", () => {
    expect(needs([recordings]).changes.map((change) => change.id)).toEqual(["implicit-grant", "client-allowed-addresses"]);
    expect(needs(["GET /api/v2/users/me"]).changes.map((change) => change.id)).toEqual(["implicit-grant"]);
  });

  it("answers unknown calls with the nearest real ones and asks nothing for them", () => {
    const answer = needs(["GET /api/v2/analytics/screenrecordings", "openid"]);
    expect(answer.calls.map((call) => call.known)).toEqual([false, false]);
    expect(answer.calls[0]?.nearest[0]).toBe(recordings);
    expect(answer.role.permissions).toEqual([]);
    expect(answer.scopes).toEqual([]);
  });

  it("does not depend on the order of the calls", () => {
    const calls = [recordings, query, "PUT /api/v2/recording/jobs/{jobId}", "GET /api/v2/recordings/screensessions/details"];
    expect(needs([...calls].reverse()).role.permissions).toEqual(needs(calls).role.permissions);
    expect(needs([...calls].reverse()).scopes).toEqual(needs(calls).scopes);
  });

  it("has a JSON form with names that stay", () => {
    expect(needsToJson(needs(["get_conversation_recordings", "GET /api/v2/foo"], { recordings: ["screen"] }))).toMatchObject({
      calls: [
        {
          call: "get_conversation_recordings",
          known: true,
          permissions: [
            "recording:recording:view",
            "recording:recordingSegment:view",
            "recording:snippetRecording:view",
            "recording:screenRecording:view",
          ],
          mode: "ANY",
          scopes: ["recordings:readonly", "recordings"],
          grantTypes: ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"],
          nearest: [],
          operation: "getConversationRecordings",
        },
        { call: "GET /api/v2/foo", known: false, permissions: [], mode: "none", scopes: [], grantTypes: [] },
      ],
      role: { permissions: ["recording:screenRecording:view"] },
      scopes: ["recordings:readonly"],
    });
    const json: unknown = JSON.parse(JSON.stringify(needsToJson(needs([recordings]))));
    expect(json).toEqual(needsToJson(needs([recordings])));
  });
});
