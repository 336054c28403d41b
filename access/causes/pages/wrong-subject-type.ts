import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `wrong-subject-type`: A grant names the subject as something that it is not. */
export const wrongSubjectType: Cause = {
  id: "wrong-subject-type",
  title: "A grant names the subject as something that it is not",
  stage: "grants",
  certainty: "likely",
  source:
    "Specification: SubjectDivisionGrants.type and subjectType of the bulk grant calls (default PC_USER); Terraform provider issue 2053",
  detectable: "program",
  configuration:
    "A role is granted to an OAuth client's id over the grant API without subjectType=PC_OAUTH_CLIENT, so the API takes the id for a user's (user_roles in Terraform always does).",
  seen: [
    { status: 404, code: "not.found", note: "no user has that id" },
    { note: "or a grant that nobody gets anything from, and missing.any.permissions later" },
  ],
  beliefs: [
    { belief: "An id is an id; the API knows what it belongs to.", truth: "The grant calls take PC_USER unless told otherwise." },
    { belief: "genesyscloud_user_roles can grant to an OAuth client.", truth: "It sends PC_USER; a client's roles are set on the client." },
  ],
  fix: {
    sentence: "Set the roles on the client itself, or send subjectType=PC_OAUTH_CLIENT with the grant.",
    orgFile: `genesys-access:applications:
  reporting:
    grant: client-credentials
    calls:
      - GET /api/v2/routing/queues
    divisions: [all]`,
    menu: menus.oauthClientRoles,
  },
  prove: [
    'curl -s "https://api.DOMAIN/api/v2/authorization/subjects/CLIENT_ID" -H "Authorization: Bearer $TOKEN" (grants and their subject)',
  ],
  near: ["wrong-principal-roles", "client-in-group", "missing-permission-any"],
};
