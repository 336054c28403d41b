import { existsSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { UserError } from "../../access/errors";

/**
 * Names the project's folder of policies (own rules, levels, waivers, baseline) when it is not where
 * the pack looks for it.
 */
const folderVariable = "GENESYS_ACCESS_POLICIES";

/**
 * The project's folder of policies: the one that the environment names (from the folder in which the
 * shell is, not the pack's), else, for a pack in an installed package, `policies` beside
 * `node_modules`, else the pack's own folder.
 * @throws UserError when the environment names a folder that does not exist
 */
export function policiesFolder(pack: string, env: Readonly<Record<string, string | undefined>>): string {
  const named = env[folderVariable];
  if (named !== undefined && named !== "") {
    const folder = resolve(env["PWD"] ?? ".", named);
    if (existsSync(folder)) return folder;
    throw new UserError({
      what: "the folder of policies does not exist",
      where: folder,
      why: `the environment variable ${folderVariable} names it.`,
      next: "Name a folder that exists, by its whole path, or leave the variable out.",
    });
  }
  const modules = pack.indexOf(`${sep}node_modules${sep}`);
  const beside = modules < 0 ? undefined : join(pack.slice(0, modules), "policies");
  return beside !== undefined && existsSync(beside) ? beside : pack;
}
