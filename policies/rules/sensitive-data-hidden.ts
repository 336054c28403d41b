import { called } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

const permission = "recording:recording:viewSensitiveData";

/** Rule `sensitive-data-hidden`: Readers of recordings know whether sensitive data is hidden from them. */
export const sensitiveDataHidden: Rule = {
  id: "sensitive-data-hidden",
  title: "Readers of recordings know whether sensitive data is hidden from them",
  cause: "sensitive-data-hidden",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "help: recording of sensitive data; specification, recording jobs",
  why:
    "Where an org redacts sensitive data, whoever lacks the permission for it gets redacted recordings, gets none of them in a batch, " +
    "and has jobs that ask for them rejected. Nothing says so at the call.",
  fix: `Ask for \`${permission}\` with a reason, if the application really needs it, or accept what is missing.`,
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, sensitiveDataRedaction: true }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [audio]
`,
    good: `
genesys-access:org: { region: eu-west-2, sensitiveDataRedaction: true }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [audio]
    permissions:
      - { permission: "recording:recording:viewSensitiveData", reason: the archive must hold the whole call }
`,
  },
  check: (graph, { reading }) => {
    const readers = graph.applications.filter(
      (application) => reading.knownCallsOf(application).some((call) => call.operation.permissions.includes("recording:recording:view")),
    );
    if (readers.length === 0 || graph.org.sensitiveDataRedaction === false) return [];
    if (graph.org.sensitiveDataRedaction === undefined) {
      return [
        {
          kind: "unstated",
          key: "org.sensitiveDataRedaction",
          subject: `org ${graph.org.name}`,
          place: graph.org.place ?? { kind: "live", path: "org" },
          message: "Whether the org redacts sensitive data in recordings is not stated.",
          fix: "Add `sensitiveDataRedaction: false` (or `true`) under `genesys-access:org`.",
        },
      ];
    }
    return readers.flatMap((application): readonly RuleFinding[] => {
      const principal = reading.principal(application);
      if (principal === undefined || reading.decider.holds(principal, permission) !== "no") return [];
      return [
        {
          kind: "violation",
          key: application.key,
          subject: called("application", application),
          place: application.place,
          message: "The org redacts sensitive data, and the application may not see it: recordings come redacted, batch requests leave them out.",
          fix: `If it must see them, add \`- { permission: "${permission}", reason: … }\` to its \`permissions\`.`,
        },
      ];
    });
  },
};
