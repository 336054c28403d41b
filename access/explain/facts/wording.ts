/**
 * A wording: a regular expression that is compiled only when a sentence holds the words which it
 * cannot do without. Hundreds of wordings are tried on every input, few can match, and compiling
 * is what takes the time.
 */
export interface Wording {
  /** The regular expression. */
  readonly source: string;
  /**
   * The words that match, or null. `lower` is the sentence in lower case; `required` gives what
   * {@link requiredWords} would, where that was worked out before.
   */
  readonly find: (sentence: string, lower: string, required?: () => readonly (readonly string[])[] | undefined) => RegExpExecArray | null;
}

/** Makes a wording of a pattern that ignores upper and lower case. */
export function wording(source: string): Wording {
  let needed: readonly (readonly string[])[] | undefined;
  let pattern: RegExp | undefined;
  return {
    source,
    find: (sentence, lower, required) => {
      needed ??= required?.() ?? requiredWords(source);
      for (const choice of needed) if (!choice.some((word) => lower.includes(word))) return null;
      pattern ??= new RegExp(source, "i");
      return pattern.exec(sentence);
    },
  };
}

/** Characters that stand for themselves. */
const plain = /[^\\()[|.^$?*+{]+/y;

/**
 * What every match of a pattern contains: a list of choices, of each of which one must occur.
 * Understands what wordings are made of: groups, alternatives, classes, quantifiers and escapes.
 */
export function requiredWords(source: string): readonly (readonly string[])[] {
  let at = 0;

  /** Alternatives up to the closing bracket or the end; each is what it requires. */
  function alternatives(): string[][][] {
    const all: string[][][] = [];
    let current: string[][] = [];
    let run = "";
    const flush = (): void => {
      if (run.length >= 2) current.push([run.toLowerCase()]);
      run = "";
    };
    while (at < source.length) {
      const character = source.charAt(at);
      if (character === ")") break;
      if (character === "|") {
        flush();
        all.push(current);
        current = [];
        at += 1;
      } else if (character === "(") {
        flush();
        const lookaround = source.charAt(at + 1) === "?" && source.charAt(at + 2) !== ":";
        at += source.startsWith("(?:", at) ? 3 : lookaround ? (source.charAt(at + 2) === "<" ? 4 : 3) : 1;
        const inner = alternatives();
        at += 1;
        if (!optional() && !lookaround) current.push(...choiceOf(inner));
      } else if (character === "[") {
        flush();
        at += 1;
        while (at < source.length && source.charAt(at) !== "]") at += source.charAt(at) === "\\" ? 2 : 1;
        at += 1;
        optional();
      } else if (character === "\\") {
        const escaped = source.charAt(at + 1);
        at += 2;
        if ((escaped >= "a" && escaped <= "z") || (escaped >= "A" && escaped <= "Z")) {
          flush();
          optional();
        } else literal(escaped);
      } else if (character === "." || character === "^" || character === "$") {
        flush();
        at += 1;
        optional();
      } else {
        plain.lastIndex = at;
        const text = plain.exec(source)?.[0] ?? character;
        at += text.length;
        run += text.slice(0, -1);
        literal(text.slice(-1));
      }
    }
    flush();
    all.push(current);
    return all;

    function literal(character: string): void {
      if (optional()) flush();
      else run += character;
    }
  }

  /** Steps over a quantifier; whether it allows for none. */
  function optional(): boolean {
    const next = source.charAt(at);
    if (next !== "?" && next !== "*" && next !== "+" && next !== "{") return false;
    const match = /^(?:[?*]|\+|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(at, at + 12));
    if (match === null) return false;
    at += match[0].length;
    return match[0].startsWith("?") || match[0].startsWith("*") || match[1] === "0";
  }

  return choiceOf(alternatives());
}

/** What a choice between alternatives requires: all of the only one, or one word of each. */
function choiceOf(alternatives: readonly string[][][]): string[][] {
  const [only] = alternatives;
  if (alternatives.length === 1 && only !== undefined) return only;
  const words: string[] = [];
  for (const alternative of alternatives) {
    // of several requirements the one with the fewest and longest words tells most
    const [best] = [...alternative].sort((a, b) => a.length - b.length || shortest(b) - shortest(a));
    if (best === undefined) return [];
    words.push(...best);
  }
  return [words];
}

function shortest(words: readonly string[]): number {
  return Math.min(...words.map((word) => word.length));
}
