import type { CauseId } from "../causes/ids";
import type { Certainty } from "../certainty";

/**
 * A refusal as the Platform API (or its token endpoint) answers it, with the reason the product
 * gives for it. `message` is the API's text with its placeholders filled in.
 */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly cause: CauseId;
  readonly certainty: Certainty;
  /** Permissions that would have to be held; meaning of the list is `mode`. */
  readonly permissions: readonly string[];
  readonly mode: "ANY" | "ALL" | "none";
  /** Scopes of which one is missing from a user's token. */
  readonly scopes: readonly string[];
  /** Keys of divisions in which the permission is missing. */
  readonly divisions: readonly string[];
}
