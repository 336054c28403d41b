import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { called, capital, few, grantIn, list } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `home-division-only-grant`: Grants name their divisions where data lies outside Home. */
export const homeDivisionOnlyGrant: Rule = {
  id: "home-division-only-grant",
  title: "Grants name their divisions where data lies outside Home",
  cause: "home-division-only-grant",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "missing.division.permission" },
    { status: 403, code: "missing.any.division.permissions" },
  ],
  certainty: "confirmed",
  source: "Terraform provider, oauth_client and group_roles: no division means Home; issue 389, answer of Genesys",
  why:
    "A grant without a division counts in the Home division only. Listings then come back shorter than they are, without any error, " +
    "and single reads of what lies elsewhere are refused.",
  fix: "Name the divisions: `divisions: [NAME]`, or `[home]` where Home is really meant.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, divisions: [Service] }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
`,
    good: `
genesys-access:org: { region: eu-west-2, divisions: [Service] }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    divisions: [Service]
`,
  },
  check: (graph, context) => {
    const { reading } = context;
    const refused = refusedCalls(reading, ["home-division-only-grant"]).map(({ call, refusal }): RuleFinding => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: `${capital(callerName(context, call))} holds ${list(refusal.permissions, "or")} in the Home division only, because its grant names no division, and the call is for ${list(refusal.divisions.map((key) => reading.divisionName({ kind: "division", key })))}.`,
      fix: `Name the division in the grant: ${grantIn(call.declared.place, refusal.divisions.map((key) => reading.division(key)?.name ?? key))}.`,
    }));
    const others = graph.divisions.filter(({ home }) => !home).map(({ name }) => name);
    if (others.length === 0) return refused;
    const silent = graph.applications.flatMap((application): readonly RuleFinding[] => {
      const principal = reading.principal(application);
      if (principal === undefined || refused.some(({ key }) => key.startsWith(`${application.key} `))) return [];
      const grants = reading.grantsOf({ kind: principal.kind, key: principal.key });
      if (grants.length === 0 || !grants.every(({ divisionDefaulted }) => divisionDefaulted === true)) return [];
      const aware = reading.knownCalls
        .filter((call) => call.application === application)
        .flatMap(({ operation }) => operation.permissions)
        .filter((permission) => reading.catalogue.divisionAwareness(permission).aware);
      if (aware.length === 0) return [];
      return [
        {
          kind: "violation",
          key: application.key,
          subject: called("application", application),
          place: application.place,
          message: `The application names no division, so its role counts in Home only, while the org has ${few(others)}. What lies there is left out of its answers without an error.`,
          fix: `Write \`divisions: [${others[0] ?? ""}]\` for the divisions that it works for, \`[all]\` for every one, or \`[home]\` if Home is meant.`,
          atMost: "advisory",
        },
      ];
    });
    return [...refused, ...silent];
  },
};
