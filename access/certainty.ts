/**
 * How sure the product is of a fact about Genesys Cloud.
 *
 * - `confirmed`: Genesys' specification, code, help page or staff says so.
 * - `likely`: several independent hints say so, no authoritative page does.
 * - `unsupported`: nothing was found for it; it is a working assumption.
 *
 * An answer carries the weakest certainty of the facts it rests on.
 */
export type Certainty = "confirmed" | "likely" | "unsupported";

const strength: Readonly<Record<Certainty, number>> = { confirmed: 2, likely: 1, unsupported: 0 };

/** The weakest of the given certainties; `confirmed` for none. */
export function weakest(...certainties: readonly Certainty[]): Certainty {
  let result: Certainty = "confirmed";
  for (const certainty of certainties) {
    if (strength[certainty] < strength[result]) result = certainty;
  }
  return result;
}
