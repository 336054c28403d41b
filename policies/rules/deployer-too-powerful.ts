import { powerOf } from "../../access/catalogue";
import { deployerCalls, leastPermissions } from "../reading/deployer";
import { counted, few, subjectName } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `deployer-too-powerful`: The deployer holds no more than its program needs. */
export const deployerTooPowerful: Rule = {
  id: "deployer-too-powerful",
  title: "The deployer holds no more than its program needs",
  severity: "high",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "specification: permissions of the operations that deploying takes",
  why:
    "Whoever holds the deployer's credential can do what the deployer may do. A deployer that is an administrator turns a leaked CI secret into the loss of the org.",
  fix: "Give the deployer a role of its own with what the program needs: `genesys-access deployer ORG` prints it.",
  examples: {
    language: "program",
    bad: `
resources:
  provider:
    type: pulumi:providers:genesyscloud
    properties: { oauthclientId: deployer-id }
  admin:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Deployer, permissionPolicies: [{ domain: directory, entityName: "*", actionSets: ["*"] }] }
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
    const calls = deployerCalls(reading, "borrow");
    const choices = calls.flatMap(({ operation, permission }) => (permission === undefined ? operation.permissions : []));
    const needed = new Set([...choices, ...leastPermissions(calls)]);
    const handedOut = new Set(
      graph.clients
        .filter(({ key }) => !(deployer.kind === "client" && deployer.key === key))
        .flatMap(({ key }) => reading.effectivePermissions({ kind: "client", key }).map(({ permission }) => permission)),
    );
    const extra = reading.decider
      .effectivePermissions(deployer)
      .map(({ permission }) => permission)
      .filter((permission) => !needed.has(permission) && !handedOut.has(permission) && powerOf(permission) !== "view");
    if (extra.length === 0) return [];
    const worst = [...extra].sort((one, other) => rank(other) - rank(one));
    return [
      {
        kind: "violation",
        key: deployer.key,
        subject: subjectName(reading, deployer),
        place: graph.org.place ?? { kind: "live", path: "org" },
        message: `The deployer holds ${counted(extra.length, "permission")} beyond reading that the program has no use for: ${few(worst)}.`,
        fix: "Take them out of its role.",
      },
    ];
  },
};

function rank(permission: string): number {
  return ["view", "add", "edit", "delete", "grant-like"].indexOf(powerOf(permission));
}
