import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `unknown-role-name`: The role is neither a default role nor declared. */
export const unknownRoleName: Cause = {
  id: "unknown-role-name",
  title: "The role is neither a default role nor declared",
  stage: "grants",
  certainty: "confirmed",
  source: "Default roles as far as known; help page on quality management roles (screen recording rights sit in Quality Administrator)",
  detectable: "live",
  configuration: "A role is named that Genesys Cloud does not bring along and that the org has not made: such as Screen Recording Admin.",
  seen: [
    { status: 404, code: "not.found", note: "when it is looked up" },
    { note: "in Terraform: no authorization roles found with name; or the role simply is not in the list" },
  ],
  beliefs: [
    {
      belief: "There is a ready role for every feature.",
      truth: "There are few default roles; what a machine needs is best put in a role of its own.",
    },
    { belief: "A role looks like admin:screen_recordings.", truth: "That is neither a role nor a permission nor a scope." },
  ],
  fix: {
    sentence: "Declare the role, or let the declared calls make one that holds exactly what they need.",
    orgFile: `genesys-access:roles:
  Screen Recording Reader:
    permissions:
      - permission: recording:screenRecording:view
        reason: read by quality reviewers
genesys-access:applications:
  recordings-reader:
    calls:
      - POST /api/v2/analytics/conversations/details/query
    roles: [Screen Recording Reader]`,
    menu: menus.roles,
  },
  prove: ['curl -s "https://api.DOMAIN/api/v2/authorization/roles?name=NAME" -H "Authorization: Bearer $TOKEN"'],
  near: ["unknown-permission", "missing-permission-any"],
};
