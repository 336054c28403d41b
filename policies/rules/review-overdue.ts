import { called, fieldPlace } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `review-overdue`: Access is reviewed when it was to be. */
export const reviewOverdue: Rule = {
  id: "review-overdue",
  title: "Access is reviewed when it was to be",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "the org file's own date",
  why: "Whoever writes a review date means that the access may have become needless by then. After it, nobody has said that it still is needed.",
  fix: "Review the access and write the next date, or remove what is no longer needed.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], reviewBy: "2025-06-30" }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], reviewBy: "2099-06-30" }
`,
  },
  check: (graph, { today }) =>
    graph.applications
      .filter(({ reviewBy }) => reviewBy !== undefined && reviewBy < today)
      .map((application) => ({
        kind: "violation",
        key: application.key,
        subject: called("application", application),
        place: fieldPlace(application, "reviewBy"),
        message: `The access was to be reviewed by ${String(application.reviewBy)}.`,
        fix: "Review it with its owner, then write the next date under `reviewBy`.",
      })),
};
