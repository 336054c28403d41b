import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `token-expired-or-idle`: The token has expired, was idle too long, or was revoked. */
export const tokenExpiredOrIdle: Cause = {
  id: "token-expired-or-idle",
  title: "The token has expired, was idle too long, or was revoked",
  stage: "identity",
  certainty: "confirmed",
  source:
    "Specification: OAuthClient.accessTokenValiditySeconds (300 to 172,800 s, default 86,400), /tokens/timeout; help page on OAuth clients (HIPAA: 15 minutes idle)",
  detectable: "program",
  configuration: "A job runs longer than its token lives, keeps a token across runs, or pauses longer than the org's idle timeout.",
  seen: [
    { status: 401, code: "bad.credentials", message: "Invalid login credentials." },
    { status: 401, code: "credentials.expired", message: "The supplied credentials are expired and cannot be used." },
    {
      status: 400,
      code: "invalid_grant",
      note: "of the token endpoint: an authorization code or refresh token that is used up or too old",
    },
  ],
  beliefs: [
    { belief: "It worked this morning, so a role was removed.", truth: "A missing role is a 403; a 401 after hours is the token." },
    { belief: "Client-credentials tokens can be refreshed.", truth: "They have no refresh token; ask for a new one." },
  ],
  fix: {
    sentence: "Ask for a new token on 401 and before expiry; let the lifetime exceed the longest run.",
    orgFile: `genesys-access:applications:
  nightly-export:
    calls:
      - POST /api/v2/analytics/conversations/details/query
    tokenLifetime: 12h
    jobDuration: 8h`,
    menu: `${menus.oauthClients} > the client > Token Duration; idle timeout: ${menus.organizationSettings}`,
  },
  prove: [
    'curl -s -o /dev/null -w "%{http_code}" https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN"',
    "the same call with a token that was issued a minute ago",
  ],
  near: ["wrong-region-host", "client-inactive", "ip-not-allowlisted"],
};
