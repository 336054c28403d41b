import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { capital, grantIn, list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `missing-division-grant`: Roles are granted in the divisions whose data is called for. */
export const missingDivisionGrant: Rule = {
  id: "missing-division-grant",
  title: "Roles are granted in the divisions whose data is called for",
  cause: "missing-division-grant",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "missing.division.permission" },
    { status: 403, code: "missing.any.division.permissions" },
  ],
  certainty: "confirmed",
  source: "specification, refusals missing.division.permission and missing.any.division.permissions; help: divisions overview",
  why:
    "A grant is a role in a division. A permission that is held in another division than the object's does not count for it: " +
    "reading one object answers 403, and a listing leaves the object out without a word.",
  fix: "Grant the role in the division too, or in all divisions where that is meant.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  sales:
    type: genesyscloud:index/authDivision:AuthDivision
    properties: { name: Sales }
  service:
    type: genesyscloud:index/authDivision:AuthDivision
    properties: { name: Service }
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties:
      name: Queue reader
      permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }]
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties:
      name: Queue reader
      authorizedGrantType: CLIENT-CREDENTIALS
      roles: [{ roleId: "\${role.id}", divisionId: "\${sales.id}" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Queue reader, calls: ["GET /api/v2/routing/queues/{queueId}"], divisions: [Service] }
`,
    good: `
resources:
  service:
    type: genesyscloud:index/authDivision:AuthDivision
    properties: { name: Service }
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
      roles: [{ roleId: "\${role.id}", divisionId: "\${service.id}" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Queue reader, calls: ["GET /api/v2/routing/queues/{queueId}"], divisions: [Service] }
`,
  },
  check: (_graph, context) =>
    refusedCalls(context.reading, ["missing-division-grant", "home-division-only-grant"]).map(({ call, refusal }) => {
      const names = refusal.divisions.map((key) => context.reading.divisionName({ kind: "division", key }));
      return {
        kind: "violation",
        ...aboutCall(call, refusal),
        message: `${capital(callerName(context, call))} holds ${list(refusal.permissions, "or")}, but not in ${list(names)}, whose data the call is for.`,
        fix: `Grant the role in ${list(names)} too: ${grantIn(call.declared.place, refusal.divisions.map((key) => context.reading.division(key)?.name ?? key))}, or in all divisions${call.declared.place.kind === "urn" ? ' (`divisionId: "*"`)' : " (`divisions: [all]`)"}.`,
      };
    }),
};
