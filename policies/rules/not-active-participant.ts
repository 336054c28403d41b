import { aboutCall } from "../reading/refusals";
import type { Rule } from "../rule";

const code = "conversation.error.forbidden.not.active.participant";
/** The one right that makes up for not taking part, for the operations that pause and resume recording. */
const madeUpBy = "conversation:recording:pauseOthers";

/** Rule `not-active-participant`: Calls that are for participants of a conversation are not made by machines. */
export const notActiveParticipant: Rule = {
  id: "not-active-participant",
  title: "Calls that are for participants of a conversation are not made by machines",
  cause: "not-active-participant",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [{ status: 403, code }],
  certainty: "likely",
  source: "specification, refusal conversation.error.forbidden.not.active.participant; that a machine never takes part follows from it (likely)",
  why:
    "Some conversation operations are for those who take part in it. A client-credentials client is nobody's participant, " +
    "so it can pass the permission check and still be refused. Recording can be paused from outside with pauseOthers.",
  fix: "Let the application act for the user who takes part, or use an operation that works from outside.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  after-call:
    calls: ["GET /api/v2/conversations/calls/{conversationId}/participants/{participantId}/wrapup", GET /api/v2/routing/queues]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  pause:
    calls: ["PUT /api/v2/conversations/calls/{conversationId}/recordingstate"]
`,
  },
  check: (_graph, { reading }) =>
    reading.knownCalls
      .filter(({ operation }) => operation.context === undefined && operation.refusals.some((refusal) => refusal.code === code))
      .filter(({ operation }) => !operation.permissions.includes(madeUpBy))
      .filter(({ application }) => reading.client(application.client)?.grantType === "CLIENT-CREDENTIALS")
      .map((call) => ({
        kind: "violation",
        ...aboutCall(call, { status: 403, code }),
        message: "The call is for somebody who takes part in the conversation, and a client-credentials client takes part in none.",
        fix: "Act for the participant (`grant: code`), or take an operation that works from outside, such as PUT …/recordingstate with `conversation:recording:pauseOthers`.",
      })),
};
