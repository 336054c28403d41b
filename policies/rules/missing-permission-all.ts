import { addPermissions } from "../reading/permissionFix";
import { openCalls } from "../reading/open";
import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { needsAll } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `missing-permission-all`: The caller holds every permission of which a call needs all. */
export const missingPermissionAll: Rule = {
  id: "missing-permission-all",
  title: "The caller holds every permission of which a call needs all",
  cause: "missing-permission-all",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.permissions" }],
  certainty: "confirmed",
  source: "specification, x-inin-requires-permissions of type ALL (803 operations)",
  why:
    "Some operations need every permission that they name: reading an object and changing it, or adding a division and granting roles in it. " +
    "One that is missing is enough for a 403.",
  fix: "Add the missing permissions to the role of the caller.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties:
      name: Division maker
      permissionPolicies: [{ domain: authorization, entityName: division, actionSets: [add] }]
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties:
      name: Division maker
      authorizedGrantType: CLIENT-CREDENTIALS
      roles: [{ roleId: "\${role.id}", divisionId: "*" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Division maker, calls: [GET /api/v2/routing/queues, POST /api/v2/authorization/divisions] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties:
      name: Queue reader
      permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }]
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties:
      name: Queue reader
      authorizedGrantType: CLIENT-CREDENTIALS
      roles: [{ roleId: "\${role.id}", divisionId: "*" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Queue reader, calls: ["GET /api/v2/routing/queues/{queueId}"] }
`,
  },
  check: (_graph, context) => [
    ...refusedCalls(context.reading, ["missing-permission-all"]).map(({ call, refusal }): RuleFinding => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: needsAll(call.operation.permissions, callerName(context, call), refusal.permissions),
      fix: addPermissions(context.reading, call, refusal.permissions),
    })),
    ...openCalls(context.reading, ({ operation }) => operation.mode === "ALL"),
  ],
};
