import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { UserError } from "../../access/errors";
import { loadOrgFile, orgFilePath, displayPath, type OrgFile } from "../../stacks/orgfile";
import { describeEngine, ensureEngine, engineEnvironment, mayChangeRealOrg, packageRoot, type Engine } from "../../toolchain/engine";
import { backendOf, type Backend } from "../../toolchain/engine/environment";
import { progressLine } from "../../toolchain/engine/report";
import { note, type Io } from "../frame/io";
import type { Steps } from "../frame/progress";
import { parseDeployment, type Deployment } from "./deployment";
import { useEmulator, type UsedEmulator } from "./emulator-keeper";
import { runEngine, type EngineCall, type EngineOutcome, type EngineRunOptions } from "./engine-run";
import { allLeftBehind, isEngineAlive } from "./lock";
import { engineMistake, lockedError, locksOf, type MistakeContext } from "./mistakes";
import { secretsProviderOf, withOwnPassphrase } from "./passphrase";
import { chooseOrg, projectRoot } from "./project";
import { callsPerSecond, callsPerSecondVariable } from "../proof/pace";
import { encryptionSalt } from "./salt";
import { folderOf, stateFile } from "./state";

/** One org with everything that is needed to work on its stack. */
export interface Session {
  readonly io: Io;
  readonly root: string;
  readonly org: string;
  /** Path of the org file. */
  readonly path: string;
  readonly orgFile: OrgFile;
  readonly emulated: boolean;
  readonly engine: Engine;
  readonly call: EngineCall;
  readonly backend: Backend;
  readonly emulator?: UsedEmulator;
  readonly context: MistakeContext;
  /** Asked before an organization is pinned for the first time; throws a `UserError` when it may not be. */
  readonly mayPin?: (organization: { readonly id: string; readonly name: string }) => void;
  /** Lets go of what was started. */
  close(): void;
}

/** What a command does with the org. */
export interface SessionOptions {
  readonly io: Io;
  readonly named: string | undefined;
  /** The command line after `genesys-access`, for messages. */
  readonly command: (org: string) => string;
  readonly progress: Steps;
  /** False for commands that only read: they may use any engine. */
  readonly changes: boolean;
}

/** The org file of a command. Apart from {@link openSession}, so that its mistakes are told before anything is started. */
export function findOrgFile(named: string | undefined, io: Io): { readonly root: string; readonly org: string; readonly path: string; readonly orgFile: OrgFile } {
  const root = projectRoot(io);
  const org = chooseOrg(root, named, io);
  const path = orgFilePath(root, org);
  return { root, org, path, orgFile: loadOrgFile(path) };
}

/** What all orgs of a run share: the project, the engine, the backend, and the emulator when one of them is emulated. */
export interface Workbench {
  readonly io: Io;
  readonly root: string;
  readonly engine: Engine;
  readonly backend: Backend;
  readonly emulator?: UsedEmulator;
}

/** Gets the engine ready, and the emulator when it is needed. Throws a `UserError` that says what is missing. */
export async function openWorkbench(options: { readonly io: Io; readonly root: string; readonly progress: Steps; readonly emulated: boolean; readonly allowed?: (engine: Engine) => void }): Promise<Workbench> {
  const { io, root, progress } = options;
  progress.begin("Engine", "looking for Pulumi");
  const engine = await ensureEngine({
    report: { say: (text) => progress.line(text), progress: (state) => progress.update(progressLine(state)) },
  });
  options.allowed?.(engine);
  progress.end(describeEngine(engine));

  const backend = backendOf({ root, env: io.env });
  makeStateFolder(backend);
  if (!options.emulated) return { io, root, engine, backend };
  progress.begin("Emulator", "starting");
  const emulator = await useEmulator(root, io.env);
  progress.end(`Genesys Cloud emulator at ${emulator.url}${emulator.started ? "" : " (was running)"}`);
  return { io, root, engine, backend, emulator };
}

/** One org of a run, on what the run has ready. `close` does nothing: the workbench is its owner's. */
export function sessionOn(workbench: Workbench, org: string, path: string, orgFile: OrgFile, command: string, io: Io = workbench.io): Session {
  const { root, engine, backend } = workbench;
  const emulated = isEmulated(orgFile);
  const emulator = emulated ? workbench.emulator : undefined;
  const own = withOwnPassphrase(org, io.env);
  const env = {
    ...defined(own),
    ...engineEnvironment(engine, { root, orgTarget: emulated ? "emulator" : "cloud", env: own }),
    ...(emulator === undefined ? { [callsPerSecondVariable]: String(callsPerSecond) } : { GENESYS_ACCESS_EMULATOR: emulator.url }),
    ...(io.env["GENESYS_ACCESS_POLICIES"] === undefined && existsSync(join(root, "policies")) ? { GENESYS_ACCESS_POLICIES: join(root, "policies") } : {}),
  };
  const context: MistakeContext = {
    org,
    command,
    emulated,
    backend: describeBackend(backend),
    orgFile: displayPath(path),
    ...(emulator === undefined ? {} : { apiBase: `${emulator.url}/orgs/${org}` }),
  };
  return {
    io,
    root,
    org,
    path,
    orgFile,
    emulated,
    engine,
    call: { pulumi: engine.pulumi, root, env },
    backend,
    ...(emulator === undefined ? {} : { emulator }),
    context,
    close: () => undefined,
  };
}

/** Whether an org file is about an emulated org, which is the default. */
export function isEmulated(orgFile: OrgFile): boolean {
  return (orgFile.org.target ?? "emulator") === "emulator";
}

/** Gets engine and emulator ready for one org. Throws a `UserError` that says what is missing. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { io, progress } = options;
  const { root, org, path, orgFile } = findOrgFile(options.named, io);
  const workbench = await openWorkbench({
    io,
    root,
    progress,
    emulated: isEmulated(orgFile),
    allowed: (engine) => mayChange(engine, orgFile, io, options.changes),
  });
  return { ...sessionOn(workbench, org, path, orgFile, options.command(org)), close: () => workbench.emulator?.release() };
}

/** Throws a `UserError` when a real org would be changed by an engine that nobody said yes to. */
export function mayChange(engine: Engine, orgFile: OrgFile, io: Pick<Io, "env">, changes: boolean): void {
  if (!isEmulated(orgFile) && changes) mayChangeRealOrg(engine, { allowed: orgFile.org.allowSelfBuiltEngine === true, env: io.env });
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Where the state is kept, for people. */
export function describeBackend(backend: Backend): string {
  if (backend.url === undefined) return "Pulumi Cloud";
  return backend.url.startsWith("file://") ? displayPath(folderOf(backend.url)) : backend.url;
}

function makeStateFolder(backend: Backend): void {
  if (backend.chosenBy !== "genesys-access" || backend.url === undefined) return;
  const folder = folderOf(backend.url);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UserError({
      what: "the folder for the state cannot be made",
      where: displayPath(folder),
      why: error instanceof Error ? error.message : String(error),
      next: "give this user the right to write there, or set PULUMI_BACKEND_URL to another place.",
    });
  }
}

/** Runs the engine on the session's stack; a lock that a dead process of this machine left behind is removed first. */
export async function runOnStack(session: Session, args: readonly string[], options: Omit<EngineRunOptions, "io">): Promise<EngineOutcome> {
  const run = (): Promise<EngineOutcome> => runEngine(session.call, [...args, "--stack", session.org], { ...options, io: session.io });
  const outcome = await run();
  const locks = outcome.exitCode === 0 ? [] : locksOf(outcome);
  if (locks.length === 0) return outcome;
  if (!allLeftBehind(locks, hostname(), isEngineAlive)) throw lockedError(locks, session.context, hostname());
  note(session.io, `An earlier run (process ${locks.map((lock) => lock.pid).join(", ")}) was killed and left ${session.org} locked: taking the lock away and going on.`);
  await runEngine(session.call, ["cancel", session.org, "--yes"], { io: session.io });
  return run();
}

/** Makes the stack if it does not exist yet. The selected stack of the user is left alone. */
export async function ensureStack(session: Session): Promise<void> {
  const { org, io, call } = session;
  const file = stateFile(session);
  if (file !== undefined && existsSync(file)) return;
  addSalt(session);
  const outcome = await runEngine(call, ["stack", "init", org, "--no-select", ...secretsProvider(session.path)], { io });
  if (outcome.exitCode !== 0 && !/already exists/.test(outcome.stderr)) throw engineMistake(outcome, session.context);
}

/**
 * Writes the salt of a new stack into its org file. The engine would do so by itself, and rewrite
 * the whole file as it does.
 */
function addSalt(session: Session): void {
  const { backend, call, context, io, path } = session;
  if (backend.url === undefined || /^https?:/.test(backend.url)) return;
  const text = readFileSync(path, "utf8");
  const file: unknown = parse(text);
  if (typeof file === "object" && file !== null && ["encryptionsalt", "encryptedkey", "secretsprovider"].some((key) => key in file)) return;
  const passphrase = passphraseOf(call.env);
  if (passphrase === undefined) return;
  const lead = /^(?:#.*\r?\n)*/.exec(text)?.[0] ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  try {
    writeFileSync(path, `${lead}encryptionsalt: ${encryptionSalt(passphrase)}${newline}${text.slice(lead.length)}`);
  } catch {
    // The engine then takes the salt from the state.
    return;
  }
  note(io, `${context.orgFile} now has its encryptionsalt (no secret by itself). Commit it.`);
}

function passphraseOf(env: Readonly<Record<string, string>>): string | undefined {
  const direct = env["PULUMI_CONFIG_PASSPHRASE"];
  if (direct !== undefined) return direct;
  const file = env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (file === undefined || file === "") return undefined;
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}

function secretsProvider(path: string): readonly string[] {
  const provider = secretsProviderOf(path);
  return provider === undefined ? [] : ["--secrets-provider", provider];
}

/** What the state of the stack holds, secrets in clear. */
export async function readDeployment(session: Session): Promise<Deployment> {
  const outcome = await runEngine(session.call, ["stack", "export", "--show-secrets", "--stack", session.org], { io: session.io });
  if (outcome.exitCode !== 0) throw engineMistake(outcome, session.context);
  return parseDeployment(outcome.stdout);
}

/**
 * Takes operations out of the state that a killed run left open: the engine would warn of them in
 * every run. What they made is found again by the provider's own mark, so nothing is made twice.
 */
export async function clearPending(session: Session): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-state-"));
  try {
    const file = join(folder, "state.json");
    const outcome = await runEngine(session.call, ["stack", "export", "--stack", session.org, "--file", file], { io: session.io });
    if (outcome.exitCode !== 0) throw engineMistake(outcome, session.context);
    const state = JSON.parse(readFileSync(file, "utf8")) as { deployment?: { pending_operations?: unknown } };
    if (state.deployment?.pending_operations === undefined) return;
    delete state.deployment.pending_operations;
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    const imported = await runEngine(session.call, ["stack", "import", "--stack", session.org, "--file", file], { io: session.io });
    if (imported.exitCode !== 0) throw engineMistake(imported, session.context);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Arguments that make the engine run the policy pack. */
export function policyPackArgs(): readonly string[] {
  return ["--policy-pack", join(packageRoot(), "policies")];
}
