import type { Rule } from "../rule";
import { noSettings, parseSettings, type Settings } from "../settings/settings";
import type { Waiver } from "../waivers/waiver";

/** How an org applies the rules, as far as the stack's configuration says it. */
export interface StackSettings {
  readonly settings: Settings;
  readonly waivers: readonly Waiver[];
}

const sections = ["applications", "groups", "serviceUsers", "roles"] as const;

/**
 * Reads levels and waivers from the configuration that the engine hands to a pack. They are needed
 * before the component that registers them is there: the first resource is judged before the last.
 * Nothing else of the configuration is looked at; it may hold secrets.
 * @throws UserError for a rule, level or option that does not exist
 */
export function readStackConfig(config: ReadonlyMap<string, string>, rules: readonly Rule[]): StackSettings {
  const read = (name: string): unknown => {
    const text = config.get(`genesys-access:${name}`);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  };
  const beside = sections.flatMap((section) => Object.values(record(read(section))).flatMap((entry) => list(record(entry)["waivers"])));
  return {
    settings: parseSettings(read("policies") ?? undefined, rules, () => undefined) ?? noSettings,
    waivers: [...list(read("waivers")), ...beside].flatMap(waiverOf),
  };
}

function waiverOf(value: unknown): readonly Waiver[] {
  const entry = record(value);
  const text = (name: string): string | undefined => (typeof entry[name] === "string" ? entry[name] : undefined);
  const [rule, finding, expires] = [text("rule"), text("finding"), text("expires")];
  if (rule === undefined || finding === undefined || expires === undefined) return [];
  return [
    {
      rule,
      finding,
      reason: text("reason") ?? "",
      owner: text("owner") ?? "",
      approvedBy: text("approvedBy"),
      expires: expires.slice(0, 10),
      place: { kind: "live", path: "stack configuration, genesys-access:waivers" },
    },
  ];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
