import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `wrong-client-secret`: The client's secret is wrong. */
export const wrongClientSecret: Cause = {
  id: "wrong-client-secret",
  title: "The client's secret is wrong",
  stage: "token",
  certainty: "confirmed",
  source: "Public reports of the token endpoint's answer; announcements of 2025: a secret is shown once",
  detectable: "run",
  configuration: "The secret is mistyped, cut off, badly encoded, was replaced since, or belongs to another client.",
  seen: [{ status: 400, code: "invalid_client", message: "authentication failed" }],
  beliefs: [
    {
      belief: "It was copied from the client's page, so it is right.",
      truth: "The page shows it once, at creation or regeneration; later copies are from before a regeneration.",
    },
    { belief: "The client lacks a role or scope.", truth: "Rights are looked at after the token; here there is none yet." },
  ],
  fix: {
    sentence: "Use the current secret; if nobody has it, replace it (which interrupts every consumer, and needs all the client's roles).",
    orgFile: `genesys-access:applications:
  reporting:
    calls:
      - GET /api/v2/routing/queues
    secretVersion: "2027-01"`,
    menu: `${menus.oauthClients} > the client > Generate New Secret`,
  },
  prove: ["curl -s https://login.DOMAIN/oauth/token -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials"],
  near: ["unknown-client-id", "wrong-region-host", "client-inactive", "malformed-token-request"],
};
