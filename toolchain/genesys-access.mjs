#!/usr/bin/env node
// The way into genesys-access, in a fresh clone as well as installed: `node toolchain/genesys-access.mjs COMMAND`.
// It needs nothing but Node.js. Anything newer than Node.js 12 knows is loaded only after the version is checked.
import { readFileSync } from "fs";
import { dirname, join } from "path";
import { fileURLToPath } from "url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const oldest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node.replace(/^>=/, "");
const numbers = (version) => version.split(".").map(Number);
const [major, minor] = numbers(process.versions.node);
const [oldestMajor, oldestMinor] = numbers(oldest);

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(
    `Node.js ${process.versions.node} is too old for genesys-access: it needs ${oldest} or newer.\n`
    + `Why: ${process.execPath} is what runs here.\n`
    + `Next: install Node.js 20, 22 or 24 (nodejs.org), or switch to it with your version manager, and try again.\n`,
  );
  process.exitCode = 2;
} else {
  const { start } = await import("./bootstrap/start.mjs");
  await start(process.argv.slice(2));
}
