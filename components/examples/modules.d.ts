/**
 * The parts of other providers' packages that the examples use, so that they are type-checked
 * without those packages. Taken from their published typings; install the real package and delete
 * nothing here: its own typings then count.
 */
declare module "@pulumi/aws" {
  import type * as pulumi from "@pulumi/pulumi";
  export namespace secretsmanager {
    class Secret extends pulumi.CustomResource {
      constructor(name: string, args?: { name?: pulumi.Input<string>; description?: pulumi.Input<string> }, opts?: pulumi.CustomResourceOptions);
      readonly arn: pulumi.Output<string>;
    }
    class SecretVersion extends pulumi.CustomResource {
      constructor(
        name: string,
        args: { secretId: pulumi.Input<string>; secretString?: pulumi.Input<string> },
        opts?: pulumi.CustomResourceOptions,
      );
      readonly versionId: pulumi.Output<string>;
    }
  }
}

declare module "@pulumi/azure-native" {
  import type * as pulumi from "@pulumi/pulumi";
  export namespace keyvault {
    class Secret extends pulumi.CustomResource {
      constructor(
        name: string,
        args: {
          resourceGroupName: pulumi.Input<string>;
          vaultName: pulumi.Input<string>;
          secretName?: pulumi.Input<string>;
          properties: pulumi.Input<{ value?: pulumi.Input<string>; contentType?: pulumi.Input<string> }>;
        },
        opts?: pulumi.CustomResourceOptions,
      );
    }
  }
}

declare module "@pulumi/vault" {
  import type * as pulumi from "@pulumi/pulumi";
  export namespace kv {
    class SecretV2 extends pulumi.CustomResource {
      constructor(
        name: string,
        args: { mount: pulumi.Input<string>; name?: pulumi.Input<string>; dataJson: pulumi.Input<string> },
        opts?: pulumi.CustomResourceOptions,
      );
    }
  }
}
