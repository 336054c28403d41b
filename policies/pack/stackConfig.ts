import { UserError } from "../../access/errors";
import { describePlace, type Place } from "../../access/graph/place";
import type { Rule } from "../rule";
import { noSettings, parseSettings, type Settings } from "../settings/settings";
import { waiverEntry } from "../waivers/file";
import { requireKnownRules } from "../waivers/known";
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
 * @throws UserError for a rule, level or option that does not exist, and for a waiver that is not whole: the engine says nothing of either
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
  const waivers = [...list(read("waivers")), ...beside].map(waiverOf);
  requireKnownRules(waivers, rules);
  return { settings: parseSettings(read("policies") ?? undefined, rules, () => undefined) ?? noSettings, waivers };
}

const place: Place = { kind: "live", path: "stack configuration, genesys-access:waivers" };

function waiverOf(value: unknown): Waiver {
  const entry = record(value);
  // A day that is not quoted arrives as a moment.
  const day = typeof entry["expires"] === "string" ? { expires: entry["expires"].slice(0, 10) } : {};
  const parsed = waiverEntry.safeParse({ ...entry, ...day });
  if (parsed.success) return { ...parsed.data, approvedBy: parsed.data.approvedBy, place };
  const issue = parsed.error.issues[0];
  const key = issue?.path[0] ?? (issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined);
  throw new UserError({
    what: `"${String(key ?? "")}" of the waiver of ${typeof entry["rule"] === "string" ? entry["rule"] : "no rule"} is missing or not right: ${issue?.message ?? ""}.`,
    where: describePlace(place),
    next: `A waiver has ${Object.keys(waiverEntry.shape).join(", ")}.`,
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
