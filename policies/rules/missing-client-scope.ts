import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `missing-client-scope`: A client that acts for users has at least one scope. */
export const missingClientScope: Rule = {
  id: "missing-client-scope",
  title: "A client that acts for users has at least one scope",
  cause: "missing-client-scope",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "missing.client.scope" }],
  operations: ["postOauthClients", "putOauthClient"],
  certainty: "confirmed",
  source: "specification, POST /api/v2/oauth/clients and PUT /api/v2/oauth/clients/{clientId}: refusal missing.client.scope",
  why: "A token that acts for a user carries the client's scopes, and a call needs one of its own. Genesys Cloud refuses to make such a client without any.",
  fix: "Declare the calls, and the scopes follow from them, or write `scopes`.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop:
    grant: code
    redirectUris: [https://desktop.example.com/signed-in]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop:
    grant: code
    redirectUris: [https://desktop.example.com/signed-in]
    scopes: [routing:readonly]
`,
  },
  check: (graph) =>
    graph.clients
      .filter((client) => typeof client.grantType === "string" && client.grantType !== "CLIENT-CREDENTIALS")
      .filter((client) => client.scopes.length === 0 && client.incomplete === undefined)
      .map((client) => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.place,
        message: `The client's grant type is ${String(client.grantType)}, so its tokens act for a user and need scopes, and it has none.`,
        fix: "Add the scopes of its calls: `scopes: [conversations:readonly]`, say. `genesys-access needs` lists them for each call.",
        refuses: { call: "POST /api/v2/oauth/clients", status: 400, code: "missing.client.scope" },
      })),
};
