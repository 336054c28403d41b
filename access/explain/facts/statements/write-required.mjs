// Writes required.ts: the words that each wording cannot do without. Run it after changing a wording:
// node access/explain/facts/statements/write-required.mjs
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));
const { outputFiles } = await build({
  stdin: { contents: 'export { requiredFile } from "./requiredFile";', resolveDir: folder },
  bundle: true,
  platform: "node",
  format: "cjs",
  write: false,
});
const exported = { exports: {} };
new Function("module", "exports", "require", outputFiles[0].text)(exported, exported.exports, createRequire(import.meta.url));
writeFileSync(new URL("required.ts", import.meta.url), exported.exports.requiredFile());
