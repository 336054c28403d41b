import { spawn } from "node:child_process";
import { join } from "node:path";
import { benchmark } from "./runner/bench";
import { root } from "./runner/workspace";

/** From the start of a process to its first line of output. */
function untilFirstLine(command: string, args: readonly string[], cwd: string): () => Promise<void> {
  return () => new Promise((resolve, reject) => {
    // An address that refuses: nothing is asked of an engine before it asks.
    const child = spawn(command, [...args, "127.0.0.1:9"], { cwd, stdio: ["pipe", "pipe", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`ended with exit code ${code} before it was ready`)));
    child.stdout.once("data", () => {
      child.removeAllListeners("exit");
      child.once("close", () => resolve());
      child.kill("SIGKILL");
    });
  });
}

benchmark("Until a process that the engine starts is ready", async (bench) => {
  const seconds = await bench.compare({
    provider: untilFirstLine(join(root, "provider", "bin", "pulumi-resource-genesyscloud"), [], root),
    pack: untilFirstLine(process.execPath, [join(root, "policies")], join(root, "policies")),
    node: untilFirstLine(process.execPath, ["-e", "console.log(1); process.stdin.resume()", "--"], root),
  }, { rounds: 15, warmUp: 2 });
  bench.figure({ name: "provider", value: seconds.provider.median, unit: "s", target: { atMost: 0.3 }, spread: seconds.provider });
  bench.figure({ name: "policy pack", value: seconds.pack.median, unit: "s", spread: seconds.pack });
  bench.figure({ name: "Node.js alone", value: seconds.node.median, unit: "s", spread: seconds.node });
});
