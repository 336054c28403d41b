import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `non-user-context-required`: The operation takes client credentials only, and the token is a user's. */
export const nonUserContextRequired: Cause = {
  id: "non-user-context-required",
  title: "The operation takes client credentials only, and the token is a user's",
  stage: "identity",
  certainty: "confirmed",
  source: "Specification: `not.a.client` on 9 operations (agentless email and message, inbound open messaging, social ingestion)",
  detectable: "program",
  configuration: "A token of the code, implicit or SAML grant calls one of the nine operations that are meant for machines.",
  seen: [
    {
      status: 400,
      code: "not.a.client",
      message: "This request requires a non-user context. User token cannot be used for requests to this resource.",
    },
  ],
  beliefs: [
    { belief: "An administrator's token may call everything.", truth: "These nine refuse every user." },
    { belief: "It works in the API Explorer or not at all.", truth: "The API Explorer uses your user's token, so there it must fail." },
  ],
  fix: {
    sentence: "Use a client-credentials client for this call.",
    orgFile: `genesys-access:applications:
  appointment-reminders:
    grant: client-credentials
    calls:
      - POST /api/v2/conversations/messages/agentless
    divisions: [all]`,
    menu: `${menus.oauthClients}: a client with the grant Client Credentials`,
  },
  prove: ['genesys-access needs "CALL" (grant types)', 'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN"'],
  near: ["user-context-required", "missing-scope"],
};
