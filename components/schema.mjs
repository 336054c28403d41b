/**
 * The components' schema for other languages than TypeScript, inferred from their sources as Pulumi's
 * own component provider does it, so that SDKs can be generated from it.
 *
 *   node components/schema.mjs            writes components/schema.json
 *   node components/schema.mjs --check    exit code 1 when what is checked in differs from what would be written
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { Analyzer } = require("@pulumi/pulumi/provider/experimental/analyzer");
const { generateSchema } = require("@pulumi/pulumi/provider/experimental/schema");

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const file = join(here, "schema.json");
const name = "genesys-access";

/** Names of the components: whatever the sources export that is a component resource. */
function componentNames() {
  const exported = [...readFileSync(join(here, "index.ts"), "utf8").matchAll(/^export \{ (\w+) \} from/gm)].map(([, one]) => one);
  return new Set(exported);
}

/** The schema as text. The sources are copied beside nothing else: the inference reads every file of the folder it is given. */
export function componentsSchema() {
  const folder = mkdtempSync(join(tmpdir(), "components-schema-"));
  try {
    for (const part of ["components", "access"]) cpSync(join(root, part), join(folder, part), { recursive: true });
    rmSync(join(folder, "components", "examples"), { recursive: true, force: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "index.ts"), 'export * from "./components";\n');
    const config = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...config, include: ["index.ts", "components", "access"] }));
    const { description, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const { components, typeDefinitions } = new Analyzer(folder, name, { name, main: "index.js" }, componentNames()).analyze();
    const schema = generateSchema(name, version, description, components, typeDefinitions, []);
    for (const resource of Object.values(schema.resources)) {
      for (const properties of [resource.inputProperties, resource.properties]) {
        if (properties?.clientSecret !== undefined) properties.clientSecret.secret = true;
      }
    }
    return `${JSON.stringify(sorted(schema), null, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same value with its keys in order. `optional` is the inference's own note; in a schema the lists of what is required say it. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => inner !== undefined && (key !== "optional" || typeof inner !== "boolean"))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = componentsSchema();
  if (!process.argv.includes("--check")) {
    writeFileSync(file, text);
    console.log("Wrote components/schema.json.");
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error("Stale: components/schema.json\nRun node components/schema.mjs and commit what it writes.");
    process.exitCode = 1;
  }
}
