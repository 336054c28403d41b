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
    return deployerCalls(reading).flatMap(({ operation, what }): readonly RuleFinding[] => {
      const decision = reading.decider.decide(deployer, operation);
      if (decision.decision !== "refused") return [];
      const { refusal } = decision;
      const missing = refusal.permissions.length > 0 ? refusal.permissions : refusal.scopes;
      return [
        {
          kind: "violation",
          key: operation.id,
          subject: subjectName(reading, deployer),
          place: graph.org.place ?? { kind: "live", path: "org" },
          message: `The deployer must make ${describeOperation(operation)} for ${what}, and lacks ${list(missing, refusal.mode === "ANY" ? "or" : "and")}.`,
          fix: `Add ${missing.slice(0, refusal.mode === "ANY" ? 1 : missing.length).map((each) => `\`${each}\``).join(", ")} to a role of the deployer.`,
          refuses: { call: describeOperation(operation), status: refusal.status, code: refusal.code },
        },
      ];
    });
  },
};
