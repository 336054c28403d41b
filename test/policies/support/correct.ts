import fc from "fast-check";
import { stringify } from "yaml";
import { catalogue } from "../../../access/catalogue";
import { grantLike } from "../../../access/catalogue/facts/grantLike";

/** Jobs that real integrations do, each a set of calls that belong together. */
const jobs: readonly { readonly name: string; readonly calls: readonly string[]; readonly recordings?: readonly string[]; readonly roles?: readonly string[] }[] = [
  { name: "wallboard", calls: ["GET /api/v2/routing/queues", "POST /api/v2/analytics/queues/observations/query", "POST /api/v2/analytics/users/observations/query"] },
  { name: "recordings", calls: ["POST /api/v2/analytics/conversations/details/query", "GET /api/v2/conversations/{conversationId}/recordingmetadata", "GET /api/v2/conversations/{conversationId}/recordings"], recordings: ["audio", "screen"] },
  { name: "screen", calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: ["screen"] },
  { name: "bulk", calls: ["POST /api/v2/recording/batchrequests", "GET /api/v2/recording/batchrequests/{jobId}", "POST /api/v2/analytics/conversations/details/query"], recordings: ["audio"] },
  { name: "provisioning", calls: ["GET /api/v2/users", "POST /api/v2/users", "PATCH /api/v2/users/{userId}", "PATCH /api/v2/users/{userId}/queues/{queueId}", "GET /api/v2/groups"] },
  { name: "crm", calls: ["POST /api/v2/externalcontacts/contacts", "GET /api/v2/externalcontacts/contacts/{contactId}", "PUT /api/v2/externalcontacts/contacts/{contactId}"] },
  { name: "campaigns", calls: ["GET /api/v2/outbound/campaigns", "PUT /api/v2/outbound/campaigns/{campaignId}", "POST /api/v2/outbound/contactlists/{contactListId}/contacts"] },
  { name: "reminders", calls: ["POST /api/v2/conversations/messages/agentless"] },
  { name: "quality", calls: ["POST /api/v2/quality/conversations/{conversationId}/evaluations", "GET /api/v2/quality/evaluations/query"] },
  { name: "bot-flows", calls: ["GET /api/v2/flows", "GET /api/v2/flows/{flowId}", "GET /api/v2/flows/datatables/{datatableId}/rows"] },
  { name: "export", calls: ["POST /api/v2/analytics/conversations/details/jobs", "GET /api/v2/analytics/conversations/details/jobs/{jobId}", "GET /api/v2/analytics/conversations/details/jobs/{jobId}/results"] },
  { name: "presence", calls: ["GET /api/v2/users/{userId}/presences/{sourceId}", "PATCH /api/v2/users/{userId}/presences/{sourceId}", "GET /api/v2/users"], roles: ["Employee"] },
];

const divisionNames = ["UK Service Desk", "Sales", "Collections", "Berlin"];

const application = fc.record({
  job: fc.constantFrom(...jobs),
  acts: fc.constantFrom("alone", "user"),
  divisions: fc.oneof(fc.constant(["all"]), fc.uniqueArray(fc.constantFrom(...divisionNames), { minLength: 1, maxLength: 3 })),
  owner: fc.option(fc.constantFrom("platform", "integrations"), { nil: undefined }),
  lifetime: fc.option(fc.constantFrom("1h", "12h", "1d", "2d"), { nil: undefined }),
  headers: fc.option(fc.constantFrom(["X-Request-Id"], ["Accept-Language", "traceparent"]), { nil: undefined }),
});

const group = fc.record({
  views: fc.uniqueArray(fc.constantFrom("dashboards", "contact-center", "agents-status", "interactions", "recordings", "own-recordings"), { minLength: 1 }),
  divisions: fc.oneof(fc.constant(["all"]), fc.uniqueArray(fc.constantFrom(...divisionNames), { minLength: 1 })),
});

const org = fc.record({
  region: fc.constantFrom(...catalogue().regions.map(({ region }) => region)),
  target: fc.constantFrom("emulator", "cloud", undefined),
  products: fc.constantFrom(undefined, ["CX 3"], ["CX 4 digital"]),
  addresses: fc.constantFrom(undefined, [], ["198.51.100.0/24"]),
  redaction: fc.constantFrom(undefined, true, false),
  enforced: fc.constantFrom(undefined, true, false),
  applications: fc.array(application, { minLength: 1, maxLength: 6 }),
  groups: fc.array(group, { maxLength: 3 }),
  hosts: fc.boolean(),
});

/** Org files as careful people write them: real jobs, right hosts, divisions that exist. */
export const correctOrgFile: fc.Arbitrary<string> = org.map((chosen) => {
  const host = catalogue().region(chosen.region);
  const applications: Record<string, unknown> = {};
  const serviceUsers: Record<string, unknown> = {};
  chosen.applications.forEach((entry, index) => {
    const key = `${entry.job.name}-${index}`;
    const asUser = entry.acts === "user" && entry.job.name !== "reminders";
    if (asUser) serviceUsers[`user-${key}`] = { email: `${key}@example.com` };
    applications[key] = without({
      description: `Does ${entry.job.name}`,
      owner: entry.owner,
      purpose: entry.job.recordings === undefined ? undefined : "Quality review",
      grant: asUser ? "code" : undefined,
      serviceUser: asUser ? `user-${key}` : undefined,
      redirectUris: asUser ? ["https://app.example.com/signed-in"] : undefined,
      calls: entry.job.calls,
      recordings: entry.job.recordings,
      roles: entry.job.roles,
      divisions: entry.divisions,
      tokenLifetime: entry.lifetime,
      headers: entry.headers,
      hosts: chosen.hosts && host !== undefined ? [host.api, `https://${host.login}/oauth/token`] : undefined,
      allowedAddresses: chosen.addresses === undefined || chosen.addresses.length === 0 ? undefined : ["198.51.100.17"],
    });
  });
  const groups = Object.fromEntries(
    chosen.groups.map((entry, index) => [`reviewers-${index}`, { performanceViews: entry.views, recordings: ["screen"], divisions: entry.divisions }]),
  );
  return stringify({
    config: without({
      "genesys-access:org": without({
        region: chosen.region,
        target: chosen.target,
        divisions: divisionNames,
        products: chosen.products,
        allowedAddresses: chosen.addresses,
        sensitiveDataRedaction: chosen.redaction,
        scopesEnforced: chosen.enforced,
      }),
      "genesys-access:applications": applications,
      "genesys-access:groups": chosen.groups.length === 0 ? undefined : groups,
      "genesys-access:serviceUsers": Object.keys(serviceUsers).length === 0 ? undefined : serviceUsers,
    }),
  });
});

const powerful = new Set(grantLike.map(({ permission }) => permission));

/** Operations that a client-credentials client can make with a role of its own, and that lead to no power over others. */
export const plainOperations = catalogue().operations.filter(
  (operation) =>
    operation.context !== "user" && operation.permissions.length > 0 && operation.permissions.every((permission) => !powerful.has(permission) && permission.split(":").length === 3),
);

function without<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<Value>;
}
