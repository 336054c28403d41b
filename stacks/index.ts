import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../access/errors";
import { jsonOrText, orgFileOfStack } from "./configuration";
import { declareOrg } from "./program";
import { connectTarget } from "./target";

const namespace = "genesys-access";

async function program(): Promise<Record<string, unknown>> {
  try {
    const root = pulumi.getRootDirectory();
    const read = (key: string): string | undefined => pulumi.runtime.getConfig(`${namespace}:${key}`);
    const orgFile = orgFileOfStack(pulumi.getStack(), root, read, process.env);
    const deployer = read("deployer");
    const target = await connectTarget(orgFile, {
      root,
      note: (line) => void pulumi.log.info(line),
      ...(deployer === undefined ? {} : { secrets: jsonOrText(deployer) }),
    });
    return declareOrg(orgFile, target);
  } catch (error) {
    throw error instanceof UserError ? new pulumi.RunError(error.message) : error;
  }
}

export = program;
