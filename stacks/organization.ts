import * as pulumi from "@pulumi/pulumi";
import type { AccessGraph } from "../access/graph/graph";
import { accessPolicies, describedRoles, divisions, orgFacts, trusts } from "./orgfile/graph";
import type { OrgFile, OrgWaiver, PoliciesEntry } from "./orgfile";

/** What an org file says beside its entries: facts of the org, and how its rules are applied. */
export interface OrganizationPlan extends Pick<AccessGraph, "org" | "divisions" | "accessPolicies" | "trusts" | "roles"> {
  readonly waivers: readonly OrgWaiver[];
  readonly policies: PoliciesEntry;
}

/** Creates nothing: its registered output `plan` tells the policy pack what the org file knows of the org. */
export class Organization extends pulumi.ComponentResource {
  constructor(orgFile: OrgFile, opts?: pulumi.ComponentResourceOptions) {
    super("genesys-access:index:Organization", orgFile.name, {}, opts);
    this.registerOutputs({ plan: organizationPlan(orgFile) });
  }
}

/** The plan as plain data. */
export function organizationPlan(orgFile: OrgFile): OrganizationPlan {
  const plan: OrganizationPlan = {
    org: orgFacts(orgFile),
    divisions: divisions(orgFile),
    accessPolicies: accessPolicies(orgFile),
    trusts: trusts(orgFile),
    roles: describedRoles(orgFile),
    waivers: orgFile.waivers,
    policies: orgFile.policies,
  };
  return JSON.parse(JSON.stringify(plan)) as OrganizationPlan;
}
