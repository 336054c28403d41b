import { aboutCall } from "../reading/refusals";
import type { Rule } from "../rule";

/** Rule `non-user-context-required`: Calls that refuse users are made with client credentials. */
export const nonUserContextRequired: Rule = {
  id: "non-user-context-required",
  title: "Calls that refuse users are made with client credentials",
  cause: "non-user-context-required",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "not.a.client" }],
  certainty: "confirmed",
  source: "specification: nine operations document the refusal not.a.client",
  why:
    "Agentless messages and the inbound side of open messaging are for machines only: a token that acts for a user gets 400 `not.a.client`, " +
    "whatever the user may do.",
  fix: "Make these calls with a client-credentials client: `grant: client-credentials`.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  reminders:
    grant: code
    serviceUser: reminders
    redirectUris: [https://reminders.example.com/signed-in]
    calls: [POST /api/v2/conversations/messages/agentless]
genesys-access:serviceUsers:
  reminders: { email: reminders@example.com }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  reminders:
    calls: [POST /api/v2/conversations/messages/agentless]
`,
  },
  check: (_graph, { reading }) =>
    reading.knownCalls
      .filter((call) => call.operation.context === "client")
      .filter((call) => {
        const grantType = reading.client(call.application.client)?.grantType;
        return typeof grantType === "string" && grantType !== "CLIENT-CREDENTIALS";
      })
      .map((call) => ({
        kind: "violation",
        ...aboutCall(call, { status: 400, code: "not.a.client" }),
        message: "The call refuses tokens that act for a user, and the application's grant type is one for users.",
        fix: "Write `grant: client-credentials` (or leave `grant` out), and remove `serviceUser`, `scopes` and `redirectUris`.",
      })),
};
