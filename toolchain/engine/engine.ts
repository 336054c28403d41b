/** Where an engine can come from, in the order in which it is looked for. */
export type Origin = "setting" | "path" | "installed" | "downloaded" | "built";

/** One place that was looked at, and why the engine was or was not taken from there. */
export interface Step {
  readonly step: Origin;
  readonly taken: boolean;
  readonly why: string;
}

/** A Pulumi engine on this machine that can run. */
export interface Engine {
  /** Path of the `pulumi` executable. */
  readonly pulumi: string;
  /** Folder of the executable and its language host; it comes first on the PATH of every command. */
  readonly binDir: string;
  /** Such as 3.259.0. */
  readonly version: string;
  /** Whether programs are run by Pulumi's own language host or by the one of this project. */
  readonly languageHost: "official" | "built";
  /** How it came onto this machine: `built` whenever it was compiled here, wherever it was found. */
  readonly origin: Origin;
  readonly steps: readonly Step[];
}

/** How far a long step is. */
export interface Progress {
  readonly text: string;
  /** 0 to 1, when known. */
  readonly fraction?: number;
  readonly elapsedSeconds: number;
  /** How long it will still take, when that can be told. */
  readonly leftSeconds?: number;
}

/** Who is told what happens while an engine is looked for. */
export interface EngineReport {
  /** A line to keep. */
  say(text: string): void;
  /** A line that the next one replaces; on something that is no terminal only now and then. */
  progress(progress: Progress): void;
}

/** One phrase for summaries: where the engine came from. */
export function describeEngine(engine: Pick<Engine, "origin" | "version" | "pulumi" | "languageHost">): string {
  const from: Record<Origin, string> = {
    setting: `named by GENESYS_ACCESS_ENGINE (${engine.pulumi})`,
    path: `your own (${engine.pulumi})`,
    installed: "installed before",
    downloaded: "Pulumi's release, downloaded",
    built: "built on this machine from the Go module",
  };
  const host = engine.languageHost === "built" && engine.origin !== "built" ? ", with the language host of genesys-access" : "";
  return `Pulumi ${engine.version}, ${from[engine.origin]}${host}`;
}
