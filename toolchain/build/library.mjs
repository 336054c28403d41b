import { join, relative } from "node:path";
import { bundleFile } from "./bundle.mjs";
import { root, writeFile } from "./files.mjs";

/**
 * A library: one file of JavaScript, and for a package (`--clean`) its type declarations, which
 * take longer than all of the rest and keep the folders that they have below `sources`.
 */
export async function bundleLibrary({ entry, output, types, sources, clean, withoutCompilers, external = [] }) {
  await bundleFile({ entry, output, withoutCompilers, external });
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
    rootDir: join(root, sources),
  });
  program.emit(undefined, (path, text) => {
    if (!relative(folder, path).startsWith("..")) writeFile(path, text);
  });
}
