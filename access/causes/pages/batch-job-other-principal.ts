import type { Cause } from "../cause";

/** Cause `batch-job-other-principal`: The job was started by somebody else. */
export const batchJobOtherPrincipal: Cause = {
  id: "batch-job-other-principal",
  title: "The job was started by somebody else",
  stage: "service",
  certainty: "confirmed",
  source:
    "Specification: batch.download.permission.denied on GET /api/v2/recording/batchrequests/{jobId}; not.job.owner on social analytics jobs",
  detectable: "program",
  configuration: "One client (or user) posts a batch or query job, another one reads its results.",
  seen: [
    { status: 403, code: "batch.download.permission.denied", message: "Only user that initiated the job can request results" },
    { status: 403, code: "not.job.owner", message: "Invalid User Operation. User does not have permission to access this job" },
  ],
  beliefs: [
    { belief: "The reader lacks a recording permission.", truth: "The same permissions help nobody but the one who posted." },
    {
      belief: '"User" in the message means that client credentials are refused.',
      truth: "A client may read the jobs that it posted itself.",
    },
  ],
  fix: {
    sentence: "Read the job with the client that posted it.",
    orgFile: `genesys-access:applications:
  archive:
    calls:
      - POST /api/v2/recording/batchrequests
      - GET /api/v2/recording/batchrequests/{jobId}
    recordings: [screen]
    batchJobs:
      postedBy: archive
      readBy: archive`,
    menu: "Nothing to change in Genesys Cloud; use one client for both requests.",
  },
  prove: [
    'post and read the job with one token: curl -s https://api.DOMAIN/api/v2/recording/batchrequests/JOB_ID -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["missing-permission-any", "wrong-principal-roles"],
};
