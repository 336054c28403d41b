import type { Handlers } from "../../server/call";
import { batchHandlers } from "./batch";
import { recordingEditHandlers } from "./edit";
import { recordingJobHandlers } from "./jobs";
import { recordingReadHandlers } from "./read";
import { recordingSettingsHandlers } from "./settings";

/** Recordings of conversations: metadata, media, edits of their retention, batch downloads, jobs, and the recording settings. */
export const recordingHandlers: Handlers = {
  ...recordingReadHandlers,
  ...recordingEditHandlers,
  ...batchHandlers,
  ...recordingJobHandlers,
  ...recordingSettingsHandlers,
};
