import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Values } from "../../../provider/rpc/values";
import { Connection, MiniEngine, type Kept } from "./service";

/** The provider's launcher, as the engine starts it. */
export const launcher = join(import.meta.dirname, "..", "..", "..", "provider", "bin", "pulumi-resource-genesyscloud");

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
});

/** A provider in a process of its own. */
export class ProviderProcess {
  readonly child: ChildProcess;
  readonly address: string;
  /** Everything it wrote after its port. */
  output = "";
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  constructor(child: ChildProcess, address: string) {
    this.child = child;
    this.address = address;
    this.ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown")));
    child.stdout?.on("data", (text: Buffer) => (this.output += text.toString()));
    child.stderr?.on("data", (text: Buffer) => (this.output += text.toString()));
  }

  /** Ends it as a power failure would. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Starts the compiled provider and waits for its port. */
export async function spawnProvider(environment: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
  const child = spawn(launcher, ["127.0.0.1:1"], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const port = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("close", () => reject(new Error(`the provider ended before it said its port: ${text}`)));
  });
  child.stdout?.removeAllListeners("data");
  return new ProviderProcess(child, `127.0.0.1:${port}`);
}

/** A provider process with the engine's side of it. */
export async function spawnEngine(settings: Values, kept?: Map<string, Kept>): Promise<{ engine: MiniEngine; provider: ProviderProcess }> {
  const provider = await spawnProvider();
  const engine = new MiniEngine(new Connection(provider.address), {}, kept);
  await engine.configure(settings);
  return { engine, provider };
}
