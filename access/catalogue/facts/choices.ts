import type { Sourced } from "./fact";

/** Which of several permissions this project asks for where an operation leaves the choice, and why. */
export interface Choice extends Sourced {
  /** The permissions in order of preference. */
  readonly order: readonly string[];
  readonly reason: string;
  /** Operations for which only these come into question, whatever else their lists name; absent: wherever the choice comes up. */
  readonly operations?: readonly string[];
}

/** Choices that do not follow from how powerful a permission is. */
export const choices: readonly Choice[] = [
  {
    order: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"],
    reason: "conversations are looked for, not one agent's share of them",
    certainty: "likely",
    source: "help: view interactions' details; both open the same queries",
  },
  {
    order: [
      "recording:recording:view",
      "recording:screenRecording:view",
      "recording:recordingSegment:view",
      "recording:snippetRecording:view",
    ],
    reason: "the service's second check names recording:recording:view unless other recordings are meant",
    certainty: "confirmed",
    source:
      'specification, refusal recording.recording.view.permission.check.failed: "The recording:recording:view permission is required."',
  },
  {
    order: [
      "recording:recording:editRetention",
      "recording:recording:restore",
      "recording:screenRecording:editRetention",
      "recording:screenRecording:restore",
      "recording:snippetRecording:editRetention",
      "recording:snippetRecording:restore",
    ],
    reason: "changing a recording means its retention unless a restore is meant, which asks for restore instead",
    certainty: "likely",
    source: "specification, refusals recording.recording.{edit.retention,restore}.permission.check.failed",
  },
  {
    order: ["directory:user:edit"],
    operations: ["patchScimUser", "patchScimV2User", "putScimUser", "putScimV2User"],
    reason: "changing a user; the others of the list change only their own part of one",
    certainty: "likely",
    source: "specification: the other operations that declare the permissions of the list",
  },
];
