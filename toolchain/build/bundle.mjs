import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { emptyCompilers, parsedJson } from "./plugins.mjs";
import { readJson, root, writeFile } from "./files.mjs";

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  logLevel: "silent",
  legalComments: "none",
  write: false,
  charset: "utf8",
};

/** esbuild's errors as one text: file, line and column, and what is wrong. */
function explain(error) {
  const details = (error.errors ?? []).map(({ location, text }) =>
    location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`);
  return details.length === 0 ? error : new Error(details.join("\n  "));
}

async function run(options) {
  const { build } = await import("esbuild");
  try {
    return await build(options);
  } catch (error) {
    throw explain(error);
  }
}

/** One entry point and everything it needs in one CommonJS file. */
export async function bundleFile({ entry, output, external = [], withoutCompilers = false }) {
  const result = await run({
    ...common,
    entryPoints: [entry],
    outfile: output,
    format: "cjs",
    external,
    plugins: [parsedJson(), ...(withoutCompilers ? [emptyCompilers()] : [])],
  });
  for (const file of result.outputFiles) writeFile(file.path, file.contents);
}

/**
 * An entry point whose `import()` calls are loaded only when they are reached. What several of the loaded
 * parts use is in files that they share, so that a class is the same class everywhere.
 *
 * esbuild splits ES modules only, so the parts are made as such and then written as CommonJS, which starts faster.
 */
export async function bundleCommands({ name, entry, output, clean }) {
  const { transform } = await import("esbuild");
  const result = await run({
    ...common,
    entryPoints: { [name]: entry },
    outdir: dirname(output),
    format: "esm",
    splitting: true,
    chunkNames: `${name}/[name]-[hash]`,
    // Prefer the ES module of a dependency that brings both: it is the smaller one.
    mainFields: ["module", "main"],
    external: ["@pulumi/*"],
    plugins: [parsedJson()],
  });
  const written = new Set();
  for (const file of result.outputFiles) {
    const { code } = await transform(file.text, {
      format: "cjs",
      platform: "node",
      target: "node20",
      supported: { "dynamic-import": false },
      legalComments: "none",
      charset: "utf8",
    });
    writeFile(file.path, code);
    written.add(file.path);
  }
  removeOldParts(join(root, dirname(output), name), written, clean ? 0 : keepMilliseconds);
}

/** How long files of former builds are kept: a command that still runs may load them yet. */
const keepMilliseconds = 24 * 3600 * 1000;

function removeOldParts(folder, keep, age) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!keep.has(path) && Date.now() - statSync(path).mtimeMs >= age) rmSync(path, { force: true });
  }
}

/** The generated SDK as JavaScript and type declarations, as its own package.json expects them. */
export async function compileSdk() {
  const folder = join(root, "sdks", "genesyscloud");
  const { default: ts } = await import("typescript");
  const files = readdirSync(folder, { recursive: true, withFileTypes: false })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !/[/\\](bin|node_modules|scripts)[/\\]/.test(relative(folder, path)));
  const program = ts.createProgram(files, {
    rootDir: folder,
    outDir: join(folder, "bin"),
    target: ts.ScriptTarget.ES2020,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    declaration: true,
    strict: true,
    skipLibCheck: true,
    stripInternal: true,
    esModuleInterop: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
  });
  const diagnostics = ts.getPreEmitDiagnostics(program);
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => "\n",
    }));
  }
  program.emit(undefined, (path, text) => writeFile(path, text));
  // The generated code reads its own version from a package.json beside it.
  const manifest = readJson(join(folder, "package.json"));
  if (manifest !== undefined) writeFile(join(folder, "bin", "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
