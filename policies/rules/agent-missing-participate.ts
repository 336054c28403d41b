import { aboutCall } from "../reading/refusals";
import type { Rule } from "../rule";

const permission = "realtimeMonitor:screen:participate";
const operations = ["postUserScreenmonitorsSessions", "postConversationParticipantScreenmonitorsSessions"];

/** Rule `agent-missing-participate`: Agents whose screens are monitored hold the permission to take part. */
export const agentMissingParticipate: Rule = {
  id: "agent-missing-participate",
  title: "Agents whose screens are monitored hold the permission to take part",
  cause: "agent-missing-participate",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [{ status: 403, code: "agent.permission.denied" }],
  operations,
  certainty: "confirmed",
  source: "specification, refusal agent.permission.denied of the two operations that start screen monitoring",
  why:
    "Monitoring a screen needs a right of the agent too, not only of whoever monitors. The refusal comes back to the caller, " +
    "whose own permissions are complete, so everybody looks in the wrong place.",
  fix: `Give the agents a role with \`${permission}\`: through a group of theirs, say.`,
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  supervision:
    calls: ["POST /api/v2/users/{userId}/screenmonitors/sessions"]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  supervision:
    calls: ["POST /api/v2/users/{userId}/screenmonitors/sessions"]
genesys-access:groups:
  agents:
    permissions:
      - { permission: "realtimeMonitor:screen:participate", reason: their screens are monitored }
`,
  },
  check: (graph, { reading }) => {
    const people = [...graph.groups.map(({ key }) => ({ kind: "group" as const, key })), ...graph.users.map(({ key }) => ({ kind: "user" as const, key }))];
    if (people.some((subject) => reading.decider.holds(subject, permission) !== "no")) return [];
    return reading.knownCalls
      .filter((call) => operations.includes(call.operation.id))
      .map((call) => ({
        kind: "violation",
        ...aboutCall(call, { status: 403, code: "agent.permission.denied" }),
        message: `The agent whose screen is monitored must hold ${permission}, and nobody here is given it. Agents may hold it by a role that this file does not describe.`,
        fix: `Give it to the agents' group: \`permissions: [{ permission: "${permission}", reason: … }]\`, or waive this where another role does.`,
      }));
  },
};
