import { UserError } from "../../access/errors";
import type { Found } from "./candidate";
import type { Engine, EngineReport, Origin, Step } from "./engine";
import { sharedFolder } from "./folder";
import { thisMachine, type Machine } from "./machine";
import { goSources } from "./sources";
import { fromBuild, type Sources } from "./steps/build";
import { fromDownload } from "./steps/download";
import { fromSharedFolder } from "./steps/installed";
import { fromPath } from "./steps/path";
import { fromSetting } from "./steps/setting";
import { engineVersion, oldestGo } from "./version";

/** How to look for an engine. */
export interface EngineOptions {
  /** Who hears what happens; nobody by default. */
  readonly report?: EngineReport;
  readonly machine?: Machine;
  readonly sources?: Sources;
}

const silent: EngineReport = { say: () => undefined, progress: () => undefined };

/**
 * Finds a Pulumi engine or gets one: the one that GENESYS_ACCESS_ENGINE names; `pulumi` on the PATH; the shared
 * folder; Pulumi's release; a build from the Go module. Throws a `UserError` that says for each why it was not
 * taken. Safe to call in several processes at once: one builds, the others wait for it.
 */
export async function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const machine = options.machine ?? thisMachine();
  const sources = options.sources ?? goSources();
  const report = options.report ?? silent;
  const steps: Step[] = [];
  const attempt = async (step: Origin, look: () => Promise<Found>): Promise<Engine | undefined> => {
    const found = await look();
    steps.push({ step, taken: found.engine !== undefined, why: found.why });
    return found.engine === undefined ? undefined : { ...found.engine, steps: [...steps] };
  };

  return await attempt("setting", () => fromSetting(machine))
    ?? await attempt("path", () => fromPath(machine))
    ?? await attempt("installed", () => fromSharedFolder(machine, sources.inputs))
    ?? await withOneAtATime(machine, report, async () => {
      const madeMeanwhile = await fromSharedFolder(machine, sources.inputs);
      if (madeMeanwhile.engine !== undefined) {
        return attempt("installed", () => Promise.resolve({ ...madeMeanwhile, why: "another process has made it meanwhile" }));
      }
      return await attempt("downloaded", () => fromDownload(machine, report))
        ?? await attempt("built", () => fromBuild(machine, sources, report));
    })
    ?? fail(machine, steps);
}

async function withOneAtATime<T>(machine: Machine, report: EngineReport, body: () => Promise<T>): Promise<T> {
  const folder = sharedFolder(machine);
  try {
    await machine.makeFolder(folder);
  } catch (error) {
    throw new UserError({
      what: "the folder for the Pulumi engine cannot be written",
      where: folder,
      why: error instanceof Error ? error.message : String(error),
      next: "Set PULUMI_HOME to a folder that can be written, or GENESYS_ACCESS_ENGINE to an engine that is there.",
    });
  }
  return machine.lock(
    `${folder}.lock`,
    (pid) => report.say(`Another process (${pid}) is getting the Pulumi engine ready; waiting for it.`),
    body,
  );
}

const stepNames: Readonly<Record<Origin, string>> = {
  setting: "setting",
  path: "PATH",
  installed: "shared folder",
  downloaded: "download",
  built: "build",
};

function fail(machine: Machine, steps: readonly Step[]): never {
  throw new UserError({
    what: `no Pulumi engine could be found or made (version ${engineVersion}, ${machine.platform})`,
    why: ["each of these was tried:", ...steps.map(({ step, why }) => `  ${stepNames[step]}: ${why}`)].join("\n"),
    next: `Do one of these: install Pulumi (pulumi.com/docs/install) so that it is on the PATH; install Go ${oldestGo} or newer; `
      + "set GENESYS_ACCESS_ENGINE to the folder of an engine.",
  });
}
