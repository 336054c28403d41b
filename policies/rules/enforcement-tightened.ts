import { undeclaredFacts } from "../../access/catalogue/facts/undeclared";
import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { addPermissions } from "../reading/permissionFix";
import { list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `enforcement-tightened`: Calls that ask for an undeclared permission hold it. */
export const enforcementTightened: Rule = {
  id: "enforcement-tightened",
  title: "Calls that ask for an undeclared permission hold it",
  cause: "enforcement-tightened",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "insufficient.permissions" }],
  operations: Object.entries(undeclaredFacts).flatMap(([id, fact]) => (fact.asks === undefined ? [] : [id])),
  certainty: "confirmed",
  source: "community announcement: permission enforcement for user management APIs, in force since 2025-12-01",
  why:
    "That an operation declares no permission does not mean that it needs none. Since 1 December 2025 user management by clients asks for " +
    "directory:user:edit and its neighbours, also where the specification is silent.",
  fix: "Add the permission to the caller's role; in an org file it follows from the call.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Mover, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Mover, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Mover, calls: ["POST /api/v2/authorization/divisions/{divisionId}/objects/USER"] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Mover, permissionPolicies: [{ domain: directory, entityName: user, actionSets: [edit] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Mover, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Mover, calls: ["POST /api/v2/authorization/divisions/{divisionId}/objects/USER"] }
`,
  },
  check: (_graph, context) =>
    refusedCalls(context.reading, ["enforcement-tightened"]).map(({ call, refusal }) => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: `The specification names no permission for this call, but the service asks for ${list(refusal.permissions)}, which ${callerName(context, call)} does not hold.`,
      fix: addPermissions(context.reading, call, refusal.permissions),
    })),
};
