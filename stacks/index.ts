import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../access/errors";
import { describePlace } from "../access/graph/place";
import { jsonOrText, orgFileOfStack } from "./configuration";
import type { OrgFile } from "./orgfile";
import { declareOrg } from "./program";
import { connectTarget } from "./target";

const namespace = "genesys-access";

/**
 * Exit code by which Pulumi's language host knows that the user has been told already
 * (`nodeJSProcessExitedAfterLoggingUserActionableMessage`).
 */
const alreadyTold = 32;

async function program(): Promise<Record<string, unknown>> {
  try {
    const root = pulumi.getRootDirectory();
    const read = (key: string): string | undefined => pulumi.runtime.getConfig(`${namespace}:${key}`);
    const orgFile = orgFileOfStack(pulumi.getStack(), root, read, process.env);
    if (orgFile.org.managedBy === "customer") throw customersOwn(orgFile);
    const deployer = read("deployer");
    const target = await connectTarget(orgFile, {
      root,
      note: (line) => void pulumi.log.info(line),
      ...(deployer === undefined ? {} : { secrets: jsonOrText(deployer) }),
    });
    return declareOrg(orgFile, target);
  } catch (error) {
    // Pulumi's SDK (3.248) burns half a minute and a gigabyte after a program that rejects, so this one tells the error itself and ends.
    await pulumi.log.error(textOf(error));
    process.exit(alreadyTold);
  }
}

function customersOwn(orgFile: OrgFile): UserError {
  return new UserError({
    what: `${orgFile.name} is managed by its customer: it is never provisioned from here`,
    where: describePlace(orgFile.place(["org", "managedBy"])),
    next: `npx genesys-access verify ${orgFile.name} asks it with the clients that the customer made.`,
  });
}

function textOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `This is a bug in genesys-access:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

export = program;
