import type { Certainty } from "../../access/certainty";
import type { Place } from "../../access/graph/place";

/**
 * One thing that was looked at before an update.
 *
 * - `missing`: an update would fail, or leave an application that is refused.
 * - `warning`: an update would work; what it is for would not, or not as meant.
 * - `unknown`: the credentials may not read it, so it is not known to be in order.
 * - `good`: it is as it must be.
 */
export interface PreflightItem {
  readonly status: "missing" | "warning" | "unknown" | "good";
  /** What it is about: `deployer`, `division`, `permission`, `product`, `role`, `address`, `recording`, `name`, `region`. */
  readonly about: string;
  readonly text: string;
  /** What to do. */
  readonly fix?: string;
  /** The refusal that an update would get. */
  readonly refusal?: { readonly status: number; readonly code: string };
  readonly certainty?: Certainty;
  readonly place?: Place;
}

/** Order of the answer: what stops an update first. */
const order: readonly PreflightItem["status"][] = ["missing", "warning", "unknown", "good"];

/** Items in the order of the answer; the same item is there once. */
export function sortedItems(items: readonly PreflightItem[]): readonly PreflightItem[] {
  const once = new Map(items.map((item) => [`${item.status} ${item.about} ${item.text}`, item]));
  return [...once].sort(([a, one], [b, other]) => order.indexOf(one.status) - order.indexOf(other.status) || (a < b ? -1 : 1)).map(([, item]) => item);
}
