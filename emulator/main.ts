import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator, type StartOptions } from "./index";

/** Where a foreground run writes and what ends it. */
export interface MainIo {
  readonly stdout: { write(text: string): unknown };
  /** Ends the run when aborted; SIGINT and SIGTERM do too. */
  readonly signal?: AbortSignal;
}

/** Runs an emulator in the foreground until it is told to stop; resolves to the exit code. Throws a `UserError` when it can't start. */
export async function runEmulator(start: StartOptions, io: MainIo): Promise<number> {
  const emulator = await startEmulator(start);
  io.stdout.write(banner(emulator.url, emulator.stateDir));
  await stopRequested(io.signal);
  io.stdout.write("Stopping.\n");
  await Promise.race([emulator.close(), sleep(5000, undefined, { ref: false })]);
  return 0;
}

function banner(url: string, stateDir: string): string {
  return [
    `Genesys Cloud emulator on ${url}`,
    `  state     ${stateDir}`,
    `  health    ${url}/emulator/health`,
    `  an org    POST ${url}/emulator/orgs, then ${url}/orgs/NAME/api/v2/`,
    "  It listens on this machine only. Ctrl-C stops it; its data stays.",
    "",
  ].join("\n");
}

function stopRequested(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}
