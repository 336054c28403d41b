import type { Cause } from "../cause";

/** Cause `malformed-token-request`: The token request has the wrong form. */
export const malformedTokenRequest: Cause = {
  id: "malformed-token-request",
  title: "The token request has the wrong form",
  stage: "token",
  certainty: "confirmed",
  source: "Developer page on client credentials (form body, Basic authorization); OAuth error invalid_request",
  detectable: "run",
  configuration:
    "The body is JSON, grant_type is missing or not one of the standard's, or id and secret are not in the Basic header (or wrongly encoded there).",
  seen: [
    { status: 400, code: "invalid_request" },
    { status: 400, code: "unsupported_grant_type" },
  ],
  beliefs: [
    { belief: "Everything in Genesys Cloud is JSON, so the token request is too.", truth: "It is application/x-www-form-urlencoded." },
    { belief: "More fields help: scope, duration, audience, organization.", truth: "grant_type is all that client credentials need." },
  ],
  fix: {
    sentence:
      "POST to https://login.DOMAIN/oauth/token with Content-Type application/x-www-form-urlencoded, body grant_type=client_credentials, and Basic base64(id:secret).",
    menu: "Nothing to change in Genesys Cloud.",
  },
  prove: ["curl -s https://login.DOMAIN/oauth/token -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials"],
  near: ["wrong-token-endpoint", "wrong-grant-type", "wrong-client-secret", "rate-limited"],
};
