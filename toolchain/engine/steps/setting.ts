import { basename, dirname } from "node:path";
import { UserError } from "../../../access/errors";
import { engineIn, type Found } from "../candidate";
import type { Machine } from "../machine";

/** Environment variable that names the engine: the `pulumi` executable, or the folder that it is in. */
export const engineSetting = "GENESYS_ACCESS_ENGINE";

/** The engine that the user names. One that cannot be used is a mistake to be told, not a reason to look elsewhere. */
export async function fromSetting(machine: Machine): Promise<Found> {
  const value = machine.env[engineSetting];
  if (value === undefined || value === "") return { why: `${engineSetting} is not set` };
  const folder = basename(value) === "pulumi" && (await machine.executableSize(value)) !== undefined ? dirname(value) : value;
  const found = await engineIn(machine, folder, "setting");
  if (found.engine !== undefined) return found;
  throw new UserError({
    what: `${engineSetting} names an engine that cannot be used`,
    where: value,
    why: found.why,
    next: `Set ${engineSetting} to a folder with pulumi and pulumi-language-nodejs in it, or unset it.`,
  });
}
