import * as pulumi from "@pulumi/pulumi";
import { createClient, createRole, createUserRoles, registered } from "../create";
import { placesOf } from "../places";
import type { ApplicationArgs } from "./args";
import { planApplication } from "./plan";

/**
 * A machine that calls the Platform API: an OAuth client and a role with exactly what the declared
 * calls need, granted in the declared divisions. With a service user the role goes to that user
 * and the client gets the scopes of the calls.
 *
 * ```ts
 * const servicenow = new Application("servicenow-screen-recordings", {
 *   calls: [
 *     "POST /api/v2/analytics/conversations/details/query",
 *     "GET /api/v2/conversations/{conversationId}/recordings",
 *   ],
 *   recordings: ["screen"],
 *   divisions: ["UK Service Desk"],
 * });
 * export const clientId = servicenow.clientId;
 * ```
 */
export class Application extends pulumi.ComponentResource {
  /** Id that the application authenticates with. */
  readonly clientId: pulumi.Output<string>;
  /** Secret that the application authenticates with. */
  readonly clientSecret: pulumi.Output<string>;
  /** Name of the client. */
  readonly clientName: pulumi.Output<string>;
  /** Grant type in Genesys' own spelling. */
  readonly grantType: pulumi.Output<string>;
  /** Id of the application's own role; empty when its calls need no permission. */
  readonly roleId: pulumi.Output<string>;
  /** Name of that role; empty without one. */
  readonly roleName: pulumi.Output<string>;
  /** Permissions of that role, sorted. */
  readonly permissions: pulumi.Output<string[]>;
  /** Divisions in which the roles are granted: names, or `all`, or `home`. */
  readonly divisions: pulumi.Output<string[]>;

  constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:Application";
    super(type, name, { ...args }, opts);
    const plan = planApplication(name, args, placesOf(args, type, name));
    const role = plan.role === undefined ? undefined : createRole(plan.role.role, this);
    const roleIds = { ...args.roleIds, ...(plan.role === undefined || role === undefined ? {} : { [plan.role.roleName]: role.id }) };
    const client = createClient(plan.client.client, roleIds, this);
    if (plan.userRoles !== undefined) createUserRoles(plan.userRoles, args.serviceUserId, roleIds, this);
    this.clientId = client.clientId;
    this.clientSecret = pulumi.secret(client.clientSecret);
    this.clientName = pulumi.output(plan.client.client.inputs.name);
    this.grantType = pulumi.output(plan.client.client.inputs.authorizedGrantType);
    this.roleId = role?.id ?? pulumi.output("");
    this.roleName = pulumi.output(plan.role?.roleName ?? "");
    this.permissions = pulumi.output([...plan.permissions]);
    this.divisions = pulumi.output([...plan.divisions]);
    this.registerOutputs({
      plan: registered(plan),
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      clientName: this.clientName,
      grantType: this.grantType,
      roleId: this.roleId,
      roleName: this.roleName,
      permissions: this.permissions,
      divisions: this.divisions,
    });
  }
}
