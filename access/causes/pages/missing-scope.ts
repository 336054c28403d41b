import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `missing-scope`: The user token lacks every scope that would do. */
export const missingScope: Cause = {
  id: "missing-scope",
  title: "The user token lacks every scope that would do",
  stage: "scope",
  certainty: "confirmed",
  source:
    "Specification: scopes of an operation are alternatives; standard error code. That it holds in orgs that do not enforce scopes is likely only",
  detectable: "program",
  configuration: "The client has a grant with a user, and none of its scopes is among those of the operation.",
  seen: [{ status: 403, code: "app.not.authorized.for.scope", message: "App not authorized to use scope %s" }],
  beliefs: [
    {
      belief: "The user's role lacks something.",
      truth: "The message speaks of the app: its token may not use the area at all, whoever the user is.",
    },
    { belief: "All scopes of the message are needed.", truth: "They are alternatives; one is enough." },
  ],
  fix: {
    sentence: "Add one of the operation's scopes to the client, then get a new token.",
    orgFile: `genesys-access:applications:
  recordings-desktop:
    grant: code
    redirectUris: ["https://desktop.example.com/callback"]
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]
    scopes: [recordings:readonly]`,
    menu: menus.oauthClientScopes,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (authorizedScope)',
    'genesys-access needs "CALL" (scopes)',
  ],
  near: ["readonly-scope-for-write", "wrong-scope-family", "stale-token-scope", "app-not-authorized-in-org", "invalid-scope-name"],
};
