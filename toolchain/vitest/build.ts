import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Builds with toolchain/build.mjs. */
export function build(...args: string[]): void {
  execFileSync(process.execPath, [join(root, "toolchain", "build.mjs"), ...args], { stdio: "inherit", cwd: root });
}

/** Before unit tests: the provider's SDK, which tests import, must be compiled. */
export default function setup(): void {
  if (!existsSync(join(root, "sdks", "genesyscloud", "bin", "index.js"))) build("sdk");
}
