/**
 * Exit codes of every command.
 *
 * - `good`: done, nothing to complain about.
 * - `findings`: done, and the answer is no: findings, a refused call, drift.
 * - `failed`: could not be done: a mistake in the input, or something in the environment.
 * - `bug`: the product itself is at fault (EX_SOFTWARE of sysexits.h).
 */
export const exit = { good: 0, findings: 1, failed: 2, bug: 70 } as const;

/** One of the four exit codes. */
export type ExitCode = (typeof exit)[keyof typeof exit];
