import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Application } from "..";

/**
 * Hands an application's credentials to Azure Key Vault. Whoever may read secrets of that vault can
 * then act as the client; beside that the secret is in this stack's state only, encrypted.
 */
export function secretToKeyVault(
  name: string,
  application: Application,
  vault: { readonly resourceGroupName: pulumi.Input<string>; readonly vaultName: pulumi.Input<string> },
): azure.keyvault.Secret {
  return new azure.keyvault.Secret(
    name,
    {
      ...vault,
      secretName: `genesys-cloud-${name}`,
      properties: {
        contentType: "application/json",
        value: pulumi.jsonStringify({ clientId: application.clientId, clientSecret: application.clientSecret }),
      },
    },
    { additionalSecretOutputs: ["properties"] },
  );
}
