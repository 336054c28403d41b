import { type Catalogue, catalogue as bundledCatalogue, createWords, wordsOf } from "../catalogue";
import { documentsOf, type SearchDocument, type SearchKind } from "./documents";

export type { SearchKind } from "./documents";
export { renderSearch } from "./text";

/** One thing that was found. */
export interface SearchResult {
  readonly kind: SearchKind;
  readonly name: string;
  /** What it is or does, in one line. */
  readonly summary: string;
  /** From 0 to 1; comparable within one answer only. */
  readonly score: number;
}

/** How much is shown, and of what. */
export interface SearchOptions {
  /** At most this many results; 20 unless said otherwise. */
  readonly limit?: number;
  readonly kinds?: readonly SearchKind[];
  readonly catalogue?: Catalogue;
}

/** Words of questions that say nothing of what is looked for. */
const empty = new Set([
  "a",
  "an",
  "the",
  "of",
  "for",
  "to",
  "in",
  "on",
  "with",
  "by",
  "and",
  "or",
  "is",
  "are",
  "be",
  "do",
  "does",
  "i",
  "we",
  "my",
  "our",
  "how",
  "what",
  "which",
  "who",
  "whom",
  "when",
  "where",
  "why",
  "can",
  "may",
  "could",
  "should",
  "need",
  "want",
  "that",
  "this",
  "it",
  "from",
  "all",
  "any",
  "genesys",
  "cloud",
  "api",
  "error",
  "permission",
  "permissions",
  "right",
  "rights",
  "allowed",
  "access",
]);

/** Words that mean the same here. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  read: ["view", "get"],
  see: ["view", "get"],
  watch: ["view", "monitor"],
  list: ["view"],
  get: ["view"],
  fetch: ["view", "get"],
  download: ["view", "download"],
  delete: ["delete", "remove"],
  remove: ["delete"],
  create: ["add", "create"],
  make: ["add", "create"],
  add: ["add", "create"],
  start: ["add", "create"],
  update: ["edit", "update"],
  edit: ["edit", "update"],
  change: ["edit", "update"],
  write: ["edit", "add"],
  manage: ["edit", "manage"],
  archive: ["retention", "archive"],
  call: ["conversation", "call"],
  interaction: ["conversation", "interaction"],
  agent: ["user", "agent"],
  person: ["user"],
  people: ["user"],
  video: ["screen"],
  desktop: ["screen"],
  report: ["analytics", "report"],
  metric: ["analytics"],
  schedule: ["schedule", "wfm"],
  workforce: ["wfm", "workforce"],
  application: ["client", "application"],
  organisation: ["organization"],
  org: ["organization"],
  dashboard: ["dashboard", "view"],
  token: ["token", "oauth"],
  secret: ["secret"],
  proxy: ["proxy", "gateway"],
};

function meaningsOf(term: string): readonly string[] {
  return Object.hasOwn(synonyms, term) ? (synonyms[term] ?? []) : [];
}

/** Verbs find the right one of several, but alone say little. */
const verbs = new Set(["view", "get", "list", "add", "create", "edit", "update", "delete", "remove", "change", "read", "manage", "query"]);

const nameWeight = 1;
const aboutWeight = 0.45;
const alsoWeight = 0.25;

interface Index {
  readonly documents: readonly SearchDocument[];
  readonly postings: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly sizes: readonly number[];
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly of: (text: string) => readonly string[];
}

const indexes = new WeakMap<Catalogue, Index>();

/**
 * Finds operations, permissions, scopes, causes, Performance views and regions by words, codes,
 * ids or questions. Best first; the same words always give the same list.
 */
export function search(query: string, options: SearchOptions = {}): readonly SearchResult[] {
  const catalogue = options.catalogue ?? bundledCatalogue();
  const index = indexOf(catalogue);
  const asked = query.slice(0, 400).trim();
  if (asked === "") return [];
  const kinds = options.kinds;
  const wanted = (document: number): boolean => kinds === undefined || kinds.includes(index.documents[document]?.kind ?? "operation");
  const scores = new Map<number, number>();

  for (const document of index.exact.get(asked.toLowerCase()) ?? []) scores.set(document, 2);
  const words = [...new Set(index.of(asked))].filter((word) => !empty.has(word));
  const terms = words.length > 0 ? words : [...new Set(index.of(asked))];
  const joined = compoundsOf(terms, index);
  const kindAsked = kindOfQuestion(asked);
  const weights = terms.map((term) => weightOf(index, term));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found = new Map<number, { score: number; weight: number; nouns: number }>();
  terms.forEach((term, place) => {
    const weight = weights[place] ?? 0;
    const best = new Map<number, number>();
    for (const meaning of new Set([term, ...meaningsOf(term), ...(joined.get(term) ?? [])])) {
      const factor = meaning === term ? 1 : 0.85;
      for (const [document, strength] of index.postings.get(meaning) ?? [])
        if ((best.get(document) ?? 0) < strength * factor) best.set(document, strength * factor);
    }
    for (const [document, strength] of best) {
      const entry = found.get(document) ?? { score: 0, weight: 0, nouns: 0 };
      entry.score += strength * weight;
      entry.weight += weight;
      if (!verbs.has(term)) entry.nouns += 1;
      found.set(document, entry);
    }
  });
  const nouns = terms.filter((term) => !verbs.has(term)).length;
  for (const [document, { score, weight, nouns: met }] of found) {
    if (nouns > 0 && met === 0) continue;
    const coverage = total === 0 ? 0 : weight / total;
    const brevity = 1 / (1 + 0.04 * Math.max(0, (index.sizes[document] ?? 0) - terms.length));
    const kind = index.documents[document]?.kind;
    const boost = kindAsked !== undefined && kind === kindAsked ? 1.25 : kind === "scope" || kind === "view" ? 0.95 : 1;
    const value = (score / Math.max(total, 0.001)) * coverage * brevity * boost;
    scores.set(document, Math.max(scores.get(document) ?? 0, value));
  }
  const ranked = [...scores]
    .filter(([document, score]) => score >= 0.2 && wanted(document))
    .map(([document, score]) => ({ document: index.documents[document] as SearchDocument, score }))
    .sort((a, b) => b.score - a.score || a.document.name.length - b.document.name.length || (a.document.name < b.document.name ? -1 : 1));
  const limit = options.limit ?? 20;
  return mixed(ranked, limit).map(({ document, score }) => ({
    kind: document.kind,
    name: document.name,
    summary: document.summary,
    score: Math.round(Math.min(1, score) * 1000) / 1000,
  }));
}

/** Neighbours that Genesys' names write as one word (`wrap up` as `wrapup`): each of them also means the whole. */
function compoundsOf(terms: readonly string[], index: Index): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (let length = 2; length <= 3; length += 1) {
    for (let from = 0; from + length <= terms.length; from += 1) {
      const parts = terms.slice(from, from + length);
      const whole = parts.join("");
      if (index.postings.has(whole)) for (const part of parts) found.set(part, [...(found.get(part) ?? []), whole]);
    }
  }
  return found;
}

/** The best, but with the best of every kind that is near to them: a question is seldom about one kind only. */
function mixed<T extends { readonly document: SearchDocument; readonly score: number }>(ranked: readonly T[], limit: number): readonly T[] {
  const top = ranked.slice(0, limit);
  const best = ranked[0]?.score ?? 0;
  const kept = new Set(top);
  for (const kind of ["permission", "operation", "cause", "scope", "view"] as const) {
    const first = ranked.find((entry) => entry.document.kind === kind);
    if (first !== undefined && !kept.has(first) && first.score >= best * 0.4) {
      kept.delete([...kept].at(-1) as T);
      kept.add(first);
    }
  }
  return ranked.filter((entry) => kept.has(entry));
}

/** What sort of thing a question asks for. */
function kindOfQuestion(query: string): SearchKind | undefined {
  if (/\bscopes?\b/i.test(query)) return "scope";
  if (/\b(?:who (?:can|may)|permissions?|rights?|allowed)\b/i.test(query)) return "permission";
  if (/\b(?:why|cause|error|refused|40[0-9]|forbidden|denied)\b/i.test(query)) return "cause";
  if (/\b(?:views?|dashboard)\b/i.test(query)) return "view";
  if (/\b(?:endpoint|operation|call|GET|POST|PUT|PATCH|DELETE)\b/.test(query)) return "operation";
  return undefined;
}

function weightOf(index: Index, term: string): number {
  const meanings = [term, ...meaningsOf(term)].map((meaning) => index.postings.get(meaning)?.size ?? 0);
  const most = Math.max(...meanings);
  const rarity = most === 0 ? Math.log(1 + index.documents.length / 50) : Math.log(1 + index.documents.length / most);
  return rarity * (verbs.has(term) ? 0.5 : 1);
}

function indexOf(catalogue: Catalogue): Index {
  let index = indexes.get(catalogue);
  if (index === undefined) {
    index = createIndex(catalogue);
    indexes.set(catalogue, index);
  }
  return index;
}

function createIndex(catalogue: Catalogue): Index {
  const documents = documentsOf(catalogue);
  const known = new Set<string>([
    "screen",
    "recording",
    "session",
    "metadata",
    "detail",
    "batch",
    "request",
    "work",
    "item",
    "business",
    "unit",
    "management",
  ]);
  for (const permission of catalogue.permissions) for (const word of wordsOf(permission)) known.add(word);
  const words = createWords(known);
  const postings = new Map<string, Map<number, number>>();
  const exact = new Map<string, number[]>();
  const sizes: number[] = [];
  documents.forEach((document, at) => {
    const own = new Set<string>();
    const enter = (text: string, weight: number): void => {
      for (const word of words.of(text)) {
        if (weight === nameWeight) own.add(word);
        const list = postings.get(word);
        if (list === undefined) postings.set(word, new Map([[at, weight]]));
        else if ((list.get(at) ?? 0) < weight) list.set(at, weight);
      }
    };
    for (const text of document.texts.name) enter(text, nameWeight);
    for (const text of document.texts.about) enter(text, aboutWeight);
    for (const text of document.texts.also) enter(text, alsoWeight);
    sizes.push([...own].filter((word) => !verbs.has(word)).length);
    for (const key of document.exact) {
      const list = exact.get(key);
      if (list === undefined) exact.set(key, [at]);
      else list.push(at);
    }
  });
  return { documents, postings, sizes, exact, of: (text) => words.of(text) };
}
