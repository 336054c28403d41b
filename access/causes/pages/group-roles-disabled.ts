import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `group-roles-disabled`: The group has roles, but does not pass them on. */
export const groupRolesDisabled: Cause = {
  id: "group-roles-disabled",
  title: "The group has roles, but does not pass them on",
  stage: "permission",
  certainty: "likely",
  source: "Specification: Group.rolesEnabled and Group.state; help page on roles of groups",
  detectable: "program",
  configuration: "Roles are granted to a group whose rolesEnabled is off, or that is inactive. Its members get nothing from it.",
  seen: [
    { status: 403, code: "missing.any.permissions", note: "for members of the group" },
    { status: 403, code: "missing.permissions" },
  ],
  beliefs: [
    { belief: "Who is in the group has the group's roles.", truth: "Only while the group is active and has roles enabled." },
    { belief: "The grant failed, because it shows no effect.", truth: "The grant is there; the group's switch keeps it from its members." },
  ],
  fix: {
    sentence: "Enable roles for the group.",
    orgFile: `genesys-access:groups:
  service-desk-quality:
    existing: false
    rolesEnabled: true
    performanceViews: [interactions]
    divisions: [all]`,
    menu: `${menus.groups}: enable roles`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/groups/GROUP_ID -H "Authorization: Bearer $TOKEN" (rolesEnabled, state)',
    'genesys-access can user:EMAIL "CALL" --org ORG',
  ],
  near: ["wrong-principal-roles", "client-in-group", "propagation-delay"],
};
