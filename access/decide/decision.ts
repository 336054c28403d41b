import type { Certainty } from "../certainty";
import type { Place } from "../graph/place";
import type { Refusal } from "./refusal";

/** One link of the chain that decides a call: grant, role, permission, operation, membership, scope, or a fact of the org. */
export interface Reason {
  readonly kind:
    | "operation"
    | "grant-type"
    | "scope"
    | "grant"
    | "role"
    | "permission"
    | "membership"
    | "division"
    | "org"
    | "policy"
    | "state"
    | "unknown";
  readonly text: string;
  readonly place?: Place;
}

/** The answer to "may this principal make this call?". */
export type Decision =
  | { readonly decision: "allowed"; readonly certainty: Certainty; readonly reasons: readonly Reason[] }
  | { readonly decision: "refused"; readonly certainty: Certainty; readonly refusal: Refusal; readonly reasons: readonly Reason[] }
  | { readonly decision: "undecided"; readonly certainty: Certainty; readonly unknown: string; readonly reasons: readonly Reason[] };
