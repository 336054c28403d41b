import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `invalid-scope-name`: The scope does not exist. */
export const invalidScopeName: Cause = {
  id: "invalid-scope-name",
  title: "The scope does not exist",
  stage: "scope",
  certainty: "confirmed",
  source: "Specification: 134 scopes, all `family` or `family:readonly`, plus user-basic-info and upload",
  detectable: "program",
  configuration:
    "A scope is named that Genesys Cloud does not have: `read` or `write` as an action, underscores, three parts, or OpenID's openid, profile, email, offline_access.",
  seen: [
    { status: 400, code: "auth.invalid.scope", message: "Client has invalid scope", note: "when a client is made" },
    { status: 400, code: "invalid_scope", note: "of a token or authorize request" },
    { status: 403, code: "app.not.authorized.for.scope", note: "when the token was issued without it" },
  ],
  beliefs: [
    {
      belief: "Scopes are finer than permissions, such as recording:view or analytics:conversation:read.",
      truth: "They are coarser: one family for a whole area, `recordings` or `recordings:readonly`.",
    },
    { belief: "A write needs a :write scope.", truth: "The family's own name is the scope that may write." },
  ],
  fix: {
    sentence: "Use the family's name, or family:readonly for reads; with client credentials leave scopes away altogether.",
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
    'genesys-access needs "CALL" (scopes)',
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (authorizedScope)',
  ],
  near: ["missing-scope", "client-credentials-ignores-scopes", "unknown-permission"],
};
