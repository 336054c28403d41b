/**
 * From the definitions in provider/schema: writes provider/schema.json and the list of differences in docs/provider.md, and
 * generates sdks/genesyscloud with Pulumi's own generator.
 *
 *   node provider/sdk.mjs            writes all three
 *   node provider/sdk.mjs --check    exit code 1 when what is checked in differs from what would be written
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const provider = dirname(fileURLToPath(import.meta.url));
const root = dirname(provider);
const sdk = join(root, "sdks", "genesyscloud");
const docs = join(root, "docs", "provider.md");

/** The schema as text, computed by the definitions as they are now. */
async function writeSchema(folder) {
  const bundle = join(folder, "write.cjs");
  await build({ entryPoints: [join(provider, "schema", "write.ts")], bundle: true, platform: "node", outfile: bundle, logLevel: "error" });
  execFileSync(process.execPath, [bundle, folder]);
  rmSync(bundle);
  return join(folder, "schema.json");
}

/** The pulumi that has a language host beside it: the one on the PATH, or else the newest under PULUMI_HOME/versions. */
function engineFolder() {
  const onPath = (process.env.PATH ?? "").split(delimiter);
  const versions = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "versions");
  const installed = existsSync(versions)
    ? readdirSync(versions)
        .sort()
        .reverse()
        .map((version) => join(versions, version, "bin"))
    : [];
  const found = [...onPath, ...installed].find(
    (folder) => existsSync(join(folder, "pulumi")) && existsSync(join(folder, "pulumi-language-nodejs")),
  );
  if (found === undefined) throw new Error("No Pulumi engine is installed yet: npm run up or npm test gets it");
  return found;
}

function generate(schema, folder) {
  const bin = engineFolder();
  execFileSync(join(bin, "pulumi"), ["package", "gen-sdk", schema, "--language", "nodejs", "--out", folder], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`, PULUMI_SKIP_UPDATE_CHECK: "true" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const generated = join(folder, "nodejs");
  // It would keep the compiled SDK out of the npm package; the one at the root keeps it out of git.
  rmSync(join(generated, ".gitignore"), { force: true });
  // The package is taken from its folder, never from a registry, and compiled by toolchain/build.mjs.
  const manifestFile = join(generated, "package.json");
  const { scripts, devDependencies, ...manifest } = JSON.parse(readFileSync(manifestFile, "utf8"));
  writeFileSync(
    manifestFile,
    `${JSON.stringify({ ...manifest, private: true, main: "bin/index.js", types: "bin/index.d.ts" }, undefined, 2)}\n`,
  );
  return generated;
}

/** docs/provider.md with the list of differences as the definitions have it now. */
function documentation(folder) {
  const [start, end] = ["<!-- differences: written by npm run sdk -->", "<!-- end of differences -->"];
  const page = readFileSync(docs, "utf8");
  if (!page.includes(start) || !page.includes(end)) throw new Error(`${docs} lacks the lines ${start} and ${end}`);
  const list = readFileSync(join(folder, "differences.md"), "utf8");
  return `${page.slice(0, page.indexOf(start))}${start}\n${list}${page.slice(page.indexOf(end))}`;
}

function filesOf(folder) {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith("bin") && !name.startsWith("node_modules"));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

const scratch = mkdtempSync(join(tmpdir(), "genesyscloud-sdk-"));
try {
  const schema = await writeSchema(scratch);
  const generated = generate(schema, scratch);
  if (process.argv.includes("--check")) {
    const stale = [];
    if (!existsSync(join(provider, "schema.json")) || readFileSync(schema, "utf8") !== readFileSync(join(provider, "schema.json"), "utf8"))
      stale.push("provider/schema.json");
    if (documentation(scratch) !== readFileSync(docs, "utf8")) stale.push("docs/provider.md");
    const [fresh, checkedIn] = [filesOf(generated), filesOf(sdk)];
    for (const name of new Set([...fresh.keys(), ...checkedIn.keys()])) {
      if (fresh.get(name) !== checkedIn.get(name)) stale.push(`sdks/genesyscloud/${name}`);
    }
    for (const name of stale) console.error(`Stale: ${name}`);
    if (stale.length > 0) console.error("Run npm run sdk and commit what it writes.");
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    cpSync(schema, join(provider, "schema.json"));
    writeFileSync(docs, documentation(scratch));
    for (const name of filesOf(sdk).keys()) rmSync(join(sdk, name));
    cpSync(generated, sdk, { recursive: true });
    console.log("Wrote provider/schema.json, sdks/genesyscloud and the differences in docs/provider.md.");
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
