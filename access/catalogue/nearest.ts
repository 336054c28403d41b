import { distance } from "fastest-levenshtein";
import { wordsOf } from "./words";

/** Finds the names that come nearest to one that does not exist. */
export interface Nearest {
  /** At most `limit` names, best first; empty when nothing is near. */
  readonly find: (text: string, limit?: number) => readonly string[];
}

/** What a name is compared by: itself, and words that tell more about it. */
export interface NearestEntry {
  readonly name: string;
  /** Further words, such as the permissions of an operation. */
  readonly about?: string;
}

/** Words that mean the same in invented names and in Genesys' own. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  read: ["view", "readonly", "get"],
  get: ["view", "readonly"],
  list: ["view"],
  write: ["edit", "add", "put", "post"],
  create: ["add", "post"],
  update: ["edit", "put", "patch"],
  modify: ["edit"],
  remove: ["delete"],
  manage: ["edit"],
  access: ["view"],
  interaction: ["conversation"],
  call: ["conversation"],
  video: ["screen"],
  agent: ["user"],
  report: ["analytics"],
  org: ["organization"],
  application: ["client"],
};

/**
 * Compares by shared words (rare words count more, the last word of a compound most, since it
 * says what the thing is) and then by edit distance.
 */
export function createNearest(entries: readonly NearestEntry[], known: ReadonlySet<string>): Nearest {
  const documents = entries.map((entry) => {
    const words = wordsOf(entry.name, known);
    return { name: entry.name, key: keyOf(entry.name), words: new Set(words), about: new Set(wordsOf(entry.about ?? "", known)), heads: headsOf(entry.name, known) };
  });
  const frequency = new Map<string, number>();
  for (const document of documents) {
    for (const word of new Set([...document.words, ...document.about])) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const weight = (word: string): number => Math.log(1 + documents.length / (frequency.get(word) ?? documents.length));

  return {
    find: (text, limit = 5) => {
      const key = keyOf(text);
      if (key === "") return [];
      const asked = [...new Set(wordsOf(text, known))];
      const heads = headsOf(text, known);
      const scored: { name: string; score: number }[] = [];
      for (const document of documents) {
        let shared = 0;
        let total = 0;
        for (const word of asked) {
          const importance = heads.has(word) ? 2 : 1;
          const meanings = [word, ...(synonyms[word] ?? [])];
          const weights = meanings.filter((meaning) => frequency.has(meaning)).map(weight);
          const full = (weights.length === 0 ? 1 : Math.max(...weights)) * importance;
          total += full;
          let best = 0;
          for (const [index, meaning] of meanings.entries()) {
            const factor = index === 0 ? 1 : 0.8;
            if (document.words.has(meaning)) best = Math.max(best, factor * full * (document.heads.has(meaning) ? 1 : 0.8));
            else if (document.about.has(meaning)) best = Math.max(best, factor * full * 0.6);
          }
          shared += best;
        }
        const longest = Math.max(key.length, document.key.length);
        const limitDistance = Math.abs(key.length - document.key.length) / longest > 0.4;
        const likeness = limitDistance ? 0 : 1 - distance(key, document.key) / longest;
        const words = total === 0 ? 0 : shared / total;
        const brevity = 1 / (1 + 0.05 * Math.max(0, document.words.size - asked.length));
        const score = Math.max(likeness > 0.75 ? likeness * 1.05 : 0, words * brevity * 0.85 + likeness * 0.15);
        if (score >= 0.3) scored.push({ name: document.name, score });
      }
      scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
      return scored.slice(0, limit).map((entry) => entry.name);
    },
  };
}

/** The names with the smallest edit distance, for short lists of fixed names; empty when none is near. */
export function nearestNames(text: string, names: readonly string[], limit = 3): readonly string[] {
  const key = keyOf(text);
  return names
    .map((name) => ({ name, distance: distance(key, keyOf(name)), contains: keyOf(name).includes(key) || key.includes(keyOf(name)) }))
    .filter((entry) => entry.contains || entry.distance <= Math.max(2, Math.floor(key.length * 0.4)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map((entry) => entry.name);
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

/** The last word of every part of a name: what a compound is about. */
function headsOf(text: string, known: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(text.split(/[/:.]+/).flatMap((part) => wordsOf(part, known).slice(-1)));
}
