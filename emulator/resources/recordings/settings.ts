import * as z from "zod";
import { activeStreams } from "../../recording/conversations";
import type { OrgSettings } from "../../state/entities";
import { read, type Handlers } from "../../server/call";
import { ApiProblem, badRequest, ok } from "../../server/reply";

const shape = z.object({
  maxSimultaneousStreams: z.int().min(0).max(2000).nullish(),
  regionalRecordingStorageEnabled: z.boolean().nullish(),
  recordingPlaybackUrlTtl: z.int().min(2).max(60).nullish(),
  recordingBatchDownloadUrlTtl: z.int().min(2).max(60).nullish(),
  stopRecordingWhenOnlyExternalParticipants: z.boolean().nullish(),
});

/** What a PUT leaves out goes back to this: the body replaces the settings as a whole (likely: the model has no required field). */
const defaults = {
  maxSimultaneousStreams: 2000,
  regionalRecordingStorageEnabled: false,
  recordingPlaybackUrlTtl: 60,
  recordingBatchDownloadUrlTtl: 60,
  stopRecordingWhenOnlyExternalParticipants: true,
};

const permissions: Readonly<Record<string, readonly string[]>> = {
  maxSimultaneousStreams: ["recording:settings:editScreenRecordings"],
  regionalRecordingStorageEnabled: ["recording:settings:editRegionalStorage"],
  recordingPlaybackUrlTtl: ["recording:settings:editUrlExpiration"],
  recordingBatchDownloadUrlTtl: ["recording:settings:editUrlExpiration"],
  stopRecordingWhenOnlyExternalParticipants: ["recording:settings:editConferenceRecording"],
};

/** The recording settings of the org, each with a right of its own, and how many screens are recorded now. */
export const recordingSettingsHandlers: Handlers = {
  getRecordingSettings: ({ org }) => ok(render(org.settings)),

  putRecordingSettings: (call) => {
    const { record } = call.org;
    const sent = Object.fromEntries(Object.entries(read(call, shape)).filter(([, value]) => value != null)) as Partial<OrgSettings>;
    const after: OrgSettings = { ...record.settings, ...defaults, ...sent };
    if (after.maxSimultaneousStreams > after.maxConfigurableScreenRecordingStreams)
      throw badRequest(`At most ${after.maxConfigurableScreenRecordingStreams} simultaneous streams can be configured.`);
    const changed = Object.keys(permissions).filter(
      (name) => record.settings[name as keyof OrgSettings] !== after[name as keyof OrgSettings],
    );
    const missing = [...new Set(changed.flatMap((name) => permissions[name] ?? []))].filter((permission) => !call.access.holds([permission]));
    if (missing.length > 0)
      throw new ApiProblem(
        403,
        "missing.permissions",
        `Unable to perform the requested action. You are missing the following permission(s): [${missing.join(", ")}]`,
      );
    return ok(render(call.org.info.put("me", { ...record, settings: after }).settings));
  },

  getRecordingsScreensessionsDetails: ({ org }) => ok({ count: activeStreams(org) }),
};

function render(settings: OrgSettings): unknown {
  return {
    maxSimultaneousStreams: settings.maxSimultaneousStreams,
    maxConfigurableScreenRecordingStreams: settings.maxConfigurableScreenRecordingStreams,
    regionalRecordingStorageEnabled: settings.regionalRecordingStorageEnabled,
    recordingPlaybackUrlTtl: settings.recordingPlaybackUrlTtl,
    recordingBatchDownloadUrlTtl: settings.recordingBatchDownloadUrlTtl,
    stopRecordingWhenOnlyExternalParticipants: settings.stopRecordingWhenOnlyExternalParticipants,
  };
}
