import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `enforcement-tightened`: Genesys enforces since a date what it did not before. */
export const enforcementTightened: Cause = {
  id: "enforcement-tightened",
  title: "Genesys enforces since a date what it did not before",
  stage: "permission",
  certainty: "confirmed",
  source: "Developer announcement: permissions of OAuth clients are enforced on four user management calls on or after 2025-12-01",
  detectable: "program",
  configuration:
    "A client moves users between divisions, invites, edits or changes the profile of users (POST /authorization/divisions/{divisionId}/objects/USER, POST /users/{userId}/invite, PATCH /users/{userId}, PUT /users/{userId}/profile) and never had the permission for it.",
  seen: [
    { status: 403, code: "insufficient.permissions", message: "Insufficient permissions to update a user" },
    { status: 403, code: "missing.any.permissions", note: "in an integration that nobody changed, since December 2025" },
  ],
  beliefs: [
    { belief: "Nothing was changed, so it is an outage.", truth: "The check is new; the right was always missing." },
    { belief: "The call declares no permission.", truth: "Moving users declares none, and needs directory:user:edit all the same." },
  ],
  fix: {
    sentence: "Grant directory:user:edit (for invitations directory:user:setPassword) to the client.",
    orgFile: `genesys-access:applications:
  user-sync:
    calls:
      - PATCH /api/v2/users/{userId}
    permissions:
      - permission: directory:user:edit
        reason: moving users between divisions declares no permission, yet needs this one
    divisions: [all]`,
    menu: `${menus.roles}: Directory > User > Edit, then ${menus.oauthClientRoles}`,
  },
  prove: [
    'genesys-access can application:NAME "PATCH /api/v2/users/{userId}" --org ORG',
    'genesys-access needs "PATCH /api/v2/users/{userId}"',
  ],
  near: ["missing-permission-any", "missing-division-grant"],
};
