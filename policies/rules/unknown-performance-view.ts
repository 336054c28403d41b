import { called, list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `unknown-performance-view`: Performance views exist. */
export const unknownPerformanceView: Rule = {
  id: "unknown-performance-view",
  title: "Performance views exist",
  cause: "unknown-permission",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [],
  certainty: "confirmed",
  source: "help pages of the Performance workspace: six views with their permissions",
  why: "A view is a set of permissions. A name that stands for none grants nothing, and the members of the group see an empty menu.",
  fix: "Use one of the views; the finding names them.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:groups:
  reviewers: { performanceViews: [screen-recordings] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:groups:
  reviewers: { performanceViews: [interactions] }
`,
  },
  check: (graph, { reading }) =>
    graph.groups.flatMap((group) =>
      (group.performanceViews ?? [])
        .filter(({ view }) => reading.catalogue.view(view) === undefined)
        .map(({ view, place }) => {
          const nearest = reading.catalogue.nearestViews(view, 1)[0];
          return {
            kind: "violation" as const,
            key: `${group.key} ${view}`,
            subject: called("group", group),
            place,
            message: `There is no Performance view "${view}".`,
            fix: `${nearest === undefined ? "" : `Write "${nearest}" if that is meant. `}The views are ${list(reading.catalogue.views.map(({ key }) => key))}.`,
          };
        }),
    ),
};
