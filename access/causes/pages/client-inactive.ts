import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `client-inactive`: The OAuth client is inactive or disabled. */
export const clientInactive: Cause = {
  id: "client-inactive",
  title: "The OAuth client is inactive or disabled",
  stage: "token",
  certainty: "confirmed",
  source: "Specification: OAuthClient.state and bad.client.state",
  detectable: "live",
  configuration: "The client's state is `inactive` (no new tokens, to be deleted) or `disabled` (its tokens are invalid too).",
  seen: [
    { status: 400, code: "invalid_client", note: "of the token endpoint; no token is to be had" },
    { status: 401, code: "bad.credentials", message: "Invalid login credentials.", note: "old tokens of a disabled client" },
    { status: 400, code: "bad.client.state", message: "Client is disabled.", note: "when it is edited" },
  ],
  beliefs: [
    { belief: "The secret has expired.", truth: "Secrets do not expire; a client's state can be set." },
    { belief: "A deleted client is gone at once.", truth: "One older than 30 days stays inactive for seven days and can be restored." },
  ],
  fix: {
    sentence: "Set the client active again, or use another one.",
    menu: menus.oauthClients,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/oauth/clients/CLIENT_ID -H "Authorization: Bearer $ADMIN_TOKEN" (state)'],
  near: ["wrong-client-secret", "unknown-client-id", "token-expired-or-idle"],
};
