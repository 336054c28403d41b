import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { differencesAsMarkdown } from "./docs";
import { pulumiSchema } from "./pulumi";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder in which schema.json and differences.md are written");
writeFileSync(join(folder, "schema.json"), `${JSON.stringify(pulumiSchema(), undefined, 2)}\n`);
writeFileSync(join(folder, "differences.md"), `${differencesAsMarkdown()}\n`);
