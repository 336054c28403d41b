/**
 * Compiles everything that is run into plain JavaScript:
 *
 *   dist/cli.js              the command line; each command is a file of its own, loaded when it runs
 *   dist/engine.js           how the Pulumi engine comes onto this machine, for the scripts of this folder
 *   dist/access/index.js     the access library, for other programs
 *   dist/policies/index.js   the rules and what runs them, for rules of one's own
 *   dist/components/index.js the components, with the provider's SDK inside, for Pulumi programs of one's own
 *   dist/program/index.js    the Pulumi program
 *   policies/dist/index.js   the policy pack, with Pulumi's SDK inside
 *   provider/bin/provider.js the provider, with everything inside
 *   sdks/genesyscloud/bin    the SDK of the provider
 *
 * node toolchain/build.mjs [--if-needed] [--clean] [target…]
 *
 * --clean also removes what earlier builds left, at once.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCommands, bundleFile, compileSdk } from "./build/bundle.mjs";
import { readJson, root, writeFile } from "./build/files.mjs";
import { bundleLibrary } from "./build/library.mjs";
import { withLock } from "./lock.mjs";

/** One thing to build: where it starts, where it goes, and how. */
export const targets = [
  { name: "cli", entry: "commands/main.ts", output: "dist/cli.js", build: (options) => bundleCommands(options) },
  { name: "engine", entry: "toolchain/engine/main.ts", output: "dist/engine.js", build: (options) => bundleCommands(options) },
  { name: "access", entry: "access/index.ts", output: "dist/access/index.js", build: (options) => bundleLibrary({ ...options, types: "dist/access/types", sources: "access" }) },
  {
    name: "policies",
    entry: "policies/index.ts",
    output: "dist/policies/index.js",
    build: (options) => bundleLibrary({ ...options, types: "dist/policies/types", sources: ".", withoutCompilers: true }),
  },
  {
    name: "components",
    entry: "components/index.ts",
    output: "dist/components/index.js",
    // The program that uses them brings Pulumi's SDK; the provider's is on no registry, so it goes inside.
    build: (options) => bundleLibrary({ ...options, types: "dist/components/types", sources: ".", external: ["@pulumi/pulumi"] }),
  },
  { name: "sdk", entry: "sdks/genesyscloud/index.ts", output: "sdks/genesyscloud/bin/index.js", build: () => compileSdk() },
  {
    name: "program",
    entry: "stacks/index.ts",
    output: "dist/program/index.js",
    // Pulumi's runner has loaded its SDK already: a second copy inside the program is slower, and two of a kind.
    // The provider's SDK is on no registry, so it goes inside.
    build: (options) => bundleFile({ ...options, external: ["@pulumi/pulumi", "@pulumi/policy"] }),
  },
  {
    name: "pack",
    entry: "policies/pack/index.ts",
    output: "policies/dist/index.js",
    build: (options) => bundleFile({ ...options, withoutCompilers: true }),
  },
  {
    name: "provider",
    entry: "provider/main.ts",
    output: "provider/bin/provider.js",
    build: (options) => bundleFile({ ...options, withoutCompilers: true }),
  },
];

const sourceFolders = [
  "access", "commands", "components", "emulator", "live", "policies", "provider", "reports", "stacks", "toolchain", "sdks",
];
const notSources = new Set(["node_modules", "dist", "bin", "golang"]);
const stampFile = "dist/stamp.json";

/** Size and time of every file that the build reads: cheap to compute, and different after any edit. */
export function sourceStamp() {
  const lines = [];
  const file = (path) => {
    const status = statSync(`${root}/${path}`, { throwIfNoEntry: false });
    if (status !== undefined) lines.push(`${path} ${status.size} ${status.mtimeMs}`);
  };
  const visit = (folder) => {
    if (!existsSync(`${root}/${folder}`)) return;
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      if (notSources.has(entry.name)) continue;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (/\.(ts|mjs|cjs|json|txt|md|html|css)$/.test(entry.name)) file(path);
    }
  };
  for (const folder of sourceFolders) visit(folder);
  for (const name of ["package.json", "package-lock.json", "tsconfig.json"]) file(name);
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

/** True when the output of the last build that succeeded is there and no source has changed since. */
export function isBuilt() {
  return targets.every(({ output }) => existsSync(join(root, output)))
    && readJson(join(root, stampFile))?.sources === sourceStamp();
}

/**
 * Builds all targets, or those named. One broken part does not keep the others from being built.
 * Returns what went wrong, one text per target.
 */
export async function build({ only = [], clean = false } = {}) {
  const stamp = sourceStamp();
  const failures = [];
  for (const target of targets) {
    if (only.length > 0 && !only.includes(target.name)) continue;
    if (!existsSync(join(root, target.entry))) {
      failures.push(`${target.name}: ${target.entry} is missing`);
      continue;
    }
    try {
      await target.build({ name: target.name, entry: target.entry, output: target.output, clean });
    } catch (error) {
      failures.push(`${target.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (failures.length === 0 && only.length === 0) writeFile(join(root, stampFile), `${JSON.stringify({ sources: stamp })}\n`);
  return failures;
}

/** Builds what the command line asks for; returns the exit code. */
export async function main(args) {
  const flags = new Set(args.filter((arg) => arg.startsWith("--")));
  const only = args.filter((arg) => !arg.startsWith("--"));
  if (flags.has("--if-needed") && isBuilt()) return 0;
  return withLock(join(root, "dist", ".lock"), { waiting: (pid) => console.error(`Another build runs (process ${pid}); waiting for it.`) }, async () => {
    if (flags.has("--if-needed") && isBuilt()) return 0;
    const failures = await build({ only, clean: flags.has("--clean") });
    for (const failure of failures) console.error(`Build failed: ${failure}`);
    return failures.length === 0 ? 0 : 1;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
