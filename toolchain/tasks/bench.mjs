import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/files.mjs";
import { ensureBuilt } from "../bootstrap/built.mjs";
import { ensureEngine } from "./engine.mjs";

/**
 * Runs every benchmark (bench/*.bench.ts), or those whose name contains one of the arguments, one after another, each
 * in a process of its own. `--strict` makes a missed figure an exit code of 1; `--json` prints figures as JSON lines.
 */
export async function run(args) {
  const flags = new Set(args.filter((arg) => arg.startsWith("--")));
  const wanted = args.filter((arg) => !arg.startsWith("--"));
  await ensureBuilt();
  await ensureEngine();
  const files = readdirSync(join(root, "bench"))
    .filter((name) => name.endsWith(".bench.ts") && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
    .sort();
  const { build } = await import("esbuild");
  // Below node_modules' parent, so that what is not bundled is found.
  const folder = join(root, ".genesys-access", `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  let failed = 0;
  let missed = 0;
  try {
    for (const file of files) {
      const outfile = join(folder, file.replace(/\.ts$/, ".cjs"));
      await build({
        absWorkingDir: root,
        entryPoints: [join("bench", file)],
        outfile,
        bundle: true,
        platform: "node",
        target: "node20",
        format: "cjs",
        packages: "external",
        sourcemap: "inline",
        logLevel: "error",
      });
      const { code, figures } = await runOne(outfile, flags.has("--json"));
      if (code !== 0) {
        failed += 1;
        process.stderr.write(`${file} failed.\n`);
      }
      missed += figures.filter(({ value, target }) => target !== undefined && (value > (target.atMost ?? Infinity) || value < (target.atLeast ?? -Infinity))).length;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stderr.write(`\n${files.length} benchmarks, ${failed} failed, ${missed} figures missed.\n`);
  return failed > 0 || (missed > 0 && flags.has("--strict")) ? 1 : 0;
}

function runOne(file, json) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--enable-source-maps", file], {
      cwd: root,
      env: { ...process.env, GENESYS_ACCESS_BENCH_JSON: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      if (json) process.stdout.write(text);
    });
    child.stderr.pipe(json ? process.stderr : process.stdout, { end: false });
    child.on("close", (code) => {
      const figures = output.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
      resolve({ code: code ?? 1, figures });
    });
  });
}
