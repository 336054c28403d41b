import { called, few } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `ui-permission-for-machine`: Machines have no permissions of the user interface. */
export const uiPermissionForMachine: Rule = {
  id: "ui-permission-for-machine",
  title: "Machines have no permissions of the user interface",
  cause: "missing-permission-any",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [{ status: 403, code: "missing.any.permissions" }],
  certainty: "confirmed",
  source: "specification: no operation asks for a ui:* permission",
  why:
    "The views of the Performance workspace have `ui:*` permissions, and advice on forums gives them to machines. No operation of the API asks for one, " +
    "so they cure nothing there.",
  fix: "Remove them from the client; give it what its calls need.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions: [{ permission: "ui:supervisorDashboard:view", reason: for the dashboard data }]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    calls: [POST /api/v2/analytics/queues/observations/query]
`,
  },
  check: (graph, { reading }) =>
    graph.clients
      .filter(({ grantType }) => grantType === "CLIENT-CREDENTIALS")
      .flatMap((client): readonly RuleFinding[] => {
        const policies = reading
          .grantsOf({ kind: "client", key: client.key })
          .flatMap(({ role }) => (role.kind === "role" ? (reading.role(role.key)?.policies ?? []) : []))
          .filter(({ domain }) => domain === "ui");
        const first = policies[0];
        if (first === undefined) return [];
        const names = [...new Set(policies.flatMap(({ entity, actions }) => actions.map((action) => `ui:${entity}:${action}`)))].sort();
        return [
          {
            kind: "violation",
            key: client.key,
            subject: called("client", client),
            place: first.place,
            message: `The client holds ${few(names)}, which are for people's screens: no call of the API asks for them.`,
            fix: "Remove them from its role.",
          },
        ];
      }),
};
