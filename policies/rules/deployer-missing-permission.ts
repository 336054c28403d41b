import { describeOperation } from "../../access/catalogue";
import type { Refusal } from "../../access/decide/refusal";
import { deployerCalls, leastPermissions, type DeployerCall } from "../reading/deployer";
import { list, subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `deployer-missing-permission`: The deployer may make what the program declares. */
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
  source: "specification: permissions of the operations that make, change, read and remove what is declared, as the provider calls them",
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
    const held = new Set(reading.effectivePermissions(deployer).map(({ permission }) => permission));
    const calls = deployerCalls(reading, "never");
    const least = leastPermissions(calls);
    const refused = calls.flatMap(({ operation, permission, what }): readonly Refused[] => {
      const decision = reading.decider.decide(deployer, operation);
      if (decision.decision === "allowed" && permission !== undefined && !held.has(permission)) return [{ operation, what, missing: [permission] }];
      if (decision.decision !== "refused") return [];
      const { refusal } = decision;
      return [{ operation, what, refusal, missing: permission === undefined ? missingOf(refusal, least) : [permission] }];
    });
    const first = refused.find(({ refusal }) => refusal !== undefined) ?? refused[0];
    if (first === undefined) return [];
    const missing = [...new Set(refused.flatMap((one) => one.missing))].sort();
    const finding: RuleFinding = {
      kind: "violation",
      key: deployer.key,
      subject: subjectName(reading, deployer),
      place: graph.org.place ?? { kind: "live", path: "org" },
      message: `To make, change and remove the ${list([...new Set(refused.map(({ what }) => what))])} of this program the deployer lacks ${list(missing)}.`,
      fix: `Add to a role of the deployer: ${missing.map((each) => `\`${each}\``).join(", ")}.`,
      refuses: { call: describeOperation(first.operation), status: first.refusal?.status ?? 403, code: first.refusal?.code ?? "missing.any.permissions" },
    };
    return [finding];
  },
};

/** A call that would fail. Without `refusal` the call itself is let through, and what it is made for is not. */
interface Refused extends Pick<DeployerCall, "operation" | "what"> {
  readonly missing: readonly string[];
  readonly refusal?: Refusal;
}

/** What would let the call through: a scope, every permission, or of those of which one is enough the one that the other calls need too. */
function missingOf({ permissions, scopes, mode }: Refusal, least: ReadonlySet<string>): readonly string[] {
  const meant = permissions.filter((permission) => least.has(permission));
  return permissions.length === 0 ? scopes.slice(0, 1) : mode === "ANY" ? [...meant, ...permissions].slice(0, 1) : permissions;
}
