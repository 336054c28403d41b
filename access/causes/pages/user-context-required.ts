import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `user-context-required`: The operation needs a user, and the token has none. */
export const userContextRequired: Cause = {
  id: "user-context-required",
  title: "The operation needs a user, and the token has none",
  stage: "identity",
  certainty: "confirmed",
  source: "Specification: `not.a.user` on 43 operations; other `/me` paths may need a user too (unsupported)",
  detectable: "program",
  configuration:
    "A client-credentials token calls an operation that acts as, or on behalf of, a user: /users/me, most call controls, recording state, voicemail messages, greeting downloads.",
  seen: [
    {
      status: 400,
      code: "not.a.user",
      message: "This request requires a user context. Client credentials cannot be used for requests to this resource.",
    },
  ],
  beliefs: [
    { belief: "It is a 403, so a role is missing.", truth: "It is a 400, and no role makes a client a user." },
    {
      belief: "A user id in the request, or a header, lends the client a user.",
      truth: "Only a token that was issued for a user has one.",
    },
  ],
  fix: {
    sentence:
      "Use the authorization code grant with a service user (refresh token for unattended work), or an operation that takes the user's id instead of /me.",
    orgFile: `genesys-access:serviceUsers:
  call-robot:
    email: call-robot@example.com
genesys-access:applications:
  call-robot:
    grant: code
    serviceUser: call-robot
    redirectUris: ["https://robot.example.com/callback"]
    calls:
      - PATCH /api/v2/conversations/{conversationId}/recordingstate`,
    menu: `${menus.oauthClients}: a client with the grant Code Authorization`,
  },
  prove: [
    'genesys-access needs "CALL" (grant types)',
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (whether there is a user)',
  ],
  near: ["non-user-context-required", "wrong-principal-roles", "not-active-participant"],
};
