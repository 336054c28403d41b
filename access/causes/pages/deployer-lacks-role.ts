import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `deployer-lacks-role`: Whoever writes the client does not hold all roles of the client. */
export const deployerLacksRole: Cause = {
  id: "deployer-lacks-role",
  title: "Whoever writes the client does not hold all roles of the client",
  stage: "grants",
  certainty: "confirmed",
  source:
    "Specification: bad.client.role on POST and PUT /oauth/clients and on POST /oauth/clients/{clientId}/secret; developer page on client credentials; Terraform docs of oauth_client",
  detectable: "live",
  configuration:
    "A client is created, edited or gets a new secret by somebody (a person, Terraform's or Pulumi's own client) who lacks one of the roles that the client has or is to have, in that division.",
  seen: [
    { status: 400, code: "bad.client.role", message: "Client role is invalid." },
    { status: 400, code: "bad.client.role", message: "The caller does not have all the roles assigned to this client." },
  ],
  beliefs: [
    { belief: "The role's id is wrong.", truth: "It usually is right; the caller does not hold the role himself." },
    { belief: "oauth:client:add is enough.", truth: "It admits to the call; what can be handed out is only what the caller has." },
    {
      belief: "A role made in the same run can be used at once.",
      truth: "Nobody holds a new role; grant it to the deployer first and wait for it to act.",
    },
  ],
  fix: {
    sentence:
      "Grant the roles, in the same divisions, to the deployer before the client is written; the provider does it by itself unless deployerRoles is `never`.",
    orgFile: `genesys-access:org:
  region: eu-west-2
  deployerRoles: borrow`,
    menu: `deploying client: ${menus.oauthClientRoles}; a person: ${menus.people}`,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/authorization/subjects/DEPLOYER_CLIENT_ID -H "Authorization: Bearer $TOKEN" (its grants)'],
  near: ["division-aware-granting", "propagation-delay", "missing-client-roles", "unknown-role-name"],
};
