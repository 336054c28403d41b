import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Requests a minute that one client-credentials token may make (developer pages). */
const limit = 300;

/** Rule `rate-limited`: Applications stay within the rate limit of a token. */
export const rateLimited: Rule = {
  id: "rate-limited",
  title: "Applications stay within the rate limit of a token",
  cause: "rate-limited",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [{ status: 429, code: "too.many.requests" }],
  certainty: "confirmed",
  source: "developer pages: 300 requests a minute with one client-credentials token",
  why: "Above 300 requests a minute one token is answered 429 with Retry-After. A queue in front of the calls is easier to build before than after.",
  fix: "Slow down to 300 a minute, honour Retry-After, or use bulk operations.",
  reach: "resource",
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Sync, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Sync, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Sync, calls: [GET /api/v2/routing/queues], requestsPerMinute: 900 }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Sync, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Sync, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Sync, calls: ["GET /api/v2/routing/queues/{queueId}"], requestsPerMinute: 250 }
`,
  },
  check: (graph) =>
    graph.applications
      .filter(({ requestsPerMinute }) => requestsPerMinute !== undefined && requestsPerMinute > limit)
      .map((application) => ({
        kind: "violation",
        key: application.key,
        subject: called("application", application),
        place: application.place,
        message: `The application makes up to ${String(application.requestsPerMinute)} requests a minute, and one token may make ${limit}.`,
        fix: `Slow it down to ${limit} a minute and honour Retry-After, or use operations that take many objects at once.`,
        refuses: { call: "every call above the limit", status: 429, code: "too.many.requests" },
      })),
};
