import * as pulumi from "@pulumi/pulumi";
import { createRole, registered } from "../create";
import { placesOf } from "../places";
import type { ServiceAccountRoleArgs } from "./args";
import { planServiceAccountRole } from "./plan";

/**
 * A role that holds exactly what the declared calls need, and what is asked for outright.
 *
 * ```ts
 * const reader = new ServiceAccountRole("recordings-reader", {
 *   calls: ["GET /api/v2/conversations/{conversationId}/recordings"],
 *   recordings: ["screen"],
 * });
 * ```
 */
export class ServiceAccountRole extends pulumi.ComponentResource {
  /** Id of the role. */
  readonly roleId: pulumi.Output<string>;
  /** Name of the role. */
  readonly roleName: pulumi.Output<string>;
  /** Permissions that the role holds, sorted. */
  readonly permissions: pulumi.Output<string[]>;

  constructor(name: string, args: ServiceAccountRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:ServiceAccountRole";
    super(type, name, { ...args }, opts);
    const plan = planServiceAccountRole(name, args, placesOf(args, type, name));
    const role = createRole(plan.role, this);
    this.roleId = role.id;
    this.roleName = pulumi.output(plan.roleName);
    this.permissions = pulumi.output([...plan.permissions]);
    this.registerOutputs({ plan: registered(plan), roleId: this.roleId, roleName: this.roleName, permissions: this.permissions });
  }
}
