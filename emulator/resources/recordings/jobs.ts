import * as z from "zod";
import { stateAt } from "../../recording/plan";
import type { ConversationRecord, JobRecord, RecordingRecord } from "../../state/entities";
import { newId } from "../../state/ids";
import { param, read, type Call, type Handlers } from "../../server/call";
import { page } from "../../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../../server/reply";
import { asyncQuery, inInterval, parseInterval, passes } from "../analytics";
import { aboutRecording, replaceRecording, seesSensitive } from "./access";

const shape = z.object({
  action: z.enum(["ARCHIVE", "DELETE", "EXPORT"]),
  actionDate: z.iso.datetime({ offset: true }),
  screenRecordingActionDate: z.iso.datetime({ offset: true }).nullish(),
  integrationId: z.string().nullish(),
  includeScreenRecordings: z.boolean().nullish(),
  includeRecordingsWithSensitiveData: z.boolean().nullish(),
  conversationQuery: asyncQuery,
});
type Query = z.output<typeof shape>;

/** How many recording jobs of an org may be under way (specification, Recording API). */
const concurrent = 2;
const kind = "recording-job";

/** Jobs that archive, delete or export many recordings: described first, then set going by the same principal. */
export const recordingJobHandlers: Handlers = {
  postRecordingJobs: (call) => {
    const query = read(call, shape);
    parseInterval(query.conversationQuery.interval);
    if (query.action === "EXPORT" && !call.org.documents.has(`integration ${query.integrationId ?? ""}`))
      throw badRequest("An export needs an integration to export through.");
    if (
      query.includeRecordingsWithSensitiveData === true &&
      call.org.settings.sensitiveDataRedaction &&
      !call.access.holds(["recording:recording:viewSensitiveData"])
    )
      throw missing("recording:recording:viewSensitiveData");
    if (jobs(call).filter((job) => job.state !== "FULFILLED" && job.state !== "CANCELLED").length >= concurrent)
      throw badRequest(`Only ${concurrent} recording jobs can be under way at the same time.`);
    const id = newId();
    const made: JobRecord = {
      id,
      kind,
      createdBy: { kind: call.caller.kind, key: call.caller.id },
      createdAt: call.now,
      request: query,
      state: "PENDING",
    };
    return { status: 202, body: render(call.org.jobs.put(id, made)) };
  },

  getRecordingJobs: (call) => {
    const state = call.query.get("state");
    const found = jobs(call)
      .filter((job) => state === null || job.state === state)
      .sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
    return ok(page(call, found, render));
  },

  getRecordingJob: (call) => {
    const job = one(call);
    if (job.state === "PENDING") return ok(render(call.org.jobs.put(job.id, { ...job, state: "READY", counts: count(call, job) })));
    if (job.state === "PROCESSING") return ok(render(call.org.jobs.put(job.id, { ...job, state: "FULFILLED" })));
    return ok(render(job));
  },

  putRecordingJob: (call) => {
    const job = one(call);
    const { state } = read(call, z.object({ state: z.enum(["PROCESSING", "CANCELLED"]) }));
    if (job.createdBy.kind !== call.caller.kind || job.createdBy.key !== call.caller.id)
      throw new ApiProblem(403, "not.authorized", "You are not authorized to perform the requested action.");
    if (state === "CANCELLED") return ok(render(call.org.jobs.put(job.id, { ...job, state })));
    if (job.state !== "READY") throw badRequest(`A job that is ${job.state ?? "PENDING"} cannot be executed.`);
    const query = job.request as Query;
    const found = selected(call, query);
    for (const [conversation, recording] of found) replaceRecording(call.org, conversation.id, acted(recording, query));
    return ok(render(call.org.jobs.put(job.id, { ...job, state, counts: { ...job.counts, processed: found.length } })));
  },

  deleteRecordingJob: (call) => {
    const job = one(call);
    if (job.state === "PROCESSING") throw badRequest("A job that is PROCESSING cannot be deleted.");
    call.org.jobs.delete(job.id);
    return noContent;
  },

  getRecordingJobFailedrecordings: (call) => {
    one(call);
    return ok(page(call, [], (entry) => entry));
  },
};

function missing(permission: string): ApiProblem {
  return new ApiProblem(
    403,
    "missing.permissions",
    `Unable to perform the requested action. You are missing the following permission(s): [${permission}]`,
  );
}

function jobs(call: Call): JobRecord[] {
  return call.org.jobs.filter((job) => job.kind === kind);
}

function one(call: Call): JobRecord {
  const found = call.org.jobs.get(param(call, "jobId"));
  if (found === undefined || found.kind !== kind) throw notFound();
  return found;
}

/** Recordings that the job's query finds and that the caller may see, in the divisions where it may. */
function selected(call: Call, query: Query): [ConversationRecord, RecordingRecord][] {
  const { interval, segmentFilters, conversationFilters } = query.conversationQuery;
  return inInterval([...call.org.conversations.values()], parseInterval(interval))
    .filter((conversation) => passes(conversation, [...(segmentFilters ?? []), ...(conversationFilters ?? [])]))
    .flatMap((conversation) =>
      conversation.recordings
        .filter(
          (recording) =>
            (recording.media !== "screen" || query.includeScreenRecordings !== false) &&
            (recording.sensitive !== true || query.includeRecordingsWithSensitiveData === true || seesSensitive(call, conversation)) &&
            !["DELETED", "UPLOADING"].includes(stateAt(recording, call.now)) &&
            call.access.allowsCall("putConversationRecording", aboutRecording(conversation, recording)),
        )
        .map((recording): [ConversationRecord, RecordingRecord] => [conversation, recording]),
    );
}

function acted(recording: RecordingRecord, query: Query): RecordingRecord {
  const date = recording.media === "screen" ? (query.screenRecordingActionDate ?? query.actionDate) : query.actionDate;
  if (query.action === "DELETE") return { ...recording, deleteDate: date };
  return query.action === "ARCHIVE" ? { ...recording, archiveDate: date } : { ...recording, exportDate: date };
}

function count(call: Call, job: JobRecord): Record<string, number> {
  const found = selected(call, job.request as Query);
  return { conversations: new Set(found.map(([conversation]) => conversation.id)).size, recordings: found.length };
}

function render(job: JobRecord): unknown {
  const { conversations = 0, recordings = 0, processed = 0 } = job.counts ?? {};
  return {
    id: job.id,
    state: job.state,
    recordingJobsQuery: job.request,
    dateCreated: new Date(job.createdAt).toISOString(),
    totalConversations: conversations,
    totalRecordings: recordings,
    totalSkippedRecordings: 0,
    totalFailedRecordings: 0,
    totalProcessedRecordings: processed,
    percentProgress: job.state === "FULFILLED" ? 100 : 0,
    user: { id: job.createdBy.key },
    selfUri: `/api/v2/recording/jobs/${job.id}`,
  };
}
