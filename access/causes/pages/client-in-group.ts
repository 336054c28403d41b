import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `client-in-group`: An OAuth client was put into a group. */
export const clientInGroup: Cause = {
  id: "client-in-group",
  title: "An OAuth client was put into a group",
  stage: "grants",
  certainty: "confirmed",
  source: "Specification: groups API (members are users, listed as UserEntityListing); by model, no page says it in words",
  detectable: "program",
  configuration:
    "The id or name of an OAuth client, or of the service account meant by it, stands among the members of a group, so that it should inherit the group's roles.",
  seen: [
    { status: 400, code: "general.resource.not.found", message: "Group members were not found." },
    { status: 403, code: "missing.any.permissions", note: "afterwards, because nothing was inherited" },
  ],
  beliefs: [
    {
      belief: "The service account of an integration must be in a group that has access.",
      truth: "Members of groups are users. A client-credentials client inherits nothing from any group.",
    },
    {
      belief: "Groups hold applications with permissions, such as Performance > View.",
      truth: "Groups hold roles in divisions; Performance views are permissions of roles.",
    },
  ],
  fix: {
    sentence: "Take the client out of the group and give the roles to the client itself.",
    orgFile: `genesys-access:applications:
  servicenow-screen-recordings:
    grant: client-credentials
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]
    divisions: [all]`,
    menu: menus.oauthClientRoles,
  },
  prove: [
    "genesys-access what application:NAME --org ORG",
    'curl -s https://api.DOMAIN/api/v2/groups/GROUP_ID/members -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["wrong-principal-roles", "group-roles-disabled", "wrong-subject-type"],
};
