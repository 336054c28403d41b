import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { consoleReport, ensureEngine } from "../engine";

/** Before the end-to-end tests: what they run must be built, and the engine must be there. */
export default async function setup(): Promise<void> {
  const root = join(__dirname, "..", "..");
  execFileSync(process.execPath, [join(root, "toolchain", "build.mjs"), "--if-needed", "--skip-missing"], { stdio: "inherit", cwd: root });
  await ensureEngine({ report: consoleReport(process.stderr, { terminal: false }) });
}
