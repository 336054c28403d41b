import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Jobs of real integrations, each a set of calls that belong together. */
export const jobs: readonly { readonly calls: readonly string[]; readonly permissions: readonly string[]; readonly recordings?: readonly string[] }[] = [
  {
    calls: [
      "POST /api/v2/analytics/conversations/details/query",
      "GET /api/v2/conversations/{conversationId}/recordingmetadata",
      "GET /api/v2/conversations/{conversationId}/recordings",
    ],
    permissions: ["analytics:conversationDetail:view", "recording:recording:view", "recording:screenRecording:view"],
    recordings: ["screen"],
  },
  {
    calls: ["GET /api/v2/routing/queues", "POST /api/v2/analytics/queues/observations/query"],
    permissions: ["routing:queue:view", "analytics:queueObservation:view"],
  },
  {
    calls: ["POST /api/v2/externalcontacts/contacts", "GET /api/v2/externalcontacts/contacts/{contactId}"],
    permissions: ["externalContacts:contact:add", "externalContacts:contact:view"],
  },
  { calls: ["GET /api/v2/outbound/campaigns"], permissions: ["outbound:campaign:view"] },
  { calls: ["GET /api/v2/flows", "GET /api/v2/flows/{flowId}"], permissions: ["architect:flow:view"] },
];

/** A project folder with so many org files of so many applications each; nothing in them is wrong. */
export function writeOrgs(orgs: number, applications: number): string {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-bench-orgs-"));
  mkdirSync(join(folder, "stacks", "orgs"), { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: genesys-access\nruntime: nodejs\nstackConfigDir: stacks/orgs\n");
  for (let org = 0; org < orgs; org += 1) {
    writeFileSync(join(folder, "stacks", "orgs", `Pulumi.org-${String(org).padStart(3, "0")}.yaml`), orgFile(org, applications));
  }
  return folder;
}

function orgFile(org: number, applications: number): string {
  const entries = Array.from({ length: applications }, (_, index) => {
    const job = jobs[(org + index) % jobs.length];
    return [
      `    application-${index}:`,
      `      description: Does job ${index} of org ${org}`,
      `      owner: team-${index % 4}`,
      `      purpose: Agreed with the works council`,
      `      allowedAddresses: [198.51.100.${(index % 250) + 1}]`,
      `      calls:`,
      ...(job?.calls ?? []).map((call) => `        - ${call}`),
      ...(job?.recordings === undefined ? [] : [`      recordings: [${job.recordings.join(", ")}]`]),
      `      divisions: [${index % 2 === 0 ? "Sales" : "UK Service Desk"}]`,
    ].join("\n");
  });
  return [
    "config:",
    "  genesys-access:org: { region: eu-west-2, divisions: [Sales, UK Service Desk], allowedAddresses: [198.51.100.0/24] }",
    "  genesys-access:applications:",
    ...entries,
    "",
  ].join("\n");
}
