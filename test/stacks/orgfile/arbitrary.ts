import * as fc from "fast-check";
import { catalogue } from "../../../access/catalogue";
import type { ApplicationEntry, GroupEntry, Sections, ServiceUserEntry } from "../../../stacks/orgfile";

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
const email = fc
  .tuple(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,5}$/), fc.constantFrom("example.com", "acme.example"))
  .map((parts) => parts.join("@"));
const text = fc.string({ minLength: 1, maxLength: 20 });
const division = fc.constantFrom("UK Service Desk", "Sales", "home");
const divisions = fc.oneof(fc.constant<string[]>(["all"]), fc.uniqueArray<string, string>(division, { minLength: 1 }));
const duration = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom("s", "m", "h", "d")).map(([count, unit]) => `${count}${unit}`);
const date = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const recordings = fc.uniqueArray(fc.constantFrom("screen" as const, "audio" as const));
const permissions = fc.array(
  fc.record({ permission: fc.constantFrom("a:b:c", "recording:recording:*", "conversation:*:*", "nonsense"), reason: text }),
  { maxLength: 3 },
);

/** Names of operations of the catalogue. */
export const anyCalls = fc.uniqueArray(fc.nat(catalogue().operations.length - 1), { maxLength: 5 }).map((indexes) =>
  indexes.map((index) => {
    const operation = catalogue().operations[index];
    if (operation === undefined) throw new Error("no such operation");
    return `${operation.method} ${operation.path}`;
  }),
);

const optional = { requiredKeys: [] as never[] };

const application: fc.Arbitrary<ApplicationEntry> = fc.record(
  {
    description: text,
    owner: text,
    purpose: text,
    ticket: text,
    reviewBy: date,
    grant: fc.constantFrom("client-credentials" as const, "code" as const, "token" as const),
    calls: fc.oneof(anyCalls, fc.array(text, { maxLength: 2 })),
    permissions,
    roles: fc.uniqueArray(fc.constantFrom("Supervisor", "Agent of nobody"), { maxLength: 2 }),
    recordings,
    divisions,
    scopes: fc.uniqueArray(fc.constantFrom("recordings:readonly", "screen_recording:read"), { maxLength: 2 }),
    tokenLifetime: duration,
    jobDuration: duration,
    headers: fc.array(text, { maxLength: 2 }),
    hosts: fc.array(text, { maxLength: 2 }),
    topics: fc.array(text, { maxLength: 2 }),
    allowedAddresses: fc.array(fc.constantFrom("198.51.100.0/24", "203.0.113.7"), { maxLength: 2 }),
    exclusiveRole: fc.boolean(),
    protect: fc.boolean(),
  },
  optional,
);

const group: fc.Arbitrary<GroupEntry> = fc
  .record(
    {
      existing: fc.boolean(),
      rolesEnabled: fc.boolean(),
      performanceViews: fc.uniqueArray(fc.constantFrom("interactions", "dashboards", "own-recordings", "no-such-view"), { maxLength: 3 }),
      uiPermissions: fc.boolean(),
      recordings,
      permissions,
      divisions,
      members: fc.uniqueArray(email, { maxLength: 2 }),
    },
    optional,
  )
  .map(({ members, ...entry }) => (entry.existing === false && members !== undefined ? { ...entry, members } : entry));

const serviceUser: fc.Arbitrary<ServiceUserEntry> = fc.record(
  { email: email, existing: fc.boolean(), division: fc.constantFrom("home", "Sales"), permissions, divisions },
  { requiredKeys: ["email"] },
);

/** Any sections that the schema and the cross-references accept. */
export const anySections: fc.Arbitrary<Sections> = fc
  .record(
    {
      applications: fc.dictionary(word, application, { maxKeys: 4 }),
      groups: fc.dictionary(word, group, { maxKeys: 3 }),
      serviceUsers: fc
        .uniqueArray(fc.tuple(word, serviceUser), { maxLength: 2, selector: ([, user]) => user.email.toLowerCase() })
        .map((entries) => Object.fromEntries(entries)),
      policies: fc.dictionary(word, fc.constantFrom("mandatory" as const, "advisory" as const, "disabled" as const), { maxKeys: 2 }),
    },
    optional,
  )
  .chain((sections) =>
    fc
      .record(
        {
          products: fc.array(text, { maxLength: 2 }),
          scopesEnforced: fc.boolean(),
          maxScreenRecordingStreams: fc.nat(2000),
          sensitiveDataRedaction: fc.boolean(),
        },
        optional,
      )
      .map((org) => ({ org: { region: "eu-west-2", divisions: ["UK Service Desk", "Sales"], ...org }, ...distinctHolders(sections) })),
  );

/** A group and a service user of one key would each want a role of the same name. */
function distinctHolders(sections: Omit<Sections, "org">): Omit<Sections, "org"> {
  const users = Object.entries(sections.serviceUsers ?? {}).filter(([key]) => sections.groups?.[key] === undefined);
  return sections.serviceUsers === undefined ? sections : { ...sections, serviceUsers: Object.fromEntries(users) };
}
