import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson, root } from "../build/files.mjs";
import { ensureBuilt } from "../bootstrap/built.mjs";
import { Trouble } from "../bootstrap/trouble.mjs";
import { ensureEngine } from "./engine.mjs";
import { runNode } from "./processes.mjs";
import { add, closingLine, countGoTests, countVitest, nothing } from "./test-counts.mjs";

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

/**
 * Everything that is tested: types, the language host (go test), unit tests, and end-to-end tests on the real
 * engine. Arguments go to vitest and leave the rest out: `npm test -- test/provider`. The last line counts the tests.
 */
export async function run(args) {
  let counts = nothing;
  const started = Date.now();
  const part = async (title, body) => {
    const since = Math.round((Date.now() - started) / 1000);
    process.stdout.write(`\n=== ${title} (after ${Math.floor(since / 60)}:${String(since % 60).padStart(2, "0")}) ===\n`);
    try {
      counts = add(counts, await body());
    } catch (error) {
      process.stdout.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
      counts = add(counts, { ...nothing, failed: 1 });
    }
  };

  await part("Build", async () => {
    await ensureBuilt();
    return nothing;
  });
  if (args.length === 0) {
    await part("Types", async () => ({ ...nothing, failed: (await runNode([tsc, "-p", "."])) === 0 ? 0 : 1 }));
  }
  await part("Unit tests", () => runVitest("unit", args));
  await part("Pulumi engine", async () => {
    const engine = await ensureEngine();
    for (const { step, taken, why } of engine.steps) process.stdout.write(`${step}: ${taken ? "taken" : "not taken"}, ${why}\n`);
    return nothing;
  });
  if (args.length === 0) await part("Language host", testLanguageHost);
  await part("End-to-end tests", () => runVitest("e2e", args));

  process.stdout.write(`\n${closingLine(counts)}\n`);
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

async function runVitest(project, args) {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-test-"));
  const results = join(folder, "results.json");
  try {
    const code = await runNode([
      vitest, "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${results}`,
      ...(args.length > 0 ? ["--passWithNoTests", ...args] : []),
    ]);
    return countVitest(readJson(results), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where Go is not installed the host cannot be tested, and is not needed: the engine is Pulumi's own release then. */
async function testLanguageHost() {
  const cwd = join(root, "toolchain", "golang");
  const env = { ...process.env, CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off" };
  if (spawnSync("go", ["version"], { env }).status !== 0) {
    process.stdout.write("Go is not installed: the tests of the language host are skipped.\n");
    return { ...nothing, skipped: 1 };
  }
  // As in the build of the engine (toolchain/engine/steps/build.ts), so that what it compiled is not compiled again.
  const packages = ["-trimpath", "-tags", "osusergo,grpcnotrace", "./pulumi-language-nodejs/..."];
  const vet = spawnSync("go", ["vet", ...packages], { cwd, env, encoding: "utf8" });
  process.stdout.write(vet.stderr);
  const { code, output } = await new Promise((resolve) => {
    const child = spawn("go", ["test", "-json", ...packages], { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", () => resolve({ code: 1, output }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
  const { counts, text } = countGoTests(output, code);
  process.stdout.write(`${text}\n`);
  return add(counts, { ...nothing, failed: vet.status === 0 ? 0 : 1 });
}
