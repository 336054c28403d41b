import { delimiter, join } from "node:path";
import { engineIn, type Found } from "../candidate";
import { sharedFolder } from "../folder";
import type { Machine } from "../machine";

/** The first `pulumi` on the PATH, as a shell would find it. */
export async function fromPath(machine: Machine): Promise<Found> {
  const folders = (machine.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of folders) {
    if ((await machine.executableSize(join(folder, "pulumi"))) === undefined) continue;
    if ((await machine.realpath(folder)) === (await machine.realpath(sharedFolder(machine)))) {
      return { why: `${folder} is the shared folder, which is looked at next` };
    }
    return engineIn(machine, folder, "path");
  }
  return { why: "there is no pulumi on the PATH" };
}
