import { UserError } from "../../access/errors";
import { describeEngine } from "./engine";
import { consoleReport } from "./report";
import { ensureEngine } from "./search";

/** `node dist/engine.js [--json]`: gets the engine and says which one it is, for the scripts of this folder. */
async function main(args: readonly string[]): Promise<number> {
  const report = consoleReport(process.stderr, { terminal: process.stderr.isTTY === true, columns: process.stderr.columns });
  const engine = await ensureEngine({ report });
  process.stdout.write(args.includes("--json") ? `${JSON.stringify(engine)}\n` : `${describeEngine(engine)}\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof UserError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = error instanceof UserError ? error.exitCode : 70;
  },
);
