import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `recording-view-subpermission`: The recording service's own check wants another recording permission. */
export const recordingViewSubpermission: Cause = {
  id: "recording-view-subpermission",
  title: "The recording service's own check wants another recording permission",
  stage: "service",
  certainty: "confirmed",
  source:
    "Specification: recording.*.permission.check.failed on the recording operations; which permission a screen file needs beyond the gate is not stated (unsupported)",
  detectable: "program",
  configuration:
    "The gate lets any of four view permissions pass; then the service checks for the kind that is really asked for: recording, recordingSegment, screenRecording, annotation, orphan.",
  seen: [
    { status: 403, code: "recording.recording.view.permission.check.failed", message: "Failed to verify recording view permission." },
    {
      status: 403,
      code: "recording.recordingsegment.view.permission.check.failed",
      message: "Failed to verify recording segment view permission.",
    },
    { status: 403, code: "recording.annotation.view.permission.check.failed", message: "Failed to verify view annotation permission" },
  ],
  beliefs: [
    { belief: "One of the four permissions is enough for everything.", truth: "It is enough for the gate, not for the service behind it." },
    { belief: "It is the division.", truth: "A missing division reads missing.division.permission." },
  ],
  fix: {
    sentence:
      "Add the view permission of the kind that is read: recording:recording:view for audio, recording:screenRecording:view for screens, recording:annotation:view for annotations.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen, audio]
    divisions: [all]`,
    menu: `${menus.roles}: Recording > Recording > View and Recording > Screen Recording > View`,
  },
  prove: [
    'genesys-access needs "GET /api/v2/conversations/{conversationId}/recordings"',
    'genesys-access can application:NAME "CALL" --org ORG',
  ],
  near: ["missing-permission-any", "missing-division-grant", "sensitive-data-hidden", "conditional-permission-mismatch"],
};
