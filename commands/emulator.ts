import { join, resolve } from "node:path";
import { startEmulator } from "../emulator";
import { UserError } from "../access/errors";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { emulatorFolder, isHealthy, runningAddress, startKeptEmulator } from "./stack/emulator-keeper";
import { openLease } from "./stack/lease";
import { projectRoot } from "./stack/project";

/** `genesys-access emulator`: runs the emulator in the foreground, or manages the one in the background. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const root = projectRoot(io);
  const state = invocation.text("state");
  const folder = state === undefined ? emulatorFolder(root) : resolve(io.cwd, state);
  const json = invocation.flag("json");
  const tell = (facts: Readonly<Record<string, unknown>>, line: string): void => say(io, json ? JSON.stringify(facts) : line);
  const port = invocation.number("port");
  if (port !== undefined && (port < 1 || port > 65_535)) {
    throw new UserError({ what: `there is no port ${port}`, next: "--port takes a number from 1 to 65535." });
  }

  if (invocation.flag("status")) {
    const running = runningAddress(folder);
    if (running !== undefined && (await isHealthy(running.url))) {
      tell({ running: true, url: running.url, pid: running.pid }, `The emulator runs at ${running.url} (process ${running.pid}).`);
      return exit.good;
    }
    tell({ running: false }, "No emulator is running.");
    return exit.findings;
  }
  if (invocation.flag("stop")) return stop(folder, tell);
  if (invocation.flag("background")) {
    const started = await startKeptEmulator(root, io.env, [...(port === undefined ? [] : ["--port", String(port)]), ...(state === undefined ? [] : ["--state", folder])], folder);
    tell({ running: true, ...started }, `The emulator ${started.started ? "runs" : "was running already"} at ${started.url}. End it: npx genesys-access emulator --stop`);
    return exit.good;
  }

  const lease = invocation.flag("leased") ? await openLease() : undefined;
  const running = await startEmulator({
    stateDir: folder,
    ...(port === undefined ? {} : { port }),
    ...(lease === undefined ? {} : { lease: lease.port }),
  });
  const ended = new Promise<void>((done) => {
    io.onInterrupt(() => done());
    void lease?.unused.then(done);
  });
  tell({ running: true, url: running.url, pid: process.pid, state: folder }, `Genesys Cloud emulator at ${running.url}, data in ${folder}. End it with Ctrl-C.`);
  await ended;
  await running.close();
  return exit.good;
}

const stopSeconds = 10;

async function stop(folder: string, tell: (facts: Readonly<Record<string, unknown>>, line: string) => void): Promise<number> {
  const running = runningAddress(folder);
  if (running === undefined) {
    tell({ running: false }, "No emulator is running.");
    return exit.good;
  }
  // The file could be an old one, and its process id somebody else's by now.
  if (!(await isHealthy(running.url))) {
    throw new UserError({
      what: `process ${running.pid} does not answer as an emulator`,
      where: join(folder, "address.json"),
      next: `look what it is (ps -p ${running.pid}); delete the file if it is something else.`,
    });
  }
  process.kill(running.pid, "SIGTERM");
  const deadline = Date.now() + stopSeconds * 1000;
  while (runningAddress(folder) !== undefined) {
    if (Date.now() > deadline) throw new UserError({ what: `the emulator (process ${running.pid}) does not end`, next: `kill -9 ${running.pid}; it loses nothing that it has acknowledged.` });
    await new Promise((done) => setTimeout(done, 50));
  }
  tell({ running: false, stopped: running.pid }, "The emulator has ended.");
  return exit.good;
}
