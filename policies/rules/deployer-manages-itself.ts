import { subjectName } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `deployer-manages-itself`: A program does not manage its own deployer. */
export const deployerManagesItself: Rule = {
  id: "deployer-manages-itself",
  title: "A program does not manage its own deployer",
  severity: "high",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "Terraform provider, documentation of user_roles: its author removed his own administrator role with it",
  why:
    "A program that owns the grants of the one who runs it can take away the right to repair itself: one wrong line, and nobody can deploy the correction.",
  fix: "Make the deployer by hand or in a program of its own, run by somebody else.",
  examples: {
    language: "program",
    bad: `
resources:
  provider:
    type: pulumi:providers:genesyscloud
    properties: { oauthclientId: deployer-id }
  admin:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Deployer, permissionPolicies: [{ domain: oauth, entityName: client, actionSets: [add, edit, view, delete] }] }
  deployer:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Deployer, clientId: deployer-id, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${admin.id}", divisionId: "*" }] }
`,
    good: `
resources:
  provider:
    type: pulumi:providers:genesyscloud
    properties: { oauthclientId: deployer-id }
`,
  },
  check: (graph, { reading }) => {
    const { deployer } = graph.org;
    const place = deployer?.kind === "client" ? reading.client(deployer.key)?.place : deployer?.kind === "user" ? reading.user(deployer.key)?.place : undefined;
    if (deployer === undefined || place === undefined || place.kind === "live") return [];
    return [
      {
        kind: "violation",
        key: deployer.key,
        subject: subjectName(reading, deployer),
        place,
        message: "This program manages the very client or user that deploys it: a mistake here can take away the right to correct it.",
        fix: "Move it to a program that somebody else runs, or make it by hand.",
      },
    ];
  },
};
