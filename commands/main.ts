import packageJson from "../package.json";
import { commandDefinitions } from "./definitions";
import { reportFailure } from "./frame/failure";
import { exit } from "./frame/exit";
import { processIo } from "./frame/process-io";
import { redact } from "./frame/redact";
import { commandModules } from "./load";
import { runProgram } from "./program";

async function main(): Promise<void> {
  const io = processIo();
  const argv = process.argv.slice(2);
  const facts = {
    version: packageJson.version,
    command: redact(["genesys-access", ...argv].join(" "), io.env),
    reportTo: (packageJson as { bugs?: { url?: string } }).bugs?.url ?? "the issue tracker of the project",
  };
  const fail = (error: unknown): number => reportFailure(error, facts, io, argv.includes("--json"));
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => process.exit(fail(error)));
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // A command that is at work with the engine, or is the emulator, listens itself.
      if (process.listenerCount(signal) > 1) return;
      io.stderr.write(`${io.isTTY ? "\n" : ""}Stopped. What was done so far is kept; the same command goes on from there.\n`);
      process.exit(exit.failed);
    });
  }
  try {
    process.exitCode = await runProgram(argv, commandDefinitions, { version: packageJson.version, docs: "README.md and docs/" }, async (definition, invocation) => {
      const load = commandModules[definition.module ?? definition.name];
      if (load === undefined) throw new Error(`no module for the command ${definition.name}`);
      return (await load()).run(invocation, io);
    }, io);
  } catch (error) {
    process.exitCode = fail(error);
  }
  if (process.exitCode === exit.bug) process.exit();
}

void main();
