import * as z from "zod";
import { counted, subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `role-limit`: Roles and grants stay within the org's limits. */
export const roleLimit = ruleWithOptions({
  id: "role-limit",
  title: "Roles and grants stay within the org's limits",
  cause: "role-limit",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [
    { status: 400, code: "max.role.assignments.exceeded" },
    { status: 400, code: "max.roles.exceeded" },
  ],
  operations: ["postAuthorizationRoles", "postAuthorizationSubjectBulkadd"],
  certainty: "confirmed",
  source: "specification, refusals max.roles.exceeded and max.role.assignments.exceeded; the limits themselves are the org's own (organizations/limits)",
  why:
    "An org has a largest number of roles, and a subject a largest number of grants. Genesys raises both on request, so the numbers are the org's own: " +
    "state them as options of this rule and it counts.",
  fix: "Grant one role in all divisions instead of in each, merge roles, or have the limit raised.",
  options: z.strictObject({
    roles: z.int().positive().optional().describe("The largest number of roles of the org."),
    grants: z.int().positive().optional().describe("The largest number of grants of one subject."),
  }),
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, divisions: [North, South, West] }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], divisions: [North, South, West] }
genesys-access:policies:
  role-limit: { grants: 2 }
`,
    good: `
genesys-access:org: { region: eu-west-2, divisions: [North, South, West] }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], divisions: [all] }
genesys-access:policies:
  role-limit: { grants: 2 }
`,
  },
  check: (graph, { options, reading }) => {
    const findings: RuleFinding[] = [];
    const roles = graph.roles.filter(({ builtIn }) => builtIn !== true).length;
    if (options.roles !== undefined && roles > options.roles) {
      findings.push({
        kind: "violation",
        key: "roles",
        subject: `org ${graph.org.name}`,
        place: graph.org.place ?? { kind: "live", path: "org" },
        message: `${counted(roles, "role")} are declared, and the org allows ${options.roles}.`,
        fix: "Merge roles, or have the limit raised by Genesys and change the option `roles`.",
        refuses: { call: "POST /api/v2/authorization/roles", status: 400, code: "max.roles.exceeded" },
      });
    }
    const subjects = new Map(graph.grants.map(({ subject }) => [`${subject.kind} ${subject.key}`, subject]));
    for (const subject of subjects.values()) {
      const grants = reading.grantsOf(subject);
      const first = grants[0];
      if (first === undefined || options.grants === undefined || grants.length <= options.grants) continue;
      findings.push({
        kind: "violation",
        key: `${subject.kind} ${subject.key}`,
        subject: subjectName(reading, subject),
        place: first.place,
        message: `It holds ${counted(grants.length, "grant")}, and one subject may hold ${options.grants}.`,
        fix: "Grant the role in all divisions (`divisions: [all]`) where that is acceptable, or merge roles.",
        refuses: { call: "POST /api/v2/authorization/subjects/{subjectId}/bulkadd", status: 400, code: "max.role.assignments.exceeded" },
      });
    }
    return findings;
  },
});
