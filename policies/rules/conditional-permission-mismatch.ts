import { describeOperation } from "../../access/catalogue";
import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { capital, list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `conditional-permission-mismatch`: Permissions with a condition can be met by the caller. */
export const conditionalPermissionMismatch: Rule = {
  id: "conditional-permission-mismatch",
  title: "Permissions with a condition can be met by the caller",
  cause: "conditional-permission-mismatch",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "missing.any.permissions" },
    { status: 403, code: "missing.permissions" },
  ],
  certainty: "likely",
  source: "specification, model DomainResourceConditionNode; that a client-credentials client has no current user follows from it (likely)",
  why:
    "A permission can carry a condition, such as: only where the user is the current user. A client-credentials client is nobody's user, " +
    "so such a condition never holds for it and the permission does not count.",
  fix: "Drop the condition for the machine's role, or let the application act for a user.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties:
      name: Own recordings
      permissionPolicies:
        - domain: recording
          entityName: recording
          actionSets: [view]
          conditions: { conjunction: AND, terms: [{ variableName: User, operator: EQ, operands: [{ type: USER }] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Own recordings, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Own recordings, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [audio] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: All recordings, permissionPolicies: [{ domain: recording, entityName: recording, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: All recordings, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: All recordings, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [audio] }
`,
  },
  check: (_graph, context) =>
    refusedCalls(context.reading, ["conditional-permission-mismatch"]).map(({ call, refusal }) => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: `${capital(callerName(context, call))} holds ${list(refusal.permissions, "or")} only under a condition that it never meets.`,
      fix: `Drop the condition from the permission in its role, or make ${describeOperation(call.operation)} as a user: \`grant: code\` with a \`serviceUser\`.`,
    })),
};
