import type { AccessGroupArgs } from "../../components/access-group/args";
import type { ApplicationArgs } from "../../components/application/args";
import type { PermissionRequest } from "../../components/args";
import type { DataActionConnectionArgs } from "../../components/data-action-connection/args";
import type { PartnerOrgsArgs } from "../../components/partner-orgs/args";
import type { ScreenRecordingArgs } from "../../components/screen-recording/args";
import type { ServiceAccountRoleArgs } from "../../components/service-account-role/args";
import type { ServiceUserArgs } from "../../components/service-user/args";
import { durationSeconds } from "./duration";
import type { OrgFile } from "./orgfile";
import type { ApplicationEntry, GroupEntry, PermissionEntry, RoleEntry, ScreenRecordingEntry, ServiceUserEntry } from "./schema";

/** Arguments of the component of an application in an org file. */
export function applicationArgs(entry: ApplicationEntry, orgFile: Pick<OrgFile, "serviceUsers">): ApplicationArgs {
  const serviceUser = entry.serviceUser === undefined ? undefined : orgFile.serviceUsers[entry.serviceUser];
  return set({
    applicationName: entry.name,
    description: entry.description,
    owner: entry.owner,
    purpose: entry.purpose,
    ticket: entry.ticket,
    reviewBy: entry.reviewBy,
    grantType: (entry.grant ?? "client-credentials").toUpperCase(),
    calls: entry.calls,
    permissions: entry.permissions?.map(permissionRequest),
    roles: entry.roles,
    recordings: entry.recordings,
    divisions: entry.divisions,
    scopes: entry.scopes,
    redirectUris: entry.redirectUris,
    serviceUserEmail: serviceUser?.email,
    tokenLifetimeSeconds: seconds(entry.tokenLifetime),
    jobSeconds: seconds(entry.jobDuration),
    headers: entry.headers,
    hosts: entry.hosts,
    topics: entry.topics,
    batchJobs: entry.batchJobs,
    allowedAddresses: entry.allowedAddresses,
    exclusiveRole: entry.exclusiveRole,
    secretVersion: entry.secretVersion,
    protect: entry.protect,
  });
}

/** Arguments of the component of a group in an org file. */
export function groupArgs(entry: GroupEntry): AccessGroupArgs {
  return set({
    groupName: entry.name,
    existing: entry.existing,
    description: entry.description,
    rolesEnabled: entry.rolesEnabled,
    performanceViews: entry.performanceViews,
    uiPermissions: entry.uiPermissions,
    recordings: entry.recordings,
    permissions: entry.permissions?.map(permissionRequest),
    roles: entry.roles,
    divisions: entry.divisions,
    members: entry.members,
    protect: entry.protect,
  });
}

/** Arguments of the component of a service user in an org file. */
export function serviceUserArgs(entry: ServiceUserEntry): ServiceUserArgs {
  return set({
    email: entry.email,
    userName: entry.name,
    description: entry.description,
    existing: entry.existing,
    division: entry.division,
    permissions: entry.permissions?.map(permissionRequest),
    roles: entry.roles,
    divisions: entry.divisions,
    protect: entry.protect,
  });
}

/** Arguments of the component of a role in an org file. */
export function roleArgs(entry: RoleEntry): ServiceAccountRoleArgs {
  return set({
    description: entry.description,
    permissions: entry.permissions.map(permissionRequest),
    exclusive: entry.exclusive,
    protect: entry.protect,
  });
}

/** Arguments of the component that delivers an application's secret to data actions, but for the client itself; absent when nobody asks for it. */
export function dataActionArgs(name: string, entry: ApplicationEntry): Omit<DataActionConnectionArgs, "clientId" | "clientSecret"> | undefined {
  const asked = entry.secretTo?.dataActions;
  if (asked === undefined) return undefined;
  return set({
    integrationName: asked.name ?? `${entry.name ?? name} data actions`,
    credentialName: asked.credentialName,
    notes: asked.notes,
    enabled: asked.enabled,
    secretVersion: entry.secretVersion,
    protect: entry.protect,
  });
}

/** Arguments of the component for the recording of screens. */
export function screenRecordingArgs(entry: ScreenRecordingEntry): ScreenRecordingArgs {
  return set({
    manage: entry.manage,
    maxSimultaneousStreams: entry.maxSimultaneousStreams,
    policies:
      entry.policies === undefined
        ? undefined
        : Object.fromEntries(
            Object.entries(entry.policies).map(([name, policy]) => [
              name,
              set({
                policyName: policy.name,
                description: policy.description,
                enabled: policy.enabled,
                order: policy.order,
                queues: policy.queues,
                users: policy.users,
                directions: policy.directions,
                mediaTypes: policy.mediaTypes,
                recordAfterCallWork: policy.recordAfterCallWork,
                archiveAfterDays: policy.retention?.archiveAfterDays,
                deleteAfterDays: policy.retention?.deleteAfterDays,
                exportTo: policy.exportTo,
              }),
            ]),
          ),
  });
}

/** Arguments of the component for pairings; groups by their names in Genesys Cloud. */
export function partnerOrgsArgs(orgFile: Pick<OrgFile, "trusts" | "groups">): PartnerOrgsArgs {
  return {
    trusts: Object.fromEntries(
      Object.entries(orgFile.trusts).map(([name, { direction, otherOrg, enabled, expires, users, groups, manage }]) => [
        name,
        set({ direction, otherOrg, enabled, expires, users, groups: groups?.map((key) => orgFile.groups[key]?.name ?? key), manage }),
      ]),
    ),
  };
}

function permissionRequest(entry: PermissionEntry): PermissionRequest {
  const condition = entry.condition;
  return {
    permission: entry.permission,
    reason: entry.reason,
    ...(condition === undefined
      ? {}
      : {
          condition: set({
            conjunction: condition.conjunction,
            terms: condition.terms.map((term) => ({ ...term, operands: term.operands.map((operand) => set(operand)) })),
          }),
        }),
  };
}

function seconds(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : durationSeconds(duration);
}

type Set<Value> = { [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined> } & {
  [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key];
};

/** The value without the keys that are undefined. */
function set<Value extends object>(value: Value): Set<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Set<Value>;
}
