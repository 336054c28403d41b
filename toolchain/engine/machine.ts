import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir, cpus } from "node:os";
import { withLock } from "../lock.mjs";

/** What a process ended with. */
export interface Ended {
  /** Exit code; undefined when the program could not be started or a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is run. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of standard error (and of standard output) as it comes. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds after which the process is killed. */
  readonly timeout?: number;
}

/** Everything outside this process that the search for an engine touches; tests put another one in its place. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly cores: number;
  /** Process that is running now: `linux-x64`. */
  readonly platform: string;
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Whether a URL answers at all within a time. The text says why not. */
  reach(url: string, milliseconds: number): Promise<{ readonly reached: true } | { readonly reached: false; readonly why: string }>;
  /** Size in bytes of a file that may be executed; undefined when it is not there or may not be run. */
  executableSize(path: string): Promise<number | undefined>;
  realpath(path: string): Promise<string>;
  read(path: string): Promise<string | undefined>;
  /** Subresource integrity of a file, such as sha512-…; undefined when it cannot be read. */
  integrity(path: string): Promise<string | undefined>;
  list(path: string): Promise<readonly string[]>;
  write(path: string, text: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  temporaryFolder(prefix: string): Promise<string>;
  move(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  lock<T>(path: string, waiting: (pid: number) => void, body: () => Promise<T>): Promise<T>;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

/** This machine. */
export function thisMachine(env: Readonly<Record<string, string | undefined>> = process.env): Machine {
  return {
    env,
    home: homedir(),
    cores: Math.max(1, cpus().length),
    platform: `${process.platform}-${process.arch}`,
    run: (command, args, options = {}) => run(env, command, args, options),
    reach,
    executableSize: async (path) => {
      try {
        await access(path, constants.X_OK);
        const status = await stat(path);
        return status.isFile() ? status.size : undefined;
      } catch {
        return undefined;
      }
    },
    realpath: (path) => realpath(path).catch(() => path),
    read: (path) => readFile(path, "utf8").catch(() => undefined),
    integrity: (path) =>
      readFile(path).then((content) => `sha512-${createHash("sha512").update(content).digest("base64")}`).catch(() => undefined),
    list: (path) => readdir(path).then((names) => names.sort()).catch(() => []),
    write: async (path, text) => {
      const draft = `${path}.${process.pid}.tmp`;
      await writeFile(draft, text);
      await rename(draft, path);
    },
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true });
    },
    temporaryFolder: (prefix) => mkdtemp(prefix),
    move: (from, to) => rename(from, to),
    remove: (path) => rm(path, { recursive: true, force: true }),
    lock: (path, waiting, body) => withLock(path, { waiting }, body),
    now: () => performance.now(),
  };
}

function run(
  env: Readonly<Record<string, string | undefined>>,
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    });
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      let rest = "";
      child[name].setEncoding("utf8");
      child[name].on("data", (chunk: string) => {
        text[name] += chunk;
        if (options.onLine === undefined) return;
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) options.onLine(line);
      });
    }
    const endWithUs = (): void => void child.kill();
    process.once("exit", endWithUs);
    child.on("error", (error) => {
      process.off("exit", endWithUs);
      resolve({ code: undefined, stdout: text.stdout, stderr: text.stderr + error.message });
    });
    child.on("close", (code, signal) => {
      process.off("exit", endWithUs);
      resolve({ code: code ?? undefined, stdout: text.stdout, stderr: signal === null ? text.stderr : `${text.stderr}\nended by ${signal}` });
    });
  });
}

async function reach(url: string, milliseconds: number): ReturnType<Machine["reach"]> {
  try {
    await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(milliseconds) });
    return { reached: true };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : String(cause);
    return { reached: false, why: why === "TimeoutError" ? `no answer within ${milliseconds / 1000} s` : why };
  }
}
