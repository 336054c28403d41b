import { closest } from "./nearest";
import { UserError } from "../../access/errors";
import { describePlace, type Place } from "../../access/graph/place";
import type { Level } from "../finding";
import type { Rule } from "../rule";

/**
 * What an org or a run says about the rules: a level for each, and options. Made only by
 * `parseSettings`, so a name or level that does not exist never gets this far.
 */
export interface Settings {
  /** Level of every rule that is not named; absent: each rule's own. */
  readonly all?: Level;
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** What is said about one rule. */
export interface RuleSetting {
  readonly level?: Level;
  /** Options as written, already accepted by the rule's schema. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Settings that say nothing. */
export const noSettings: Settings = { rules: new Map() };

const levels: readonly Level[] = ["mandatory", "advisory", "disabled"];

/**
 * Reads settings as they stand under `policies` of an org file, in a settings file or in the
 * configuration of the policy pack:
 *
 * ```yaml
 * all: advisory
 * missing-owner: disabled
 * wildcard-permission: { level: mandatory, maxActions: 3 }
 * ```
 *
 * @param where the place of an entry, by its path; used in errors
 * @throws UserError for a rule, level or option that does not exist, with the nearest one that does
 */
export function parseSettings(raw: unknown, rules: readonly Rule[], where: (path: readonly string[]) => Place | undefined): Settings {
  if (raw === undefined || raw === null) return noSettings;
  if (!isRecord(raw)) throw problem("Policy settings must be a list of rule names with a level each.", where([]), "Write `RULE: advisory`.");
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const parsed = new Map<string, RuleSetting>();
  let all: Level | undefined;
  for (const [name, value] of Object.entries(raw)) {
    if (name === "all") {
      all = parseLevel(value, where([name]));
      continue;
    }
    const rule = byId.get(name);
    if (rule === undefined) {
      throw problem(`There is no rule "${name}".`, where([name]), suggestion(name, [...byId.keys()]) ?? "`genesys-access rules` lists them.");
    }
    parsed.set(name, parseRuleSetting(rule, value, where));
  }
  return all === undefined ? { rules: parsed } : { all, rules: parsed };
}

function parseRuleSetting(rule: Rule, value: unknown, where: (path: readonly string[]) => Place | undefined): RuleSetting {
  if (!isRecord(value)) return { level: parseLevel(value, where([rule.id])), options: {} };
  const { level: rawLevel, ...options } = value;
  const level = rawLevel === undefined ? undefined : parseLevel(rawLevel, where([rule.id, "level"]));
  const known = rule.options === undefined ? [] : Object.keys(rule.options.shape);
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      const hint = suggestion(name, known) ?? (known.length === 0 ? "The rule has no options." : `Its options are: ${known.join(", ")}.`);
      throw problem(`Rule "${rule.id}" has no option "${name}".`, where([rule.id, name]), hint);
    }
  }
  const outcome = rule.options?.safeParse(options);
  const issue = outcome?.error?.issues[0];
  if (issue !== undefined) {
    const path = issue.path.map(String);
    throw problem(`Option "${path.join(".")}" of rule "${rule.id}" is not right: ${issue.message}.`, where([rule.id, ...path]), rule.title);
  }
  return level === undefined ? { options } : { level, options };
}

function parseLevel(value: unknown, place: Place | undefined): Level {
  const level = levels.find((each) => each === value);
  if (level !== undefined) return level;
  const written = typeof value === "string" ? `"${value}"` : "This";
  const hint = typeof value === "string" ? suggestion(value, levels) : undefined;
  throw problem(`${written} is not a level.`, place, hint ?? `Levels are: ${levels.join(", ")}.`);
}

function suggestion(written: string, known: readonly string[]): string | undefined {
  const nearest = closest(written, known);
  return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
}

function problem(what: string, place: Place | undefined, next: string): UserError {
  return new UserError(place === undefined ? { what, next } : { what, where: describePlace(place), next });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Level of a rule under these settings: later settings win, a rule's own line wins over `all` of the same settings. */
export function levelOf(rule: Pick<Rule, "id" | "defaultLevel">, ...layers: readonly Settings[]): Level {
  let level: Level = rule.defaultLevel;
  for (const settings of layers) level = settings.rules.get(rule.id)?.level ?? settings.all ?? level;
  return level;
}

/** Options of a rule under these settings, with the defaults of its schema. */
export function optionsOf(rule: Rule, ...layers: readonly Settings[]): unknown {
  if (rule.options === undefined) return {};
  const merged = Object.assign({}, ...layers.map((settings) => settings.rules.get(rule.id)?.options ?? {})) as unknown;
  return rule.options.parse(merged);
}
