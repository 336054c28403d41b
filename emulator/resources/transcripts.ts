import type { ConversationRecord } from "../state/entities";
import { param, type Call, type Handlers } from "../server/call";
import { notFound, ok } from "../server/reply";
import { communicationId, participantsOf, visibleConversation } from "./conversations";
import { seesSensitive } from "./recordings/access";
import { transcriptUri } from "./recordings/media";

/** Transcripts: a signed address to a file that lies beside the API. One operation wants a second right, the other does not. */
export const transcriptHandlers: Handlers = {
  getSpeechandtextanalyticsConversationCommunicationTranscripturl: (call) => {
    const conversation = visibleConversation(call);
    return ok({ url: uri(call, conversation) });
  },

  getSpeechandtextanalyticsConversationCommunicationTranscripturls: (call) => {
    const conversation = visibleConversation(call);
    const recording = conversation.recordings.find((entry) => entry.media !== "screen");
    return ok({
      conversation: { id: conversation.id },
      communicationId: param(call, "communicationId"),
      urls: [{ ...(recording === undefined ? {} : { recording: { id: recording.id } }), url: uri(call, conversation) }],
    });
  },
};

function uri(call: Call, conversation: ConversationRecord): string {
  const communication = param(call, "communicationId");
  const known = participantsOf(call.org, conversation).some((participant) => communicationId(participant.id) === communication);
  const lines = conversation.transcript ?? [];
  if (!known || lines.length === 0) throw notFound();
  const redacted = lines.some((line) => line.sensitive === true) && !seesSensitive(call, conversation);
  return transcriptUri(call, conversation.id, communication, call.org.settings.recordingPlaybackUrlTtl, redacted);
}
