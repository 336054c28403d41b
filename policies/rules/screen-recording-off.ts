import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `screen-recording-off`: The org records screens when applications read screen recordings. */
export const screenRecordingOff: Rule = {
  id: "screen-recording-off",
  title: "The org records screens when applications read screen recordings",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "specification, RecordingSettings.maxSimultaneousStreams: 0 means that no screen is recorded",
  why: "With maxSimultaneousStreams 0 no screen is recorded. Every right is in place, every call answers 200, and there is nothing to read.",
  fix: "Have the org's administrator raise maxSimultaneousStreams, and check that a policy starts screen recording.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, maxScreenRecordingStreams: 0 }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [screen]
`,
    good: `
genesys-access:org: { region: eu-west-2, maxScreenRecordingStreams: 50 }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [screen]
`,
  },
  check: (graph) =>
    graph.org.maxScreenRecordingStreams !== 0
      ? []
      : graph.applications
          .filter(({ recordings }) => recordings.includes("screen"))
          .map((application) => ({
            kind: "violation",
            key: application.key,
            subject: called("application", application),
            place: application.place,
            message: "The application reads screen recordings, and the org records no screen (maxSimultaneousStreams is 0): its calls will find nothing.",
            fix: "Have maxSimultaneousStreams raised (PUT /api/v2/recording/settings), then correct `maxScreenRecordingStreams` here.",
          })),
};
