import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { benchmark } from "./runner/bench";
import { root } from "./runner/workspace";

const start = join("toolchain", "genesys-access.mjs");
const call = "GET /api/v2/conversations/{conversationId}/recordings";
const client = "application:servicenow-screen-recordings";
const org = ["--org", "servicenow-uk"];

/** Questions as people ask them, each a process from its start to its end. */
const asked = {
  needs: ["needs", call, "--recordings", "screen"],
  "needs, a call that does not exist": ["needs", "/api/v2/analytics/screenrecordings"],
  can: ["can", client, call, ...org],
  explain: ["explain", "--status", "403", "--code", "missing.any.permissions", "--call", call],
  "explain, invented names": ["explain", "403 from /api/v2/analytics/screenrecordings with scope screen_recording:read"],
  who: ["who", call, ...org],
  what: ["what", client, ...org],
  search: ["search", "who can delete recordings"],
  causes: ["causes", "missing-division-grant"],
} as const satisfies Record<string, readonly string[]>;

/** How much longer than nothing at all a question may take. */
const mostTimes = 4;

/** The commands with a figure to reach; the others are printed beside them. */
const limited = new Set(["needs", "can", "explain", "needs, a call that does not exist", "explain, invented names"]);

/** Runs Node.js once. Exit code 1 is an answer too: the call does not exist, or is refused. */
function node(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(" ")} ended with ${String(status)}: ${stderr}`);
}

benchmark("Questions as whole processes, beside an empty Node.js", async (bench) => {
  const names = Object.keys(asked) as (keyof typeof asked)[];
  const seconds = await bench.compare<string>(
    { empty: () => node(["-e", "0"]), ...Object.fromEntries(names.map((name) => [name, () => node([start, ...asked[name]])])) },
    { rounds: 15, warmUp: 2 },
  );
  const empty = seconds["empty"];
  if (empty === undefined) throw new Error("nothing was measured");
  bench.figure({ name: "node -e 0", value: empty.median * 1000, unit: "ms" });
  for (const name of names) {
    const one = seconds[name];
    if (one === undefined) continue;
    bench.figure({
      name,
      value: one.median / empty.median,
      unit: "times",
      ...(limited.has(name) ? { target: { atMost: mostTimes } } : {}),
    });
    bench.note(`  ${Math.round(one.median * 1000)} ms, at best ${Math.round(one.min * 1000)} ms`);
  }
});
