// Writes the editor schema of org files. Bundled in memory, so that it runs on any supported Node version.
import { build } from "esbuild";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("./editor-schema.ts", import.meta.url));
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, platform: "node", format: "esm", logLevel: "silent" });
const { editorSchemaText } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
const file = fileURLToPath(new URL("../orgs/org-file.schema.json", import.meta.url));
writeFileSync(file, editorSchemaText());
console.log(`Wrote ${file}`);
