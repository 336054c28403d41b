import { subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `wrong-subject-type`: Grants are made to subjects of the type that they have. */
export const wrongSubjectType: Rule = {
  id: "wrong-subject-type",
  title: "Grants are made to subjects of the type that they have",
  cause: "wrong-subject-type",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 404, code: "not.found" },
    { status: 403, code: "missing.any.permissions" },
  ],
  operations: ["postAuthorizationSubjectBulkadd"],
  certainty: "likely",
  source: "specification, SubjectDivisionGrants.type; Terraform provider issue 2053: user_roles always says PC_USER",
  why:
    "A grant names the type of its subject. Granting to an OAuth client as if it were a user (UserRoles) or a group (GroupRoles) finds nothing, " +
    "or leaves a grant that never counts.",
  fix: "Give a client its roles on the client itself (`roles` of OauthClient), a user through UserRoles, a group through GroupRoles.",
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  other:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Skill reader, permissionPolicies: [{ domain: routing, entityName: skill, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Wallboard, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${other.id}", divisionId: "*" }] }
  grants:
    type: genesyscloud:index/userRoles:UserRoles
    properties: { userId: "\${client.id}", roles: [{ roleId: "\${role.id}", divisionIds: ["*"] }] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  user:
    type: genesyscloud:index/user:User
    properties: { email: jo@example.com, name: Jo }
  grants:
    type: genesyscloud:index/userRoles:UserRoles
    properties: { userId: "\${user.id}", roles: [{ roleId: "\${role.id}", divisionIds: ["*"] }] }
`,
  },
  check: (graph, { reading }) => {
    const wrong = new Map<string, (typeof graph.grants)[number]>();
    for (const grant of graph.grants) {
      const { subject, subjectType } = grant;
      if (subjectType === undefined || right[subject.kind].includes(subjectType)) continue;
      wrong.set(`${subject.key} ${subjectType}`, grant);
    }
    return [...wrong].map(([key, { subject, subjectType, place }]): RuleFinding => ({
      kind: "violation",
      key,
      subject: subjectName(reading, subject),
      place,
      message: `Roles are granted to ${subjectName(reading, subject)} as ${String(subjectType)}, which it is not: the grant finds nothing or never counts.`,
      fix: subject.kind === "client" ? "Put the roles into `roles` of the OauthClient, and remove this resource." : `Grant them with subject type ${right[subject.kind][0] ?? ""}.`,
      refuses: { call: "POST /api/v2/authorization/subjects/{subjectId}/bulkadd", status: 404, code: "not.found" },
    }));
  },
};

const right: Readonly<Record<"client" | "user" | "group", readonly string[]>> = {
  client: ["PC_OAUTH_CLIENT"],
  user: ["PC_USER", "PC_TRUSTEE_USER"],
  group: ["PC_GROUP", "PC_TRUSTEE_GROUP"],
};
