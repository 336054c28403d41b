// Writes docs/causes. Bundled in memory, so that it runs on any supported Node version.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("./markdown.ts", import.meta.url));
const { outputFiles } = await build({
  entryPoints: [entry],
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  logLevel: "silent",
});
const { causePages, causePagesFolder } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);
const folder = fileURLToPath(new URL(`../../${causePagesFolder}`, import.meta.url));
mkdirSync(folder, { recursive: true });
const existing = (file) => (existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8") : undefined);
const pages = causePages(existing);
for (const [file, text] of pages) writeFileSync(`${folder}/${file}`, text);
console.log(`Wrote ${pages.size} pages to ${causePagesFolder}`);
