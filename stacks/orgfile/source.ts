import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type ParsedNode,
} from "yaml";
import type { Place } from "../../access/graph/place";
import { OrgFileError, type Mistake } from "./mistake";

/** A path into a YAML document: keys and list positions. */
export type Path = readonly (string | number)[];

/** The YAML of an org file: its plain value, and where each part of it stands. */
export interface Source {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Where the value at a path stands; the nearest enclosing part when the path leads nowhere. */
  place(path: Path): Place;
  /** Where a key of the mapping at a path stands. */
  placeOfKey(path: Path, key: string): Place;
}

/** How a kind of file is called when something is wrong with it. */
export interface FileKind {
  /** With its article: `an org file`. */
  readonly called: string;
  /** What a file of the kind begins with. */
  readonly begins: string;
  /** What an empty one needs. */
  readonly needs: string;
}

/** The file of an org. */
export const orgFileKind: FileKind = {
  called: "an org file",
  begins: "config:",
  needs: "It needs 'config:' with 'genesys-access:org:', which names at least the region.",
};

/** Reads YAML text that must be one mapping. Throws an OrgFileError that names every mistake with line and column. */
export function parseSource(text: string, file: string, kind: FileKind = orgFileKind): Source {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { kind: "file", file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refuse = (mistakes: readonly Mistake[]): void => {
    const [first, ...others] = mistakes;
    if (first !== undefined) throw new OrgFileError([first, ...others]);
  };
  const [document, second] = Array.isArray(documents) ? (documents as Document.Parsed[]) : [];
  if (document === undefined) throw empty(at(0), kind);
  refuse(
    (documents as Document.Parsed[]).flatMap((one) =>
      one.errors.map((error) => syntaxMistake(error.code, error.message, text, error.pos[0], at(error.pos[0]))),
    ),
  );
  if (second !== undefined) {
    refuse([
      {
        place: at(second.range[0]),
        message: `a second YAML document begins here; ${kind.called} is one document.`,
        next: "Remove the line '---'.",
      },
    ]);
  }
  const contents: ParsedNode | null = document.contents;
  if (contents === null || (isScalar(contents) && contents.value === null)) throw empty(at(0), kind);
  if (!isMap(contents)) {
    refuse([
      {
        place: at(contents.range[0]),
        message: `${kind.called} is a mapping that begins with '${kind.begins}'.`,
        next: `Write keys with values, as in '${kind.begins}'.`,
      },
    ]);
  }
  const value = plainValue(document, at(0));
  return {
    file,
    value,
    place: (path) => at(offsetOf(document, path)),
    placeOfKey: (path, key) => at(keyOffset(document, path, key) ?? offsetOf(document, path)),
  };
}

function plainValue(document: Document.Parsed, start: Place): Readonly<Record<string, unknown>> {
  try {
    return document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch (error) {
    throw new OrgFileError([
      { place: start, message: `the file cannot be read: ${error instanceof Error ? error.message : "bad alias"}.` },
    ]);
  }
}

function empty(place: Place, kind: FileKind): OrgFileError {
  return new OrgFileError([{ place, message: `the ${kind.called.replace(/^an? /, "")} is empty.`, next: kind.needs }]);
}

function syntaxMistake(code: string, message: string, text: string, offset: number, place: Place): Mistake {
  if (code === "DUPLICATE_KEY") {
    const key = /^(?:[^\n:]|:(?=\S))*/.exec(text.slice(offset))?.[0]?.trim() ?? "";
    return {
      place,
      message: `the key '${key}' stands twice in one mapping; only one of the two would count.`,
      next: "Remove or rename one of them.",
    };
  }
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  if (code === "TAB_AS_INDENT" || indent.includes("\t")) {
    return { place, message: "a tab stands where YAML needs spaces.", next: "Indent with spaces." };
  }
  const sentence = message.split("\n")[0]?.replace(/[:.]?\s*$/, "") ?? message;
  return { place, message: `this is not YAML: ${sentence}.`, next: "Compare the indentation and the quotes with the lines above." };
}

function resolve(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    const parent = resolve(document, node);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) return offset;
      const value = pair.value as Node | null;
      const valueStart = isScalar(value) && value.value !== null && value.source !== "" ? value.range?.[0] : undefined;
      offset = valueStart ?? (pair.key as Node).range?.[0] ?? offset;
      node = value;
    } else if (isSeq(parent)) {
      const item = parent.items[Number(step)] as Node | undefined;
      if (item === undefined) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}

function keyOffset(document: Document.Parsed, path: Path, key: string): number | undefined {
  let node: unknown = document.contents;
  for (const step of path) {
    const parent = resolve(document, node);
    if (!isCollection(parent)) return undefined;
    node = parent.get(step, true);
  }
  const map = resolve(document, node);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined)?.range?.[0];
}
