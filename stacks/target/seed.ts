import type { OrgSeed } from "../../emulator/seed";
import type { OrgFile } from "../orgfile";
import type { PermissionEntry } from "../orgfile";

/**
 * What the emulated org of an org file holds before anything is deployed: what the file takes for
 * granted (divisions, existing groups, users and roles, settings), and in each division a few
 * conversations with recordings, so that calls have something to read.
 */
export function seedForOrg(orgFile: OrgFile): OrgSeed {
  const { org } = orgFile;
  const reads = readsOf(orgFile);
  const policies = takenForGranted(orgFile);
  const divisions = [...new Set(org.divisions ?? [])].sort();
  return {
    name: orgFile.name,
    region: org.region,
    ...(org.orgId === undefined ? {} : { orgId: org.orgId }),
    divisions,
    users: [
      ...emails(orgFile).map((email) => ({ email, ...(reads.agents ? { participates: [...participates] } : {}) })),
      ...(reads.agents ? ["Home", ...divisions].map((division) => agent(division)) : []),
      ...(reads.evaluations ? [{ email: evaluator, name: "Evaluator" }] : []),
    ],
    groups: Object.entries(orgFile.groups)
      .filter(([, group]) => group.existing !== false)
      .map(([key, group]) => ({
        name: group.name ?? key,
        ...(group.rolesEnabled === undefined ? {} : { rolesEnabled: group.rolesEnabled }),
      })),
    roles: Object.entries(orgFile.roles)
      .filter(([, role]) => role.existing === true)
      .map(([name, role]) => ({ name, policies: role.permissions.flatMap(policy) })),
    queues: queues(orgFile, divisions),
    ...(policies.length === 0 ? {} : { policies }),
    ...(org.products === undefined ? {} : { products: org.products }),
    settings: {
      ...(org.scopesEnforced === undefined ? {} : { scopesEnforced: org.scopesEnforced }),
      ...(org.divisionAwareGranting === undefined ? {} : { divisionAwareGranting: org.divisionAwareGranting }),
      ...(org.accessPoliciesEnabled === undefined ? {} : { accessPoliciesEnabled: org.accessPoliciesEnabled }),
      ...(org.sensitiveDataRedaction === undefined ? {} : { sensitiveDataRedaction: org.sensitiveDataRedaction }),
      ...(org.maxScreenRecordingStreams === undefined ? {} : { maxSimultaneousStreams: org.maxScreenRecordingStreams }),
      ...((org.allowedAddresses ?? []).length === 0 ? {} : { allowedAddresses: [...(org.allowedAddresses ?? []).map(cidr), loopback] }),
    },
    conversations: ["Home", ...divisions].flatMap((division) => conversations(division, org.maxScreenRecordingStreams !== 0, reads)),
    ...(reads.evaluations
      ? {
          evaluations: ["Home", ...divisions].map((division) => ({
            conversation: `${division} first`,
            form: "Conversation quality",
            agent: agent(division).email,
            evaluator,
            score: 87,
            status: "FINISHED" as const,
          })),
        }
      : {}),
    ...trustsOf(orgFile),
    deployer: { roles: "admin" },
  };
}

/** Whoever runs the emulator calls from here; a real runner's address would stand in the org's list. */
const loopback = "127.0.0.1/32";

function cidr(address: string): string {
  return address.includes("/") ? address : `${address}/32`;
}

function queueOf(division: string): string {
  return `${division} queue`;
}

/** What the declared calls read beyond conversations and their recordings. */
interface Reads {
  readonly evaluations: boolean;
  readonly transcripts: boolean;
  /** Whether somebody must have handled the conversations: to be evaluated or watched. */
  readonly agents: boolean;
}

function readsOf(orgFile: OrgFile): Reads {
  const calls = Object.values(orgFile.applications).flatMap(({ calls }) => calls ?? []);
  const reads = (part: RegExp): boolean => calls.some((call) => part.test(call));
  const evaluations = reads(/\/evaluations?\b/i);
  return { evaluations, transcripts: reads(/transcript/i), agents: evaluations || reads(/screenmonitors|screensessions/i) };
}

const evaluator = "evaluator@example.com";
const participates = ["screenRecording", "screenMonitoring"] as const;

function agent(division: string): { readonly email: string; readonly name: string; readonly division?: string; readonly participates: ("screenRecording" | "screenMonitoring")[] } {
  const word = division.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  // Two divisions may leave the same word; their numbers keep the two agents apart.
  const number = [...division].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return {
    email: `agent-${word === "" ? "" : `${word}-`}${number}@example.com`,
    name: `Agent of ${division}`.slice(0, 200),
    ...(division === "Home" ? {} : { division }),
    participates: [...participates],
  };
}

/** A queue in each division, and those that policies of the file name. */
function queues(orgFile: OrgFile, divisions: readonly string[]): NonNullable<OrgSeed["queues"]> {
  const own = ["Home", ...divisions].map((division) => ({ name: queueOf(division), ...(division === "Home" ? {} : { division }) }));
  const named = Object.values(orgFile.screenRecording?.policies ?? {}).flatMap((policy) => policy.queues ?? []);
  const known = new Set(own.map(({ name }) => name));
  return [...own, ...[...new Set(named)].filter((name) => !known.has(name)).sort().map((name) => ({ name }))];
}

/** Policies that the file describes and does not manage: the org has them. */
function takenForGranted(orgFile: OrgFile): NonNullable<OrgSeed["policies"]> {
  const screens = orgFile.screenRecording;
  if (screens === undefined || screens.manage === true) return [];
  return Object.entries(screens.policies ?? {}).map(([key, policy]) => {
    const { archiveAfterDays, deleteAfterDays } = policy.retention ?? {};
    return {
      name: policy.name ?? key,
      enabled: policy.enabled ?? true,
      ...(policy.queues === undefined ? {} : { queues: policy.queues }),
      ...(policy.users === undefined ? {} : { users: policy.users.map((email) => email.toLowerCase()) }),
      screenRecording: {
        ...(archiveAfterDays === undefined ? {} : { archiveAfterDays }),
        ...(deleteAfterDays === undefined ? {} : { deleteAfterDays }),
      },
    };
  });
}

function conversations(division: string, screens: boolean, reads: Reads): NonNullable<OrgSeed["conversations"]> {
  const media = screens ? (["screen", "audio"] as const) : (["audio"] as const);
  return ["first", "second"].map((which) => ({
    key: `${division} ${which}`,
    queue: queueOf(division),
    ...(division === "Home" ? {} : { division }),
    ...(reads.agents ? { agents: [agent(division).email] } : {}),
    recordings: media.map((one) => ({ media: one })),
    ...(reads.transcripts
      ? {
          transcript: [
            { participant: "agent" as const, text: `Welcome to ${division}.` },
            { participant: "customer" as const, text: "My card number is 4111 1111 1111 1111.", sensitive: true },
          ],
        }
      : {}),
  }));
}

/** Trusts that let another org's people in: the trustor's side makes them, whoever asked for the pairing. */
function trustsOf(orgFile: OrgFile): Pick<OrgSeed, "trusts"> {
  const admitted = Object.values(orgFile.trusts).filter(({ direction, users }) => direction === "trustee" && (users ?? []).length > 0);
  const orgs = new Map(admitted.filter(({ otherOrg }) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(otherOrg)).map((trust) => [trust.otherOrg, trust]));
  if (orgs.size === 0) return {};
  return {
    trusts: [...orgs.values()].map(({ otherOrg, users, enabled, expires }) => ({
      org: otherOrg,
      users: [...new Set((users ?? []).map((email) => email.toLowerCase()))].map((email) => ({ email })),
      ...(enabled === undefined ? {} : { enabled }),
      ...(expires === undefined ? {} : { expires: `${expires}T23:59:59Z` }),
    })),
  };
}

/** Users that the file takes for granted, sorted. Service users that it makes are not among them. */
function emails(orgFile: OrgFile): readonly string[] {
  const named = [
    ...Object.values(orgFile.groups).flatMap((group) => (group.members ?? []).filter((member) => member.includes("@"))),
    ...Object.values(orgFile.accessPolicies).flatMap((policyEntry) => policyEntry.users ?? []),
    // People whom this org admits are users of the other org.
    ...Object.values(orgFile.trusts).flatMap((trust) => (trust.direction === "trustee" ? [] : (trust.users ?? []))),
    ...Object.values(orgFile.screenRecording?.policies ?? {}).flatMap((policy) => policy.users ?? []),
  ];
  const made = new Set<string>();
  for (const user of Object.values(orgFile.serviceUsers)) {
    if (user.existing === true) named.push(user.email);
    else made.add(user.email.toLowerCase());
  }
  return [...new Set(named.map((email) => email.toLowerCase()))].filter((email) => !made.has(email)).sort();
}

function policy(entry: PermissionEntry): NonNullable<OrgSeed["roles"]>[number]["policies"] {
  const [domain, entityName, action] = entry.permission.split(":");
  return domain && entityName && action ? [{ domain, entityName, actionSet: [action] }] : [];
}
