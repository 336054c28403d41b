import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package, in a checkout or installed, seen from a source file or from a bundle. */
export function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "toolchain", "genesys-access.mjs"))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package folder above ${__dirname}`);
  }
}

/** File that Node.js loads first in every process of a run; it makes what Pulumi's SDK hardly needs load late. */
export function preloadFile(root: string = packageRoot()): string {
  return join(root, "toolchain", "preload", "fast-start.cjs");
}
