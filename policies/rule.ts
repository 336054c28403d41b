import type * as z from "zod";
import type { CauseId } from "../access/causes/ids";
import type { Certainty } from "../access/certainty";
import type { AccessGraph } from "../access/graph/graph";
import type { Level, RuleFinding, Severity } from "./finding";
import type { Reading } from "./reading/reading";
import type { WaiverUse } from "./waivers/waiver";

/** What a rule may look at beside the graph. Everything in it is data: the same input gives the same findings. */
export interface RuleContext<Options = unknown> {
  /** Options of the rule after the org's settings were applied to its defaults. */
  readonly options: Options;
  /** The day of the check as an ISO date (`2026-11-21`), for dated changes, reviews and waivers. */
  readonly today: string;
  /** The graph with what several rules need worked out once: indexes, resolved calls, decisions. */
  readonly reading: Reading;
  /** Every graph of this run, for what only shows across orgs. Just one in the policy pack. */
  readonly orgs: readonly AccessGraph[];
}

/** An example that breaks or satisfies a rule; tests execute it. */
export interface RuleExample {
  /**
   * `org-file`: the YAML below `config:` of an org file.
   * `program`: resources as Pulumi YAML writes them (`resources:` with type, properties, options),
   * for what an org file cannot express.
   */
  readonly language: "org-file" | "program";
  readonly bad: string;
  readonly good: string;
}

/** Everything about a rule that a reader of its findings needs. */
export interface RuleDescription {
  /** Never renamed, never reused. */
  readonly id: string;
  readonly title: string;
  /** The cause of refusals that it prevents; absent for hygiene. */
  readonly cause?: CauseId;
  readonly severity: Severity;
  readonly defaultLevel: Exclude<Level, "disabled">;
  /** The refusals it prevents: status and code as the API documents them. */
  readonly prevents: readonly { readonly status: number; readonly code: string }[];
  /** Names of the operations that it is about, where it is not about all of them. */
  readonly operations?: readonly string[];
  readonly certainty: Certainty;
  /** Where the underlying fact comes from. */
  readonly source: string;
  /** Why the rule exists, in two or three sentences for its page. */
  readonly why: string;
  /** How to satisfy it. */
  readonly fix: string;
  /** Bad and good example. A string pair is an org file. */
  readonly examples: { readonly bad: string; readonly good: string; readonly language?: RuleExample["language"] };
  /** Strict schema of the options with their defaults; absent: the rule has none. */
  readonly options?: z.ZodObject;
  /** True when the rule says nothing where no application declares calls. */
  readonly needsCalls?: boolean;
  /** `resource`: one resource alone is enough to judge, so the engine can stop it before it is made. */
  readonly reach?: "resource" | "org";
  /** Where to read more, when that is not the page that is generated for a built-in rule: an address or a path. */
  readonly page?: string;
  /** `waivers`: runs after the others, on what the waivers did. */
  readonly stage?: "waivers";
}

/**
 * A rule: a pure function on the access graph, with everything that a reader of its findings
 * needs. One file per rule under `policies/rules`, named like its id; nothing about a rule stands
 * anywhere else.
 */
export interface Rule extends RuleDescription {
  readonly check: (graph: AccessGraph, context: RuleContext) => readonly RuleFinding[];
  /** Rules of stage `waivers`: what they say about the waivers of this run. */
  readonly checkWaivers?: (uses: readonly WaiverUse[], context: RuleContext) => readonly RuleFinding[];
  /** Safe repair of the inputs of one resource in the engine; `undefined` when there is nothing to repair. */
  readonly remediate?: Remediation;
}

/** Repairs the inputs of resources of one type, when the rule's level is `remediate`. */
export interface Remediation {
  /** Type token of the resources that it applies to. */
  readonly type: string;
  /** New inputs, or `undefined` to leave them alone. Must not touch values that are unknown or secret. */
  readonly repair: (inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> | undefined;
}

/** A rule whose options are typed by its own schema. */
export interface TypedRule<Schema extends z.ZodObject> extends Omit<Rule, "check" | "checkWaivers" | "options"> {
  readonly options: Schema;
  readonly check: (graph: AccessGraph, context: RuleContext<z.output<Schema>>) => readonly RuleFinding[];
  readonly checkWaivers?: (uses: readonly WaiverUse[], context: RuleContext<z.output<Schema>>) => readonly RuleFinding[];
}

/** Declares a rule with options: inside `check` they have the type of its schema. */
export function ruleWithOptions<Schema extends z.ZodObject>(rule: TypedRule<Schema>): Rule {
  return rule as unknown as Rule;
}
