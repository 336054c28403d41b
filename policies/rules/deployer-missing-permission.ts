import { describeOperation } from "../../access/catalogue";
import { deployerCalls } from "../reading/deployer";
import { list, subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

export const deployerMissingPermission: Rule = {
  id: "deployer-missing-permission",
  title: "The deployer may make what the program declares",
  cause: "missing-permission-all",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 403, code: "missing.permissions" },
    { status: 403, code: "missing.any.permissions" },
  ],
  certainty: "confirmed",
  source: "specification: permissions of the operations that make, change, read and remove clients, roles, divisions, groups, grants and users",
  why:
    "An update that stops in the middle because the deployer lacks one permission leaves half of the access in place. " +
    "What a program needs from its deployer follows from the kinds of its resources.",
  fix: "Give the deployer a role with the permissions that the finding names.",
  examples: {
    language: "program",
    bad: `
resources:
  provider:
    type: pulumi:providers:genesyscloud
    properties: { oauthclientId: deployer-id }
  admin:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Deployer, permissionPolicies: [{ domain: oauth, entityName: client, actionSets: [view] }] }
  deployer:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Deployer, clientId: deployer-id, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${admin.id}", divisionId: "*" }] }
  group:
    type: genesyscloud:index/group:Group
    properties: { name: Agents }
`,
    good: `
resources:
  group:
    type: genesyscloud:index/group:Group
    properties: { name: Agents }
`,
  },
  check: (graph, { reading }) => {
    const { deployer } = graph.org;
    if (deployer === undefined) return [];
    const refused = deployerCalls(reading).flatMap(({ operation, what }) => {
      const decision = reading.decider.decide(deployer, operation);
      return decision.decision === "refused" ? [{ operation, what, refusal: decision.refusal }] : [];
    });
    const first = refused[0];
    if (first === undefined) return [];
    const missing = [
      ...new Set(
        refused.flatMap(({ refusal }) =>
          refusal.permissions.length === 0 ? refusal.scopes.slice(0, 1) : refusal.mode === "ANY" ? refusal.permissions.slice(0, 1) : refusal.permissions,
        ),
      ),
    ].sort();
    const finding: RuleFinding = {
      kind: "violation",
      key: deployer.key,
      subject: subjectName(reading, deployer),
      place: graph.org.place ?? { kind: "live", path: "org" },
      message: `To make, change and remove the ${list([...new Set(refused.map(({ what }) => what))])} of this program the deployer lacks ${list(missing)}.`,
      fix: `Add to a role of the deployer: ${missing.map((each) => `\`${each}\``).join(", ")}.`,
      refuses: { call: describeOperation(first.operation), status: first.refusal.status, code: first.refusal.code },
    };
    return [finding];
  },
};
