// Writes the editor schemas of org files and of definitions of applications. Bundled in memory, so that it runs on any supported Node version.
import { build } from "esbuild";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("./editor-schema.ts", import.meta.url));
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, platform: "node", format: "esm", logLevel: "silent" });
const { definitionSchemaText, editorSchemaText } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
for (const [path, text] of [
  ["../orgs/org-file.schema.json", editorSchemaText()],
  ["../applications/application.schema.json", definitionSchemaText()],
]) {
  const file = fileURLToPath(new URL(path, import.meta.url));
  writeFileSync(file, text);
  console.log(`Wrote ${file}`);
}
