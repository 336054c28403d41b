import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `wfm-scope-of-access`: Workforce management rights cover other units or teams only. */
export const wfmScopeOfAccess: Cause = {
  id: "wfm-scope-of-access",
  title: "Workforce management rights cover other units or teams only",
  stage: "division",
  certainty: "confirmed",
  source: "Specification: wfm.* refusal codes of the workforce management operations",
  detectable: "live",
  configuration:
    "The role is granted for teams only, or not in the division of the business unit, nor of all management units that the request names.",
  seen: [
    {
      status: 403,
      code: "wfm.permission.failure",
      message:
        "The user is not authorized to make the request because they are not authorized for the division of the business unit nor for the requested management units",
    },
    {
      status: 403,
      code: "wfm.only.authorized.for.team.access",
      message: "The user is only authorized to call this route for specific teams",
    },
    { status: 403, code: "wfm.missing.team.permissions", message: "You must have access to the requested teams" },
  ],
  beliefs: [
    {
      belief: "A wfm scope such as wfm:schedule:write is missing.",
      truth: "The scope is workforce-management; the refusal is about units and teams.",
    },
    { belief: "Administrators see every business unit.", truth: "Only those in whose division a role of theirs is granted." },
  ],
  fix: {
    sentence: "Grant the role in the division of the business unit (or of every management unit that is asked for).",
    orgFile: `genesys-access:org:
  region: eu-west-2
  divisions: [Workforce UK]
genesys-access:applications:
  schedule-export:
    calls:
      - GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/weeks/{weekId}/schedules
    divisions: [Workforce UK]`,
    menu: `${menus.oauthClientRoles}, the divisions beside the role; for people ${menus.people}`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/workforcemanagement/businessunits/divisionviews -H "Authorization: Bearer $TOKEN" (what the token may see)',
  ],
  near: ["missing-division-grant", "conditional-permission-mismatch", "missing-permission-any"],
};
