import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `unprotected-role`: Roles are protected from being destroyed by accident. */
export const unprotectedRole: Rule = {
  id: "unprotected-role",
  title: "Roles are protected from being destroyed by accident",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [
    { status: 403, code: "missing.any.permissions" },
    { status: 403, code: "missing.permissions" },
  ],
  certainty: "confirmed",
  source: "specification, DELETE /api/v2/authorization/roles/{roleId}: the grants of the role go with it; Pulumi: protect",
  why: "With a role go all its grants. While it is made again, everybody who held it is refused, and grants that somebody else made do not come back.",
  fix: "Write `protect: true`; the components do it by default.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], protect: false }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
`,
  },
  check: (graph) =>
    graph.roles
      .filter((role) => role.protected === false && role.builtIn !== true)
      .map((role) => ({
        kind: "violation",
        key: role.key,
        subject: called("role", role),
        place: role.place,
        message: "Nothing keeps an update from destroying this role: its grants would go with it, and those that somebody else made would not come back.",
        fix: role.place.kind === "urn" ? "Add the resource option `protect: true`." : "Remove `protect: false`.",
      })),
};
