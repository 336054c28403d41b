import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `wrong-principal-roles`: The roles sit on somebody else than the token acts for. */
export const wrongPrincipalRoles: Cause = {
  id: "wrong-principal-roles",
  title: "The roles sit on somebody else than the token acts for",
  stage: "permission",
  certainty: "confirmed",
  source: "Specification: OAuthClient.authorizedGrantType, scope, roleDivisions; developer page on client credentials",
  detectable: "program",
  configuration:
    'With client credentials the client itself is the principal: roles on a user, a group or a "service account" beside it do nothing. With a user\'s token it is the user: roles on the client do nothing.',
  seen: [
    { status: 403, code: "missing.any.permissions" },
    { status: 403, code: "missing.permissions" },
    { note: "the same request works for a person who is signed in, in the admin pages or the API Explorer" },
  ],
  beliefs: [
    { belief: "A default user stands behind a client-credentials client.", truth: "None does; the client's own roles are all it has." },
    { belief: "My account is an administrator, so my client is one.", truth: "Who made the client does not matter; its own roles do." },
    { belief: "Roles on a code-grant client add to the user's.", truth: "roleDivisions count for client credentials only." },
  ],
  fix: {
    sentence:
      "Put the roles on the principal of the token: on the client for client credentials, on the user or his group for every other grant.",
    orgFile: `genesys-access:applications:
  reporting:
    grant: client-credentials
    calls:
      - POST /api/v2/analytics/conversations/details/query
    divisions: [all]`,
    menu: `client credentials: ${menus.oauthClientRoles}; a user's token: ${menus.people}`,
  },
  prove: [
    'genesys-access can application:NAME "CALL" --org ORG',
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (whom the token acts for)',
  ],
  near: ["missing-permission-any", "client-in-group", "wrong-subject-type", "user-context-required"],
};
