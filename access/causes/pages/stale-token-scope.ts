import type { Cause } from "../cause";

/** Cause `stale-token-scope`: The scope was added after this token was issued. */
export const staleTokenScope: Cause = {
  id: "stale-token-scope",
  title: "The scope was added after this token was issued",
  stage: "scope",
  certainty: "confirmed",
  source: "Blueprint on the copilot conversation inspector (troubleshooting): a change of scopes needs a new token",
  detectable: "run",
  configuration: "The client has the scope now, but the program still uses an access token (or a refresh token) from before.",
  seen: [
    {
      status: 403,
      code: "app.not.authorized.for.scope",
      message: "App not authorized to use scope %s",
      note: "although the client shows the scope",
    },
  ],
  beliefs: [
    {
      belief: "Waiting helps.",
      truth: "Roles take up to five minutes to act; scopes are fixed in the token and never arrive in an old one.",
    },
  ],
  fix: {
    sentence: "Get a new token; with the authorization code grant let the user sign in again.",
    menu: "Nothing to change in Genesys Cloud; sign in again or restart what keeps the token.",
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (authorizedScope of this very token)'],
  near: ["missing-scope", "propagation-delay", "app-not-authorized-in-org"],
};
