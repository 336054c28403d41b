import { spawn } from "node:child_process";
import { note, type Io } from "../frame/io";
import type { EventStream } from "./event-stream";
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
  /** Without it no events are asked for. */
  readonly events?: boolean;
}

/**
 * Runs `pulumi` with the arguments. It gets a process group of its own, so that Ctrl-C reaches it
 * once and through here: the first asks it to finish what it has begun, the second ends it.
 */
export async function runEngine(call: EngineCall, args: readonly string[], options: EngineRunOptions): Promise<EngineOutcome> {
  const { io } = options;
  let view = emptyView;
  let stream: EventStream | undefined;
  if (options.events === true) {
    const { openEventStream } = await import("./event-stream");
    stream = await openEventStream((line) => {
      const event = parseEngineEvent(line);
      if (event === undefined) return;
      view = addEvent(view, event);
      options.onEvent?.(event, view);
    });
  }
  const all = [...args, "--non-interactive", "--color", "never", ...(stream === undefined ? [] : ["--event-log", stream.address])];
  const child = spawn(call.pulumi, all, {
    cwd: call.root,
    env: { ...call.env, ...(stream === undefined ? {} : { PULUMI_DEBUG_COMMANDS: "1" }) },
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

  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? -1));
    });
    return { exitCode, stdout, stderr, view, interrupted: interrupts > 0 };
  } finally {
    release();
    stream?.close();
  }
}
