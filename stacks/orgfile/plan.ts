import { planAccessGroup, type AccessGroupPlan } from "../../components/access-group/plan";
import { planApplication, type ApplicationPlan } from "../../components/application/plan";
import type { PlaceOf } from "../../components/plan";
import { planServiceAccountRole, type RolePlan } from "../../components/service-account-role/plan";
import { planServiceUser, type ServiceUserPlan } from "../../components/service-user/plan";
import { applicationArgs, groupArgs, roleArgs, serviceUserArgs } from "./arguments";
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
  };
}

/** Where the arguments of an entry's component stand in the file; the keys are the same in both but for a few names. */
export function placesOf(orgFile: OrgFile, section: "applications" | "groups" | "serviceUsers" | "roles", name: string): PlaceOf {
  return (path) => orgFile.place([section, name, ...path]);
}
