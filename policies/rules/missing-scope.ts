import { aboutCall, refusedCalls } from "../reading/refusals";
import { list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `missing-scope`: A client that acts for users has a scope of every call. */
export const missingScope: Rule = {
  id: "missing-scope",
  title: "A client that acts for users has a scope of every call",
  cause: "missing-scope",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "app.not.authorized.for.scope" }],
  certainty: "likely",
  source: "specification, security of the operation; that a missing scope is refused in every org, enforced or not, is likely",
  why:
    "A token that acts for a user may do what the user may do, cut down to the client's scopes. A call whose scopes the client has none of is refused, " +
    "however many permissions the user holds. The scopes that an operation lists are alternatives: one is enough.",
  fix: "Add one of the scopes; the read-only one where it is listed. Leave `scopes` out of the org file, and they follow from the calls.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop:
    grant: code
    serviceUser: desktop
    redirectUris: [https://desktop.example.com/signed-in]
    calls: [GET /api/v2/routing/queues]
    scopes: [analytics:readonly]
genesys-access:serviceUsers:
  desktop: { email: desktop@example.com }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  desktop:
    grant: code
    serviceUser: desktop
    redirectUris: [https://desktop.example.com/signed-in]
    calls: [GET /api/v2/routing/queues]
    scopes: [routing:readonly]
genesys-access:serviceUsers:
  desktop: { email: desktop@example.com }
`,
  },
  check: (_graph, { reading }) =>
    refusedCalls(reading, ["missing-scope", "invalid-scope-name"]).map(({ call, refusal }) => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: `The call needs one of the scopes ${list(call.operation.scopes, "or")}, and the client has none of them.`,
      fix: `Add \`${leastScope(call.operation.scopes)}\` to \`scopes\`, or leave \`scopes\` out: they then follow from the calls.`,
    })),
};

function leastScope(scopes: readonly string[]): string {
  return scopes.find((scope) => scope.endsWith(":readonly")) ?? scopes[0] ?? "";
}
