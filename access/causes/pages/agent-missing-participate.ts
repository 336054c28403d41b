import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `agent-missing-participate`: The agent whose screen is wanted lacks the participate permission. */
export const agentMissingParticipate: Cause = {
  id: "agent-missing-participate",
  title: "The agent whose screen is wanted lacks the participate permission",
  stage: "service",
  certainty: "confirmed",
  source:
    "Specification: agent.permission.denied on the two screen monitoring calls; help page on screen recording (recording:screenRecording:participate)",
  detectable: "live",
  configuration:
    "The caller may monitor, but the monitored agent's roles lack realtimeMonitor:screen:participate (for recordings: recording:screenRecording:participate).",
  seen: [
    {
      status: 403,
      code: "agent.permission.denied",
      message: "Agent does not have required permission: realtimeMonitor:screen:participate",
    },
    { note: "screen recordings: no refusal, but no recording is made of this agent" },
  ],
  beliefs: [
    { belief: "The caller lacks a permission.", truth: "The message speaks of the agent; the caller has passed every check of his own." },
    { belief: "The agent must be signed out and in.", truth: "He needs the permission in a role." },
  ],
  fix: {
    sentence: "Give the agents a role with the participate permission.",
    orgFile: `genesys-access:groups:
  monitored-agents:
    existing: true
    divisions: [all]
    permissions:
      - permission: realtimeMonitor:screen:participate
        reason: supervisors watch these agents' screens`,
    menu: `${menus.people} of the agent, or ${menus.groups}`,
  },
  prove: ["genesys-access what user:AGENT_EMAIL --org ORG", "monitor an agent who has the permission: that works"],
  near: ["assignee-lacks-permission", "missing-permission-any"],
};
