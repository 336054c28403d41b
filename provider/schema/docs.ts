import { differences } from "./differences";
import type { Properties, ValueType } from "./define";
import { inputNames } from "./pulumi";
import { resourceDefinitions } from "./resources";
import { settingProperties } from "./settings";

interface Named {
  readonly name: string;
  readonly properties: Properties;
}

function nested(type: ValueType): Named[] {
  if (type.kind === "list" || type.kind === "set" || type.kind === "map") return nested(type.of);
  if (type.kind !== "object") return [];
  return [{ name: type.name, properties: type.properties }, ...Object.values(type.properties).flatMap((property) => nested(property.type))];
}

/** The provider's settings, the resources and their object types, each with its properties. */
export function everything(): Named[] {
  const tops: Named[] = [{ name: "Provider", properties: settingProperties }, ...resourceDefinitions];
  const all = tops.flatMap((top) => [top, ...Object.values(top.properties).flatMap((property) => nested(property.type))]);
  return [...new Map(all.map((named) => [named.name, named])).values()];
}

/** The resource whose object types repeat each other. */
const manifold = "RecordingMediaRetentionPolicy";

function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const cell = (text: string): string => text.replace(/\|/g, "\\|");
  return [`| ${head[0]} | ${head[1]} |`, "|---|---|", ...rows.map(([left, right]) => `| ${cell(left)} | ${cell(right)} |`)].join("\n");
}

function rows(select: (properties: Properties, name: string) => string | undefined): [string, string][] {
  const owners = new Map<string, { property: string; text: string; names: string[] }>();
  for (const { name, properties } of everything()) {
    for (const property of Object.keys(properties).sort()) {
      const text = select(properties, property);
      if (text === undefined) continue;
      // The parts of a retention policy say the same for each medium.
      const key = name.startsWith(manifold) ? `${property} ${text}` : `${name} ${property}`;
      const known = owners.get(key) ?? { property, text, names: [] };
      owners.set(key, { ...known, names: [...known.names, name] });
    }
  }
  return [...owners.values()].map(({ property, text, names: [first = "", ...others] }) => [
    `\`${first}.${property}\`${others.length === 0 ? "" : `, and in ${others.length} more types of \`${manifold}\``}`,
    text,
  ]);
}

/** The part of docs/provider.md that lists where this provider differs from the bridged one, as Markdown. */
export function differencesAsMarkdown(): string {
  const refused = rows((properties, name) => (inputNames(properties).includes(name) ? properties[name]?.refused : undefined));
  const ours = rows((properties, name) => (properties[name]?.ours === true ? properties[name]?.description : undefined));
  return [
    "### What it does differently",
    table(
      ["about", "difference"],
      differences.map(({ about, what }) => [/^\w+\.\w+$/.test(about) ? `\`${about}\`` : about, what]),
    ),
    "### What it has in addition",
    table(["property", "meaning"], ours),
    "### What it refuses",
    "These are properties of the bridged provider. A program that sets one is told so by name, in the preview.",
    table(["property", "reason"], refused),
  ].join("\n\n");
}
