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
  /** Runs the engine in a project folder with our settings; the output, or an error with it. */
  pulumi(project: string, ...args: readonly string[]): Promise<string>;
  /** The same without what we do for a faster start. */
  plainPulumi(project: string, ...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** Makes a workspace that touches nothing of the checkout. */
export async function openWorkspace(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-bench-"));
  mkdirSync(join(folder, "state"));
  const emulator = await startEmulator({ stateDir: join(folder, "emulator") });
  const engine = await ensureEngine();
  const { PULUMI_CONFIG_PASSPHRASE: _passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: _file, ...inherited } = process.env;
  const ours = engineEnvironment(engine, { root, orgTarget: "emulator", env: inherited });
  const env: NodeJS.ProcessEnv = {
    ...inherited,
    ...ours,
    GENESYS_ACCESS_CODE_CACHE: join(folder, "code-cache"),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
    GENESYS_ACCESS_EMULATOR: emulator.url,
    NO_COLOR: "1",
  };
  const { GENESYS_ACCESS_CODE_CACHE: _cache, NODE_OPTIONS: _options, ...plain } = env;
  const run = (environment: NodeJS.ProcessEnv, project: string, args: readonly string[]): Promise<string> => new Promise((resolve, reject) => {
    execFile(engine.pulumi, [...args, "--non-interactive"], { cwd: project, env: environment, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`pulumi ${args.join(" ")} failed:\n${stdout}${stderr}`));
    });
  });
  return {
    folder,
    emulator,
    engine,
    pulumi: (project, ...args) => run(env, project, args),
    plainPulumi: (project, ...args) => run(plain, project, args),
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
