import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `missing-permission-all`: One of several permissions that are all needed is missing. */
export const missingPermissionAll: Cause = {
  id: "missing-permission-all",
  title: "One of several permissions that are all needed is missing",
  stage: "permission",
  certainty: "confirmed",
  source: "Specification: x-inin-requires-permissions of type ALL (803 operations) and the standard error codes",
  detectable: "program",
  configuration: "The operation asks for every permission of its list; the roles of whoever the token acts for lack at least one.",
  seen: [
    {
      status: 403,
      code: "missing.permissions",
      message: "Unable to perform the requested action. You are missing the following permission(s): %s",
    },
    {
      status: 403,
      code: "missing.permission",
      message: "You are not authorized to perform the requested action.",
      note: "the word of some services",
    },
  ],
  beliefs: [
    { belief: "The view permission covers edits too.", truth: "Each action is a permission of its own." },
    { belief: "The token lacks a scope.", truth: "A missing scope has a code of its own, app.not.authorized.for.scope." },
  ],
  fix: {
    sentence: "Give every permission of the list to roles of the principal that makes the call.",
    orgFile: `genesys-access:applications:
  transcript-reader:
    grant: client-credentials
    calls:
      - GET /api/v2/speechandtextanalytics/conversations/{conversationId}/communications/{communicationId}/transcripturl`,
    menu: `${menus.roles}, then give the role to the client: ${menus.oauthClientRoles}`,
  },
  prove: ['genesys-access needs "CALL"', 'genesys-access can application:NAME "CALL" --org ORG'],
  near: ["missing-permission-any", "wrong-principal-roles", "misleading-error-text", "third-party-403"],
};
