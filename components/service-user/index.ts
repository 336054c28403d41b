import * as pulumi from "@pulumi/pulumi";
import { createRole, createUser, createUserRoles, registered } from "../create";
import { placesOf } from "../places";
import type { ServiceUserArgs } from "./args";
import { planServiceUser } from "./plan";

/**
 * A user that exists for a machine: for the operations that refuse a client-credentials token.
 * The applications that act for it give it their roles.
 *
 * ```ts
 * const user = new ServiceUser("recording-control", { email: "recording-control@example.com" });
 * ```
 */
export class ServiceUser extends pulumi.ComponentResource {
  /** Email address of the user. */
  readonly email: pulumi.Output<string>;
  /** Id of the user; empty for an existing one that receives nothing here. */
  readonly userId: pulumi.Output<string>;
  /** Id of the user's own role; empty without one. */
  readonly roleId: pulumi.Output<string>;
  /** Permissions of the user's own role, sorted. */
  readonly permissions: pulumi.Output<string[]>;

  constructor(name: string, args: ServiceUserArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:ServiceUser";
    super(type, name, { ...args }, opts);
    const plan = planServiceUser(name, args, placesOf(args, type, name));
    const role = plan.role === undefined ? undefined : createRole(plan.role.role, this);
    const user = plan.user === undefined ? undefined : createUser(plan.user, this);
    const roleIds = { ...args.roleIds, ...(plan.role === undefined || role === undefined ? {} : { [plan.role.roleName]: role.id }) };
    const userRoles = plan.userRoles === undefined ? undefined : createUserRoles(plan.userRoles, user?.id, roleIds, this);
    this.email = pulumi.output(plan.email);
    this.userId = user?.id ?? pulumi.output(userRoles?.userId).apply((id) => id ?? "");
    this.roleId = role?.id ?? pulumi.output("");
    this.permissions = pulumi.output([...plan.permissions]);
    this.registerOutputs({
      plan: registered(plan),
      email: this.email,
      userId: this.userId,
      roleId: this.roleId,
      permissions: this.permissions,
    });
  }
}
