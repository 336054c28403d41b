import { called, list } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `cross-org-client-credentials`: Every org has clients of its own. */
export const crossOrgClientCredentials: Rule = {
  id: "cross-org-client-credentials",
  title: "Every org has clients of its own",
  cause: "cross-org-client-credentials",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 404, code: "not.found" },
    { status: 400, code: "invalid_client" },
  ],
  certainty: "confirmed",
  source: "specification: a token has one organization (TokenInfo), no header or parameter chooses another; trusts admit users and groups, never clients",
  why:
    "A client-credentials client acts in the org that it was made in, and in no other. There is no multi-org token: for N orgs there are N clients, " +
    "N secrets and N hosts.",
  fix: "Declare the application in the org file of each org; each gets a client there.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  vendor:
    calls: [GET /api/v2/routing/queues]
    hosts: [api.euw2.pure.cloud, api.mypurecloud.de]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  vendor:
    calls: [GET /api/v2/routing/queues]
    hosts: [api.euw2.pure.cloud, login.euw2.pure.cloud]
`,
  },
  check: (graph, { reading, orgs }) => {
    const spread = graph.applications.flatMap((application): readonly RuleFinding[] => {
      if (reading.client(application.client)?.grantType !== "CLIENT-CREDENTIALS") return [];
      const regions = [...new Set(application.hosts.flatMap(({ host }) => reading.catalogue.regionOfHost(host)?.region ?? []))].sort();
      if (regions.length < 2) return [];
      return [
        {
          kind: "violation",
          key: `${application.key} regions`,
          subject: called("application", application),
          place: application.hosts[0]?.place ?? application.place,
          message: `One client-credentials client is used in ${list(regions)}: an org lives in one region, and this client is unknown in the others.`,
          fix: "Declare the application in the org file of each org, with that org's hosts only.",
          refuses: { call: "POST https://login.…/oauth/token", status: 400, code: "invalid_client" },
        },
      ];
    });
    const shared = graph.clients.flatMap((client): readonly RuleFinding[] => {
      if (client.clientId === undefined) return [];
      const others = orgs.filter((other) => other !== graph && other.clients.some(({ clientId }) => clientId === client.clientId)).map(({ org }) => org.name);
      if (others.length === 0) return [];
      return [
        {
          kind: "violation",
          key: client.key,
          subject: called("client", client),
          place: client.place,
          message: `The same client stands in ${list([graph.org.name, ...others].sort())}. A client belongs to one org.`,
          fix: "Give each org a client of its own.",
        },
      ];
    });
    return [...spread, ...shared];
  },
};
