import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `unprotected-client`: Clients are protected from being destroyed by accident. */
export const unprotectedClient: Rule = {
  id: "unprotected-client",
  title: "Clients are protected from being destroyed by accident",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [{ status: 400, code: "invalid_client" }],
  certainty: "confirmed",
  source: "help p=188025: a client younger than 30 days is gone for good, and with it its id and secret; Pulumi: protect",
  why: "A client that is destroyed and made again has another id and another secret: every consumer stops until somebody has brought it the new ones.",
  fix: "Write `protect: true`; the components do it by default.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], protect: false }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
`,
  },
  check: (graph) =>
    graph.clients
      .filter((client) => client.protected === false)
      .map((client) => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.place,
        message: "Nothing keeps an update from destroying this client: its id and secret would be gone, and every consumer with them.",
        fix: client.place.kind === "urn" ? "Add the resource option `protect: true`." : "Remove `protect: false`.",
      })),
};
