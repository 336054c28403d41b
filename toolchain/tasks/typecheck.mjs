import { join } from "node:path";
import { root } from "../build/files.mjs";
import { ensureBuilt } from "../bootstrap/built.mjs";
import { runNode } from "./processes.mjs";

/** Checks all types. The SDK must be compiled first: its declarations are what the program sees. */
export async function run() {
  await ensureBuilt();
  return runNode([join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "."]);
}
