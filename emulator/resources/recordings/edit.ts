import * as z from "zod";
import type { CauseId } from "../../../access/causes/ids";
import { refusedByService } from "../../authorization/org-access";
import { stateAt } from "../../recording/plan";
import type { ConversationRecord, RecordingRecord } from "../../state/entities";
import { read, type Call, type Handlers } from "../../server/call";
import { badRequest, ok } from "../../server/reply";
import { visibleConversation } from "../conversations";
import { replaceRecording, requiredRecording } from "./access";
import { renderRecording } from "./read";

const date = z.iso.datetime({ offset: true }).nullish();
const shape = z.object({
  archiveDate: date,
  deleteDate: date,
  exportDate: date,
  restoreExpirationTime: date,
  archiveMedium: z.string().nullish(),
  fileState: z.string().nullish(),
});
const dated = ["archiveDate", "deleteDate", "exportDate", "archiveMedium"] as const;

/** How long a restored recording can be played when nothing else is asked for; an assumption. */
const restoredForMs = 7 * 86_400_000;

/** Edits of a recording's retention: its dates by `editRetention` of its kind, bringing it back by `restore` of its kind. */
export const recordingEditHandlers: Handlers = {
  putConversationRecording: (call) => {
    const conversation = visibleConversation(call);
    const before = requiredRecording(call, conversation);
    const body = read(call, shape);
    const state = stateAt(before, call.now);
    const wanted = body.fileState?.toUpperCase() ?? state;
    let after = before;
    if (wanted !== state) after = moved(call, conversation, before, state, wanted, body.restoreExpirationTime ?? undefined);
    const changes = Object.fromEntries(dated.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name] ?? undefined]])));
    if (dated.some((name) => body[name] !== undefined && (body[name] ?? undefined) !== before[name])) {
      requireKind(call, conversation, before, "editRetention");
      if (body.archiveDate != null && body.archiveDate !== before.archiveDate && !archivable(state)) throw notArchivable();
      after = { ...after, ...changes };
    }
    if (after !== before) replaceRecording(call.org, conversation.id, after);
    return ok(renderRecording(call, conversation, after));
  },
};

function moved(
  call: Call,
  conversation: ConversationRecord,
  before: RecordingRecord,
  state: string,
  wanted: string,
  until: string | undefined,
): RecordingRecord {
  if (wanted === "RESTORED" || wanted === "RESTORING" || wanted === "AVAILABLE") {
    requireKind(call, conversation, before, "restore");
    if (state !== "ARCHIVED") throw badRequest(`A recording that is ${state} cannot be restored.`);
    const { archiveDate: _, ...rest } = before;
    return { ...rest, fileState: "RESTORING", restoreExpirationTime: until ?? new Date(call.now + restoredForMs).toISOString() };
  }
  requireKind(call, conversation, before, "editRetention");
  const now = new Date(call.now).toISOString();
  if (wanted === "DELETED") return { ...before, deleteDate: now };
  if (wanted !== "ARCHIVED") throw badRequest(`A recording cannot be made ${wanted}.`);
  if (!archivable(state)) throw notArchivable();
  return { ...before, fileState: "ARCHIVED", archiveDate: now };
}

function archivable(state: string): boolean {
  return state === "AVAILABLE" || state === "RESTORED";
}

/** The code is the specification's; the words are an assumption. */
function notArchivable(): Error {
  return badRequest("The recording is not archivable.", "recording.not.archivable");
}

const checks = {
  editRetention: "recording.recording.edit.retention.permission.check.failed",
  restore: "recording.recording.restore.permission.check.failed",
} as const;
const cause: CauseId = "recording-view-subpermission";

/** The recording service's own check: the right on recordings of this kind, in a division that the conversation touched. */
export function requireKind(
  call: Call,
  conversation: ConversationRecord,
  recording: RecordingRecord,
  action: keyof typeof checks,
): void {
  const permission = `recording:${recording.media === "screen" ? "screenRecording" : "recording"}:${action}`;
  if (call.access.holds([permission], conversation.divisionIds)) return;
  throw refusedByService({ status: 403, code: checks[action], cause, certainty: "confirmed", permissions: [permission], mode: "ANY" });
}
