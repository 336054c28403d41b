import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `not-active-participant`: The user is not an active participant of the conversation. */
export const notActiveParticipant: Cause = {
  id: "not-active-participant",
  title: "The user is not an active participant of the conversation",
  stage: "service",
  certainty: "confirmed",
  source:
    "Specification: conversation.error.forbidden.not.active.participant on 30 operations, postino.error.forbidden and email.error.forbidden on email drafts",
  detectable: "run",
  configuration:
    "A recording state, call control or email draft of a conversation is changed by a user who is not, or no longer, connected to it.",
  seen: [
    {
      status: 403,
      code: "conversation.error.forbidden.not.active.participant",
      message: "User is not active on conversation and cannot alter recordingState",
    },
    { status: 403, code: "postino.error.forbidden", message: "User is not an active participant on the conversation." },
    { status: 403, code: "email.error.forbidden", message: "User is not part of an active communication on the conversation." },
  ],
  beliefs: [
    {
      belief: "An administrator may steer any conversation.",
      truth: "These calls are for participants; pausing others' recordings has a permission of its own.",
    },
    { belief: "The token has expired, since it worked a minute ago.", truth: "The user has left the conversation since." },
  ],
  fix: {
    sentence:
      "Make the call as a user who is connected to the conversation; to pause others' recordings grant conversation:recording:pauseOthers.",
    orgFile: `genesys-access:serviceUsers:
  pause-robot:
    email: pause-robot@example.com
    divisions: [all]
    permissions:
      - permission: conversation:recording:pauseOthers
        reason: pauses the recording while an agent takes card data`,
    menu: `${menus.roles}: Conversation > Recording > Pause Others`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/conversations/CONVERSATION_ID -H "Authorization: Bearer $TOKEN" (participants and their state)',
  ],
  near: ["user-context-required", "missing-permission-any"],
};
