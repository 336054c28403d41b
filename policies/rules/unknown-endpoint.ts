import { called, printable } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `unknown-endpoint`: Declared calls exist in the Platform API. */
export const unknownEndpoint: Rule = {
  id: "unknown-endpoint",
  title: "Declared calls exist in the Platform API",
  cause: "unknown-endpoint",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 404, code: "not.found" }],
  certainty: "likely",
  source: "Genesys Cloud Platform API specification, July 2026: the list of its operations; that an absent path answers 404 is likely",
  why:
    "A path that is not in the specification answers nobody, whatever permissions, scopes or headers there are. " +
    "Forum answers and generated code invent paths such as /api/v2/analytics/screenrecordings, and the search for the missing right never ends.",
  fix: "Write the operation that exists. The finding names the nearest ones; `genesys-access needs` shows what each of them needs.",
  reach: "resource",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    calls: [GET /api/v2/analytics/screenrecordings]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordingmetadata"]
    recordings: [screen]
`,
  },
  check: (_graph, { reading }) =>
    reading.calls
      .filter((call) => call.operation === undefined)
      .map(({ application, declared, nearest }) => {
        const written = printable(declared.call);
        return {
          kind: "violation",
          key: `${application.key} ${written}`,
          subject: called("application", application),
          place: declared.place,
          message: `"${written}" is no operation of the Platform API: nothing answers there, with whatever rights it is called.`,
          fix: nearest.length === 0 ? "Write an operation of the specification as `METHOD /api/v2/path`." : nearestFix(nearest),
          refuses: { call: written, status: 404, code: "not.found" },
        };
      }),
};

function nearestFix(nearest: readonly string[]): string {
  const [first, ...others] = nearest.slice(0, 3);
  const also = others.length === 0 ? "" : ` Also near: ${others.map((each) => `\`${each}\``).join(", ")}.`;
  return `Write \`- ${first ?? ""}\` if that is what is meant.${also}`;
}
