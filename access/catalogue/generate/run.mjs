// Runs main.ts on any supported Node version: bundled in memory, nothing is left behind.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("./main.ts", import.meta.url));
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, platform: "node", format: "esm", logLevel: "silent" });
const { main } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error && error.name === "UserError" ? error.message : error);
  process.exitCode = 2;
}
