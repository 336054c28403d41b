import type { CauseId } from "../../causes/ids";
import type { Signal } from "./signal";
import { against } from "./weights";

/** What speaks for and against one cause. */
export interface CauseModel {
  /** Statuses with which it is seen; another one speaks against it. Empty: nothing is refused by it. */
  readonly statuses: readonly number[];
  /** Points by signal, see weights.ts. */
  readonly weights: Readonly<Partial<Record<Signal, number>>>;
  /** Without one of these, or a code that means it, it is not mentioned, however many hints there are. */
  readonly needs: readonly Signal[];
  /** Causes that are only what this one looks like from outside. */
  readonly explains?: readonly CauseId[];
  /** Set for what can be seen in the configuration whatever the refusal says. */
  readonly configuration?: true;
  /** Set for what refuses nothing by itself. */
  readonly neverAlone?: true;
}

/** What the lack of a permission looks like from outside. */
export const missing: readonly CauseId[] = ["missing-permission-any", "missing-permission-all"];
/** What not getting a token looks like. */
export const noToken: readonly CauseId[] = ["wrong-client-secret", "unknown-client-id"];

/** Evidence that the token and the way to Genesys Cloud are in order. */
export const tokenIsFine = { "says: other calls work": against - 2 } as const;
