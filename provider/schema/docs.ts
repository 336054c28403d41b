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

function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const cell = (text: string): string => text.replace(/\|/g, "\\|");
  return [`| ${head[0]} | ${head[1]} |`, "|---|---|", ...rows.map(([left, right]) => `| ${cell(left)} | ${cell(right)} |`)].join("\n");
}

function rows(select: (properties: Properties, name: string) => string | undefined): [string, string][] {
  return everything().flatMap(({ name, properties }) =>
    Object.keys(properties)
      .sort()
      .flatMap((property): [string, string][] => {
        const text = select(properties, property);
        return text === undefined ? [] : [[`\`${name}.${property}\``, text]];
      }),
  );
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
