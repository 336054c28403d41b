import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `invalid-scope-name`: Scopes exist. */
export const invalidScopeName: Rule = {
  id: "invalid-scope-name",
  title: "Scopes exist",
  cause: "invalid-scope-name",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 400, code: "auth.invalid.scope" },
    { status: 403, code: "app.not.authorized.for.scope" },
  ],
  operations: ["postOauthClients"],
  certainty: "confirmed",
  source: "specification, security of all operations: 134 scopes, each a family or family:readonly",
  why:
    "Genesys Cloud has 134 scopes, all of the shape `family` or `family:readonly`. Names such as screen_recording:read, recording:view or analytics:read " +
    "do not exist: making the client is refused, and a token with such a name opens nothing.",
  fix: "Write the scope of the operation's family; the finding names the nearest ones. On a client-credentials client remove it: scopes count for nothing there.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop:
    grant: code
    redirectUris: [https://desktop.example.com/signed-in]
    scopes: [screen_recording:read]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop:
    grant: code
    redirectUris: [https://desktop.example.com/signed-in]
    scopes: [recordings:readonly]
`,
  },
  check: (graph, { reading }) =>
    graph.clients.flatMap((client) =>
      client.scopes
        .filter(({ scope }) => !reading.catalogue.isScope(scope))
        .map(({ scope, place }) => {
          const [nearest, ...others] = reading.catalogue.nearestScopes(scope, 3);
          const useless = client.grantType === "CLIENT-CREDENTIALS";
          return {
            kind: "violation" as const,
            key: `${client.key} ${scope}`,
            subject: called("client", client),
            place,
            message: `There is no scope "${scope}". Scopes are a family or family:readonly, such as recordings:readonly.`,
            fix: useless
              ? `Remove "${scope}": a client-credentials client has no use for scopes, its roles decide.`
              : nearest === undefined
                ? `Remove "${scope}".`
                : `Write "${nearest}" instead.${others.length === 0 ? "" : ` Also near: ${others.join(", ")}.`}`,
            refuses: { call: "POST /api/v2/oauth/clients", status: 400, code: "auth.invalid.scope" },
          };
        }),
    ),
};
