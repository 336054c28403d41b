import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `division-aware-granting`: Granting is checked against the divisions of the granter. */
export const divisionAwareGranting: Cause = {
  id: "division-aware-granting",
  title: "Granting is checked against the divisions of the granter",
  stage: "grants",
  certainty: "confirmed",
  source: "Specification: RoleSettings.authorizationGrantDivisionAware; missing.division.permission.implied on the grant operations",
  detectable: "live",
  configuration:
    "The org checks grants by division, and whoever grants (or takes away) holds authorization:grant:add only in other divisions than the one that the grant is for.",
  seen: [
    { status: 403, code: "missing.division.permission.implied", message: "User does not have access permissions for this division." },
    { status: 403, code: "missing.division.permission", note: "on a grant call" },
  ],
  beliefs: [
    {
      belief: "authorization:grant:add in any division lets grant everywhere.",
      truth: "Not where the org's role settings make grants division aware.",
    },
    { belief: "The subject's division counts.", truth: "The division of the grant counts." },
  ],
  fix: {
    sentence: "Give the granter authorization:grant:add in the divisions that he grants in, or in all.",
    orgFile: `genesys-access:org:
  region: eu-west-2
  divisionAwareGranting: true`,
    menu: `deploying client: ${menus.oauthClientRoles}, the divisions beside the role`,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/authorization/settings -H "Authorization: Bearer $TOKEN" (authorizationGrantDivisionAware)'],
  near: ["missing-division-grant", "deployer-lacks-role"],
};
