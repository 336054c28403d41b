import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `insecure-redirect-uri`: Redirect addresses are encrypted or on the own machine. */
export const insecureRedirectUri: Rule = {
  id: "insecure-redirect-uri",
  title: "Redirect addresses are encrypted or on the own machine",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "RFC 6749, section 3.1.2.1, and RFC 8252, section 7.3: https, except on loopback",
  why: "The code, or the token itself, comes back in the address. Over plain http everybody on the way can read and use it.",
  fix: "Use https; http is for http://localhost and http://127.0.0.1 only.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop: { grant: code, scopes: [routing:readonly], redirectUris: ["http://desktop.example.com/signed-in"] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop: { grant: code, scopes: [routing:readonly], redirectUris: ["https://desktop.example.com/signed-in", "http://localhost:8080/"] }
`,
  },
  check: (graph) =>
    graph.clients.flatMap((client) =>
      (client.redirectUris ?? [])
        .filter((uri) => /^http:\/\//i.test(uri) && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i.test(uri))
        .map((uri) => ({
          kind: "violation" as const,
          key: `${client.key} ${hostOf(uri)}`,
          subject: called("client", client),
          place: client.place,
          message: `A redirect address on ${hostOf(uri)} is plain http: what comes back with it can be read on the way.`,
          fix: `Write it with https://.`,
        })),
    ),
};

function hostOf(uri: string): string {
  return /^[a-z]+:\/\/([^/?#@]+@)?([^/?#]+)/i.exec(uri)?.[2] ?? "another host";
}
