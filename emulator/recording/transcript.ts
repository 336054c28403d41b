import * as z from "zod";
import type { ConversationRecord } from "../state/entities";
import { derivedId } from "../state/ids";

/** One utterance of a transcript, as seeds and the control API take it. */
export const transcriptShape = z.array(
  z.strictObject({ participant: z.enum(["agent", "customer"]), text: z.string(), sensitive: z.boolean().optional() }),
);

/** A transcript in the form of Genesys Cloud's transcript files, as far as its words go. Sensitive words are masked when redacted. */
export function transcriptOf(conversation: ConversationRecord, communicationId: string, redacted: boolean): unknown {
  const start = Date.parse(conversation.start);
  return {
    conversationId: conversation.id,
    communicationId,
    mediaType: conversation.mediaType === "voice" ? "call" : conversation.mediaType,
    startTime: start,
    transcripts: [
      {
        transcriptId: derivedId(conversation.id, communicationId, "transcript"),
        language: "en-us",
        phrases: (conversation.transcript ?? []).map((line, index) => ({
          phraseIndex: index,
          text: redacted && line.sensitive === true ? "[redacted]" : line.text,
          participantPurpose: line.participant === "agent" ? "internal" : "external",
          startTimeMs: start + index * 5000,
          confidence: 1,
        })),
      },
    ],
  };
}
