import * as z from "zod";
import type { About } from "../authorization/org-access";
import type { ConversationRecord, OrgSettings, RecordingRecord } from "../state/entities";
import { newId } from "../state/ids";
import { param, read, type Call, type Handlers } from "../server/call";
import { ApiProblem, badRequest, notFound, ok } from "../server/reply";
import { aboutConversation, visibleConversation } from "./conversations";
import { mediaUri } from "./media";

/** Recordings of conversations: metadata, media, batch downloads and the recording settings. */
export const recordingHandlers: Handlers = {
  getConversationRecordingmetadata: (call) => {
    const conversation = visibleConversation(call);
    return ok(visible(call, conversation).map((recording) => metadata(call, conversation, recording)));
  },

  getConversationRecordingmetadataRecordingId: (call) => {
    const conversation = visibleConversation(call);
    return ok(metadata(call, conversation, one(call, conversation)));
  },

  getConversationRecordings: (call) => {
    const conversation = visibleConversation(call);
    const recordings = visible(call, conversation);
    if (recordings.some((recording) => recording.transcodingReads > 0)) {
      for (const recording of recordings) transcode(call, recording.id);
      return { status: 202 };
    }
    return ok(recordings.map((recording) => render(call, conversation, recording)));
  },

  getConversationRecording: (call) => {
    const conversation = visibleConversation(call);
    const recording = one(call, conversation);
    if (recording.transcodingReads > 0) {
      transcode(call, recording.id);
      return { status: 202 };
    }
    return ok(render(call, conversation, recording));
  },

  getConversationRecordingAnnotations: (call) => {
    one(call, visibleConversation(call));
    return ok([]);
  },

  putConversationRecording: (call) => {
    const conversation = visibleConversation(call);
    const recording = one(call, conversation);
    const body = read(
      call,
      z.object({
        archiveDate: z.string().nullish(),
        deleteDate: z.string().nullish(),
        exportDate: z.string().nullish(),
        fileState: z.string().nullish(),
      }),
    );
    const after: RecordingRecord = {
      ...recording,
      ...(body.archiveDate === undefined ? {} : { archiveDate: body.archiveDate ?? undefined }),
      ...(body.deleteDate === undefined ? {} : { deleteDate: body.deleteDate ?? undefined }),
      ...(body.exportDate === undefined ? {} : { exportDate: body.exportDate ?? undefined }),
      ...(body.fileState == null ? {} : { fileState: body.fileState }),
    };
    replace(call, conversation, after);
    return ok(render(call, conversation, after));
  },

  postRecordingBatchrequests: (call) => {
    const body = read(
      call,
      z.object({
        batchDownloadRequestList: z.array(z.object({ conversationId: z.string().nullish(), recordingId: z.string().nullish() })).min(1),
      }),
    );
    if (body.batchDownloadRequestList.length > 100)
      throw badRequest("The batch may have at most 100 items.", "batch.download.too.many.items");
    if (body.batchDownloadRequestList.some((item) => item.conversationId == null))
      throw badRequest("Each item of the batch needs a conversation id.", "batch.download.bad.request");
    const id = newId();
    call.org.jobs.put(id, {
      id,
      kind: "batch-download",
      createdBy: { kind: call.caller.kind, key: call.caller.id },
      createdAt: call.now,
      request: body.batchDownloadRequestList,
    });
    return ok({ id, selfUri: `/api/v2/recording/batchrequests/${id}` });
  },

  getRecordingBatchrequest: (call) => {
    const job = call.org.jobs.get(param(call, "jobId"));
    if (job === undefined || job.kind !== "batch-download")
      throw notFound("batch.download.job.not.found", "The batch download job was not found.");
    call.access.require({ jobPostedBy: job.createdBy });
    const results = (job.request as { conversationId: string; recordingId?: string | null }[]).flatMap((item) => batchResults(call, item));
    return ok({
      jobId: job.id,
      expectedResultCount: results.length,
      resultCount: results.filter((result) => result.errorMsg === undefined).length,
      errorCount: results.filter((result) => result.errorMsg !== undefined).length,
      status: "Completed",
      results,
    });
  },

  getRecordingSettings: ({ org }) => ok(renderSettings(org.settings)),

  putRecordingSettings: (call) => {
    const body = read(call, settingsShape);
    const { record } = call.org;
    const sent = Object.fromEntries(Object.entries(body).filter(([, value]) => value != null)) as Partial<OrgSettings>;
    const changes: Partial<OrgSettings> = { ...defaultRecordingSettings, ...sent };
    const needs = new Set(
      Object.entries(changes).flatMap(([name, value]) =>
        record.settings[name as keyof OrgSettings] === value ? [] : (settingPermissions[name] ?? []),
      ),
    );
    const missing = [...needs].filter((permission) => !call.access.holds([permission]));
    if (missing.length > 0)
      throw new ApiProblem(
        403,
        "missing.permissions",
        `Unable to perform the requested action. You are missing the following permission(s): [${missing.join(", ")}]`,
      );
    return ok(renderSettings(call.org.info.put("me", { ...record, settings: { ...record.settings, ...changes } }).settings));
  },

  getRecordingsScreensessionsDetails: () => ok({ count: 0 }),
};

/** What a PUT leaves out goes back to this: the body replaces the settings as a whole (likely: the model has no required field). */
const defaultRecordingSettings = {
  maxSimultaneousStreams: 2000,
  regionalRecordingStorageEnabled: false,
  recordingPlaybackUrlTtl: 60,
  recordingBatchDownloadUrlTtl: 60,
  stopRecordingWhenOnlyExternalParticipants: true,
};

const settingsShape = z.object({
  maxSimultaneousStreams: z.int().min(0).max(2000).nullish(),
  regionalRecordingStorageEnabled: z.boolean().nullish(),
  recordingPlaybackUrlTtl: z.int().min(2).max(60).nullish(),
  recordingBatchDownloadUrlTtl: z.int().min(2).max(60).nullish(),
  stopRecordingWhenOnlyExternalParticipants: z.boolean().nullish(),
});

const settingPermissions: Readonly<Record<string, readonly string[]>> = {
  maxSimultaneousStreams: ["recording:settings:editScreenRecordings"],
  regionalRecordingStorageEnabled: ["recording:settings:editRegionalStorage"],
  recordingPlaybackUrlTtl: ["recording:settings:editUrlExpiration"],
  recordingBatchDownloadUrlTtl: ["recording:settings:editUrlExpiration"],
  stopRecordingWhenOnlyExternalParticipants: ["recording:settings:editConferenceRecording"],
};

/** What decisions know of a recording: its conversation, and whether it is a screen. */
function about(conversation: ConversationRecord, recording: RecordingRecord): About {
  return { ...aboutConversation(conversation), media: [recording.media === "screen" ? "screen" : "audio"] };
}

/** Recordings whose kind the caller may see. When there are some and it may see none, the recording service refuses. */
function visible(call: Call, conversation: ConversationRecord): RecordingRecord[] {
  const found = conversation.recordings.filter((recording) => call.access.allows(about(conversation, recording)));
  const [first] = conversation.recordings;
  if (found.length === 0 && first !== undefined) call.access.require(about(conversation, first));
  return found;
}

function one(call: Call, conversation: ConversationRecord): RecordingRecord {
  const found = conversation.recordings.find((recording) => recording.id === param(call, "recordingId"));
  if (found === undefined) throw notFound("recording.not.found", "Recording was not found.");
  call.access.require(about(conversation, found));
  return found;
}

function transcode(call: Call, recordingId: string): void {
  const conversation = call.org.conversations.get(param(call, "conversationId"));
  const recording = conversation?.recordings.find((candidate) => candidate.id === recordingId);
  if (conversation === undefined || recording === undefined || recording.transcodingReads === 0) return;
  replace(call, conversation, { ...recording, transcodingReads: recording.transcodingReads - 1 });
}

function replace(call: Call, conversation: ConversationRecord, after: RecordingRecord): void {
  const { org } = call;
  const current = org.conversations.get(conversation.id) ?? conversation;
  org.conversations.put(conversation.id, {
    ...current,
    recordings: current.recordings.map((recording) => (recording.id === after.id ? after : recording)),
  });
}

function metadata(call: Call, conversation: ConversationRecord, recording: RecordingRecord): Record<string, unknown> {
  return {
    id: recording.id,
    conversationId: conversation.id,
    startTime: conversation.start,
    endTime: conversation.end,
    media: recording.media,
    mediaSubtype: recording.media === "screen" ? "Screen" : recording.media === "audio" ? "Trunk" : undefined,
    fileState: recording.fileState,
    ...(recording.archiveDate === undefined ? {} : { archiveDate: recording.archiveDate }),
    ...(recording.deleteDate === undefined ? {} : { deleteDate: recording.deleteDate }),
    ...(recording.exportDate === undefined ? {} : { exportDate: recording.exportDate }),
    sessionId: conversation.id,
    users: conversation.agentIds.map((id) => ({ id, name: call.org.users.get(id)?.name })),
    recordingFileRole: "CUSTOMER_EXPERIENCE",
    region: call.org.record.region,
    selfUri: `/api/v2/conversations/${conversation.id}/recordings/${recording.id}`,
  };
}

function render(call: Call, conversation: ConversationRecord, recording: RecordingRecord): unknown {
  const { region: _, ...common } = metadata(call, conversation, recording);
  const available = recording.fileState === "AVAILABLE" || recording.fileState === "RESTORED";
  return {
    ...common,
    outputDurationMs: Date.parse(conversation.end) - Date.parse(conversation.start),
    mediaUris: available
      ? { "0": { mediaUri: mediaUri(call, conversation.id, recording, call.org.settings.recordingPlaybackUrlTtl) } }
      : {},
    estimatedTranscodeTimeMs: 0,
    actualTranscodeTimeMs: 0,
  };
}

interface BatchResult {
  readonly conversationId: string;
  readonly recordingId?: string;
  readonly resultUrl?: string;
  readonly contentType?: string;
  readonly errorMsg?: string;
}

/** What may be read is decided as for the recordings themselves: the job's own operation asks for nothing but its poster. */
function batchResults(call: Call, item: { conversationId: string; recordingId?: string | null }): BatchResult[] {
  const { conversationId } = item;
  const conversation = call.org.conversations.get(conversationId);
  if (conversation === undefined) return [{ conversationId, errorMsg: "Conversation was not found." }];
  const wanted = conversation.recordings.filter(
    (recording) =>
      (item.recordingId == null || recording.id === item.recordingId) &&
      call.access.allowsCall("getConversationRecordings", about(conversation, recording)),
  );
  if (wanted.length === 0)
    return [
      { conversationId, ...(item.recordingId == null ? {} : { recordingId: item.recordingId }), errorMsg: "No recordings were found." },
    ];
  return wanted.map((recording) => ({
    conversationId,
    recordingId: recording.id,
    resultUrl: mediaUri(call, conversationId, recording, call.org.settings.recordingBatchDownloadUrlTtl),
    contentType: recording.media === "screen" ? "video/webm" : "audio/wav",
  }));
}

function renderSettings(settings: OrgSettings): unknown {
  return {
    maxSimultaneousStreams: settings.maxSimultaneousStreams,
    maxConfigurableScreenRecordingStreams: settings.maxConfigurableScreenRecordingStreams,
    regionalRecordingStorageEnabled: settings.regionalRecordingStorageEnabled,
    recordingPlaybackUrlTtl: settings.recordingPlaybackUrlTtl,
    recordingBatchDownloadUrlTtl: settings.recordingBatchDownloadUrlTtl,
    stopRecordingWhenOnlyExternalParticipants: settings.stopRecordingWhenOnlyExternalParticipants,
  };
}
