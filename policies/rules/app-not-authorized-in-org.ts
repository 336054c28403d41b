import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `app-not-authorized-in-org`: Clients that act for users are authorised in the org. */
export const appNotAuthorizedInOrg: Rule = {
  id: "app-not-authorized-in-org",
  title: "Clients that act for users are authorised in the org",
  cause: "app-not-authorized-in-org",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "app.not.authorized.for.scope" }],
  certainty: "confirmed",
  source: "help: authorize an OAuth client; specification, model OAuthAuthorization",
  why:
    "Where an org enforces scopes, an administrator authorises each application with its scopes. Until then, or when it was revoked, " +
    "every call of its users is refused, and so is consent.",
  fix: "Authorise the client in Admin > Integrations > Authorized Applications; that takes the permission oauth:client:authorize.",
  examples: {
    language: "program",
    bad: `
resources:
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Desktop, authorizedGrantType: CODE, scopes: [routing], registeredRedirectUris: [https://desktop.example.com/], authorization: revoked }
`,
    good: `
resources:
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Desktop, authorizedGrantType: CODE, scopes: [routing], registeredRedirectUris: [https://desktop.example.com/], authorization: authorized }
`,
  },
  check: (graph) =>
    graph.clients
      .filter((client) => client.authorization !== undefined && client.authorization !== "authorized" && client.grantType !== "CLIENT-CREDENTIALS")
      .map((client) => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.place,
        message: `The client's authorisation in this org is "${String(client.authorization)}": the tokens of its users open nothing.`,
        fix: "Authorise it in Admin > Integrations > Authorized Applications with the scopes that it asks for.",
        refuses: { call: "every call of the client", status: 403, code: "app.not.authorized.for.scope" },
      })),
};
