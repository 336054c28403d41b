import * as pulumi from "@pulumi/pulumi";
import { createClient, registered } from "../create";
import { placesOf } from "../places";
import type { OAuthClientArgs } from "./args";
import { planOAuthClient } from "./plan";

/**
 * An OAuth client with its roles and scopes. Its secret is an output that stays secret.
 *
 * ```ts
 * const client = new OAuthClient("servicenow", {
 *   roles: [{ roleName: "recordings-reader", roleId: reader.roleId, divisions: ["UK Service Desk"] }],
 * });
 * ```
 */
export class OAuthClient extends pulumi.ComponentResource {
  /** Id that the application authenticates with. */
  readonly clientId: pulumi.Output<string>;
  /** Secret that the application authenticates with. */
  readonly clientSecret: pulumi.Output<string>;
  /** Name of the client. */
  readonly clientName: pulumi.Output<string>;

  constructor(name: string, args: OAuthClientArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:OAuthClient";
    super(type, name, { ...args }, opts);
    const plan = planOAuthClient(name, args, placesOf(args, type, name));
    const roleIds = Object.fromEntries(
      (args.roles ?? []).flatMap((role) => (role.roleId === undefined ? [] : [[role.roleName, role.roleId]])),
    );
    const client = createClient(plan.client, roleIds, this);
    this.clientId = client.clientId;
    this.clientSecret = pulumi.secret(client.clientSecret);
    this.clientName = pulumi.output(plan.client.inputs.name);
    this.registerOutputs({ plan: registered(plan), clientId: this.clientId, clientSecret: this.clientSecret, clientName: this.clientName });
  }
}
