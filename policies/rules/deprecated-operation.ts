import { aboutCall } from "../reading/refusals";
import type { Rule } from "../rule";

/** Rule `deprecated-operation`: Declared calls are not deprecated. */
export const deprecatedOperation: Rule = {
  id: "deprecated-operation",
  title: "Declared calls are not deprecated",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [{ status: 404, code: "not.found" }],
  certainty: "confirmed",
  source: "specification: the operation's field deprecated",
  why: "Genesys removes deprecated operations in time. From then on the call answers 404, on a day that nobody in the project chose.",
  fix: "Move to the operation that replaces it; the specification's description usually names it.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  chat: { calls: ["GET /api/v2/conversations/chats/{conversationId}"] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  chat: { calls: [GET /api/v2/routing/queues, "GET /api/v2/conversations/messages/{conversationId}"] }
`,
  },
  check: (_graph, { reading }) =>
    reading.knownCalls
      .filter(({ operation }) => operation.deprecated)
      .map((call) => {
        const { refuses: _refuses, ...about } = aboutCall(call, { status: 404, code: "not.found" });
        return {
          kind: "violation" as const,
          ...about,
          message: `${call.operation.method} ${call.operation.path} is deprecated: Genesys will remove it.`,
          fix: "Move to the operation that replaces it; its description in the API explorer names it.",
        };
      }),
};
