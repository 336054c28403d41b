import { called } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `wrong-grant-type`: Applications use their client with the grant type that it has. */
export const wrongGrantType: Rule = {
  id: "wrong-grant-type",
  title: "Applications use their client with the grant type that it has",
  cause: "wrong-grant-type",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "unauthorized_client" }],
  certainty: "confirmed",
  source: "specification, OAuthClient.authorizedGrantType; token endpoint, error unauthorized_client",
  why:
    "A client has one grant type. Asking for a token in another way is refused before anything about rights is looked at: " +
    "no user gets a token through a client-credentials client.",
  fix: "Use a client of the grant type that the application asks for.",
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Desktop, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Desktop, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Desktop, user: jo@example.com, calls: [GET /api/v2/routing/queues] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Wallboard, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Wallboard, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Wallboard, calls: ["GET /api/v2/routing/queues/{queueId}"] }
`,
  },
  check: (graph, { reading }) =>
    graph.applications.flatMap((application): readonly RuleFinding[] => {
      const client = reading.client(application.client);
      if (application.user === undefined || client?.grantType !== "CLIENT-CREDENTIALS") return [];
      return [
        {
          kind: "violation",
          key: application.key,
          subject: called("application", application),
          place: application.place,
          message: `The application acts for ${application.user}, but its client uses client credentials: no user gets a token through it.`,
          fix: 'Give the application a client with `authorizedGrantType: "CODE"`, or take the user out and grant the roles to the client.',
          refuses: { call: "POST https://login.…/oauth/token", status: 400, code: "unauthorized_client" },
        },
      ];
    }),
};
