import { emptyFragment } from "../../access/graph/fragment";
import { tokens, type Plan, type Planned } from "../plan";
import type { DataActionConnectionArgs } from "./args";

/** Type of the integration whose data actions call Genesys Cloud itself (developer page: Genesys Cloud data actions). */
export const dataActionsType = "purecloud-data-actions";

/** Type of the credential that holds a client's id and secret, and the name under which the integration knows it. */
export const oauthCredentialType = "pureCloudOAuthClient";

/** An integration for data actions and its credential. */
export interface DataActionConnectionPlan extends Plan {
  readonly credential: Planned<typeof tokens.credential>;
  readonly integration: Planned<typeof tokens.integration>;
}

/** The integration and its credential; who may call what is the client's matter, so access does not change. */
export function planDataActionConnection(name: string, args: Omit<DataActionConnectionArgs, "clientId" | "clientSecret">): DataActionConnectionPlan {
  const integrationName = args.integrationName ?? `${name} data actions`;
  const credential: DataActionConnectionPlan["credential"] = {
    type: tokens.credential,
    name,
    protect: false,
    inputs: { name: args.credentialName ?? `${integrationName} credential`, credentialTypeName: oauthCredentialType },
  };
  const integration: DataActionConnectionPlan["integration"] = {
    type: tokens.integration,
    name,
    protect: args.protect ?? true,
    inputs: {
      name: integrationName,
      integrationType: dataActionsType,
      intendedState: args.enabled === false ? "DISABLED" : "ENABLED",
      notes: args.notes ?? "",
      credentialKey: oauthCredentialType,
    },
  };
  return { credential, integration, resources: [credential, integration], permissions: [], access: emptyFragment };
}
