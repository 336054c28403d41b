import { hasWildcard, namesOfPolicy } from "../../access/catalogue";
import { called, few } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `wildcard-deprecated`: Roles list their permissions instead of wildcards. */
export const wildcardDeprecated: Rule = {
  id: "wildcard-deprecated",
  title: "Roles list their permissions instead of wildcards",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "Terraform provider PR 2323: wildcards deprecated from 2026-06-01, the API stores explicit entries",
  why:
    "Since 1 June 2026 wildcards in permission policies are deprecated. The API stores what they expand to on that day, " +
    "so the role no longer is what the program says, and permissions that come later are not in it.",
  fix: "List the actions. `genesys-access needs` gives the list for the calls.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  planner:
    permissions: [{ permission: "routing:queue:*", reason: it keeps the queues }]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  planner:
    permissions: [{ permission: "routing:queue:edit", reason: it keeps the queues }]
`,
  },
  check: (graph) =>
    graph.roles.flatMap((role) => {
      const wild = role.builtIn === true ? [] : role.policies.filter(hasWildcard);
      const first = wild[0];
      if (first === undefined) return [];
      const names = wild.flatMap(namesOfPolicy).filter((name) => name.includes("*"));
      return [
        {
          kind: "violation" as const,
          key: role.key,
          subject: called("role", role),
          place: first.place,
          message: `Wildcards in permission policies are deprecated since 2026-06-01 (${few(names)}): the API stores what they stand for today, and the role differs from its declaration from then on.`,
          fix: "List the actions that are meant.",
        },
      ];
    }),
};
