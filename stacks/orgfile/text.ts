import { readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { UserError } from "../../access/errors";
import type { Place } from "../../access/graph/place";
import { OrgFileError } from "./mistake";
import { orgFileKind, type FileKind } from "./source";

/** No file of ours is longer than this many bytes; a longer one is something else. */
const largest = 4 * 1024 * 1024;

/** The text of a file. Throws a UserError that says why it cannot be had; `kind` is what the file should be. */
export function readText(path: string, file: string, kind: FileKind = orgFileKind): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code, kind.called);
  }
  const start: Place = { kind: "file", file, line: 1, column: 1 };
  if (bytes.length > largest)
    throw new OrgFileError([{ place: start, message: `the file is longer than 4 MB; it cannot be ${kind.called}.` }]);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // not UTF-8: told below
  }
  throw new OrgFileError([{ place: start, message: "the file is not text in UTF-8.", next: "Save it as UTF-8." }]);
}

function unreadable(file: string, code: string | undefined, called: string): UserError {
  const word = called.replace(/^an? /, "");
  if (code === "ENOENT")
    return new UserError({
      where: file,
      what: `there is no such ${word}.`,
      ...(called === orgFileKind.called ? { next: "Check the name; 'genesys-access check' lists the org files that exist." } : {}),
    });
  if (code === "EISDIR") return new UserError({ where: file, what: `this is a folder, not ${called}.` });
  if (code === "EACCES" || code === "EPERM")
    return new UserError({ where: file, what: `the ${word} may not be read.`, why: "Its file permissions forbid it." });
  return new UserError({ where: file, what: `the ${word} cannot be read (${code ?? "unknown error"}).` });
}

/** The path from a folder (the working directory) on, with forward slashes; as it is when it lies elsewhere. */
export function displayPath(path: string, root: string = process.cwd()): string {
  const below = relative(root, path);
  return below.startsWith("..") || isAbsolute(below) || below === "" ? path : below.split("\\").join("/");
}
