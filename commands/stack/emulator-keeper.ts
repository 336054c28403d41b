import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../access/errors";
import { packageRoot } from "../../toolchain/engine/root";
import { takeLease } from "./lease";
import { isAlive } from "./lock";

/** A running emulator that somebody uses. */
export interface UsedEmulator {
  /** Such as http://127.0.0.1:4021. */
  readonly url: string;
  /** True when this run started it. */
  readonly started: boolean;
  /** Says that it is not used any more; an emulator that runs only for its users then ends. */
  release(): void;
}

/** Folder in which the emulator of a project keeps its data. */
export function emulatorFolder(root: string): string {
  return join(root, ".genesys-access", "emulator");
}

const startSeconds = 30;
const pollMilliseconds = 50;
const restartMilliseconds = 400;
const mostStarts = 5;

/**
 * The emulator of a project: the one that GENESYS_ACCESS_EMULATOR names, the one that runs, or one
 * that is started now. What is started here ends by itself when nobody uses it any more, also when
 * its users were killed.
 */
export async function useEmulator(root: string, env: Readonly<Record<string, string | undefined>>): Promise<UsedEmulator> {
  const named = env["GENESYS_ACCESS_EMULATOR"];
  if (named !== undefined && named !== "") {
    if (await isHealthy(named)) return { url: named.replace(/\/+$/, ""), started: false, release: () => undefined };
    throw new UserError({
      what: "the emulator does not answer",
      where: named,
      why: "GENESYS_ACCESS_EMULATOR names it.",
      next: "start it, or unset the variable: then one is started here.",
    });
  }
  const folder = emulatorFolder(root);
  const deadline = Date.now() + startSeconds * 1000;
  let child: BackgroundChild | undefined;
  for (let starts = 0; ; ) {
    const found = await useRunning(folder);
    if (found !== undefined) return { ...found, started: child !== undefined };
    // One that ends at this moment holds its folder a little longer: then the new one cannot start yet.
    if (child === undefined || (child.ended() && starts < mostStarts)) {
      child = startInBackground(root, folder, ["--leased"], env);
      starts += 1;
    } else if (child.ended() || Date.now() > deadline) throw didNotStart(child.log());
    await pause(child.ended() ? restartMilliseconds : pollMilliseconds);
  }
}

/** Starts an emulator that stays until it is stopped. Returns its address; one that runs already is left as it is. */
export async function startKeptEmulator(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
  folder = emulatorFolder(root),
): Promise<{ readonly url: string; readonly started: boolean }> {
  const before = runningAddress(folder);
  if (before !== undefined && (await isHealthy(before.url))) return { url: before.url, started: false };
  const child = startInBackground(root, folder, args, env);
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline) {
    const address = runningAddress(folder);
    if (address !== undefined && (await isHealthy(address.url))) return { url: address.url, started: true };
    if (child.ended() && address === undefined) break;
    await pause();
  }
  throw didNotStart(child.log());
}

function didNotStart(log: string): UserError {
  const said = readTail(log);
  return new UserError({
    what: "the emulator did not start",
    where: log,
    ...(said === "" ? {} : { why: said }),
    next: "npx genesys-access emulator --port <another port>, or look at the log.",
  });
}

/** Address of the emulator that runs on a folder, if its process lives; with the port of its lease, if it ends when it is not used. */
export function runningAddress(folder: string): { readonly url: string; readonly pid: number; readonly lease?: number } | undefined {
  const address = readJson(join(folder, "address.json"));
  const url = address?.["url"];
  const pid = address?.["pid"];
  const lease = address?.["lease"];
  if (typeof url !== "string" || typeof pid !== "number" || !isAlive(pid)) return undefined;
  return { url, pid, ...(typeof lease === "number" ? { lease } : {}) };
}

/** Whether an emulator answers at an address. */
export async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, "")}/emulator/health`, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function useRunning(folder: string): Promise<{ url: string; release: () => void } | undefined> {
  const address = runningAddress(folder);
  if (address === undefined || !(await isHealthy(address.url))) return undefined;
  if (address.lease === undefined) return { url: address.url, release: () => undefined };
  const held = await takeLease(address.lease);
  return held && { url: address.url, release: () => held.release() };
}

interface BackgroundChild {
  readonly ended: () => boolean;
  readonly log: () => string;
}

function startInBackground(root: string, folder: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>): BackgroundChild {
  const log = join(folder, "log.txt");
  let descriptor: number;
  try {
    mkdirSync(folder, { recursive: true });
    descriptor = openSync(log, "w", 0o600);
  } catch (error) {
    throw new UserError({
      what: "the folder of the emulator cannot be written",
      where: folder,
      why: error instanceof Error ? error.message : String(error),
      next: "give this user the right to write there; nothing was changed.",
    });
  }
  const cli = join(packageRoot(), "dist", "cli.js");
  if (!existsSync(cli)) {
    throw new UserError({ what: "genesys-access is not built", where: cli, next: "npm run build" });
  }
  // Nothing of the user's environment that the emulator has no use for, credentials above all.
  const rest = Object.entries(env).filter(([name]) => /^(PATH|HOME|TMPDIR|TEMP|TMP|LANG|TZ|SystemRoot)$/.test(name));
  const child = spawn(process.execPath, [cli, "emulator", ...args], {
    cwd: root,
    env: Object.fromEntries(rest.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    stdio: ["ignore", descriptor, descriptor],
    detached: true,
  });
  closeSync(descriptor);
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  child.unref();
  return { ended: () => ended, log: () => log };
}

function readTail(file: string): string {
  try {
    return readFileSync(file, "utf8").trim().split("\n").slice(-5).join("\n");
  } catch {
    return "";
  }
}

function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function pause(milliseconds = pollMilliseconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
