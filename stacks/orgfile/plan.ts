import type { PlannedObject } from "../../access/graph/planned";
import { planAccessGroup, type AccessGroupPlan } from "../../components/access-group/plan";
import { planApplication, type ApplicationPlan } from "../../components/application/plan";
import { planDataActionConnection, type DataActionConnectionPlan } from "../../components/data-action-connection/plan";
import { planPartnerOrgs, type PartnerOrgsPlan } from "../../components/partner-orgs/plan";
import type { PlaceOf } from "../../components/plan";
import { planScreenRecording, type ScreenRecordingPlan } from "../../components/screen-recording/plan";
import { planServiceAccountRole, type RolePlan } from "../../components/service-account-role/plan";
import { planServiceUser, type ServiceUserPlan } from "../../components/service-user/plan";
import { applicationArgs, dataActionArgs, groupArgs, partnerOrgsArgs, roleArgs, screenRecordingArgs, serviceUserArgs } from "./arguments";
import type { OrgFile } from "./orgfile";

/** The plan of one entry of an org file, by its key. */
export interface Named<Plan> {
  readonly name: string;
  readonly plan: Plan;
}

/** What an org file will create, entry by entry. */
export interface OrgPlan {
  readonly applications: readonly Named<ApplicationPlan>[];
  readonly groups: readonly Named<AccessGroupPlan>[];
  readonly serviceUsers: readonly Named<ServiceUserPlan>[];
  /** Roles of the section `roles`, except those that the org has already. */
  readonly roles: readonly Named<RolePlan>[];
  /** Data actions integrations that hold an application's secret, by the application's key. */
  readonly dataActions: readonly Named<DataActionConnectionPlan>[];
  /** Absent when the file says nothing about the recording of screens. */
  readonly screenRecording?: ScreenRecordingPlan;
  /** Absent when no trust is managed. */
  readonly partnerOrgs?: PartnerOrgsPlan;
}

/** Plans every entry of an org file with the functions that the components use. */
export function planOrgFile(orgFile: OrgFile): OrgPlan {
  return {
    applications: Object.entries(orgFile.applications).map(([name, entry]) => ({
      name,
      plan: planApplication(name, applicationArgs(entry, orgFile), placesOf(orgFile, "applications", name)),
    })),
    groups: Object.entries(orgFile.groups).map(([name, entry]) => ({
      name,
      plan: planAccessGroup(name, groupArgs(entry), placesOf(orgFile, "groups", name)),
    })),
    serviceUsers: Object.entries(orgFile.serviceUsers).map(([name, entry]) => ({
      name,
      plan: planServiceUser(name, serviceUserArgs(entry), placesOf(orgFile, "serviceUsers", name)),
    })),
    roles: Object.entries(orgFile.roles)
      .filter(([, entry]) => entry.existing !== true)
      .map(([name, entry]) => ({ name, plan: planServiceAccountRole(name, roleArgs(entry), placesOf(orgFile, "roles", name)) })),
    dataActions: Object.entries(orgFile.applications).flatMap(([name, entry]) => {
      const args = dataActionArgs(name, entry);
      return args === undefined ? [] : [{ name, plan: planDataActionConnection(name, args) }];
    }),
    ...(orgFile.screenRecording === undefined
      ? {}
      : { screenRecording: planScreenRecording(screenRecordingName, screenRecordingArgs(orgFile.screenRecording)) }),
    ...(managesTrusts(orgFile) ? { partnerOrgs: planPartnerOrgs(partnerOrgsArgs(orgFile)) } : {}),
  };
}

/** Everything that an org file makes or reads when it is deployed, in the order of its sections. */
export function plannedObjects(orgFile: OrgFile, plan = planOrgFile(orgFile)): readonly PlannedObject[] {
  const { applications, groups, serviceUsers, roles, dataActions, screenRecording, partnerOrgs } = plan;
  const named = [...applications, ...groups, ...serviceUsers, ...roles, ...dataActions].map((entry) => entry.plan);
  const resources = [...named, screenRecording, partnerOrgs].flatMap((one) => one?.resources ?? []);
  return [
    ...resources.map(({ type, name, inputs }) => ({ type, name, inputs: { ...inputs } })),
    ...(screenRecording === undefined ? [] : [{ type: "genesys-access:index:ScreenRecording", name: screenRecordingName, inputs: {} }]),
  ];
}

/** Name of the one component for the recording of screens. */
export const screenRecordingName = "screen-recording";

/** Name of the one component for pairings. */
export const partnerOrgsName = "partner-orgs";

/** Whether a pairing is asked for from this file. */
export function managesTrusts(orgFile: Pick<OrgFile, "trusts">): boolean {
  return Object.values(orgFile.trusts).some(({ manage }) => manage === true);
}

/** Where the arguments of an entry's component stand in the file; the keys are the same in both but for a few names. */
export function placesOf(orgFile: OrgFile, section: "applications" | "groups" | "serviceUsers" | "roles", name: string): PlaceOf {
  return ([field, ...rest]) => orgFile.place([section, name, ...(field === undefined ? [] : [writtenAs[field] ?? field]), ...rest]);
}

/** Durations have a unit in an org file and are seconds in a component. */
const writtenAs: Readonly<Record<string, string>> = { tokenLifetimeSeconds: "tokenLifetime", jobSeconds: "jobDuration" };
