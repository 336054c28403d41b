/** How to wait for a lock. */
export interface LockOptions {
  /** Called once, with the owner's process id, when the lock is held by somebody else. */
  readonly waiting?: (pid: number) => void;
  /** How often to look again, in milliseconds. */
  readonly pollMilliseconds?: number;
  /** How long an owner may give no sign of life before its lock is taken over, in milliseconds. */
  readonly silence?: number;
}

/** Runs `body` while no other process runs one under the same path. */
export function withLock<T>(path: string, options: LockOptions, body: () => Promise<T> | T): Promise<T>;
