import { tokens } from "../program/resource";
import { called, few } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `client-credentials-ignores-scopes`: A client-credentials client has no scopes. */
export const clientCredentialsIgnoresScopes: Rule = {
  id: "client-credentials-ignores-scopes",
  title: "A client-credentials client has no scopes",
  cause: "client-credentials-ignores-scopes",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [
    { status: 403, code: "missing.any.permissions" },
    { status: 403, code: "missing.permissions" },
  ],
  certainty: "confirmed",
  source: "specification, model OAuthClient, field scope: only for clients that do not use client credentials",
  why:
    "Scopes narrow down what a user's token may do. A client-credentials token acts for the client itself, and only its roles decide. " +
    "Scopes on such a client do nothing, but they let its owner believe that adding one more will cure a 403.",
  fix: "Remove the scopes and give the client the role that its calls need.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    scopes: [routing:readonly]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
`,
  },
  check: (graph) =>
    graph.clients
      .filter((client) => client.grantType === "CLIENT-CREDENTIALS" && client.scopes.length > 0)
      .map((client) => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.scopes[0]?.place ?? client.place,
        message: `The client uses client credentials, where scopes do nothing: ${few(client.scopes.map(({ scope }) => scope))}. Its roles alone decide.`,
        fix: "Remove the line `scopes`.",
      })),
  remediate: {
    type: tokens.client,
    repair: (inputs) => {
      if (inputs["authorizedGrantType"] !== "CLIENT-CREDENTIALS" || !("scopes" in inputs)) return undefined;
      const { scopes: _scopes, ...rest } = inputs;
      return rest;
    },
  },
};
