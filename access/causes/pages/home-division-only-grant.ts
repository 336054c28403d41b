import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `home-division-only-grant`: The role is granted in the Home division only. */
export const homeDivisionOnlyGrant: Cause = {
  id: "home-division-only-grant",
  title: "The role is granted in the Home division only",
  stage: "division",
  certainty: "confirmed",
  source: "Terraform provider: buildOAuthRoles and the docs of oauth_client, group_roles, user_roles; issue 389 (answer by Genesys)",
  detectable: "program",
  configuration: "A role was given to the client without naming a division. Tools then take Home. The data lies in other divisions.",
  seen: [
    { status: 200, note: "lists and queries answer, but with less than the org has: only what belongs to Home" },
    { status: 403, code: "missing.division.permission", note: "for single objects of other divisions" },
  ],
  beliefs: [
    {
      belief: "An empty list means that there is nothing, or that the query is wrong.",
      truth: "Division-aware lists leave out silently what the grant does not cover.",
    },
    {
      belief: "No division means every division.",
      truth: "No division means Home; every division is written as `*` in the API and `all` in an org file.",
    },
  ],
  fix: {
    sentence: "Name the divisions in which the role is granted, or all of them.",
    orgFile: `genesys-access:applications:
  reporting:
    calls:
      - GET /api/v2/routing/queues
    divisions: [all]`,
    menu: `${menus.oauthClientRoles}, the divisions beside the role`,
  },
  prove: [
    'genesys-access can application:NAME "CALL" --org ORG --division DIVISION',
    'curl -s https://api.DOMAIN/api/v2/oauth/clients/CLIENT_ID -H "Authorization: Bearer $TOKEN" (roleDivisions)',
  ],
  near: ["missing-division-grant", "conditional-permission-mismatch", "sensitive-data-hidden"],
};
