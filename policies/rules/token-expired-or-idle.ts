import { called, fieldPlace } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `token-expired-or-idle`: Tokens live as long as the job that uses them. */
export const tokenExpiredOrIdle: Rule = {
  id: "token-expired-or-idle",
  title: "Tokens live as long as the job that uses them",
  cause: "token-expired-or-idle",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [{ status: 401, code: "bad.credentials" }],
  certainty: "confirmed",
  source: "specification, OAuthClient.accessTokenValiditySeconds; help: create an OAuth client (HIPAA orgs: 15 minutes idle)",
  why: "A job that runs longer than its token lives ends in 401 in the middle, unless it fetches a new one.",
  fix: "Lengthen the token's lifetime (up to two days), or fetch a new token before the old one ends.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  export: { calls: [GET /api/v2/routing/queues], tokenLifetime: 1h, jobDuration: 6h }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  export: { calls: [GET /api/v2/routing/queues], tokenLifetime: 12h, jobDuration: 6h }
`,
  },
  check: (graph, { reading }) =>
    graph.applications.flatMap((application) => {
      const client = reading.client(application.client);
      const lifetime = application.tokenLifetimeSeconds ?? client?.tokenLifetimeSeconds;
      const job = application.jobSeconds;
      if (lifetime === undefined || job === undefined || job <= lifetime) return [];
      return [
        {
          kind: "violation" as const,
          key: application.key,
          subject: called("application", application),
          place: fieldPlace(application, "tokenLifetimeSeconds", "jobSeconds"),
          message: `One run takes up to ${duration(job)} and a token lives ${duration(lifetime)}: without a new token the run ends in 401.`,
          fix: job <= 172_800 ? `Write \`tokenLifetime: ${duration(job)}\`, or let the application fetch a new token in time.` : "Let the application fetch a new token in time: two days is the longest lifetime.",
          refuses: { call: "every call after the token's end", status: 401, code: "bad.credentials" },
        },
      ];
    }),
};

function duration(seconds: number): string {
  for (const [unit, size] of [["d", 86_400], ["h", 3600], ["m", 60]] as const) {
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}
