import { join } from "node:path";
import { engineIn, type Found } from "../candidate";
import type { EngineReport } from "../engine";
import { lastLine, publish, pulumiHome, sharedFolder } from "../folder";
import type { Machine } from "../machine";
import { engineVersion } from "../version";

/** Where Pulumi's installer, which the npm package runs, gets everything from. */
const installer = "https://get.pulumi.com/install.sh";
const probeMilliseconds = 5_000;

/** What the npm package of the downloader must be, whatever registry it comes from. */
const downloaderIntegrity = "sha512-INXMyZQmNg0wvjaaTBzbQE5zQUSx3jdMx7NBl2poNfTASMF11jjAyGzICWbquvqZVlALIaBbK/hbuvwdyPuuXQ==";

/** Pulumi's release, through the npm package `pulumi`, which carries no program but fetches one. */
export async function fromDownload(machine: Machine, report: EngineReport): Promise<Found> {
  if (machine.env["GENESYS_ACCESS_ENGINE_DOWNLOAD"] === "no") return { why: "GENESYS_ACCESS_ENGINE_DOWNLOAD says no" };
  const reachable = await machine.reach(installer, probeMilliseconds);
  if (!reachable.reached) return { why: `Pulumi's download server cannot be reached (${reachable.why})` };

  report.say(`Downloading Pulumi ${engineVersion}, about 150 MB, once per machine.`);
  const versions = join(pulumiHome(machine), "versions");
  await machine.makeFolder(versions);
  const draft = await machine.temporaryFolder(join(versions, ".download-"));
  try {
    const packed = await machine.run("npm", ["pack", `pulumi@${engineVersion}`, "--pack-destination", draft, "--silent"], { cwd: draft });
    if (packed.code !== 0) return { why: `npm could not fetch the package pulumi@${engineVersion}: ${lastLine(packed.stderr) ?? "no reason given"}` };
    const archive = join(draft, `pulumi-${engineVersion}.tgz`);
    const integrity = await machine.integrity(archive);
    if (integrity !== downloaderIntegrity) {
      return { why: `the npm package pulumi@${engineVersion} is not the one that is known here (${integrity ?? "npm left no file"})` };
    }
    const unpacked = await machine.run("tar", ["xzf", archive, "-C", draft]);
    if (unpacked.code !== 0) return { why: `tar could not unpack the downloader: ${lastLine(unpacked.stderr) ?? "no reason given"}` };

    const started = machine.now();
    const fetched = await machine.run(process.execPath, [join(draft, "package", "run.js"), "version"], {
      env: { PULUMI_HOME: draft, PULUMI_SKIP_UPDATE_CHECK: "true" },
      onLine: () => report.progress({ text: `Downloading Pulumi ${engineVersion}`, elapsedSeconds: (machine.now() - started) / 1000 }),
    });
    if (fetched.code !== 0) return { why: `Pulumi's installer failed: ${lastLine(fetched.stderr) ?? "no reason given"}` };
    const bin = join(draft, "versions", engineVersion, "bin");
    const found = await engineIn(machine, bin, "downloaded");
    if (found.engine === undefined) return { why: `Pulumi's installer did not leave a complete engine: ${found.why}` };
    if (found.engine.version !== engineVersion) return { why: `Pulumi's installer brought version ${found.engine.version}` };
    await publish(machine, bin, sharedFolder(machine), { origin: "downloaded", version: engineVersion, inputs: "" });
  } finally {
    await machine.remove(draft);
  }
  return engineIn(machine, sharedFolder(machine), "downloaded");
}
