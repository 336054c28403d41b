import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Who holds the lock of a stack on a `file://` or object store backend, as the engine tells it. */
export interface StackLock {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** Time as the engine prints it. */
  readonly since: string;
}

/** The locks that a message of the engine names; none when it is about something else. */
export function parseLocks(text: string): readonly StackLock[] {
  if (!/currently locked by \d+ lock/.test(text)) return [];
  const locks = [...text.matchAll(/created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g)].map((match) => ({
    user: match[1] ?? "",
    host: match[2] ?? "",
    pid: Number(match[3]),
    since: match[4] ?? "",
  }));
  return locks.filter((lock, index) => locks.findIndex((other) => other.pid === lock.pid && other.host === lock.host) === index);
}

/** A process as the system shows it. */
interface Shown {
  /** Name of its program, perhaps shortened. */
  readonly name: string;
  /** True for one that has ended and whose parent has not noticed yet. */
  readonly ended: boolean;
}

/** Whether a process with this id lives on this machine. One that has ended and only waits to be noticed does not. */
export function isAlive(pid: number): boolean {
  const shown = processOf(pid);
  return shown !== undefined && !shown.ended;
}

/** Whether a process with this id lives and is an engine: ids are used again. */
export function isEngineAlive(pid: number): boolean {
  const shown = processOf(pid);
  return shown !== undefined && !shown.ended && /^(|.*\/)pulumi/.test(shown.name);
}

function processOf(pid: number): Shown | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const end = stat.lastIndexOf(")");
      return { name: stat.slice(stat.indexOf("(") + 1, end), ended: /^[ZX]/.test(stat.slice(end + 2)) };
    }
    const [, state = "", name = ""] = /^(\S+)\s+(.*)$/m.exec(execFileSync("ps", ["-o", "state=,comm=", "-p", String(pid)], { encoding: "utf8" }).trim()) ?? [];
    return { name, ended: state.startsWith("Z") };
  } catch {
    return undefined;
  }
}

/** True when every lock was left behind by a process of this machine that no longer lives. */
export function allLeftBehind(locks: readonly StackLock[], hostname: string, alive: (pid: number) => boolean): boolean {
  return locks.length > 0 && locks.every((lock) => lock.host === hostname && !alive(lock.pid));
}
