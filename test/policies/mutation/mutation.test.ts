import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { allRules } from "../../../policies/rules";
import type { Rule } from "../../../policies/rule";
import { verdicts } from "./corpus";
import { mutantsOf, type Mutant } from "./mutants";

const rulesFolder = resolve(__dirname, "../../../policies/rules");
/** Every module that a rule may import, so that a mutant runs against the real ones. */
const modules = (import.meta as unknown as { glob: (pattern: string) => Readonly<Record<string, () => Promise<unknown>>> }).glob("../../../{policies,access}/**/*.ts");
const load = createRequire(__filename);

async function evaluate(mutant: Mutant, file: string): Promise<Rule> {
  const { code } = transformSync(mutant.source, { loader: "ts", format: "cjs", target: "node20" });
  const wanted = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
  const loaded = new Map<string, unknown>();
  for (const name of wanted) loaded.set(name, await moduleNamed(name, file));
  const exported: Record<string, unknown> = {};
  const module = { exports: exported };
  new Function("require", "module", "exports", code)((name: string) => loaded.get(name), module, exported);
  return Object.values(module.exports as Record<string, unknown>).find((each): each is Rule => typeof (each as Rule).check === "function") as Rule;
}

async function moduleNamed(name: string, file: string): Promise<unknown> {
  if (!name.startsWith(".")) return load(name) as unknown;
  const path = relative(__dirname, join(dirname(file), name));
  const found = modules[`${path}.ts`] ?? modules[`${path}/index.ts`];
  return found?.();
}

describe.each(allRules.map((rule) => [rule.id, rule] as const))("mutants of %s", (id, rule) => {
  const file = join(rulesFolder, `${id}.ts`);
  const mutants = mutantsOf(file, readFileSync(file, "utf8"));

  it("say something else than the rule about some configuration of the corpus", async () => {
    const expected = verdicts(await evaluate({ what: "nothing", source: readFileSync(file, "utf8") }, file));
    expect(expected).toEqual(verdicts(rule));
    const survivors: string[] = [];
    for (const mutant of mutants) {
      const mutated = await evaluate(mutant, file);
      if (JSON.stringify(tryVerdicts(mutated)) === JSON.stringify(expected)) survivors.push(mutant.what);
    }
    expect(survivors).toEqual([]);
  });
});

/** What a mutant says, or that it threw: a check reports that under the rule's id, so it is seen. */
function tryVerdicts(rule: Rule): readonly string[] {
  try {
    return verdicts(rule);
  } catch (error) {
    return [`threw ${error instanceof Error ? error.name : ""}`];
  }
}
