import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startEmulator, type RunningEmulator } from "../../emulator";
import { engineEnvironment, ensureEngine, type Engine } from "../../toolchain/engine";

/** The package folder: benchmarks run with it as their working directory. */
export const root = process.cwd();

/** A place for a benchmark: an emulator of its own, a state of its own, and the engine. */
export interface Workspace {
  readonly folder: string;
  readonly emulator: RunningEmulator;
  readonly engine: Engine;
  /** Runs the engine in a project folder; the output, or an error with it. */
  pulumi(project: string, ...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** Makes a workspace that touches nothing of the checkout. */
export async function openWorkspace(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-bench-"));
  mkdirSync(join(folder, "state"));
  const emulator = await startEmulator({ stateDir: join(folder, "emulator") });
  const engine = await ensureEngine();
  const { PULUMI_CONFIG_PASSPHRASE: _passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: _file, ...inherited } = process.env;
  const env = {
    ...inherited,
    ...engineEnvironment(engine, { root, orgTarget: "emulator", env: inherited }),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
    GENESYS_ACCESS_EMULATOR: emulator.url,
    NO_COLOR: "1",
  };
  return {
    folder,
    emulator,
    engine,
    pulumi: (project, ...args) => new Promise((resolve, reject) => {
      execFile(engine.pulumi, [...args, "--non-interactive"], { cwd: project, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`pulumi ${args.join(" ")} failed:\n${stdout}${stderr}`));
      });
    }),
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
