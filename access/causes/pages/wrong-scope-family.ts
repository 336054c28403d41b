import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `wrong-scope-family`: The operation belongs to another scope family than its path suggests. */
export const wrongScopeFamily: Cause = {
  id: "wrong-scope-family",
  title: "The operation belongs to another scope family than its path suggests",
  stage: "scope",
  certainty: "confirmed",
  source:
    "Specification: security of each operation, for instance /recording/batchrequests (quality), /screenrecording/token (authorization), /users/{userId}/roles (authorization)",
  detectable: "program",
  configuration: "The token has the scope of the family that the path speaks of; the operation asks for another family's.",
  seen: [
    {
      status: 403,
      code: "app.not.authorized.for.scope",
      message: "App not authorized to use scope [%s]",
      note: "the brackets name a family that the path does not",
    },
  ],
  beliefs: [
    {
      belief: "The first part of the path is the scope.",
      truth:
        "Mostly, not always: batch requests for recordings want quality, roles of users want authorization, teams want groups, usage wants oauth.",
    },
  ],
  fix: {
    sentence: "Give the client the scope that the operation itself lists.",
    orgFile: `genesys-access:applications:
  recordings-archive-desktop:
    grant: code
    redirectUris: ["https://archive.example.com/callback"]
    calls:
      - POST /api/v2/recording/batchrequests
    recordings: [screen]
    scopes: [quality:readonly]`,
    menu: menus.oauthClientScopes,
  },
  prove: [
    'genesys-access needs "CALL" (scopes)',
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (authorizedScope)',
  ],
  near: ["missing-scope", "readonly-scope-for-write"],
};
