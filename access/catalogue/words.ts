/**
 * Words of names in any of the notations that people use for Genesys' names: camelCase,
 * snake_case, kebab-case, paths, dotted codes. Plurals lose their s, and compounds that Genesys'
 * paths write as one word (`screenrecordings`) are taken apart at the words given.
 */
export function wordsOf(text: string, known: ReadonlySet<string> = new Set()): readonly string[] {
  return text
    .replace(/\{[^}]*\}/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !/^v\d+$/.test(word) && word !== "api")
    .flatMap((word) => split(word, known))
    .map(singular);
}

/** The singular of an English plural, as far as Genesys' names need it. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function split(word: string, known: ReadonlySet<string>): readonly string[] {
  if (word.length < 8 || known.has(word) || known.has(singular(word))) return [word];
  for (let end = word.length - 3; end >= 3; end -= 1) {
    const head = word.slice(0, end);
    if (!known.has(head) && !known.has(singular(head))) continue;
    const tail = word.slice(end);
    if (known.has(tail) || known.has(singular(tail))) return [head, tail];
    const rest = split(tail, known);
    if (rest.length > 1) return [head, ...rest];
  }
  return [word];
}
