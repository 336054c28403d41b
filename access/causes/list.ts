import { nearestNames } from "../catalogue/nearest";
import type { Cause } from "./cause";
import { causes } from "./causes";
import { type CauseId, causeIds } from "./ids";

const known = new Set<string>(causeIds);

/** Whether a word is the id of a cause. */
export function isCauseId(text: string): text is CauseId {
  return known.has(text);
}

/** Every cause in the order of its id list. */
export function listCauses(): readonly Cause[] {
  return causeIds.map((id) => causes[id]);
}

/** Ids that come nearest to one that does not exist, best first. */
export function nearestCauseIds(text: string, limit = 3): readonly string[] {
  const word = text.toLowerCase();
  const byPart = causeIds.filter((id) => id.split("-").some((part) => part.length > 3 && word.split(/[^a-z0-9]+/).includes(part)));
  return [...new Set([...nearestNames(word, causeIds, limit), ...byPart])].slice(0, limit);
}
