import type { CauseId } from "../../causes/ids";
import type { RecordingMedia } from "../../graph/graph";
import type { Sourced } from "./fact";

/**
 * A check that a service makes after the gate has let the call through. It is passed with any one
 * of `anyOf`; for a declared medium with any one of `byMedia` instead.
 */
export interface ServiceCheck extends Sourced {
  /** The refusal code that the operation documents for it. */
  readonly code: string;
  /** Permissions of which one passes the check, the plainest first. */
  readonly anyOf: readonly string[];
  /** What the check asks for when it is known which recordings are read. */
  readonly byMedia?: Readonly<Record<RecordingMedia, readonly string[]>>;
  readonly cause: CauseId;
  /** What a person should know about it. */
  readonly note: string;
}

/** The kinds of recordings, and the permission that shows each of them. */
export const recordingKinds: readonly { readonly kind: string; readonly media: RecordingMedia; readonly permission: string }[] = [
  { kind: "recordings", media: "audio", permission: "recording:recording:view" },
  { kind: "recording segments", media: "audio", permission: "recording:recordingSegment:view" },
  { kind: "snippets", media: "audio", permission: "recording:snippetRecording:view" },
  { kind: "screen recordings", media: "screen", permission: "recording:screenRecording:view" },
];

const recordingView: Omit<ServiceCheck, "certainty" | "source"> = {
  code: "recording.recording.view.permission.check.failed",
  anyOf: recordingKinds.map((kind) => kind.permission),
  byMedia: { audio: ["recording:recording:view"], screen: ["recording:screenRecording:view"] },
  cause: "recording-view-subpermission",
  note: "after the gate the recording service checks the view permission of the kind of recording that is read",
};

/** Checks of the recording service by operation, where they depend on what is read or written. */
export const recordingChecks: Readonly<Record<string, ServiceCheck>> = {
  ...Object.fromEntries(
    [
      "getConversationRecordingmetadata",
      "getConversationRecordingmetadataRecordingId",
      "getConversationRecordings",
      "getConversationRecording",
    ].map((id) => [
      id,
      { ...recordingView, certainty: "confirmed" as const, source: "specification, refusals recording.*.view.permission.check.failed" },
    ]),
  ),
  ...Object.fromEntries(
    ["postRecordingBatchrequests", "getConversationRecordingAnnotations", "postConversationRecordingAnnotations"].map((id) => [
      id,
      {
        ...recordingView,
        certainty: "unsupported" as const,
        source: "the gate is that of the recording reads; no second check is documented",
      },
    ]),
  ),
  putConversationRecordingAnnotation: {
    ...recordingView,
    certainty: "confirmed",
    source: "specification, refusals recording.*.view.permission.check.failed",
  },
  putConversationRecording: {
    code: "recording.recording.edit.retention.permission.check.failed",
    anyOf: [
      "recording:recording:editRetention",
      "recording:recording:restore",
      "recording:screenRecording:editRetention",
      "recording:screenRecording:restore",
      "recording:snippetRecording:editRetention",
      "recording:snippetRecording:restore",
    ],
    byMedia: {
      audio: ["recording:recording:editRetention", "recording:recording:restore"],
      screen: ["recording:screenRecording:editRetention", "recording:screenRecording:restore"],
    },
    cause: "recording-view-subpermission",
    note: "changing dates of retention asks for editRetention, bringing a recording back for restore: the body decides which",
    certainty: "confirmed",
    source: "specification, refusals recording.recording.{edit.retention,restore}.permission.check.failed",
  },
};

/** Checks that want one permission of the caller, by the refusal code that an operation documents. */
export const secondCheckCodes: readonly (readonly [code: string, permission: string])[] = [
  ["recording.annotation.delete.permission.check.failed", "recording:annotation:delete"],
  ["recording.annotation.update.permission.check.failed", "recording:annotation:edit"],
  ["recording.annotation.view.permission.check.failed", "recording:annotation:view"],
  ["recording.orphan.edit.permission.check.failed", "recording:orphan:edit"],
  ["recording.orphan.view.permission.check.failed", "recording:orphan:view"],
  ["quality.calibration.create.permission.check.failed", "quality:calibration:add"],
  ["quality.calibration.delete.permission.check.failed", "quality:calibration:delete"],
  ["quality.calibration.update.permission.check.failed", "quality:calibration:edit"],
  ["quality.calibration.view.permission.check.failed", "quality:calibration:view"],
  ["quality.evaluation.create.permission.check.failed", "quality:evaluation:add"],
  ["quality.evaluation.delete.permission.check.failed", "quality:evaluation:delete"],
  ["quality.evaluation.update.permission.check.failed", "quality:evaluation:edit"],
  ["quality.evaluation.view.permission.check.failed", "quality:evaluation:view"],
  ["quality.survey.add.permission.check.failed", "quality:survey:add"],
  ["quality.survey.view.permission.check.failed", "quality:survey:view"],
];

/** Every check on the caller's own permissions that the service behind an operation makes after the gate. */
export function serviceChecksOf(operation: {
  readonly id: string;
  readonly refusals: readonly { readonly code: string }[];
}): readonly ServiceCheck[] {
  const found: ServiceCheck[] = [];
  for (const [code, permission] of secondCheckCodes) {
    if (!operation.refusals.some((refusal) => refusal.code === code)) continue;
    found.push({
      code,
      anyOf: [permission],
      cause: code.startsWith("recording.") ? "recording-view-subpermission" : "missing-permission-any",
      note: `after the gate the service checks ${permission}`,
      certainty: "likely",
      source: `specification, refusal ${code}: the code names the right, not the permission`,
    });
  }
  const recording = recordingChecks[operation.id];
  if (recording !== undefined) found.push(recording);
  return found;
}
