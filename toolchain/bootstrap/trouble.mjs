/** A fault of the environment, told in the form that the commands use, before any of them can be loaded. */
export class Trouble extends Error {
  constructor({ what, why, next, exitCode = 2 }) {
    super([what, ...(why === undefined ? [] : [`Why: ${why}`]), ...(next === undefined ? [] : [`Next: ${next}`])].join("\n"));
    this.exitCode = exitCode;
  }
}
