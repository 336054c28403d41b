import { addPermissions, bestOf } from "../reading/permissionFix";
import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `recording-view-subpermission`: The caller may view the kind of recording that it reads. */
export const recordingViewSubpermission: Rule = {
  id: "recording-view-subpermission",
  title: "The caller may view the kind of recording that it reads",
  cause: "recording-view-subpermission",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "recording.recording.view.permission.check.failed" },
    { status: 403, code: "recording.recordingsegment.view.permission.check.failed" },
  ],
  certainty: "confirmed",
  source: "specification, refusals recording.*.permission.check.failed; that screen files need screenRecording:view is a working assumption",
  why:
    "Any one of four permissions opens the gate of the recording calls. Behind it the recording service looks again, at the kind of recording: " +
    "audio needs recording:recording:view, a screen recording needs recording:screenRecording:view.",
  fix: "Say what is read with `recordings: [screen]` or `[audio]`, and hold the permission of that kind.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Screen archive, permissionPolicies: [{ domain: recording, entityName: recording, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Screen archive, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Screen archive, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [screen] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Screen archive, permissionPolicies: [{ domain: recording, entityName: screenRecording, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Screen archive, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Screen archive, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [screen] }
`,
  },
  check: (_graph, context) =>
    refusedCalls(context.reading, ["recording-view-subpermission"]).map(({ call, refusal }) => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: `The gate lets the call through, but the service then asks for ${list(refusal.permissions, "or")}, which ${callerName(context, call)} does not hold.`,
      fix: addPermissions(context.reading, call, bestOf(call, refusal.permissions)),
    })),
};
