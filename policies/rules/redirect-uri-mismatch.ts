import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `redirect-uri-mismatch`: Clients that people sign in through have a redirect address. */
export const redirectUriMismatch: Rule = {
  id: "redirect-uri-mismatch",
  title: "Clients that people sign in through have a redirect address",
  cause: "redirect-uri-mismatch",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "invalid_request" }],
  certainty: "confirmed",
  source: "specification, OAuthClient.registeredRedirectUri; help: create an OAuth client",
  why:
    "After signing in, the browser goes back to an address that is registered on the client, and to no other. A client without one cannot be used: " +
    "the sign-in page refuses before anybody can type a password.",
  fix: "Register the address that the application sends as `redirect_uri`, letter by letter.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop: { grant: code, scopes: [routing:readonly] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop: { grant: code, scopes: [routing:readonly], redirectUris: [https://desktop.example.com/signed-in] }
`,
  },
  check: (graph) =>
    graph.clients
      .filter((client) => client.grantType === "CODE" || client.grantType === "TOKEN")
      .filter((client) => client.redirectUris?.length === 0)
      .map((client) => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.place,
        message: "People sign in through this client, and it has no redirect address to come back to: the sign-in page refuses.",
        fix: "Add the address that the application sends as `redirect_uri`: `redirectUris: [https://…]` (`registeredRedirectUris` in a program).",
      })),
};
