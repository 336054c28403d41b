import type { Cause } from "../cause";

/** Cause `wrong-token-endpoint`: The token was asked for at the wrong place. */
export const wrongTokenEndpoint: Cause = {
  id: "wrong-token-endpoint",
  title: "The token was asked for at the wrong place",
  stage: "address",
  certainty: "confirmed",
  source: "Developer page on client credentials; JavaScript SDK (loginBasePath): https://login.DOMAIN/oauth/token",
  detectable: "program",
  configuration: "The token request goes to the api host, or to a path such as /api/v2/oauth/token, /v2/oauth/token or /oauth2/token.",
  seen: [
    { status: 404, code: "not.found", note: "or" },
    {
      status: 401,
      code: "authentication.required",
      message: "No authentication bearer token specified in authorization header.",
      note: "or",
    },
    { status: 403, note: "it fails before any permission is looked at" },
  ],
  beliefs: [
    {
      belief: "The refusal shows that the client lacks a right to get tokens.",
      truth: "Getting a token needs no permission; the request did not reach the token endpoint.",
    },
    { belief: "Everything is below /api/v2.", truth: "Tokens come from the login host, /oauth/token." },
  ],
  fix: {
    sentence: "Send the token request to https://login.DOMAIN/oauth/token, form-encoded, client id and secret as Basic authorization.",
    menu: "Nothing to change in Genesys Cloud.",
  },
  prove: ["curl -s https://login.DOMAIN/oauth/token -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials"],
  near: ["malformed-token-request", "wrong-region-host", "wrong-client-secret"],
};
