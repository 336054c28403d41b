import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `client-credentials-ignores-scopes`: Scopes were given to a client-credentials client. */
export const clientCredentialsIgnoresScopes: Cause = {
  id: "client-credentials-ignores-scopes",
  title: "Scopes were given to a client-credentials client",
  stage: "scope",
  certainty: "confirmed",
  source: "Specification: OAuthClient.scope applies only to clients not using client credentials; Terraform provider docs of oauth_client",
  detectable: "program",
  configuration: "A client-credentials client carries scopes, or its token request sends `scope`. Both have no effect on what it may do.",
  seen: [{ note: "nothing is refused for it; the refusal that it was meant to cure stays, usually missing.any.permissions" }],
  beliefs: [
    {
      belief: "Adding the right scope cures the 403.",
      truth: "For client credentials only the roles on the client decide, each in its divisions.",
    },
    { belief: "`scope` in the token request narrows or widens the token.", truth: "It does nothing for this grant." },
  ],
  fix: {
    sentence: "Remove the scopes and give the client a role with the permissions that its calls need.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    grant: client-credentials
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]
    divisions: [all]`,
    menu: menus.oauthClientRoles,
  },
  prove: ['genesys-access can application:NAME "CALL" --org ORG', 'genesys-access needs "CALL"'],
  near: ["missing-permission-any", "missing-client-roles", "missing-scope"],
};
