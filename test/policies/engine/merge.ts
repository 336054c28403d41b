import { parse, stringify } from "yaml";
import type { Rule } from "../../../policies/rule";

type Sections = Record<string, Record<string, unknown>>;

const prefix = "genesys-access:";

/** Several examples in one org file or program, and what each of their entries is called there. */
export interface Bundle {
  readonly rules: readonly Rule[];
  readonly text: string;
}

/** The name that an example's entry has in a bundle. */
export function bundled(rule: Pick<Rule, "id">, name: string): string {
  return `${rule.id}--${name}`;
}

/** Whether a message of a rule is about its own example in a bundle, and not about an entry that another rule brought along. */
export function isOwn(rule: Pick<Rule, "id">, bundle: readonly Pick<Rule, "id">[], message: string): boolean {
  return !bundle.some(({ id }) => id !== rule.id && new RegExp(`(?<![\\w-])${id}(?:--| )`).test(message));
}

/**
 * Examples of rules put together, so that the real engine runs a dozen times and not a hundred.
 * Entries are renamed; only examples that say the same of their org share a file.
 */
export function bundleOrgFiles(rules: readonly Rule[], which: "bad" | "good"): readonly Bundle[] {
  const groups = new Map<string, { rules: Rule[]; sections: Sections }>();
  for (const rule of rules.filter(({ examples }) => examples.language !== "program")) {
    const sections = renamed(rule, which);
    const { divisions, ...facts } = sections["org"] ?? {};
    const apart = ["accessPolicies", "trusts", "policies", "waivers", "deployer"].some((section) => section in sections);
    const key = apart ? rule.id : JSON.stringify(facts);
    const group = groups.get(key) ?? { rules: [], sections: {} };
    group.rules.push(rule);
    for (const [name, entries] of Object.entries(sections)) {
      if (name === "org") continue;
      group.sections[name] = name === "waivers" ? entries : { ...group.sections[name], ...entries };
    }
    const known = [...((group.sections["org"]?.["divisions"] as string[] | undefined) ?? []), ...((divisions as string[] | undefined) ?? [])];
    group.sections["org"] = { ...facts, ...(known.length === 0 ? {} : { divisions: [...new Set(known)] }) };
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({
    rules: group.rules,
    text: stringify({ config: Object.fromEntries(Object.entries(group.sections).map(([name, entries]) => [`${prefix}${name}`, entries])) }),
  }));
}

function renamed(rule: Rule, which: "bad" | "good"): Sections {
  const original = parse(rule.examples[which]) as Sections;
  const names = ["applications", "groups", "serviceUsers"].flatMap((section) => Object.keys(original[`${prefix}${section}`] ?? {}));
  const text = [...new Set(names)].reduce((changed, name) => changed.replace(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "g"), bundled(rule, name)), rule.examples[which]);
  const sections = parse(text) as Sections;
  return Object.fromEntries(Object.entries(sections).map(([name, entries]) => [name.slice(prefix.length), entries]));
}

/** Examples that are programs, put together: resources get the rule's name in front, names in Genesys Cloud too. */
export function bundlePrograms(rules: readonly Rule[], which: "bad" | "good"): readonly Bundle[] {
  const together: { rules: Rule[]; resources: Record<string, unknown> } = { rules: [], resources: {} };
  const apart: Bundle[] = [];
  for (const rule of rules.filter(({ examples }) => examples.language === "program")) {
    const { resources } = parse(rule.examples[which]) as { resources: Record<string, { type: string }> };
    if (Object.values(resources).some(({ type }) => type.startsWith("pulumi:providers:") || type.endsWith(":Organization"))) {
      apart.push({ rules: [rule], text: rule.examples[which] });
      continue;
    }
    together.rules.push(rule);
    for (const [name, resource] of Object.entries(resources)) together.resources[bundled(rule, name)] = relinked(resource, rule);
  }
  return [...apart, { rules: together.rules, text: stringify({ resources: together.resources }) }];
}

function relinked(value: unknown, rule: Rule, name?: string): unknown {
  if (typeof value === "string") {
    if (name === "name" || name === "client" || name === "divisions") return `${rule.id} ${value}`;
    return value.replace(/^\$\{([^}.]+)/, (_match, target: string) => `\${${bundled(rule, target)}`);
  }
  if (Array.isArray(value)) return value.map((each) => relinked(each, rule, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, relinked(each, rule, key)]));
}
