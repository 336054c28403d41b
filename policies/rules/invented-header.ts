import { called } from "../reading/words";
import type { Rule } from "../rule";

/**
 * Names by which people try to choose an org, an application or a division, or that claim to be
 * Genesys' own. None of the seven headers that the specification knows is among them.
 */
const claims = /^x-(genesys|gcc?|inin|purecloud|pure-cloud)\b|(^|-)(org|organi[sz]ation|tenant|division|application|impersonat\w*)(-|$)/i;

/** Rule `invented-header`: No header is expected to choose the org, the application or the division. */
export const inventedHeader: Rule = {
  id: "invented-header",
  title: "No header is expected to choose the org, the application or the division",
  cause: "invented-header",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [
    { status: 403, code: "missing.any.permissions" },
    { status: 404, code: "not.found" },
  ],
  certainty: "confirmed",
  source: "specification: seven request headers in all, none of which names an org, an application or a division; Genesys' SDKs send none",
  why:
    "A token belongs to one org, and nothing in a request changes that. Headers such as X-Genesys-Org-Id or X-GCC-Organization-Id are read by nobody: " +
    "the call acts in the token's own org and finds nothing of the other one there.",
  fix: "Remove the header. For another org use a client of that org, with its own token and host.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  vendor:
    calls: [GET /api/v2/routing/queues]
    headers: [X-Genesys-Organization-Id]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  vendor:
    calls: [GET /api/v2/routing/queues]
    headers: [Accept-Language, X-Request-Id]
`,
  },
  check: (graph) =>
    graph.applications.flatMap((application) =>
      application.headers
        .filter(({ name }) => claims.test(name))
        .map(({ name, place }) => ({
          kind: "violation" as const,
          key: `${application.key} ${name}`,
          subject: called("application", application),
          place,
          message: `The Platform API knows no header "${name}" and ignores it: a token acts in the org that it was issued in, and nothing else chooses one.`,
          fix: `Remove "${name}". To reach another org, declare the application in that org's file too: it gets a client and a token there.`,
        })),
    ),
};
