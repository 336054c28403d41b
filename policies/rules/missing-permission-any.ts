import { addPermissions, bestOf } from "../reading/permissionFix";
import { openCalls } from "../reading/open";
import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { needsAny } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `missing-permission-any`: The caller holds one of the permissions of which a call needs any. */
export const missingPermissionAny: Rule = {
  id: "missing-permission-any",
  title: "The caller holds one of the permissions of which a call needs any",
  cause: "missing-permission-any",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.any.permissions" }],
  certainty: "confirmed",
  source: "specification, x-inin-requires-permissions of type ANY (2,006 operations)",
  why:
    "Two thirds of the operations name several permissions of which the caller needs one. Whoever holds none of them gets 403, " +
    "and the answer lists all of them, from which many people conclude that all are needed.",
  fix: "Add one permission of the list to the role of the caller: the one that fits what the call is for, not all of them.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties:
      name: Recording reader
      permissionPolicies: [{ domain: analytics, entityName: conversationDetail, actionSets: [view] }]
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties:
      name: Recording reader
      authorizedGrantType: CLIENT-CREDENTIALS
      roles: [{ roleId: "\${role.id}", divisionId: "*" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties:
      client: Recording reader
      calls: ["GET /api/v2/conversations/{conversationId}/recordingmetadata"]
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties:
      name: Recording reader
      permissionPolicies: [{ domain: recording, entityName: screenRecording, actionSets: [view] }]
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties:
      name: Recording reader
      authorizedGrantType: CLIENT-CREDENTIALS
      roles: [{ roleId: "\${role.id}", divisionId: "*" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties:
      client: Recording reader
      calls: ["GET /api/v2/conversations/{conversationId}/recordingmetadata"]
      recordings: [screen]
`,
  },
  check: (_graph, context) => [
    ...refusedCalls(context.reading, ["missing-permission-any"]).map(({ call, refusal }): RuleFinding => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: needsAny(refusal.permissions, callerName(context, call)),
      fix: addPermissions(context.reading, call, bestOf(call, refusal.permissions)),
    })),
    ...openCalls(context.reading, ({ operation }) => operation.mode !== "ALL"),
  ],
};
