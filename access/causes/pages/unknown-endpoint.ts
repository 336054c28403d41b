import type { Cause } from "../cause";

/** Cause `unknown-endpoint`: The called endpoint does not exist. */
export const unknownEndpoint: Cause = {
  id: "unknown-endpoint",
  title: "The called endpoint does not exist",
  stage: "endpoint",
  certainty: "likely",
  source: "Specification of July 2026 (3,180 operations); what an undefined path answers is not in it, 404 `not.found` is expected",
  detectable: "program",
  configuration:
    "A declared call, or the URL in the code, is no operation of the Platform API: an invented path, a real path with another method, or a path of another product.",
  seen: [
    { status: 404, code: "not.found", message: "The requested resource was not found.", note: "expected" },
    { status: 403, note: "as public texts tell it of invented paths" },
  ],
  beliefs: [
    {
      belief: "A 403 shows that the path exists and only a right is missing.",
      truth: "A path that is no operation has no permission and no scope; nothing that is granted makes it work.",
    },
    {
      belief: "Screen recordings have an API of their own, below /analytics or /screenrecordings.",
      truth: "They are recordings of a conversation: GET /api/v2/conversations/{conversationId}/recordings.",
    },
  ],
  fix: {
    sentence: "Call the operation that does exist; the nearest ones are listed with what they do.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]`,
    menu: "Nothing to change in Genesys Cloud. Look the operation up with `genesys-access search WORDS`, or in the API Explorer of developer.genesys.cloud.",
  },
  prove: ['genesys-access needs "METHOD /api/v2/path"', "genesys-access search WORDS"],
  near: ["missing-permission-any", "wrong-region-host", "own-gateway-refusal"],
};
