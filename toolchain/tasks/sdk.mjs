import { delimiter, join } from "node:path";
import { root } from "../build/files.mjs";
import { ensureEngine } from "./engine.mjs";
import { runNode } from "./processes.mjs";

/** Writes the provider's schema and generates its SDK with Pulumi's own generator; `--check` only compares. */
export async function run(args) {
  const engine = await ensureEngine();
  return runNode([join(root, "provider", "sdk.mjs"), ...args], {
    env: { PATH: `${engine.binDir}${delimiter}${process.env.PATH ?? ""}` },
  });
}
