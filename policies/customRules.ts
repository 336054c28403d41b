import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve, sep } from "node:path";
import { UserError } from "../access/errors";
import type { Rule } from "./rule";

/** Folder of a project's own rules, below the folder of its policy pack: each `.cjs` or `.js` file but tests exports `rule` or `rules`. */
export const customFolder = "custom";

/**
 * Loads a project's own rules: of a file, or of every file of a folder, in the order of their
 * names. No such file or folder: no rules. A rule without a page of its own has its file as one.
 * @param builtIn rules whose ids are taken
 * @param shown how a path is shown to people
 * @throws UserError for a module that cannot be loaded, a value that is no rule, or an id that is taken
 */
export function loadCustomRules(path: string, builtIn: readonly Rule[], shown: (path: string) => string = (file) => file): readonly Rule[] {
  if (!existsSync(path)) return [];
  const files = /\.c?js$/.test(path) ? [path] : readdirSync(path).filter((name) => /\.c?js$/.test(name) && !/\.test\.c?js$/.test(name)).sort().map((name) => join(path, name));
  const taken = new Set(builtIn.map(({ id }) => id));
  return files.flatMap((file) => {
    const rules = rulesOf(file, shown(file));
    for (const rule of rules) {
      const wrong = whatIsWrong(rule) ?? (taken.has(rule.id) ? `another rule has the id "${rule.id}"` : undefined);
      if (wrong !== undefined) throw new UserError({ what: "This is not a rule.", where: shown(file), why: `${wrong}.`, next: "docs/custom-rules.md shows one." });
      taken.add(rule.id);
    }
    return rules.map((rule) => (rule.page === undefined ? { ...rule, page: pageIn(file) } : rule));
  });
}

/** The file as it stands in the project: `policies/custom/NAME.cjs`, whatever folder the engine runs in. */
function pageIn(file: string): string {
  return resolve(file).split(sep).slice(-3).join("/");
}

function rulesOf(file: string, shown: string): readonly Rule[] {
  let exported: unknown;
  try {
    exported = createRequire(resolve(file))(resolve(file));
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new UserError({ what: "This file of rules cannot be loaded.", where: shown, ...(why === undefined ? {} : { why }), next: "Rules are CommonJS; compile TypeScript first." });
  }
  const { rule, rules } = (typeof exported === "object" && exported !== null ? exported : {}) as { readonly rule?: Rule; readonly rules?: readonly Rule[] };
  if (rule === undefined && !Array.isArray(rules)) {
    throw new UserError({ what: "This file exports no rule.", where: shown, next: "Export `rule`, or a list `rules`." });
  }
  return [...(rule === undefined ? [] : [rule]), ...(rules ?? [])];
}

const needed = { title: "string", why: "string", fix: "string", source: "string", check: "function" } as const;

function whatIsWrong(rule: Rule): string | undefined {
  if (typeof rule !== "object" || rule === null) return "it is no object";
  if (typeof rule.id !== "string" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.id)) return "its `id` is not of the form my-own-rule";
  for (const [name, type] of Object.entries(needed)) {
    if (typeof (rule as unknown as Record<string, unknown>)[name] !== type) return `its \`${name}\` is missing`;
  }
  if (!["low", "medium", "high", "critical"].includes(rule.severity)) return "its `severity` is not low, medium, high or critical";
  if (rule.defaultLevel !== "mandatory" && rule.defaultLevel !== "advisory") return "its `defaultLevel` is not mandatory or advisory";
  if (!["confirmed", "likely", "unsupported"].includes(rule.certainty)) return "its `certainty` is not confirmed, likely or unsupported";
  return Array.isArray(rule.prevents) ? undefined : "its `prevents` is not a list";
}
