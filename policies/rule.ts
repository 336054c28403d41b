import type { CauseId } from "../access/causes/ids";
import type { Certainty } from "../access/certainty";
import type { AccessGraph } from "../access/graph/graph";
import type { Level, RuleFinding, Severity } from "./finding";

/**
 * A rule: a pure function on the access graph, with everything that a reader of its findings
 * needs. One file per rule under `policies/rules`, named like its id; nothing about a rule stands
 * anywhere else.
 */
export interface Rule {
  /** Never renamed, never reused. */
  readonly id: string;
  readonly title: string;
  /** The cause of refusals that it prevents; absent for hygiene. */
  readonly cause?: CauseId;
  readonly severity: Severity;
  readonly defaultLevel: Exclude<Level, "disabled">;
  /** The refusals it prevents: status and code as the API documents them. */
  readonly prevents: readonly { readonly status: number; readonly code: string }[];
  readonly certainty: Certainty;
  /** Where the underlying fact comes from. */
  readonly source: string;
  /** Why the rule exists, in two or three sentences for its page. */
  readonly why: string;
  /** How to satisfy it. */
  readonly fix: string;
  /** Org files (the YAML below `config:`) that break and that satisfy the rule; tests execute both. */
  readonly examples: { readonly bad: string; readonly good: string };
  readonly check: (graph: AccessGraph) => readonly RuleFinding[];
}
