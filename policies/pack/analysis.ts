import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { UserError } from "../../access/errors";
import type { OAuthClient } from "../../access/graph/graph";
import { checkGraphs, type CheckOptions } from "../check";
import type { Finding, Level } from "../finding";
import { organizationToken, readDeclarations } from "../program/declarations";
import { graphsFromResources } from "../program/orgs";
import { componentTokens, matters, type ProgramResource } from "../program/resource";
import type { Rule } from "../rule";
import { parseSettings, type RuleSetting, type Settings } from "../settings/settings";
import { engineMessage } from "./message";
import { readStackConfig, type StackSettings } from "./stackConfig";

/** A level as the engine knows it. */
export type EngineLevel = Level | "remediate";

/** What is to be shown at a resource. */
export interface Diagnostic {
  readonly rule: string;
  readonly title: string;
  readonly message: string;
  readonly level: Exclude<Level, "disabled">;
  readonly severity: Finding["severity"];
  readonly urn: string;
}

/** How the pack runs. */
export interface AnalysisOptions {
  readonly rules: readonly Rule[];
  /** The day of the run as an ISO date. */
  readonly today: string;
  /** Whether an undecided finding keeps its rule's level instead of being advisory. */
  readonly strict: boolean;
  /** Levels, waivers and baseline of the project, which hold for all of its orgs. */
  readonly project?: Pick<CheckOptions, "settings" | "waivers" | "baseline">;
}

/**
 * What the policy pack does with what the engine tells it, without the protocol. One value serves
 * one operation of the engine (a preview, or an update): the engine starts the pack anew for each.
 */
export class Analysis {
  private stack = "stack";
  private overrides: Settings | undefined;
  private stackSettings: StackSettings | undefined;
  private levels: ReadonlyMap<string, EngineLevel> = new Map();
  /** Inputs by URN: `AnalyzeStack` hands over what a component registered, not what it was given. */
  private readonly inputs = new Map<string, ProgramResource>();
  private readonly reported = new Set<string>();

  constructor(private readonly options: AnalysisOptions) {}

  /**
   * Takes the name of the stack and what its configuration says about rules. `policy analyze` never
   * calls this: then resources are judged together at the end, when the program's own settings are known.
   * @throws UserError for a rule, level or option that does not exist
   */
  configureStack(stack: string, config: ReadonlyMap<string, string> = new Map()): void {
    if (stack !== "") this.stack = stack;
    this.stackSettings = readStackConfig(config, this.options.rules);
  }

  /**
   * Takes the levels and options that the engine worked out of a pack configuration. The engine
   * accepts names that no rule has; this does not.
   * @throws UserError for a rule or option that does not exist
   */
  configure(config: ReadonlyMap<string, { readonly level: EngineLevel; readonly options: Readonly<Record<string, unknown>> }>): void {
    const raw: Record<string, unknown> = {};
    for (const [name, { level, options }] of config) {
      if (name === "all") continue;
      raw[name] = { level: level === "remediate" ? "mandatory" : level, ...options };
    }
    const parsed = parseSettings(raw, this.options.rules, () => undefined);
    const changed = this.options.rules.flatMap((rule): [string, RuleSetting][] => {
      const setting = parsed.rules.get(rule.id);
      if (setting === undefined) return [];
      const { level } = setting;
      const options = chosen(rule, setting.options);
      return level === undefined || level === rule.defaultLevel ? [[rule.id, { options }]] : [[rule.id, { level, options }]];
    });
    this.overrides = { rules: new Map(changed) };
    this.levels = new Map([...config].map(([name, { level }]) => [name, level]));
  }

  /**
   * Judges one resource before the engine does anything with it: the rules that need nothing else.
   * What a component of ours makes is judged by the component's arguments, and by its plan at the end.
   */
  resource(resource: ProgramResource): readonly Diagnostic[] {
    if (!matters(resource.type)) return [];
    this.inputs.set(resource.urn, resource);
    if (this.stackSettings === undefined || resource.parent?.includes(componentTokens) === true) return [];
    return this.run([resource], this.options.rules.filter((rule) => rule.reach === "resource"), this.stackSettings);
  }

  /**
   * Judges the whole stack at the end; what was said at a resource already is not said again. A program
   * without the component that registers levels and waivers has those of the stack's configuration.
   */
  stackResources(resources: readonly ProgramResource[]): readonly Diagnostic[] {
    const saysItself = resources.some(({ type }) => type === organizationToken);
    return this.run(
      resources.map((resource) => ({ ...resource, properties: { ...this.inputs.get(resource.urn)?.properties, ...resource.properties } })),
      this.options.rules,
      saysItself ? undefined : this.stackSettings,
    );
  }

  private run(resources: readonly ProgramResource[], rules: readonly Rule[], known?: StackSettings): readonly Diagnostic[] {
    const declared = { ...readDeclarations(resources, this.options.rules), ...known };
    const [graph, ...more] = graphsFromResources(resources, this.stack, declared.graph);
    const options: CheckOptions = {
      today: this.options.today,
      ...this.options.project,
      rules,
      known: this.options.rules,
      ...(this.overrides === undefined ? {} : { overrides: this.overrides }),
    };
    const result = checkGraphs([{ graph, more, settings: declared.settings, waivers: declared.waivers }], options);
    const urns = urnsOf([graph, ...more].flatMap(({ clients }) => clients), resources);
    const fallback = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn ?? resources[0]?.urn ?? "";
    return [...result.findings, ...result.notes].flatMap((finding): readonly Diagnostic[] => {
      const name = `${finding.rule} ${finding.key} ${finding.place.kind === "urn" ? finding.place.urn : ""}`;
      if (finding.status === "waived" || finding.status === "unchecked" || this.reported.has(name)) return [];
      this.reported.add(name);
      const urn = finding.place.kind === "urn" ? finding.place.urn : (urns(finding) ?? fallback);
      const rule = this.options.rules.find(({ id }) => id === finding.rule);
      return [
        {
          rule: finding.rule,
          title: rule?.title ?? finding.rule,
          message: engineMessage(finding),
          level: this.levelOf(finding),
          severity: finding.severity,
          urn,
        },
      ];
    });
  }

  private levelOf(finding: Finding): Exclude<Level, "disabled"> {
    if (finding.status === "unstated") return "advisory";
    return finding.status === "undecided" && !this.options.strict ? "advisory" : finding.level;
  }

  /** Repairs the inputs of a resource for every rule whose level is `remediate`. Values go in and come out as the engine writes them. */
  remediate(type: string, inputs: Readonly<Record<string, unknown>>): readonly { readonly rule: Rule; readonly inputs: Readonly<Record<string, unknown>> }[] {
    const repaired: { rule: Rule; inputs: Readonly<Record<string, unknown>> }[] = [];
    let current = inputs;
    for (const rule of this.options.rules) {
      if (rule.remediate?.type !== type || this.levels.get(rule.id) !== "remediate") continue;
      const next = rule.remediate.repair(current);
      if (next === undefined) continue;
      current = next;
      repaired.push({ rule, inputs: next });
    }
    return repaired;
  }
}

/** The options that somebody chose: the engine fills in the defaults of a rule's schema, and they must not undo what the org file says. */
function chosen(rule: Rule, options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const defaults = (rule.options?.parse({}) ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => !isDeepStrictEqual(value, defaults[name])));
}

/** Finds the resource of a finding whose place is a line of an org file: the component of the entry that it names. */
function urnsOf(clients: readonly OAuthClient[], resources: readonly ProgramResource[]): (finding: Finding) => string | undefined {
  const byName = new Map<string, string>();
  for (const resource of resources) {
    if (resource.type.startsWith("genesys-access:") && !byName.has(resource.name)) byName.set(resource.name, resource.urn);
  }
  const names = new Map(clients.map((client) => [client.name, client.key]));
  return (finding) => {
    const name = finding.subject.slice(finding.subject.indexOf(" ") + 1).replace(/"/g, "");
    return byName.get(name) ?? byName.get(names.get(name) ?? "");
  };
}

/** JSON schema of the options of a rule, by property, as the engine checks and shows it. */
export function optionsSchema(rule: Rule): Readonly<Record<string, unknown>> | undefined {
  if (rule.options === undefined) return undefined;
  const schema = z.toJSONSchema(rule.options, { io: "input" }) as { readonly properties?: Readonly<Record<string, unknown>> };
  return schema.properties ?? {};
}

/** Tells a mistake in the configuration apart from a bug of the pack, for the engine's error line. */
export function describeFailure(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? `The policy pack failed: ${error.stack ?? error.message}` : String(error);
}


