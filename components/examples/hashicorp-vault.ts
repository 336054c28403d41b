import * as pulumi from "@pulumi/pulumi";
import * as vault from "@pulumi/vault";
import type { Application } from "..";

/**
 * Hands an application's credentials to a key-value store (version 2) of HashiCorp Vault. Whoever
 * has a policy with `read` on the path can then act as the client; beside that the secret is in
 * this stack's state only, encrypted. Older versions stay readable there until they are destroyed.
 */
export function secretToVault(name: string, application: Application, mount: pulumi.Input<string> = "secret"): vault.kv.SecretV2 {
  return new vault.kv.SecretV2(
    name,
    {
      mount,
      name: `genesys-cloud/${name}`,
      dataJson: pulumi.jsonStringify({ clientId: application.clientId, clientSecret: application.clientSecret }),
    },
    { additionalSecretOutputs: ["dataJson"] },
  );
}
