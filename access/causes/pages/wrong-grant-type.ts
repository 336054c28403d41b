import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `wrong-grant-type`: The client is made for another grant than the one asked for. */
export const wrongGrantType: Cause = {
  id: "wrong-grant-type",
  title: "The client is made for another grant than the one asked for",
  stage: "token",
  certainty: "confirmed",
  source: "OAuth error unauthorized_client of the token endpoint; specification: one authorizedGrantType per client",
  detectable: "program",
  configuration:
    "The program asks for client_credentials with a Code Authorization client, for authorization_code with a Client Credentials client, or for a refresh that the grant does not have.",
  seen: [{ status: 400, code: "unauthorized_client" }],
  beliefs: [
    {
      belief: "The client is not authorised: it needs approval, roles or scopes.",
      truth: "`unauthorized_client` means that this client may not use this grant.",
    },
    { belief: "A client can have several grants.", truth: "It has exactly one." },
  ],
  fix: {
    sentence: "Ask for the grant that the client has, or use a client with the other grant.",
    orgFile: `genesys-access:applications:
  reporting:
    grant: client-credentials
    calls:
      - GET /api/v2/routing/queues
    divisions: [all]`,
    menu: `${menus.oauthClients} > the client > Grant Types`,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/oauth/clients/CLIENT_ID -H "Authorization: Bearer $ADMIN_TOKEN" (authorizedGrantType)'],
  near: ["malformed-token-request", "wrong-client-secret", "app-not-authorized-in-org"],
};
