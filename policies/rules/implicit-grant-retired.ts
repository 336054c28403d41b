import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `implicit-grant-retired`: No client uses the implicit grant. */
export const implicitGrantRetired: Rule = {
  id: "implicit-grant-retired",
  title: "No client uses the implicit grant",
  severity: "high",
  defaultLevel: "advisory",
  prevents: [{ status: 400, code: "bad.grant.type" }],
  operations: ["postOauthClients"],
  certainty: "likely",
  source: "a community answer in a staff-like voice and a third-party wiki: no new clients from March (or May) 2026, unsupported from March 2027",
  why: "The implicit grant (TOKEN) can no longer be chosen for new clients, and is said to stop working in March 2027. The code grant with PKCE takes its place.",
  fix: "Use `grant: code`; a page in the browser uses PKCE.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop: { grant: token, scopes: [routing:readonly], redirectUris: [https://desktop.example.com/] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop: { grant: code, scopes: [routing:readonly], redirectUris: [https://desktop.example.com/] }
`,
  },
  check: (graph) =>
    graph.clients
      .filter(({ grantType }) => grantType === "TOKEN")
      .map((client) => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.place,
        message: "The client uses the implicit grant (TOKEN), which new clients cannot choose since spring 2026 and which ends in March 2027.",
        fix: "Write `grant: code` (`authorizedGrantType: \"CODE\"`), with PKCE in the browser.",
      })),
};
