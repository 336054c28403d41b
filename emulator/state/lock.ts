import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../access/errors";

/** Who holds a lock: a process id alone can be reused, so the moment that the process started goes with it. */
interface Holder {
  readonly pid: number;
  readonly started: string;
}

const heldHere = new Set<string>();

/**
 * Locks a folder for this process until the returned function is called. The lock of a process
 * that is gone, however it ended, counts for nothing and is taken over. Throws a `UserError` when
 * a living process holds it.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, "lock");
  if (heldHere.has(lock)) throw inUse(folder, process.pid);
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? "" };
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (tryLink(draft, lock)) {
        heldHere.add(lock);
        return () => {
          heldHere.delete(lock);
          rmSync(lock, { force: true });
        };
      }
      const text = readIfThere(lock);
      if (text === undefined) continue;
      const holder = parseHolder(text);
      if (holder !== undefined && isAlive(holder)) throw inUse(folder, holder.pid);
      takeAway(lock, text);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw inUse(folder, undefined);
}

/** Moves a dead lock aside. Two starters may see the same dead lock: whoever moved a fresh one by mistake puts it back. */
function takeAway(lock: string, dead: string): void {
  const aside = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) !== dead) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<Holder>;
    return typeof parsed.pid === "number" && typeof parsed.started === "string" ? { pid: parsed.pid, started: parsed.started } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const started = startOf(holder.pid);
  return started === undefined || holder.started === "" || started === holder.started;
}

/** When a process started, in whatever unit the system keeps; undefined when the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return `${boot}/${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
    }
    if (process.platform === "win32") return undefined;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

function inUse(folder: string, pid: number | undefined): UserError {
  return new UserError({
    what: "Another emulator works on this state folder.",
    where: folder,
    why: pid === undefined ? "Several processes try to lock it at once." : `Process ${pid} holds it.`,
    next: "Use the running emulator, stop it, or name another state folder.",
  });
}
