import { few } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `client-without-allowed-addresses`: Applications state the addresses from which they call. */
export const clientWithoutAllowedAddresses: Rule = {
  id: "client-without-allowed-addresses",
  title: "Applications state the addresses from which they call",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [{ status: 401, code: "ip.not.authorized" }],
  certainty: "confirmed",
  source: "help: restrict OAuth client credentials grants to allowed IP addresses (announced 2026-04-06, no date)",
  why:
    "Genesys has announced that new client-credentials clients must name the addresses that may use them, and that old ones follow. " +
    "Whoever knows the addresses by then changes one line; the others find out by 401.",
  fix: "Ask the operator of each application for its outgoing addresses and write them down.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, target: cloud }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
`,
    good: `
genesys-access:org: { region: eu-west-2, target: cloud, allowedAddresses: [] }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], allowedAddresses: [198.51.100.7] }
`,
  },
  check: (graph, { reading }) => {
    if (graph.org.target === "emulator") return [];
    const silent = graph.applications.filter((application) => {
      const client = reading.client(application.client);
      const stated = application.allowedAddresses ?? client?.allowedAddresses;
      return client?.grantType === "CLIENT-CREDENTIALS" && stated === undefined;
    });
    const first = silent[0];
    if (first === undefined) return [];
    return [
      {
        kind: "violation",
        key: "applications",
        subject: `org ${graph.org.name}`,
        place: first.place,
        message: `From which addresses they call is not stated for ${few(silent.map(({ name }) => name).sort())}. Genesys will demand it of client-credentials clients; the date is open.`,
        fix: "Add to each: `allowedAddresses: [198.51.100.7]`, with its outgoing addresses.",
      },
    ];
  },
};
