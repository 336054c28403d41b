import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `readonly-scope-for-write`: The readonly scope is not enough for this operation. */
export const readonlyScopeForWrite: Cause = {
  id: "readonly-scope-for-write",
  title: "The readonly scope is not enough for this operation",
  stage: "scope",
  certainty: "confirmed",
  source: "Specification: security of each operation. 244 operations that are no GET accept family:readonly, six GETs do not",
  detectable: "program",
  configuration: "The token has family:readonly; the operation lists only the family's full scope.",
  seen: [
    {
      status: 403,
      code: "app.not.authorized.for.scope",
      message: "App not authorized to use scope [%s]",
      note: "the brackets name the full scope alone",
    },
  ],
  beliefs: [
    {
      belief: "GET needs readonly, everything else the full scope.",
      truth: "Queries by POST accept readonly; data-extensions and notifications want the full one even to read. Look the operation up.",
    },
  ],
  fix: {
    sentence: "Use the family's full scope for this call.",
    orgFile: `genesys-access:applications:
  queue-manager:
    grant: code
    redirectUris: ["https://queues.example.com/callback"]
    calls:
      - POST /api/v2/routing/queues
    scopes: [routing]`,
    menu: menus.oauthClientScopes,
  },
  prove: [
    'genesys-access needs "CALL" (scopes)',
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (authorizedScope)',
  ],
  near: ["missing-scope", "wrong-scope-family", "stale-token-scope"],
};
