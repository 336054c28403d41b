import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../build/files.mjs";
import { Trouble } from "./trouble.mjs";

/** Commands of those who work on genesys-access itself; every other one is a command of the program. */
const tasks = {
  test: () => import("../tasks/test.mjs"),
  bench: () => import("../tasks/bench.mjs"),
  build: () => import("../tasks/build.mjs"),
  sdk: () => import("../tasks/sdk.mjs"),
  typecheck: () => import("../tasks/typecheck.mjs"),
};

/**
 * Runs a command, after installing and building what is missing. As an installed package there is nothing to
 * install or build: the sources are not there.
 */
export async function start(args) {
  try {
    const isCheckout = existsSync(join(root, "commands", "main.ts"));
    const task = isCheckout && Object.hasOwn(tasks, args[0] ?? "") ? tasks[args[0]] : undefined;
    if (isCheckout) await (await import("./installed.mjs")).ensureInstalled();
    if (task !== undefined) {
      process.exitCode = await (await task()).run(args.slice(1));
      return;
    }
    if (isCheckout) await (await import("./built.mjs")).ensureBuilt();
    createRequire(import.meta.url)(join(root, "dist", "cli.js"));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
