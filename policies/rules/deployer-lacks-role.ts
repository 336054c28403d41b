import { called, capital, few, subjectName } from "../reading/words";
import { allDivisions } from "../../access/graph/lookup";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `deployer-lacks-role`: The deployer holds the roles that it gives to clients. */
export const deployerLacksRole: Rule = {
  id: "deployer-lacks-role",
  title: "The deployer holds the roles that it gives to clients",
  cause: "deployer-lacks-role",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "bad.client.role" }],
  operations: ["postOauthClients", "putOauthClient", "postOauthClientSecret"],
  certainty: "confirmed",
  source: "Terraform provider, oauth_client; developer page on client credentials; specification, refusal bad.client.role",
  why:
    "Nobody can give a client a role, in a division, that he does not hold himself. A deployer that makes a role and a client with it in one go " +
    "needs the role first, and again for every later change of the client.",
  fix: "Grant the role to the deployer first, or let the provider borrow it (`deployerRoles: borrow`, the default).",
  examples: {
    language: "program",
    bad: `
resources:
  provider:
    type: pulumi:providers:genesyscloud
    properties: { oauthclientId: deployer-id, deployerRoles: never }
  admin:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Deployer, permissionPolicies: [{ domain: oauth, entityName: client, actionSets: [add, edit, view, delete] }] }
  deployer:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Deployer, clientId: deployer-id, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${admin.id}", divisionId: "*" }] }
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Wallboard, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
`,
    good: `
resources:
  provider:
    type: pulumi:providers:genesyscloud
    properties: { deployerRoles: borrow }
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Wallboard, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
`,
  },
  check: (graph, { reading }) => {
    const { deployer, deployerRoles } = graph.org;
    if (deployerRoles !== undefined && deployerRoles !== "never") return [];
    if (deployer === undefined) {
      if (deployerRoles === undefined || graph.clients.length === 0) return [];
      return [
        {
          kind: "unchecked",
          key: "deployer",
          subject: `org ${graph.org.name}`,
          place: graph.org.place ?? { kind: "live", path: "org" },
          message: "Which roles the deployer holds is known to the org only.",
          fix: "`genesys-access up` compares them before it changes anything.",
        },
      ];
    }
    const held = reading.grantsOf(deployer);
    const holds = (role: string, division: string | undefined): boolean =>
      held.some((grant) => {
        const at = reading.decider.lookup.divisionKey(grant.division);
        return grant.role.kind === "role" && grant.role.key === role && (at === allDivisions || at === division);
      });
    return graph.clients.flatMap((client): readonly RuleFinding[] => {
      const lacking = reading
        .grantsOf({ kind: "client", key: client.key })
        .flatMap((grant) => (grant.role.kind === "role" && !holds(grant.role.key, reading.decider.lookup.divisionKey(grant.division)) ? [grant.role.key] : []));
      if (lacking.length === 0) return [];
      const names = [...new Set(lacking.map((key) => reading.role(key)?.name ?? key))].sort();
      return [
        {
          kind: "violation",
          key: client.key,
          subject: called("client", client),
          place: client.place,
          message: `${capital(subjectName(reading, deployer))} deploys and does not hold ${few(names.map((name) => `"${name}"`))} in the divisions in which this client gets it, so making or changing the client is refused.`,
          fix: "Write `deployerRoles: borrow` (the default), or grant the roles to the deployer before.",
          refuses: { call: "POST /api/v2/oauth/clients", status: 400, code: "bad.client.role" },
        },
      ];
    });
  },
};
