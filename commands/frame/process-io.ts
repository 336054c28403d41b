import { askOn } from "./question";
import type { Io } from "./io";

/** The `Io` of the real process. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that went away (`| head`) is no mistake of anybody's.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
  const isTTY = process.stderr.isTTY === true;
  const env = process.env;
  return {
    stdout: { write: (text) => void process.stdout.write(text) },
    stderr: { write: (text) => void process.stderr.write(text) },
    stdin: process.stdin.isTTY === true ? undefined : process.stdin,
    env,
    cwd: process.cwd(),
    isTTY: isTTY && env["TERM"] !== "dumb",
    color: process.stdout.isTTY === true && isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
    columns: Math.max(40, process.stdout.columns ?? process.stderr.columns ?? 80),
    ...(process.stderr.rows === undefined ? {} : { rows: process.stderr.rows }),
    ask: isTTY && process.stdin.isTTY === true ? (question, options) => askOn(process.stdin, process.stderr, question, options) : async () => undefined,
    onInterrupt: (handler) => {
      const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
      const listener = (signal: NodeJS.Signals): void => handler(signal);
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}
