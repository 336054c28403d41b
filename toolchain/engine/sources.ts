import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./root";
import { buildFlags, type Sources } from "./steps/build";

/** The Go sources of this package and the digest of everything that decides what a build of them is. */
export function goSources(root: string = packageRoot()): Sources {
  const folder = join(root, "toolchain", "golang");
  const host = join(folder, "pulumi-language-nodejs");
  const hash = createHash("sha256").update(JSON.stringify(buildFlags));
  const files = readdirSync(host).filter((name) => name.endsWith(".go") && !name.endsWith("_test.go")).sort();
  for (const path of [join(folder, "go.mod"), join(folder, "go.sum"), ...files.map((name) => join(host, name))]) {
    const content = readFileSync(path);
    hash.update(`${content.length}\n`).update(content);
  }
  return { folder, inputs: hash.digest("hex") };
}
