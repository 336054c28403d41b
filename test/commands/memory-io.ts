import { Readable } from "node:stream";
import type { Io } from "../../commands/frame/io";

/** An `Io` that keeps what is written, for tests. */
export interface MemoryIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
  /** Sends a signal to whoever listens; false when nobody does. */
  readonly interrupt: (signal?: NodeJS.Signals) => boolean;
}

/** Options of a {@link MemoryIo}. */
export interface MemoryIoOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
  readonly isTTY?: boolean;
  readonly stdin?: string | Buffer;
  readonly answers?: readonly string[];
}

/** A process without a terminal, 80 columns wide, with an empty environment unless told otherwise. */
export function memoryIo(options: MemoryIoOptions = {}): MemoryIo {
  let out = "";
  let err = "";
  const answers = [...(options.answers ?? [])];
  const handlers = new Set<(signal: NodeJS.Signals) => void>();
  return {
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
    stdin: options.stdin === undefined ? undefined : Readable.from([Buffer.from(options.stdin)]),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    isTTY: options.isTTY ?? false,
    color: false,
    columns: options.columns ?? 80,
    ask: async () => answers.shift(),
    onInterrupt: (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    out: () => out,
    err: () => err,
    interrupt: (signal = "SIGINT") => {
      for (const handler of handlers) handler(signal);
      return handlers.size > 0;
    },
  };
}
