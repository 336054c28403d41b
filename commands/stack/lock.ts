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
  return [...text.matchAll(/created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g)].map((match) => ({
    user: match[1] ?? "",
    host: match[2] ?? "",
    pid: Number(match[3]),
    since: match[4] ?? "",
  }));
}

/** Whether a process with this id lives on this machine, as far as this user may know. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** True when every lock was left behind by a process of this machine that no longer lives. */
export function allLeftBehind(locks: readonly StackLock[], hostname: string, alive: (pid: number) => boolean): boolean {
  return locks.length > 0 && locks.every((lock) => lock.host === hostname && !alive(lock.pid));
}
