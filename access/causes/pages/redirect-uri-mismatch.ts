import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `redirect-uri-mismatch`: The redirect address is not one of the client's. */
export const redirectUriMismatch: Cause = {
  id: "redirect-uri-mismatch",
  title: "The redirect address is not one of the client's",
  stage: "token",
  certainty: "confirmed",
  source: "Specification: OAuthClient.registeredRedirectUri; the authorize page refuses other addresses",
  detectable: "program",
  configuration: "redirect_uri differs from every registered one: http instead of https, another port, a slash at the end, another host.",
  seen: [
    {
      status: 400,
      code: "invalid_request",
      message: "redirect_uri is not valid",
      note: "shown by the authorize page, before anybody can sign in",
    },
    { status: 400, code: "invalid_grant", note: "when code and token request name different addresses" },
  ],
  beliefs: [
    { belief: "A prefix or wildcard is enough.", truth: "The whole address must be registered, as it is sent." },
    { belief: "The user lacks a permission to sign in.", truth: "The page refuses before it asks who he is." },
  ],
  fix: {
    sentence: "Register the address exactly as the program sends it.",
    orgFile: `genesys-access:applications:
  supervisor-desktop:
    grant: code
    redirectUris: ["https://desktop.example.com/callback"]
    calls:
      - GET /api/v2/users/me`,
    menu: `${menus.oauthClients} > the client > Authorized redirect URIs`,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/oauth/clients/CLIENT_ID -H "Authorization: Bearer $ADMIN_TOKEN" (registeredRedirectUri)'],
  near: ["malformed-token-request", "wrong-grant-type", "embed-domain-not-allowed"],
};
