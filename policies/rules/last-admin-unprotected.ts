import type { SubjectRef } from "../../access/graph/graph";
import { subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Who holds all of these can repair the access of everybody else. */
const repairs = ["authorization:role:edit", "authorization:grant:add"];

/** Rule `last-admin-unprotected`: The last one who can repair access is active and protected. */
export const lastAdminUnprotected: Rule = {
  id: "last-admin-unprotected",
  title: "The last one who can repair access is active and protected",
  severity: "critical",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.permissions" }],
  certainty: "confirmed",
  source: "specification: permissions of the operations that write roles and grants; Terraform provider, documentation of user_roles",
  why:
    "Somebody must be left who may write roles and grants. When the only one in a program is inactive, or can be destroyed by the next update without a question, " +
    "the org can lose its last key.",
  fix: "Protect the resource (`protect: true`), activate the user, or give a second person the role.",
  examples: {
    language: "program",
    bad: `
resources:
  admin:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Access admin, permissionPolicies: [{ domain: authorization, entityName: role, actionSets: [edit] }, { domain: authorization, entityName: grant, actionSets: [add] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Access admin, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${admin.id}", divisionId: "*" }] }
`,
    good: `
resources:
  org:
    type: genesys-access:index:Organization
    properties: { plan: { policies: { grant-like-permission: { allow: { Access admin: ["*"] } } } } }
  admin:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Access admin, permissionPolicies: [{ domain: authorization, entityName: role, actionSets: [edit] }, { domain: authorization, entityName: grant, actionSets: [add] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Access admin, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${admin.id}", divisionId: "*" }] }
`,
  },
  check: (graph, { reading }) => {
    const candidates: readonly SubjectRef[] = [
      ...graph.clients.map(({ key }) => ({ kind: "client" as const, key })),
      ...graph.users.map(({ key }) => ({ kind: "user" as const, key })),
    ];
    const admins = candidates.filter((subject) => repairs.every((permission) => reading.decider.holds(subject, permission) === "yes"));
    const [only, second] = admins;
    if (only === undefined || second !== undefined) return [];
    const client = only.kind === "client" ? reading.client(only.key) : undefined;
    const user = only.kind === "user" ? reading.user(only.key) : undefined;
    const why =
      client === undefined
        ? user?.state === "active" || user?.incomplete !== undefined
          ? undefined
          : `is ${String(user?.state)}`
        : client.state !== "active"
          ? `is ${client.state}`
          : client.protected === true || client.protected === undefined
            ? undefined
            : "is not protected, so an update can destroy it without a question";
    if (why === undefined) return [];
    const finding: RuleFinding = {
      kind: "violation",
      key: `${only.kind} ${only.key}`,
      subject: subjectName(reading, only),
      place: client?.place ?? user?.place ?? { kind: "live", path: only.key },
      message: `It is the only one here who can repair access (${repairs.join(", ")}), and it ${why}.`,
      fix: "Write `protect: true` on its resource, or give a second, active person the role.",
    };
    return [finding];
  },
};
