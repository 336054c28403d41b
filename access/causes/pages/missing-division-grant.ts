import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `missing-division-grant`: The permission is held, but not in the object's division. */
export const missingDivisionGrant: Cause = {
  id: "missing-division-grant",
  title: "The permission is held, but not in the object's division",
  stage: "division",
  certainty: "confirmed",
  source: "Specification: standard error codes and 17 service codes; help pages on divisions and access control",
  detectable: "program",
  configuration:
    "A grant is a role in a division. The role has the permission, but is not granted in any division that the queue, user, conversation or other object belongs to.",
  seen: [
    {
      status: 403,
      code: "missing.division.permission",
      message: "Unable to perform the requested action. You are missing the following permission '%s' in the provided division(s).",
    },
    {
      status: 403,
      code: "missing.any.division.permissions",
      message:
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: %s in at least one of the following division(s): %s",
    },
    { status: 403, code: "missing.division.permissions", message: "User doesn't have required permissions to the division" },
    { note: "empty brackets with a division id beside them, or the division id glued to the permission as a fourth part" },
  ],
  beliefs: [
    {
      belief: "A user who is in a division has access to it.",
      truth: "Being in a division gives no access; only a role that is granted in it does.",
    },
    {
      belief: "The role must be granted in every division that a conversation touched.",
      truth: "One of them is enough to see the whole conversation, recordings included.",
    },
    { belief: "divisionId in the request chooses the division.", truth: "It only filters; access comes from the grant." },
  ],
  fix: {
    sentence: "Grant the role in a division of the object, or in all divisions.",
    orgFile: `genesys-access:org:
  region: eu-west-2
  divisions: [UK Service Desk]
genesys-access:applications:
  recordings-reader:
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]
    divisions: [UK Service Desk]`,
    menu: `${menus.oauthClientRoles}, the divisions beside the role; for people ${menus.people}`,
  },
  prove: [
    'genesys-access can application:NAME "CALL" --org ORG --division DIVISION',
    'curl -s https://api.DOMAIN/api/v2/authorization/subjects/CLIENT_ID -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["home-division-only-grant", "missing-permission-any", "division-aware-granting", "wfm-scope-of-access"],
};
