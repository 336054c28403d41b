import { called, few } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `wrong-principal-roles`: Roles are granted to whoever the token acts for. */
export const wrongPrincipalRoles: Rule = {
  id: "wrong-principal-roles",
  title: "Roles are granted to whoever the token acts for",
  cause: "wrong-principal-roles",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "missing.any.permissions" },
    { status: 403, code: "missing.permissions" },
  ],
  certainty: "confirmed",
  source: "specification, OAuthClient.roleDivisions: only for client credentials; a user token has the user's rights",
  why:
    "A client-credentials token has the client's roles and nobody else's; a token of any other grant type has the user's. " +
    "Roles on the other one of the two are there, look right, and count for nothing.",
  fix: "Move the roles: to the client for client credentials, to the user or a group of his otherwise.",
  reach: "resource",
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Desktop, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties:
      name: Desktop
      authorizedGrantType: CODE
      scopes: [routing]
      registeredRedirectUris: [https://desktop.example.com/]
      roles: [{ roleId: "\${role.id}", divisionId: "*" }]
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
`,
  },
  check: (graph, { reading }) =>
    graph.clients
      .filter(({ grantType }) => typeof grantType === "string" && grantType !== "CLIENT-CREDENTIALS")
      .flatMap((client): readonly RuleFinding[] => {
        const grants = reading.grantsOf({ kind: "client", key: client.key });
        const first = grants[0];
        if (first === undefined) return [];
        const roles = new Set(grants.flatMap(({ role }) => (role.kind === "role" ? [reading.role(role.key)?.name ?? role.key] : [])));
        return [
          {
            kind: "violation",
            key: client.key,
            subject: called("client", client),
            place: first.place,
            message: `Roles on this client do nothing${roles.size === 0 ? "" : ` (${few([...roles].sort())})`}: its grant type is ${String(client.grantType)}, so its tokens have the rights of the user who signed in.`,
            fix: "Grant the roles to the user, or to a group that the user is in, and remove `roles` from the client.",
          },
        ];
      }),
};
