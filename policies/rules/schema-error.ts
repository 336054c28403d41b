import { called, few } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Seconds that the API accepts for a token's lifetime (specification, accessTokenValiditySeconds). */
const shortest = 300;
const longest = 172_800;
/** For clients that only use SCIM. */
const longestForScim = 38_880_000;

/** Rule `schema-error`: Clients have only fields and values that the API knows. */
export const schemaError: Rule = {
  id: "schema-error",
  title: "Clients have only fields and values that the API knows",
  cause: "schema-error",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "bad.request" }],
  operations: ["postOauthClients", "putOauthClient"],
  certainty: "confirmed",
  source: "specification, model OAuthClient: its fields, and 300 to 172800 seconds for a token (38880000 for SCIM)",
  why:
    "Bodies with fields that do not exist, such as divisionIds or permissions on a client, or with a lifetime out of range, are refused, " +
    "and such a refusal is often taken for one about access.",
  fix: "Use the fields that there are: roles with a division each (`roles`), and a lifetime between 300 and 172800 seconds.",
  reach: "resource",
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Queue reader, authorizedGrantType: CLIENT-CREDENTIALS, divisionIds: ["*"], roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Queue reader, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
`,
  },
  check: (graph) =>
    graph.clients.flatMap((client): readonly RuleFinding[] => {
      const refuses = { call: "POST /api/v2/oauth/clients", status: 400, code: "bad.request" };
      const unknown = client.unknownProperties ?? [];
      const lifetime = client.tokenLifetimeSeconds;
      const scim = client.scopes.length > 0 && client.scopes.every(({ scope }) => scope.startsWith("scim"));
      const most = scim || client.grantType === "CLIENT-CREDENTIALS" ? longestForScim : longest;
      const findings: RuleFinding[] = [];
      if (unknown.length > 0) {
        findings.push({
          kind: "violation",
          key: `${client.key} fields`,
          subject: called("client", client),
          place: unknown[0]?.place ?? client.place,
          message: `An OAuth client has no ${few(unknown.map(({ name }) => name))}.`,
          fix: "Remove it. Divisions belong to the client's roles: `roles: [{ roleId: role.id, divisionId: division.id }]`.",
          refuses,
        });
      }
      if (lifetime !== undefined && (lifetime < shortest || lifetime > most)) {
        findings.push({
          kind: "violation",
          key: `${client.key} lifetime`,
          subject: called("client", client),
          place: client.place,
          message: `Tokens cannot live ${lifetime} seconds: the API accepts ${shortest} to ${longest}, and more only for clients that do nothing but SCIM.`,
          fix: `Write a lifetime between 5m and 2d: \`tokenLifetime: 1d\` (\`accessTokenValiditySeconds: 86400\` in a program).`,
          refuses,
        });
      }
      return findings;
    }),
};
