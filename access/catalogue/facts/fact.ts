import type { Certainty } from "../../certainty";

/** How sure a fact is and where it comes from, as a short reference that a person can follow. */
export interface Sourced {
  readonly certainty: Certainty;
  readonly source: string;
}
