import * as pulumi from "@pulumi/pulumi";
import { createGroup, createGroupRoles, createRole, registered } from "../create";
import { placesOf } from "../places";
import type { AccessGroupArgs } from "./args";
import { planAccessGroup } from "./plan";

/**
 * What a group of people may see. The group is somebody else's unless `existing` is `false`: it
 * gets grants, and nothing else of it is touched, least of all its members.
 *
 * ```ts
 * new AccessGroup("service-desk-quality", {
 *   performanceViews: ["interactions"],
 *   recordings: ["screen"],
 *   divisions: ["UK Service Desk"],
 * });
 * ```
 */
export class AccessGroup extends pulumi.ComponentResource {
  /** Name of the group. */
  readonly groupName: pulumi.Output<string>;
  /** Id of the group; empty when it receives nothing. */
  readonly groupId: pulumi.Output<string>;
  /** Id of the group's own role; empty without one. */
  readonly roleId: pulumi.Output<string>;
  /** Name of the group's own role; empty without one. */
  readonly roleName: pulumi.Output<string>;
  /** Permissions of the group's own role, sorted. */
  readonly permissions: pulumi.Output<string[]>;

  constructor(name: string, args: AccessGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:AccessGroup";
    super(type, name, { ...args }, opts);
    const plan = planAccessGroup(name, args, placesOf(args, type, name));
    const role = plan.role === undefined ? undefined : createRole(plan.role.role, this);
    const group = plan.group === undefined ? undefined : createGroup(plan.group, this);
    const roleIds = { ...args.roleIds, ...(plan.role === undefined || role === undefined ? {} : { [plan.role.roleName]: role.id }) };
    const groupRoles = plan.groupRoles === undefined ? undefined : createGroupRoles(plan.groupRoles, group, roleIds, this);
    this.groupName = pulumi.output(plan.groupName);
    this.groupId = group?.id ?? pulumi.output(groupRoles?.groupId).apply((id) => id ?? "");
    this.roleId = role?.id ?? pulumi.output("");
    this.roleName = pulumi.output(plan.role?.roleName ?? "");
    this.permissions = pulumi.output([...plan.permissions]);
    this.registerOutputs({
      plan: registered(plan),
      groupName: this.groupName,
      groupId: this.groupId,
      roleId: this.roleId,
      roleName: this.roleName,
      permissions: this.permissions,
    });
  }
}
