import { stateAt } from "../../recording/plan";
import type { ConversationRecord, RecordingRecord } from "../../state/entities";
import type { Call, Handlers } from "../../server/call";
import { badRequest, ok } from "../../server/reply";
import { visibleConversation } from "../conversations";
import { aboutRecording, advance, isPlayable, requiredRecording, seesSensitive } from "./access";
import { mediaUri } from "./media";

/** Metadata and media of recordings. Media is transcoded at the first read: 202 without content, until it is there. */
export const recordingReadHandlers: Handlers = {
  getConversationRecordingmetadata: (call) => {
    const conversation = visibleConversation(call);
    return ok(visible(call, conversation).map((recording) => metadata(call, conversation, recording)));
  },

  getConversationRecordingmetadataRecordingId: (call) => {
    const conversation = visibleConversation(call);
    return ok(metadata(call, conversation, requiredRecording(call, conversation)));
  },

  getConversationRecordings: (call) => {
    const conversation = visibleConversation(call);
    return media(call, conversation, visible(call, conversation), (rendered) => rendered);
  },

  getConversationRecording: (call) => {
    const conversation = visibleConversation(call);
    return media(call, conversation, [requiredRecording(call, conversation)], ([rendered]) => rendered);
  },

  getConversationRecordingAnnotations: (call) => {
    requiredRecording(call, visibleConversation(call));
    return ok([]);
  },
};

const formats = new Set(["WAV", "WEBM", "WAV_ULAW", "OGG_VORBIS", "OGG_OPUS", "MP3", "NONE"]);

function media(
  call: Call,
  conversation: ConversationRecord,
  recordings: readonly RecordingRecord[],
  shape: (rendered: readonly unknown[]) => unknown,
): ReturnType<typeof ok> {
  const format = call.query.get("formatId")?.toUpperCase() ?? "WEBM";
  if (!formats.has(format)) throw badRequest(`The format ${format} is not one of ${[...formats].join(", ")}.`);
  const waiting = format !== "NONE" && recordings.some((recording) => isPlayable(recording, call.now) && recording.transcodingReads > 0);
  const rendered = waiting ? [] : recordings.map((recording) => renderRecording(call, conversation, recording));
  for (const recording of recordings) advance(call.org, conversation.id, recording);
  return waiting ? { status: 202 } : ok(shape(rendered));
}

/** Recordings whose kind the caller may see. When there are some and it may see none, the recording service refuses. */
function visible(call: Call, conversation: ConversationRecord): RecordingRecord[] {
  const found = conversation.recordings.filter((recording) => call.access.allows(aboutRecording(conversation, recording)));
  const [first] = conversation.recordings;
  if (found.length === 0 && first !== undefined) call.access.require(aboutRecording(conversation, first));
  return found;
}

function common(call: Call, conversation: ConversationRecord, recording: RecordingRecord): Record<string, unknown> {
  const { archiveDate, archiveMedium, deleteDate, exportDate, restoreExpirationTime } = recording;
  return {
    id: recording.id,
    conversationId: conversation.id,
    startTime: conversation.start,
    ...(conversation.ongoing === true ? {} : { endTime: conversation.end }),
    media: recording.media,
    mediaSubtype: recording.media === "screen" ? "Screen" : recording.media === "audio" ? "Trunk" : undefined,
    fileState: stateAt(recording, call.now),
    ...(archiveDate === undefined ? {} : { archiveDate }),
    ...(archiveMedium === undefined ? {} : { archiveMedium }),
    ...(deleteDate === undefined ? {} : { deleteDate }),
    ...(exportDate === undefined ? {} : { exportDate }),
    ...(restoreExpirationTime === undefined ? {} : { restoreExpirationTime }),
    sessionId: conversation.id,
    selfUri: `/api/v2/conversations/${conversation.id}/recordings/${recording.id}`,
  };
}

function metadata(call: Call, conversation: ConversationRecord, recording: RecordingRecord): unknown {
  return { ...common(call, conversation, recording), region: call.org.record.region };
}

/** A recording with the addresses of its media, when that can be played. */
export function renderRecording(call: Call, conversation: ConversationRecord, recording: RecordingRecord): unknown {
  const minutes = call.org.settings.recordingPlaybackUrlTtl;
  const redacted = recording.sensitive === true && !seesSensitive(call, conversation);
  const users = recording.userId === undefined ? conversation.agentIds : [recording.userId];
  return {
    ...common(call, conversation, recording),
    users: users.map((id) => ({ id, name: call.org.users.get(id)?.name })),
    recordingFileRole: "CUSTOMER_EXPERIENCE",
    outputDurationMs: Date.parse(conversation.end) - Date.parse(conversation.start),
    mediaUris: isPlayable(recording, call.now)
      ? { "0": { mediaUri: mediaUri(call, conversation.id, recording, minutes, redacted) } }
      : {},
    estimatedTranscodeTimeMs: 0,
    actualTranscodeTimeMs: 0,
  };
}
