import { called } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `batch-job-other-principal`: Batch jobs are read by whoever posted them. */
export const batchJobOtherPrincipal: Rule = {
  id: "batch-job-other-principal",
  title: "Batch jobs are read by whoever posted them",
  cause: "batch-job-other-principal",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "batch.download.permission.denied" }],
  operations: ["getRecordingBatchrequest"],
  certainty: "confirmed",
  source: "specification, refusal batch.download.permission.denied of GET /api/v2/recording/batchrequests/{jobId}",
  why:
    "A batch request for recordings belongs to the principal that posted it. A second client that only collects results is refused, " +
    "even with the same role.",
  fix: "Let one application post and read, or let both use one client.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  order:
    calls: [POST /api/v2/recording/batchrequests]
    recordings: [audio]
  collect:
    calls: ["GET /api/v2/recording/batchrequests/{jobId}"]
    recordings: [audio]
    batchJobs: { postedBy: order, readBy: collect }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  order:
    calls: [POST /api/v2/recording/batchrequests, "GET /api/v2/recording/batchrequests/{jobId}"]
    recordings: [audio]
    batchJobs: { postedBy: order, readBy: order }
`,
  },
  check: (graph) => {
    const found = graph.applications.flatMap((application) => {
      const jobs = application.batchJobs;
      if (jobs === undefined) return [];
      const find = (name: string) => graph.applications.find(({ key }) => key === name);
      const [poster, reader] = [find(jobs.postedBy), find(jobs.readBy)];
      const same = jobs.postedBy === jobs.readBy || (poster !== undefined && poster.client === reader?.client && poster.user === reader.user);
      if (same) return [];
      return [
        {
          kind: "violation" as const,
          key: `${jobs.postedBy} ${jobs.readBy}`,
          subject: called("application", application),
          place: jobs.place,
          message: `${jobs.postedBy} posts the batch requests and ${jobs.readBy} reads them, each as somebody else. Only the one that posted may read.`,
          fix: `Let ${jobs.postedBy} read its own jobs: move \`GET /api/v2/recording/batchrequests/{jobId}\` there and write \`batchJobs: { postedBy: ${jobs.postedBy}, readBy: ${jobs.postedBy} }\`.`,
          refuses: { call: "GET /api/v2/recording/batchrequests/{jobId}", status: 403, code: "batch.download.permission.denied" },
        },
      ];
    });
    return [...new Map(found.map((finding) => [finding.key, finding])).values()];
  },
};
