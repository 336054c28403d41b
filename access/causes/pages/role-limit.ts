import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `role-limit`: A limit of the org on roles, grants, divisions or clients is reached. */
export const roleLimit: Cause = {
  id: "role-limit",
  title: "A limit of the org on roles, grants, divisions or clients is reached",
  stage: "grants",
  certainty: "confirmed",
  source: "Specification: max.role.assignments.exceeded, max.roles.exceeded, max.scopes.exceeded, auth.too.many.clients",
  detectable: "live",
  configuration: "A subject has too many grants, or the org too many roles, divisions or OAuth clients.",
  seen: [
    { status: 400, code: "max.role.assignments.exceeded", message: "Too many roles granted to a subject" },
    { status: 400, code: "max.roles.exceeded", message: "Cannot create role because maximum number of role is exceeded." },
    { status: 400, code: "max.scopes.exceeded", message: "Too many divisions for organization." },
    { status: 400, code: "auth.too.many.clients", message: "Too many clients exist in this organization." },
  ],
  beliefs: [
    { belief: '"max.scopes" is about OAuth scopes.', truth: "It is about divisions." },
    { belief: "A permission to create is missing.", truth: "The request was allowed; there is no room." },
  ],
  fix: {
    sentence: "Remove what is not used, or merge roles: one role per application, granted in `all` instead of in many single divisions.",
    orgFile: `genesys-access:applications:
  reporting:
    calls:
      - GET /api/v2/routing/queues
    divisions: [all]`,
    menu: `${menus.roles}; clients: ${menus.oauthClients}`,
  },
  prove: [
    'curl -s "https://api.DOMAIN/api/v2/authorization/roles?pageSize=1" -H "Authorization: Bearer $TOKEN" (total)',
    'curl -s https://api.DOMAIN/api/v2/authorization/subjects/SUBJECT_ID -H "Authorization: Bearer $TOKEN" (its grants)',
  ],
  near: ["deployer-lacks-role", "rate-limited"],
};
