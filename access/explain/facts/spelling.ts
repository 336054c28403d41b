import { distance } from "fastest-levenshtein";

/** Words by which statements are recognised, and which people misspell. */
const words: readonly string[] = [
  "application",
  "authentication",
  "authorization",
  "client",
  "condition",
  "conversation",
  "credential",
  "credentials",
  "division",
  "divisions",
  "environment",
  "expired",
  "forbidden",
  "immediately",
  "inactive",
  "integration",
  "license",
  "organization",
  "participant",
  "permission",
  "permissions",
  "recording",
  "recordings",
  "redirect",
  "regenerated",
  "region",
  "request",
  "rotated",
  "tenant",
];
/** Words that are near to one of them and are none of its misspellings. */
const spelledRight: ReadonlySet<string> = new Set([
  ...words,
  "authenticating",
  "authorisation",
  "authorisations",
  "clients",
  "conversion",
  "expires",
  "licence",
  "licences",
  "organisation",
  "organisations",
  "participate",
  "participates",
  "permissive",
  "regions",
  "requests",
]);

/** So many characters are looked at for misspellings: longer texts are logs. */
const mostCharacters = 8_000;

/** A text in which misspellings of the words that matter are corrected; for reading what is said, not for names. */
export function corrected(text: string): string {
  if (text.length > mostCharacters) return text;
  return written(text).replace(/(?<![\w@/.:{}$-])[A-Za-z]{6,16}(?![\w@/:{}-]|\.\w)/g, (word) => {
    const lower = word.toLowerCase();
    if (spelledRight.has(lower) || (/[A-Z]/.test(word.slice(1)) && word !== word.toUpperCase())) return word;
    return words.find((right) => isMisspelling(lower, right)) ?? word;
  });
}

/** `w/o` and `w/` written out. */
function written(text: string): string {
  return text.includes("w/") ? text.replace(/(?<![\w/.:-])w\/(o?)(?![\w/.-])/g, (_, out: string) => (out === "" ? "with" : "without")) : text;
}

/** One letter wrong in a short word, two in a long one, or two letters that changed places. The first letter is right. */
function isMisspelling(given: string, right: string): boolean {
  if (given.charAt(0) !== right.charAt(0) || Math.abs(given.length - right.length) > 2) return false;
  // another form of the word, not a mistake
  if (given.startsWith(right) || right.startsWith(given)) return false;
  if (given.length === right.length && [...given].sort().join("") === [...right].sort().join("")) return true;
  return distance(given, right) <= (right.length >= 10 ? 2 : 1);
}
