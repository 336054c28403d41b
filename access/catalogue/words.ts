/** Takes names apart into words, remembering what it has seen. */
export interface Words {
  /**
   * Words of a name in any of the notations that people use for Genesys' names: camelCase,
   * snake_case, kebab-case, paths, dotted codes. Plurals lose their s; compounds that Genesys'
   * paths write as one word (`screenrecordings`) are taken apart.
   */
  readonly of: (text: string) => readonly string[];
}

/** Words with a memory; `known` are the words at which compounds are taken apart. */
export function createWords(known: Iterable<string> = []): Words {
  const split = new Set<string>();
  for (const word of known) {
    split.add(word).add(`${word}s`);
    if (word.endsWith("y")) split.add(`${word.slice(0, -1)}ies`);
  }
  const parts = new Map<string, readonly string[]>();
  const ofPart = (part: string): readonly string[] => {
    let words = parts.get(part);
    if (words === undefined) parts.set(part, (words = takeApart(part, split)));
    return words;
  };
  return {
    of: (text) => {
      const words: string[] = [];
      for (const part of text.split(/[/:\s.]+/)) if (part !== "" && part.charCodeAt(0) !== 123) words.push(...ofPart(part));
      return words;
    },
  };
}

/** Words of one name; {@link createWords} for many. */
export function wordsOf(text: string, known?: Iterable<string>): readonly string[] {
  return createWords(known).of(text);
}

/** The singular of an English plural, as far as Genesys' names need it. */
export function singular(word: string): string {
  if (!word.endsWith("s") || word.length <= 3) return word;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /(ss|us|is)$/.test(word) ? word : word.slice(0, -1);
}

function takeApart(part: string, known: ReadonlySet<string>): readonly string[] {
  return part
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && word !== "api" && !/^v\d+$/.test(word))
    .flatMap((word) => splitCompound(word, known))
    .map(singular);
}

function splitCompound(word: string, known: ReadonlySet<string>): readonly string[] {
  if (word.length < 8 || known.size === 0 || known.has(word)) return [word];
  for (let end = word.length - 3; end >= 3; end -= 1) {
    if (!known.has(word.slice(0, end))) continue;
    const head = word.slice(0, end);
    const tail = word.slice(end);
    if (known.has(tail)) return [head, tail];
    const rest = splitCompound(tail, known);
    if (rest.length > 1) return [head, ...rest];
  }
  return [word];
}
