import { join, relative } from "node:path";
import { bundleFile } from "./bundle.mjs";
import { root, writeFile } from "./files.mjs";

/**
 * The access library: one file of JavaScript, and for a package (`--clean`) its type declarations,
 * which take longer than all of the rest.
 */
export async function bundleLibrary({ entry, output, types, clean }) {
  await bundleFile({ entry, output });
  if (!clean) return;
  const { default: ts } = await import("typescript");
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const folder = join(root, types);
  const program = ts.createProgram([join(root, entry)], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: folder,
    rootDir: join(root, "access"),
  });
  program.emit(undefined, (path, text) => {
    if (!relative(folder, path).startsWith("..")) writeFile(path, text);
  });
}
