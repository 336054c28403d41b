import { aboutCall, refusedCalls } from "../reading/refusals";
import { list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `wrong-scope-family`: Scopes are of the family that the operation asks for, not of the one its path suggests. */
export const wrongScopeFamily: Rule = {
  id: "wrong-scope-family",
  title: "Scopes are of the family that the operation asks for, not of the one its path suggests",
  cause: "wrong-scope-family",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "app.not.authorized.for.scope" }],
  certainty: "confirmed",
  source: "specification, security of the operation: recording/batchrequests asks for quality, users/{id}/roles for authorization, …",
  why:
    "The scope of an operation often comes from another family than its path: batch requests for recordings want `quality`, " +
    "a user's roles want `authorization`. Guessing from the path ends in a 403.",
  fix: "Write the scope that the operation lists, or leave `scopes` out of the org file.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  bulk:
    grant: code
    serviceUser: bulk
    redirectUris: [https://bulk.example.com/signed-in]
    calls: [POST /api/v2/recording/batchrequests]
    recordings: [audio]
    scopes: [recordings]
genesys-access:serviceUsers:
  bulk: { email: bulk@example.com }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  bulk:
    grant: code
    serviceUser: bulk
    redirectUris: [https://bulk.example.com/signed-in]
    calls: [POST /api/v2/recording/batchrequests]
    recordings: [audio]
    scopes: [quality]
genesys-access:serviceUsers:
  bulk: { email: bulk@example.com }
`,
  },
  check: (_graph, { reading }) =>
    refusedCalls(reading, ["wrong-scope-family"]).map(({ call, refusal }) => ({
      kind: "violation",
      ...aboutCall(call, refusal),
      message: `The path suggests another family, but the call needs one of the scopes ${list(call.operation.scopes, "or")}, and the client has none of them.`,
      fix: `Add \`${call.operation.scopes[0] ?? ""}\` to \`scopes\`.`,
    })),
};
