import { subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `division-aware-granting`: The deployer may grant in the divisions in which it grants. */
export const divisionAwareGranting: Rule = {
  id: "division-aware-granting",
  title: "The deployer may grant in the divisions in which it grants",
  cause: "division-aware-granting",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.division.permission" }],
  operations: ["postAuthorizationSubjectBulkadd", "deleteAuthorizationSubjectDivisionRole"],
  certainty: "confirmed",
  source: "specification, RoleSettings.authorizationGrantDivisionAware; help: assign roles to a group",
  why:
    "With division-aware granting switched on, whoever grants or takes away a role needs authorization:grant:add in the division of the grant, " +
    "not just anywhere.",
  fix: "Grant authorization:grant:add to the deployer in those divisions, or in all.",
  examples: {
    language: "program",
    bad: `
resources:
  org:
    type: genesys-access:index:Organization
    properties: { plan: { org: { divisionAwareGranting: true } } }
  provider:
    type: pulumi:providers:genesyscloud
    properties: { oauthclientId: deployer-id }
  sales:
    type: genesyscloud:index/authDivision:AuthDivision
    properties: { name: Sales }
  service:
    type: genesyscloud:index/authDivision:AuthDivision
    properties: { name: Service }
  admin:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Deployer, permissionPolicies: [{ domain: authorization, entityName: grant, actionSets: [add, delete, view] }] }
  deployer:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Deployer, clientId: deployer-id, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${admin.id}", divisionId: "\${sales.id}" }] }
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  group:
    type: genesyscloud:index/group:Group
    properties: { name: Agents }
  grants:
    type: genesyscloud:index/groupRoles:GroupRoles
    properties: { groupId: "\${group.id}", roles: [{ roleId: "\${role.id}", divisionIds: ["\${service.id}"] }] }
`,
    good: `
resources:
  org:
    type: genesys-access:index:Organization
    properties: { plan: { org: { divisionAwareGranting: false } } }
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  group:
    type: genesyscloud:index/group:Group
    properties: { name: Agents }
  grants:
    type: genesyscloud:index/groupRoles:GroupRoles
    properties: { groupId: "\${group.id}", roles: [{ roleId: "\${role.id}", divisionIds: ["*"] }] }
`,
  },
  check: (graph, { reading }) => {
    const { deployer, divisionAwareGranting: aware } = graph.org;
    if (aware !== true || deployer === undefined) return [];
    const refused = new Map<string, RuleFinding>();
    for (const grant of graph.grants) {
      if (grant.subject.kind === deployer.kind && grant.subject.key === deployer.key) continue;
      if (reading.decider.holds(deployer, "authorization:grant:add", grant.division) !== "no") continue;
      const key = `${grant.subject.kind} ${grant.subject.key} ${grant.division.kind === "division" ? grant.division.key : grant.division.kind}`;
      refused.set(key, {
        kind: "violation",
        key,
        subject: subjectName(reading, grant.subject),
        place: grant.place,
        message: `The org checks who grants where, and ${subjectName(reading, deployer)} may not grant roles in ${reading.divisionName(grant.division)}.`,
        fix: `Grant it a role with authorization:grant:add in ${reading.divisionName(grant.division)}, or in all divisions.`,
        refuses: { call: "POST /api/v2/authorization/subjects/{subjectId}/bulkadd", status: 403, code: "missing.division.permission" },
      });
    }
    return [...refused.values()];
  },
};
