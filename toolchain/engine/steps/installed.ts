import { engineIn, type Found } from "../candidate";
import { readStamp, sharedFolder, writeStamp } from "../folder";
import type { Machine } from "../machine";

/**
 * The engine in the shared folder. One that was built here counts only while it is what this checkout would
 * build: `inputs` is the digest of that. One that was installed in another way is taken as it is.
 */
export async function fromSharedFolder(machine: Machine, inputs: string): Promise<Found> {
  const folder = sharedFolder(machine);
  const stamp = await readStamp(machine, folder);
  const found = await engineIn(machine, folder, stamp?.origin === "downloaded" ? "downloaded" : "installed");
  if (found.engine === undefined) return found;
  if (stamp === undefined && found.engine.origin === "built") return { why: `${folder} has a build that is not complete` };
  if (stamp?.origin === "built" && stamp.inputs !== inputs) {
    return { why: `${folder} was built from other sources of the language host or another module list` };
  }
  if (stamp === undefined) {
    // Asking an executable for its version takes longer than all the rest: once is enough.
    await writeStamp(machine, folder, { origin: "installed", version: found.engine.version, inputs: "" }).catch(() => undefined);
  }
  return found;
}
