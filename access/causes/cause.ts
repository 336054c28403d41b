import type { Certainty } from "../certainty";
import type { CauseId } from "./ids";

/**
 * How far a request gets before this cause stops it. The stages are in the order in which a
 * request meets them; `grants` is apart: it is about changing access, not about using it.
 */
export const stages = [
  "address",
  "token",
  "identity",
  "endpoint",
  "scope",
  "permission",
  "division",
  "service",
  "outside",
  "grants",
  "text",
] as const;

/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** What the caller gets to see: a refusal as the API or the token endpoint sends it, or a symptom without one. */
export interface Sighting {
  /** HTTP status; absent when nothing is refused. */
  readonly status?: number;
  /** `code` of the Platform API's error body, or `error` of the token endpoint's. */
  readonly code?: string;
  /** Message template as documented; `%s` is filled in by the API. */
  readonly message?: string;
  /** What else is to be seen, or when this is what is seen. */
  readonly note?: string;
}

/** Something that people say about this cause in good faith, and what holds instead. */
export interface Belief {
  readonly belief: string;
  readonly truth: string;
}

/** How the cause is removed, once for somebody with an org file and once for somebody with the admin pages. */
export interface Fix {
  /** One or two sentences that hold for both. */
  readonly sentence: string;
  /** The YAML below `config:` of an org file, as it should be; absent when no org file decides it. */
  readonly orgFile?: string;
  /** The place in Genesys Cloud's admin menus, as of 2026, or who else has to act. */
  readonly menu: string;
}

/** Everything the product says about one cause. Pages, `causes` and `explain` are views of it. */
export interface Cause {
  readonly id: CauseId;
  /** What is wrong, in a few words. */
  readonly title: string;
  readonly stage: Stage;
  /** Certainty of the fact that this condition leads to what is seen. */
  readonly certainty: Certainty;
  /** Where the fact comes from. */
  readonly source: string;
  /** Where it can be found out: in the program, with reads of the live org, only while calling, or not by a machine. */
  readonly detectable: "program" | "live" | "run" | "never";
  /** What the configuration looks like when this is the cause. */
  readonly configuration: string;
  readonly seen: readonly Sighting[];
  readonly beliefs: readonly Belief[];
  readonly fix: Fix;
  /** Commands and requests whose answer shows that it was this cause, or that it is gone. */
  readonly prove: readonly string[];
  /** Causes it is mixed up with. */
  readonly near: readonly CauseId[];
}
