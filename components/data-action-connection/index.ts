import * as pulumi from "@pulumi/pulumi";
import { createCredential, createIntegration, registered } from "../create";
import type { DataActionConnectionArgs } from "./args";
import { planDataActionConnection } from "./plan";

/**
 * Puts a client's secret where Genesys Cloud's own data actions use it: an integration of the type
 * `purecloud-data-actions` and the credential that it calls the Platform API with. Nobody reads
 * the secret back from there; a new secret of the client is written with the same `up`.
 *
 * ```ts
 * const servicenow = new Application("servicenow-screen-recordings", { calls, divisions: ["UK Service Desk"] });
 * new DataActionConnection("servicenow-screen-recordings", {
 *   clientId: servicenow.clientId,
 *   clientSecret: servicenow.clientSecret,
 * });
 * ```
 */
export class DataActionConnection extends pulumi.ComponentResource {
  /** Id of the integration: data actions are made below it. */
  readonly integrationId: pulumi.Output<string>;
  /** Name of the integration. */
  readonly integrationName: pulumi.Output<string>;
  /** Id of the credential. */
  readonly credentialId: pulumi.Output<string>;

  constructor(name: string, args: DataActionConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("genesys-access:index:DataActionConnection", name, { ...args, clientSecret: pulumi.secret(args.clientSecret) }, opts);
    const plan = planDataActionConnection(name, args);
    const credential = createCredential(
      plan.credential,
      { clientId: args.clientId, clientSecret: pulumi.secret(args.clientSecret) },
      args.secretVersion,
      this,
    );
    const integration = createIntegration(plan.integration, credential, this);
    this.integrationId = integration.integrationId;
    this.integrationName = pulumi.output(plan.integration.inputs.name);
    this.credentialId = credential.integrationCredentialId;
    this.registerOutputs({
      plan: registered(plan),
      integrationId: this.integrationId,
      integrationName: this.integrationName,
      credentialId: this.credentialId,
    });
  }
}
