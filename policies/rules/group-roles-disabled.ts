import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `group-roles-disabled`: Groups that hold roles are active and have roles enabled. */
export const groupRolesDisabled: Rule = {
  id: "group-roles-disabled",
  title: "Groups that hold roles are active and have roles enabled",
  cause: "group-roles-disabled",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "missing.any.permissions" },
    { status: 403, code: "missing.permissions" },
  ],
  certainty: "likely",
  source: "specification, Group.rolesEnabled; help: assign roles to a group. That a disabled group's grants do not act is likely",
  why: "Members of a group have its roles only while the group has roles enabled and is active. Otherwise the grants are there, and nobody has them.",
  fix: "Set `rolesEnabled: true`, or take the roles from the group.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:groups:
  reviewers:
    existing: false
    rolesEnabled: false
    performanceViews: [interactions]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:groups:
  reviewers:
    existing: false
    rolesEnabled: true
    performanceViews: [interactions]
`,
  },
  check: (graph, { reading }) =>
    graph.groups
      .filter((group) => (!group.rolesEnabled || group.state !== "active") && reading.grantsOf({ kind: "group", key: group.key }).length > 0)
      .map((group) => ({
        kind: "violation",
        key: group.key,
        subject: called("group", group),
        place: group.place,
        message: group.rolesEnabled
          ? `The group is ${group.state}, so the roles that are granted to it reach nobody.`
          : "The group has roles switched off, so the roles that are granted to it do not reach its members.",
        fix: group.rolesEnabled ? "Grant the roles to an active group." : "Write `rolesEnabled: true`.",
      })),
};
