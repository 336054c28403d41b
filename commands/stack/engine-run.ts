import { spawn } from "node:child_process";
import { mkdtempSync, openSync, closeSync, readSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { note, type Io } from "../frame/io";
import { addEvent, emptyView, parseEngineEvent, type EngineEvent, type RunView } from "./events";

/** An engine that can be called, with everything a call needs. */
export interface EngineCall {
  /** Path of the `pulumi` executable. */
  readonly pulumi: string;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** Complete environment of the child. */
  readonly env: Readonly<Record<string, string>>;
}

/** How a call of the engine ended. */
export interface EngineOutcome {
  /** Exit code; -1 when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly view: RunView;
  /** True when the user asked to stop. */
  readonly interrupted: boolean;
}

/** Options of a call of the engine. */
export interface EngineRunOptions {
  readonly io: Io;
  /** Called for every event as it comes. */
  readonly onEvent?: (event: EngineEvent, view: RunView) => void;
  /** Passes the engine's own output on to standard error as it comes. */
  readonly verbose?: boolean;
  /** Without it no event log is asked for. */
  readonly events?: boolean;
}

const pollMilliseconds = 100;

/**
 * Runs `pulumi` with the arguments. It gets a process group of its own, so that Ctrl-C reaches it
 * once and through here: the first asks it to finish what it has begun, the second ends it.
 */
export async function runEngine(call: EngineCall, args: readonly string[], options: EngineRunOptions): Promise<EngineOutcome> {
  const { io } = options;
  const folder = options.events === true ? mkdtempSync(join(tmpdir(), "genesys-access-run-")) : undefined;
  const log = folder === undefined ? undefined : join(folder, "events.json");
  const all = [...args, "--non-interactive", "--color", "never", ...(log === undefined ? [] : ["--event-log", log])];
  const child = spawn(call.pulumi, all, {
    cwd: call.root,
    env: { ...call.env, ...(log === undefined ? {} : { PULUMI_DEBUG_COMMANDS: "1" }) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });

  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (options.verbose === true) io.stderr.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    if (options.verbose === true) io.stderr.write(text);
  });

  let interrupts = 0;
  const release = io.onInterrupt(() => {
    interrupts += 1;
    if (interrupts === 1) {
      note(io, "");
      note(io, "Stopping: the engine finishes what it has begun. Once more stops it at once.");
    }
    if (interrupts > 2) child.kill("SIGKILL");
    else child.kill("SIGINT");
  });

  let view = emptyView;
  const tail = log === undefined ? undefined : new Tail(log);
  const drain = (): void => {
    for (const line of tail?.lines() ?? []) {
      const event = parseEngineEvent(line);
      if (event === undefined) continue;
      view = addEvent(view, event);
      options.onEvent?.(event, view);
    }
  };
  const timer = tail === undefined ? undefined : setInterval(drain, pollMilliseconds);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? -1));
    });
    drain();
    return { exitCode, stdout, stderr, view, interrupted: interrupts > 0 };
  } finally {
    clearInterval(timer);
    release();
    tail?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the complete lines that a growing file gained since the last look. */
class Tail {
  private descriptor: number | undefined;
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  constructor(private readonly file: string) {}

  lines(): string[] {
    if (this.descriptor === undefined) {
      if (!existsSync(this.file)) return [];
      this.descriptor = openSync(this.file, "r");
    }
    const buffer = Buffer.alloc(64 * 1024);
    for (;;) {
      const read = readSync(this.descriptor, buffer, 0, buffer.length, null);
      if (read === 0) break;
      this.rest += this.decoder.write(buffer.subarray(0, read));
    }
    const parts = this.rest.split("\n");
    this.rest = parts.pop() ?? "";
    return parts;
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}
