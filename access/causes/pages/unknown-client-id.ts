import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `unknown-client-id`: No client with this id is known there. */
export const unknownClientId: Cause = {
  id: "unknown-client-id",
  title: "No client with this id is known there",
  stage: "token",
  certainty: "confirmed",
  source: "Public reports of the token endpoint's answer",
  detectable: "run",
  configuration: "The client id is mistyped, the client was deleted, or it belongs to an org of another region than the login host's.",
  seen: [{ status: 400, code: "invalid_client", message: "client not found" }],
  beliefs: [
    { belief: "The secret is wrong.", truth: "A wrong secret reads `authentication failed`." },
    { belief: "The integration's or the org's id will do.", truth: "Only the client's own id does." },
  ],
  fix: {
    sentence: "Use the id of a client that exists, at the login host of its org's region.",
    orgFile: `genesys-access:org:
  region: eu-west-2`,
    menu: `${menus.oauthClients}: compare the id`,
  },
  prove: [
    "curl -s https://login.DOMAIN/oauth/token -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials (with the domain of the org's region)",
  ],
  near: ["wrong-region-host", "wrong-client-secret", "client-inactive", "cross-org-client-credentials"],
};
