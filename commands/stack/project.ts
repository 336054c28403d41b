import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../access/errors";
import { findOrg, listOrgs } from "../../stacks/orgfile";
import { packageRoot } from "../../toolchain/engine/root";
import type { Io } from "../frame/io";

/** The org that is meant when several exist and none is named. */
export const exampleOrg = "servicenow-uk";

/** Folder of Pulumi.yaml: the nearest one above the working directory, else that of this package. */
export function projectRoot(io: Pick<Io, "cwd">): string {
  for (let folder = io.cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
    if (folder === dirname(folder)) break;
  }
  return packageRoot();
}

/**
 * Folder whose org files and own rules are checked: the nearest one above the working directory that
 * has either or is a Pulumi project, else that of this package. Checking needs no Pulumi.yaml.
 */
export function checkedRoot(io: Pick<Io, "cwd">): string {
  const marks = ["Pulumi.yaml", join("stacks", "orgs"), join("policies", "custom")];
  for (let folder = io.cwd; ; folder = dirname(folder)) {
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (folder === dirname(folder)) return projectRoot(io);
  }
}

/**
 * Name of the org that a command is about: the one that is named, the one that
 * GENESYS_ACCESS_ORG names, the only one, or the example. Throws a `UserError` that lists what
 * there is.
 */
export function chooseOrg(root: string, named: string | undefined, io: Pick<Io, "env">): string {
  const wanted = named ?? (io.env["GENESYS_ACCESS_ORG"] || undefined);
  if (wanted !== undefined) {
    findOrg(root, wanted);
    return wanted;
  }
  const orgs = listOrgs(root);
  if (orgs.includes(exampleOrg)) return exampleOrg;
  if (orgs.length === 1 && orgs[0] !== undefined) return orgs[0];
  throw new UserError({
    what: "which org?",
    where: join(root, "stacks", "orgs"),
    why: orgs.length === 0 ? "there is no org file yet." : `there are several: ${orgs.join(", ")}.`,
    next: orgs.length === 0 ? "npx genesys-access new-org NAME" : "name one, or set GENESYS_ACCESS_ORG.",
  });
}
