/** Where text goes. */
export interface Sink {
  write(text: string): void;
}

/**
 * Everything a command touches of the process that runs it. Tests give their own; only
 * `commands/main.ts` makes one from the real process.
 */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Standard input; `undefined` when it is a terminal. */
  readonly stdin: AsyncIterable<Uint8Array | string> | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether standard error is a terminal, so that a status line may be rewritten and questions asked. */
  readonly isTTY: boolean;
  /** Whether ANSI colours may be written. */
  readonly color: boolean;
  /** Width of the terminal in columns; 80 where there is none. */
  readonly columns: number;
  /** Height of the terminal in lines; absent where there is none. */
  readonly rows?: number;
  /** Asks one question and returns the answer; `undefined` when nobody can answer. */
  readonly ask: (question: string, options?: { readonly hidden?: boolean }) => Promise<string | undefined>;
  /** Calls `handler` on SIGINT, SIGTERM and SIGHUP instead of ending the process, until the returned function is called. */
  readonly onInterrupt: (handler: (signal: NodeJS.Signals) => void) => () => void;
}

/** Writes one line to standard output. */
export function say(io: Io, line = ""): void {
  io.stdout.write(`${line}\n`);
}

/** Writes one line to standard error: progress, remarks, and everything else that is not the answer. */
export function note(io: Io, line = ""): void {
  io.stderr.write(`${line}\n`);
}
