import { called } from "../reading/words";
import type { Rule } from "../rule";

const recordings = /^recording:(recording|recordingSegment|snippetRecording|screenRecording|orphan)$/;

/** Rule `recording-purpose-missing`: Access to recordings of people has a purpose. */
export const recordingPurposeMissing: Rule = {
  id: "recording-purpose-missing",
  title: "Access to recordings of people has a purpose",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "specification: permissions of the recording operations; the demand for a purpose is this project's",
  why:
    "Recordings are personal data of customers and employees. Who reads them, and why, is what an auditor, a works council and the people themselves will ask first.",
  fix: "Write the purpose, in the words that were agreed.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [screen]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    purpose: Quality review, agreed with the works council
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [screen]
`,
  },
  check: (graph, { reading }) =>
    graph.applications
      .filter(({ purpose }) => purpose === undefined)
      .filter(
        (application) =>
          application.recordings.length > 0 ||
          reading.knownCallsOf(application).some((call) => call.operation.permissions.some((name) => recordings.test(name.split(":").slice(0, 2).join(":")))),
      )
      .map((application) => ({
        kind: "violation",
        key: application.key,
        subject: called("application", application),
        place: application.place,
        message: "The application reads recordings of people, and no purpose is written down.",
        fix: "Add `purpose: …`, as it was agreed.",
      })),
};
