import { aboutCall } from "../reading/refusals";
import type { Rule } from "../rule";

/** Rule `user-context-required`: Calls that need a user are not made with client credentials. */
export const userContextRequired: Rule = {
  id: "user-context-required",
  title: "Calls that need a user are not made with client credentials",
  cause: "user-context-required",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "not.a.user" }],
  certainty: "confirmed",
  source: "specification: 43 operations document the refusal not.a.user",
  why:
    "Some operations act for a person: the caller's own queue, a call that somebody makes, the recording of one's own conversation. " +
    "A client-credentials token has no user behind it, so they answer 400 `not.a.user`, whatever the role.",
  fix: "Use `grant: code` with a service user, whose refresh token works unattended, or an operation that takes the user's id.",
  reach: "resource",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  dialler:
    calls: [GET /api/v2/users/me]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  dialler:
    grant: code
    serviceUser: dialler
    redirectUris: [https://dialler.example.com/signed-in]
    calls: [GET /api/v2/users/me]
genesys-access:serviceUsers:
  dialler: { email: dialler@example.com }
`,
  },
  check: (_graph, { reading }) =>
    reading.knownCalls
      .filter((call) => call.operation.context === "user")
      .filter((call) => reading.client(call.application.client)?.grantType === "CLIENT-CREDENTIALS")
      .map((call) => ({
        kind: "violation",
        ...aboutCall(call, { status: 400, code: "not.a.user" }),
        message: "The call needs a user, and the application uses client credentials: its token acts for the client, with no user behind it.",
        fix: `Let the application act for a service user: ${call.declared.place.kind === "urn" ? inProgram : inOrgFile}. Its refresh token then works unattended.`,
      })),
};

const inOrgFile = "`grant: code` and `serviceUser: NAME`, with `NAME: { email: … }` under `genesys-access:serviceUsers`";
const inProgram = "`authorizedGrantType: \"CODE\"` with `scopes` on the client, roles through UserRoles, and `user: EMAIL` beside the declared calls";
