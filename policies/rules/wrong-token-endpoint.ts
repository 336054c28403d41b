import { called, printable } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `wrong-token-endpoint`: Tokens are asked for at the login host. */
export const wrongTokenEndpoint: Rule = {
  id: "wrong-token-endpoint",
  title: "Tokens are asked for at the login host",
  cause: "wrong-token-endpoint",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 404, code: "not.found" }],
  certainty: "confirmed",
  source: "developer page: use client credentials; JavaScript SDK, loginBasePath",
  why:
    "Tokens come from https://login.<domain>/oauth/token, with a form body and the client's id and secret in the Basic header. " +
    "The API host has no token endpoint, and no path under /api/v2 gives one.",
  fix: "Ask https://login.<domain of the region>/oauth/token.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    hosts: ["https://api.euw2.pure.cloud/oauth/token"]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    hosts: ["https://login.euw2.pure.cloud/oauth/token"]
`,
  },
  check: (graph, { reading }) => {
    const login = (graph.org.region === undefined ? undefined : reading.catalogue.region(graph.org.region)?.login) ?? "login.<domain>";
    return graph.applications.flatMap((application) => {
      const written = [
        ...application.hosts.map(({ host, place }) => ({ text: printable(host), place })),
        ...application.calls.map(({ call, place }) => ({ text: printable(call), place })),
      ];
      return written
        .filter(({ text }) => /\/oauth\/token\b/i.test(text) && !/^(\w+\s+)?(https?:\/\/)?login\./i.test(text.trim()))
        .map(({ text, place }): RuleFinding => ({
          kind: "violation",
          key: `${application.key} ${text}`,
          subject: called("application", application),
          place,
          message: `"${text}" gives no tokens: the token endpoint is on the login host.`,
          fix: `Ask \`POST https://${login}/oauth/token\`.`,
          refuses: { call: text, status: 404, code: "not.found" },
        }));
    });
  },
};
