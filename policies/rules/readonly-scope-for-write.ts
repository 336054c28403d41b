import { aboutCall, refusedCalls } from "../reading/refusals";
import { list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `readonly-scope-for-write`: Calls that need the full scope do not have the read-only one. */
export const readonlyScopeForWrite: Rule = {
  id: "readonly-scope-for-write",
  title: "Calls that need the full scope do not have the read-only one",
  cause: "readonly-scope-for-write",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "app.not.authorized.for.scope" }],
  certainty: "confirmed",
  source: "specification, security of the operation: whether family:readonly is listed",
  why:
    "Whether a read-only scope is enough cannot be told from the HTTP method: 244 operations that are no GET accept it, and six GETs do not. " +
    "Where only the full scope is listed, the read-only one is refused.",
  fix: "Write the scope without `:readonly`.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  monitor:
    grant: code
    serviceUser: monitor
    redirectUris: [https://monitor.example.com/signed-in]
    calls: ["DELETE /api/v2/routing/queues/{queueId}"]
    scopes: [routing:readonly]
genesys-access:serviceUsers:
  monitor: { email: monitor@example.com }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  monitor:
    grant: code
    serviceUser: monitor
    redirectUris: [https://monitor.example.com/signed-in]
    calls: ["DELETE /api/v2/routing/queues/{queueId}"]
    scopes: [routing]
genesys-access:serviceUsers:
  monitor: { email: monitor@example.com }
`,
  },
  check: (_graph, { reading }) =>
    refusedCalls(reading, ["readonly-scope-for-write"]).map(({ call, refusal }) => {
      const full = call.operation.scopes;
      return {
        kind: "violation",
        ...aboutCall(call, refusal),
        message: `The call accepts only the full scope ${list(full, "or")}, and the client has the read-only one.`,
        fix: `Write \`${full[0] ?? ""}\` instead of \`${full[0] ?? ""}:readonly\` under \`scopes\`.`,
      };
    }),
};
