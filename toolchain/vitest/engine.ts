import { consoleReport, ensureEngine } from "../engine";
import { build } from "./build";

/** Before the end-to-end tests: what they run must be built, and the engine must be there. */
export default async function setup(): Promise<void> {
  build("--if-needed");
  await ensureEngine({ report: consoleReport(process.stderr, { terminal: false }) });
}
