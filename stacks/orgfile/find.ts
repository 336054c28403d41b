import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../access/errors";
import { displayPath } from "./load";
import { nearest } from "./nearest";

/** Folder of the org files, from the project's root: `stackConfigDir` of Pulumi.yaml. */
export const orgsFolder = join("stacks", "orgs");

const orgFileName = /^Pulumi\.([A-Za-z0-9._-]+)\.yaml$/;

/** Names of the orgs that have a file, sorted. `root` is the folder of Pulumi.yaml. */
export function listOrgs(root: string): string[] {
  const folder = join(root, orgsFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => !file.endsWith(".deploy.yaml"))
    .flatMap((file) => orgFileName.exec(file)?.[1] ?? [])
    .sort();
}

/** Path of an org's file, whether it exists or not. */
export function orgFilePath(root: string, name: string): string {
  return join(root, orgsFolder, `Pulumi.${name}.yaml`);
}

/** Path of an org's file. Throws a UserError that lists the orgs there are when it does not exist. */
export function findOrg(root: string, name: string): string {
  const orgs = listOrgs(root);
  if (orgs.includes(name)) return orgFilePath(root, name);
  const near = nearest(name, orgs);
  throw new UserError({
    what: `There is no org '${name}'.`,
    why: `${displayPath(orgFilePath(root, name))} does not exist.`,
    next: [
      near === undefined ? "" : `Did you mean '${near}'? `,
      orgs.length === 0 ? `Make an org file in ${displayPath(join(root, orgsFolder))}.` : `The orgs are: ${orgs.join(", ")}.`,
    ].join(""),
  });
}
