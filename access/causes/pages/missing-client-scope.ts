import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `missing-client-scope`: A client for user tokens was to be made without a scope. */
export const missingClientScope: Cause = {
  id: "missing-client-scope",
  title: "A client for user tokens was to be made without a scope",
  stage: "grants",
  certainty: "confirmed",
  source: "Specification: POST and PUT /api/v2/oauth/clients",
  detectable: "program",
  configuration:
    "The grant is CODE, TOKEN, SAML2-BEARER or PASSWORD and `scope` is missing or empty (roleDivisions in its place do not count).",
  seen: [{ status: 400, code: "missing.client.scope", message: "Client scope is missing." }],
  beliefs: [
    { belief: "No scope means every scope.", truth: "A client for user tokens is refused without one." },
    { belief: "Roles on the client replace scopes.", truth: "roleDivisions count for client credentials only." },
  ],
  fix: {
    sentence: "Give the client the scopes that its calls need.",
    orgFile: `genesys-access:applications:
  supervisor-desktop:
    grant: code
    redirectUris: ["https://desktop.example.com/callback"]
    calls:
      - GET /api/v2/users/me
    scopes: [users:readonly]`,
    menu: menus.oauthClientScopes,
  },
  prove: ["genesys-access check ORG", 'genesys-access needs "CALL"'],
  near: ["missing-client-roles", "invalid-scope-name", "missing-scope"],
};
