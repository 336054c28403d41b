import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type RunningEmulator } from "../emulator";
import { callsOf, FleetProject } from "./fleet/project";
import { benchmark, type Bench } from "./runner/bench";
import { spreadOf } from "./runner/figures";

const orgs = Number(process.env["GENESYS_ACCESS_BENCH_ORGS"] ?? 20);
/** Milliseconds that every answer of the API takes, about as long as the real one's. */
const latencyMs = 50;

/** Brings all orgs up from nothing, by the given command lines, and prints what it took. */
async function measure(bench: Bench, emulator: RunningEmulator, name: string, prefix: string, commands: (orgs: readonly string[]) => readonly (readonly string[])[]): Promise<number> {
  const project = new FleetProject(emulator, prefix, orgs);
  try {
    await project.prepare();
    const { seconds, megabytes } = await project.run(commands(project.orgs));
    const calls = await Promise.all(project.orgs.map((org) => callsOf(emulator, org)));
    const perOrg = spreadOf(calls.map(({ count }) => count));
    bench.figure({ name: `${name}: time`, value: seconds, unit: "s" });
    bench.figure({ name: `${name}: API calls per org`, value: perOrg.median, unit: "calls", spread: perOrg });
    bench.figure({ name: `${name}: most calls in 1 s`, value: Math.max(...calls.map(({ inASecond }) => inASecond)), unit: "calls", target: { atMost: 4 } });
    bench.figure({ name: `${name}: peak memory`, value: megabytes, unit: "MB" });
    return seconds;
  } finally {
    project.remove();
  }
}

benchmark(`${orgs} orgs brought up from nothing and proven, side by side and one after another`, async (bench) => {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-bench-"));
  const emulator = await startEmulator({ stateDir: join(folder, "emulator") });
  try {
    // The limits of the real API: 300 calls a minute for a token.
    const options = { latencyMs, rateLimitPerMinute: 300 };
    await fetch(`${emulator.url}/emulator/options`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(options) });
    const warmUp = new FleetProject(emulator, "warm", 1);
    await warmUp.prepare();
    await warmUp.run([["up", "--all"]]);
    warmUp.remove();

    const together = await measure(bench, emulator, "side by side", "side", () => [["up", "--all"]]);
    const inTurn = await measure(bench, emulator, "in turn", "turn", (names) => names.map((org) => ["up", org]));
    bench.figure({ name: "side by side is faster by", value: inTurn / together, unit: "times", target: { atLeast: 1 } });
    bench.note(`side by side: up --all, at most ${availableParallelism()} engines at a time (one a core).`);
    bench.note(`in turn: up ORG, ${orgs} times, each a command of its own.`);
    bench.note(`To the program the orgs are real ones (target: cloud): ${latencyMs} ms for an answer,`);
    bench.note("300 calls a minute for a token, and the program's own 4 calls a second.");
    bench.note("Calls: every request that an org got, tokens included; 1 s is any second.");
    bench.note("Memory: the command and all it starts, shared pages once; not the emulator.");
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
