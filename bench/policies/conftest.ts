import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Version of conftest that the benchmark compares with. */
export const conftestVersion = "v0.71.1";

/** conftest, or why there is none. */
export type Conftest = { readonly command: string } | { readonly missing: string };

/**
 * conftest, built from its Go module with the Go of this machine when it was not built before (about four minutes).
 * It is kept where the shell keeps caches, so that a second checkout does not build it again.
 */
export async function ensureConftest(say: (text: string) => void): Promise<Conftest> {
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "genesys-access-bench", `conftest-${conftestVersion}`);
  const command = join(folder, "conftest");
  if (existsSync(command)) return { command };
  const go = await firstOf(["go", "/usr/local/go/bin/go", "/opt/homebrew/bin/go"]);
  if (go === undefined) return { missing: "there is no Go on this machine" };
  say(`builds conftest ${conftestVersion} from its Go module, about 4 minutes, once`);
  const building = `${folder}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  const built = await run(go, ["install", "-trimpath", "-ldflags", "-s -w", `github.com/open-policy-agent/conftest@${conftestVersion}`], {
    GOBIN: building,
    CGO_ENABLED: "0",
    GOFLAGS: "-buildvcs=false",
  });
  if (built.code !== 0) return { missing: `its build failed: ${built.output.trim().split("\n").at(-1) ?? "no reason given"}` };
  if (!existsSync(command)) renameSync(building, folder);
  return { command };
}

async function firstOf(commands: readonly string[]): Promise<string | undefined> {
  for (const command of commands) {
    if ((await run(command, ["version"], {})).code === 0) return command;
  }
  return undefined;
}

/** Runs a command; its output, both streams, and its exit code (127 when it is not there). */
export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd?: string): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], ...(cwd === undefined ? {} : { cwd }) });
    let output = "";
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("error", () => resolve({ code: 127, output }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
