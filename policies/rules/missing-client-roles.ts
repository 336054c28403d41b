import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `missing-client-roles`: A client-credentials client holds at least one role. */
export const missingClientRoles: Rule = {
  id: "missing-client-roles",
  title: "A client-credentials client holds at least one role",
  cause: "missing-client-roles",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "missing.client.roles" }],
  operations: ["postOauthClients", "putOauthClient"],
  certainty: "confirmed",
  source: "specification, POST /api/v2/oauth/clients and PUT /api/v2/oauth/clients/{clientId}: refusal missing.client.roles",
  why:
    "A client-credentials client is its own principal: no user and no group stands behind it. Genesys Cloud refuses to make one without a role, " +
    "and it could do nothing if it did not.",
  fix: "Declare the calls that the application makes; its role follows from them. In a program, give the client `roles`.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  idle: { description: makes no calls yet }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  idle: { calls: [GET /api/v2/routing/queues] }
`,
  },
  check: (graph, { reading }) =>
    graph.clients
      .filter((client) => client.grantType === "CLIENT-CREDENTIALS" && client.incomplete === undefined)
      .filter((client) => reading.grantsOf({ kind: "client", key: client.key }).length === 0)
      .map((client) => {
        const calls = reading.knownCalls.filter(({ application }) => application.client === client.key);
        return {
          kind: "violation",
          key: client.key,
          subject: called("client", client),
          place: client.place,
          message: "The client uses client credentials and holds no role. Genesys Cloud refuses to make such a client.",
          fix:
            client.place.kind === "urn"
              ? "Give it a role: `roles: [{ roleId: role.id, divisionId: division.id }]`."
              : calls.length > 0
                ? "None of its calls needs a permission, so no role follows from them: name the least that the org has, `roles: [Employee]`."
                : "Declare its calls, and its role follows: `calls: [GET /api/v2/…]`. A role that the org has already: `roles: [NAME]`.",
          refuses: { call: "POST /api/v2/oauth/clients", status: 400, code: "missing.client.roles" },
        };
      }),
};
