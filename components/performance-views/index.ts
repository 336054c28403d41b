import * as pulumi from "@pulumi/pulumi";
import { createRole, registered } from "../create";
import { placesOf } from "../places";
import type { PerformanceViewsArgs } from "./args";
import { planPerformanceViews } from "./plan";

/**
 * A role that opens views of the Performance workspace. It helps people; a machine calls the API
 * and needs no view.
 *
 * ```ts
 * const views = new PerformanceViews("quality-views", { views: ["interactions"], recordings: ["screen"] });
 * ```
 */
export class PerformanceViews extends pulumi.ComponentResource {
  /** Id of the role. */
  readonly roleId: pulumi.Output<string>;
  /** Name of the role. */
  readonly roleName: pulumi.Output<string>;
  /** Permissions that the role holds, sorted. */
  readonly permissions: pulumi.Output<string[]>;

  constructor(name: string, args: PerformanceViewsArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:PerformanceViews";
    super(type, name, { ...args }, opts);
    const plan = planPerformanceViews(name, args, placesOf(args, type, name));
    const role = createRole(plan.role, this);
    this.roleId = role.id;
    this.roleName = pulumi.output(plan.roleName);
    this.permissions = pulumi.output([...plan.permissions]);
    this.registerOutputs({ plan: registered(plan), roleId: this.roleId, roleName: this.roleName, permissions: this.permissions });
  }
}
