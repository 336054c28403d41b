import type { CauseId } from "../access/causes/ids";
import type { Certainty } from "../access/certainty";
import type { Place } from "../access/graph/place";

/** How much a finding matters by itself, apart from what an org decides to do about it. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What an org does about the findings of a rule: `mandatory` fails the gate, `advisory` is shown. */
export type Level = "mandatory" | "advisory" | "disabled";

/**
 * What a rule says about one thing. `key` names the finding within its rule and org (for waivers,
 * baselines and fingerprints): it is made of domain names, never of list positions or line numbers.
 *
 * - `violation`: the rule is broken.
 * - `undecided`: a value that is known only after the update stands in the way; fails in strict mode.
 * - `unstated`: a fact that the org file could state and does not; shown once, never fails.
 * - `unchecked`: a fact that only the live org has; counted and named, never fails.
 *
 * Only allow-listed, non-secret values may stand in any text.
 */
export interface RuleFinding {
  readonly kind: "violation" | "undecided" | "unstated" | "unchecked";
  readonly key: string;
  /** What the finding is about, in a person's words: `application servicenow-screen-recordings`. */
  readonly subject: string;
  readonly place: Place;
  /** What is wrong and why, in one or two sentences. */
  readonly message: string;
  /** What to change, as text to paste where that is possible. */
  readonly fix: string;
  /** Which call would be refused and how. */
  readonly refuses?: { readonly call: string; readonly status: number; readonly code: string };
  /** The finding is advisory whatever the rule's level: a cited vendor minimum asks for it, say. */
  readonly atMost?: "advisory";
}

/** A rule's finding after levels and waivers were applied: what every report shows. */
export interface Finding extends RuleFinding {
  readonly rule: string;
  /** Where to read more, when the rule has a page of its own. */
  readonly page?: string;
  readonly cause?: CauseId;
  readonly org: string;
  readonly severity: Severity;
  readonly level: Exclude<Level, "disabled">;
  readonly certainty: Certainty;
  /** `waived` covers waivers and the baseline; which of the two is in `waiver` and `baseline`. */
  readonly status: "violation" | "undecided" | "unstated" | "unchecked" | "waived";
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly approvedBy?: string; readonly expires: string };
  /** True when the baseline file holds the finding. */
  readonly baseline?: true;
}
