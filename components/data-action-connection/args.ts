import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link DataActionConnection}. */
export interface DataActionConnectionArgs {
  /** Id of the client that the data actions call the Platform API with: `application.clientId`. It needs the grant `CLIENT-CREDENTIALS`. */
  clientId: pulumi.Input<string>;
  /** Secret of that client: `application.clientSecret`. It stays secret. */
  clientSecret: pulumi.Input<string>;
  /** Name of the integration in Genesys Cloud. Default: the component's name and `data actions`. */
  integrationName?: string;
  /** Name of the credential in Genesys Cloud. Default: the integration's name and `credential`. */
  credentialName?: string;
  /** Notes that Genesys Cloud shows at the integration. Default: empty. */
  notes?: string;
  /** Whether the integration is switched on. Default: `true`. */
  enabled?: boolean;
  /** Any text. A new value writes the credential again although the secret is the same: after somebody changed it in Genesys Cloud. */
  secretVersion?: string;
  /** Whether a destroy must lift the protection of the integration first: its data actions go with it. Default: `true`. */
  protect?: boolean;
}
