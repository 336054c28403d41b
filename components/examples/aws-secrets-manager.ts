import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Application } from "..";

/**
 * Hands an application's credentials to AWS Secrets Manager as one JSON secret. Whoever may call
 * `secretsmanager:GetSecretValue` on it can then act as the client; beside that the secret is in
 * this stack's state only, encrypted. A new secret of the client is a new version there.
 */
export function secretToAws(name: string, application: Application): aws.secretsmanager.SecretVersion {
  const secret = new aws.secretsmanager.Secret(name, { name: `genesys-cloud/${name}`, description: `OAuth client of ${name}` });
  return new aws.secretsmanager.SecretVersion(
    name,
    {
      secretId: secret.arn,
      secretString: pulumi.jsonStringify({ clientId: application.clientId, clientSecret: application.clientSecret }),
    },
    { additionalSecretOutputs: ["secretString"] },
  );
}
