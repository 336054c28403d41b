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
  const divisions = [...new Set(org.divisions ?? [])].sort();
  return {
    name: orgFile.name,
    region: org.region,
    ...(org.orgId === undefined ? {} : { orgId: org.orgId }),
    divisions,
    users: emails(orgFile).map((email) => ({ email })),
    groups: Object.entries(orgFile.groups)
      .filter(([, group]) => group.existing !== false)
      .map(([key, group]) => ({
        name: group.name ?? key,
        ...(group.rolesEnabled === undefined ? {} : { rolesEnabled: group.rolesEnabled }),
      })),
    roles: Object.entries(orgFile.roles)
      .filter(([, role]) => role.existing === true)
      .map(([name, role]) => ({ name, policies: role.permissions.flatMap(policy) })),
    queues: ["Home", ...divisions].map((division) => ({ name: queueOf(division), ...(division === "Home" ? {} : { division }) })),
    ...(org.products === undefined ? {} : { products: org.products }),
    settings: {
      ...(org.scopesEnforced === undefined ? {} : { scopesEnforced: org.scopesEnforced }),
      ...(org.divisionAwareGranting === undefined ? {} : { divisionAwareGranting: org.divisionAwareGranting }),
      ...(org.accessPoliciesEnabled === undefined ? {} : { accessPoliciesEnabled: org.accessPoliciesEnabled }),
      ...(org.sensitiveDataRedaction === undefined ? {} : { sensitiveDataRedaction: org.sensitiveDataRedaction }),
      ...(org.maxScreenRecordingStreams === undefined ? {} : { maxSimultaneousStreams: org.maxScreenRecordingStreams }),
      ...((org.allowedAddresses ?? []).length === 0 ? {} : { allowedAddresses: [...(org.allowedAddresses ?? []).map(cidr), loopback] }),
    },
    conversations: ["Home", ...divisions].flatMap((division) => conversations(division, org.maxScreenRecordingStreams !== 0)),
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

function conversations(division: string, screens: boolean): NonNullable<OrgSeed["conversations"]> {
  const media = screens ? (["screen", "audio"] as const) : (["audio"] as const);
  return ["first", "second"].map((which) => ({
    key: `${division} ${which}`,
    queue: queueOf(division),
    ...(division === "Home" ? {} : { division }),
    recordings: media.map((one) => ({ media: one })),
  }));
}

/** Users that the file takes for granted, sorted. Service users that it makes are not among them. */
function emails(orgFile: OrgFile): readonly string[] {
  const named = [
    ...Object.values(orgFile.groups).flatMap((group) => (group.members ?? []).filter((member) => member.includes("@"))),
    ...Object.values(orgFile.accessPolicies).flatMap((policyEntry) => policyEntry.users ?? []),
    ...Object.values(orgFile.trusts).flatMap((trust) => trust.users ?? []),
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
