import * as z from "zod";
import { refusedByService } from "../authorization/org-access";
import { param, read, type Call, type Handler, type Handlers } from "../server/call";
import { notFound, type Reply } from "../server/reply";
import { aboutConversation } from "./conversations";

const media = ["Call", "Callback", "Chat", "Cobrowsesession", "Email", "Message", "Screenshare", "Social", "Video"];

/** Pausing and resuming the recording of a conversation that goes on. Nothing here starts a recording. */
export const recordingStateHandlers: Handlers = {
  patchConversationRecordingstate: set,
  ...Object.fromEntries(media.map((medium): [string, Handler] => [`putConversations${medium}Recordingstate`, set])),
};

function set(call: Call): Reply {
  const conversation = call.org.conversations.get(param(call, "conversationId"));
  if (conversation === undefined) throw notFound("conversation.not.found", "Conversation was not found.");
  call.access.require(aboutConversation(conversation));
  const { recordingState } = read(call, z.object({ recordingState: z.enum(["ACTIVE", "PAUSED", "NONE"]) }));
  if (conversation.ongoing !== true)
    throw refusedByService({
      status: 403,
      code: "conversation.error.forbidden.not.active.participant",
      cause: "not-active-participant",
      certainty: "confirmed",
    });
  call.org.conversations.put(conversation.id, { ...conversation, recordingState });
  return { status: 202, body: {} };
}
