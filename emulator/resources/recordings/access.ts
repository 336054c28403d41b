import type { About } from "../../authorization/org-access";
import { stateAt } from "../../recording/plan";
import type { ConversationRecord, RecordingRecord } from "../../state/entities";
import type { Org } from "../../state/org";
import { param, type Call } from "../../server/call";
import { notFound } from "../../server/reply";
import { aboutConversation } from "../conversations";

/** What decisions know of a recording: its conversation, and whether it is a screen. */
export function aboutRecording(conversation: ConversationRecord, recording: RecordingRecord): About {
  return { ...aboutConversation(conversation), media: [recording.media === "screen" ? "screen" : "audio"] };
}

/** The path's recording, refused when its kind may not be seen or changed by the call. */
export function requiredRecording(call: Call, conversation: ConversationRecord): RecordingRecord {
  const found = conversation.recordings.find((recording) => recording.id === param(call, "recordingId"));
  if (found === undefined) throw notFound("recording.not.found", "Recording was not found.");
  call.access.require(aboutRecording(conversation, found));
  return found;
}

/** Whether the call gets sensitive data of a conversation as it was said, and not redacted or left out. */
export function seesSensitive(call: Call, conversation: ConversationRecord): boolean {
  return (
    !call.org.settings.sensitiveDataRedaction ||
    call.access.holds(["recording:recording:viewSensitiveData"], conversation.divisionIds)
  );
}

/** Whether a recording's media can be loaded now. */
export function isPlayable(recording: RecordingRecord, now: number): boolean {
  const state = stateAt(recording, now);
  return state === "AVAILABLE" || state === "RESTORED";
}

/** Puts one recording of a conversation in the place of the one with its id. */
export function replaceRecording(org: Org, conversationId: string, after: RecordingRecord): void {
  const current = org.conversations.get(conversationId);
  if (current === undefined) return;
  org.conversations.put(conversationId, {
    ...current,
    recordings: current.recordings.map((recording) => (recording.id === after.id ? after : recording)),
  });
}

/** One step of what goes on in the background: transcoding gets on, a recording that is being restored is there. */
export function advance(org: Org, conversationId: string, recording: RecordingRecord): void {
  if (recording.transcodingReads > 0)
    replaceRecording(org, conversationId, { ...recording, transcodingReads: recording.transcodingReads - 1 });
  else if (recording.fileState === "RESTORING") replaceRecording(org, conversationId, { ...recording, fileState: "RESTORED" });
}
