import { distance } from "fastest-levenshtein";
import type { Words } from "./words";

/** Finds the names that come nearest to one that does not exist. */
export interface Nearest {
  /** At most `limit` names, best first; empty when nothing is near. */
  readonly find: (text: string, limit?: number) => readonly string[];
}

/** What a name is compared by: itself, and words that tell more about it. */
export interface NearestEntry {
  readonly name: string;
  /** Further names, such as the permissions of an operation. */
  readonly about?: readonly string[];
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
  performance: ["aggregate", "observation"],
  report: ["analytics"],
  org: ["organization"],
  application: ["client"],
};

/** How much a match counts: as what a compound is about, as another word of the name, as something said about it. */
const headMatch = 1;
const wordMatch = 0.8;
const aboutMatch = 0.6;

/**
 * Compares by shared words (rare words count more, the last word of a compound most, since it says
 * what the thing is; words that a name has beyond those asked for count against it) and by edit
 * distance. Words in `light` hardly count.
 */
export function createNearest(entries: readonly NearestEntry[], words: Words, light: ReadonlySet<string> = new Set()): Nearest {
  const index = new Map<string, Map<number, number>>();
  const sizes: number[] = [];
  const enter = (word: string, document: number, factor: number): void => {
    const found = index.get(word);
    if (found === undefined) index.set(word, new Map([[document, factor]]));
    else if ((found.get(document) ?? 0) < factor) found.set(document, factor);
  };
  entries.forEach(({ name, about }, document) => {
    const { all, heads } = wordsAndHeads(name, words);
    for (const word of all) enter(word, document, heads.has(word) ? headMatch : wordMatch);
    sizes.push(all.size);
    for (const text of about ?? []) for (const word of words.of(text)) enter(word, document, aboutMatch);
  });
  const weight = (word: string): number =>
    Math.log(1 + entries.length / (index.get(word)?.size ?? entries.length)) * (light.has(word) ? 0.2 : 1);
  const keys: string[] = [];

  return {
    find: (text, limit = 5) => {
      const key = keyOf(text);
      if (key === "") return [];
      const { all, heads } = wordsAndHeads(text, words);
      const shared = new Map<number, { score: number; met: number }>();
      let total = 0;
      for (const word of all) {
        const same = [word, ...(Object.hasOwn(synonyms, word) ? (synonyms[word] ?? []) : [])].filter((meaning) => index.has(meaning));
        const meanings = same.length > 0 ? same : misspelt(word, [...index.keys()]);
        const full = (meanings.length === 0 ? 1 : Math.max(...meanings.map(weight))) * (heads.has(word) ? 2 : 1);
        total += full;
        const best = new Map<number, number>();
        for (const meaning of meanings) {
          for (const [document, factor] of index.get(meaning) ?? []) {
            const value = factor * full * (meaning === word ? 1 : 0.8);
            if ((best.get(document) ?? 0) < value) best.set(document, value);
          }
        }
        for (const [document, value] of best) {
          const entry = shared.get(document);
          if (entry === undefined) shared.set(document, { score: value, met: 1 });
          else {
            entry.score += value;
            entry.met += 1;
          }
        }
      }
      const candidates = shared.size > 0 ? shared.keys() : entries.keys();
      const scored: { name: string; score: number }[] = [];
      for (const document of candidates) {
        const name = entries[document]?.name ?? "";
        const { score, met } = shared.get(document) ?? { score: 0, met: 0 };
        const extra = Math.max(0, (sizes[document] ?? 0) - met);
        const byWords = total === 0 ? 0 : score / total / (1 + 0.1 * extra);
        if (shared.size > 50 && byWords < 0.25) continue;
        const likeness = likenessOf(key, (keys[document] ??= keyOf(name)));
        const sum = Math.max(likeness > 0.85 ? likeness * 1.05 : 0, byWords * 0.95 + likeness * 0.05);
        if (sum >= 0.3) scored.push({ name, score: sum });
      }
      scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
      return scored.slice(0, limit).map((entry) => entry.name);
    },
  };
}

/** The known words that an unknown word is most likely a misspelling of; for a compound such as `recordingmetdata` those of its two halves. */
function misspelt(word: string, known: readonly string[]): readonly string[] {
  const whole = closest(word, known);
  if (whole.length > 0) return whole;
  for (let cut = word.length - 4; cut >= 4; cut--) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    const meant = halves.map((half) => (known.includes(half) ? [half] : closest(half, known)));
    if (halves.some((half) => known.includes(half)) && meant.every((words) => words.length > 0)) return meant.flat();
  }
  return [];
}

/** The known words that are a letter or two apart from a word, and of them only the nearest ones. */
function closest(word: string, known: readonly string[]): readonly string[] {
  let limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let found: string[] = [];
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const apart = distance(word, candidate);
    if (apart > limit || apart === 0) continue;
    if (apart < limit) found = [];
    limit = apart;
    found.push(candidate);
  }
  return found;
}

/** The names with the smallest edit distance, for short lists of fixed names; empty when none is near. */
export function nearestNames(text: string, names: readonly string[], limit = 3): readonly string[] {
  const key = keyOf(text);
  if (key === "") return [];
  return names
    .map((name) => ({ name, key: keyOf(name) }))
    .map((entry) => ({
      name: entry.name,
      distance: distance(key, entry.key),
      contains: entry.key.includes(key) || key.includes(entry.key),
    }))
    .filter((entry) => entry.contains || entry.distance <= Math.max(2, Math.floor(key.length * 0.4)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map((entry) => entry.name);
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

/** From 0 to 1; 0 when the lengths alone keep two keys apart. */
function likenessOf(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return Math.abs(a.length - b.length) / longest > 0.3 ? 0 : 1 - distance(a, b) / longest;
}

/** The words of a name, and those that end a part of it: what a compound is about. */
function wordsAndHeads(text: string, words: Words): { readonly all: ReadonlySet<string>; readonly heads: ReadonlySet<string> } {
  const all = new Set<string>();
  const heads = new Set<string>();
  for (const part of text.split(/[/:.\s]+/)) {
    const found = words.of(part);
    for (const word of found) all.add(word);
    const last = found.at(-1);
    if (last !== undefined) heads.add(last);
  }
  return { all, heads };
}
