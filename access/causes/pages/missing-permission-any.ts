import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `missing-permission-any`: None of the permissions that would do is held. */
export const missingPermissionAny: Cause = {
  id: "missing-permission-any",
  title: "None of the permissions that would do is held",
  stage: "permission",
  certainty: "confirmed",
  source: "Specification: x-inin-requires-permissions of type ANY (2,006 operations) and the standard error codes",
  detectable: "program",
  configuration: "The operation accepts any one of several permissions; the roles of whoever the token acts for hold none of them.",
  seen: [
    {
      status: 403,
      code: "missing.any.permissions",
      message: "Unable to perform the requested action. You must have at least one of the following permissions assigned: %s",
    },
    {
      status: 403,
      code: "architect.missing.permission",
      message: "You are not authorized to perform the requested action.",
      note: "the word of the Architect service",
    },
  ],
  beliefs: [
    {
      belief: "The token lacks a scope.",
      truth: "A missing scope has a code of its own, app.not.authorized.for.scope. With client credentials scopes count for nothing.",
    },
    {
      belief: "All permissions of the list are needed.",
      truth: "One is enough; `needs` names the least powerful one that the service then also accepts.",
    },
  ],
  fix: {
    sentence:
      "Give one of the listed permissions to a role of the principal that makes the call; with client credentials that is the client itself.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    grant: client-credentials
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]`,
    menu: `${menus.roles}, then give the role to the client: ${menus.oauthClientRoles}`,
  },
  prove: ['genesys-access needs "CALL"', 'genesys-access can application:NAME "CALL" --org ORG'],
  near: ["missing-permission-all", "wrong-principal-roles", "missing-division-grant", "propagation-delay", "permission-unavailable-in-org"],
};
