import * as z from "zod";
import type { ConversationRecord, RecordingRecord } from "../../state/entities";
import { newId } from "../../state/ids";
import { param, read, type Call, type Handlers } from "../../server/call";
import { badRequest, notFound, ok } from "../../server/reply";
import { aboutRecording, advance, isPlayable, seesSensitive } from "./access";
import { contentType, mediaUri } from "./media";

const item = z.object({ conversationId: z.string().nullish(), recordingId: z.string().nullish() });
const shape = z.object({ batchDownloadRequestList: z.array(item).min(1) });

interface BatchItem {
  readonly conversationId: string;
  readonly recordingId?: string | null;
}

interface BatchResult {
  readonly conversationId: string;
  readonly recordingId?: string;
  readonly resultUrl?: string;
  readonly contentType?: string;
  readonly errorMsg?: string;
}

/** Batch downloads: posted by one principal and read by the same one only, in progress until every medium is transcoded. */
export const batchHandlers: Handlers = {
  postRecordingBatchrequests: (call) => {
    const { batchDownloadRequestList } = read(call, shape);
    if (batchDownloadRequestList.length > 100)
      throw badRequest("The batch may have at most 100 items.", "batch.download.too.many.items");
    if (batchDownloadRequestList.some((entry) => entry.conversationId == null))
      throw badRequest("Each item of the batch needs a conversation id.", "batch.download.bad.request");
    const id = newId();
    call.org.jobs.put(id, {
      id,
      kind: "batch-download",
      createdBy: { kind: call.caller.kind, key: call.caller.id },
      createdAt: call.now,
      request: batchDownloadRequestList,
    });
    return ok({ id, selfUri: selfUri(id) });
  },

  getRecordingBatchrequest: (call) => {
    const job = call.org.jobs.get(param(call, "jobId"));
    if (job === undefined || job.kind !== "batch-download")
      throw notFound("batch.download.job.not.found", "The batch download job was not found.");
    call.access.require({ jobPostedBy: job.createdBy });
    let expected = 0;
    const results: BatchResult[] = [];
    for (const entry of job.request as readonly BatchItem[]) {
      const conversation = call.org.conversations.get(entry.conversationId);
      const wanted = conversation === undefined ? [] : readable(call, conversation, entry);
      if (conversation === undefined || wanted.length === 0) {
        expected += 1;
        results.push(nothing(entry, conversation === undefined ? "Conversation was not found." : "No recordings were found."));
        continue;
      }
      expected += wanted.length;
      for (const recording of wanted) {
        if (!isPlayable(recording, call.now) || recording.transcodingReads === 0) results.push(result(call, conversation, recording));
        advance(call.org, conversation.id, recording);
      }
    }
    return ok({
      id: job.id,
      jobId: job.id,
      expectedResultCount: expected,
      resultCount: results.length,
      errorCount: results.filter((entry) => entry.errorMsg !== undefined).length,
      status: results.length < expected ? "InProgress" : "Completed",
      results,
      selfUri: selfUri(job.id),
    });
  },
};

function selfUri(id: string): string {
  return `/api/v2/recording/batchrequests/${id}`;
}

/**
 * What may be read is decided as for the recordings themselves: the job's own operation asks for
 * nothing but its poster. What is sensitive is left out of a batch for who may not see it.
 */
function readable(call: Call, conversation: ConversationRecord, entry: BatchItem): RecordingRecord[] {
  const sensitive = seesSensitive(call, conversation);
  return conversation.recordings.filter(
    (recording) =>
      (entry.recordingId == null || recording.id === entry.recordingId) &&
      (recording.sensitive !== true || sensitive) &&
      call.access.allowsCall("getConversationRecordings", aboutRecording(conversation, recording)),
  );
}

function nothing(entry: BatchItem, errorMsg: string): BatchResult {
  const { conversationId, recordingId } = entry;
  return { conversationId, ...(recordingId == null ? {} : { recordingId }), errorMsg };
}

function result(call: Call, conversation: ConversationRecord, recording: RecordingRecord): BatchResult {
  const both = { conversationId: conversation.id, recordingId: recording.id };
  if (!isPlayable(recording, call.now)) return { ...both, errorMsg: "The recording is not available." };
  const minutes = call.org.settings.recordingBatchDownloadUrlTtl;
  return { ...both, resultUrl: mediaUri(call, conversation.id, recording, minutes), contentType: contentType(recording) };
}
