import { spawn } from "node:child_process";
import { root } from "../build/files.mjs";

/** Colours only where a person looks at a terminal: a CI log shows them as noise. */
const noColour = process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined ? {} : { NO_COLOR: "1" };

/** Runs a program with this process' output and returns its exit code. */
export function runProgram(command, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...noColour, ...env }, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** The same for a JavaScript program of an npm package. */
export const runNode = (args, options) => runProgram(process.execPath, args, options);
