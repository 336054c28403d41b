import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `owner-missing`: Every application has an owner. */
export const ownerMissing: Rule = {
  id: "owner-missing",
  title: "Every application has an owner",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "this project: a client without an owner is never reviewed and never removed",
  why: "A client that nobody answers for stays for ever: nobody dares to remove it, and nobody notices when its secret leaks.",
  fix: "Write the team or person who answers for it.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], owner: service-desk-platform }
`,
  },
  check: (graph) =>
    graph.applications
      .filter(({ owner }) => owner === undefined || owner.trim() === "")
      .map((application) => ({
        kind: "violation",
        key: application.key,
        subject: called("application", application),
        place: application.place,
        message: "Nobody answers for this application.",
        fix: "Add `owner: TEAM`.",
      })),
};
