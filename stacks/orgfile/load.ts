import { readFileSync } from "node:fs";
import { basename, isAbsolute, relative } from "node:path";
import { UserError } from "../../access/errors";
import type { Place } from "../../access/graph/place";
import { inconsistencies } from "./consistency";
import { OrgFileError, throwMistakes, type Mistake } from "./mistake";
import { nearest } from "./nearest";
import { orgFileOf, type OrgFile } from "./orgfile";
import { namespace, pulumiKeys, sectionsSchema, type Sections } from "./schema";
import { parseSource, type Path, type Source } from "./source";
import { positionsIn, wordIssues, type Positions } from "./wording";

/** No org file is longer than this many bytes; a longer one is something else. */
const largest = 4 * 1024 * 1024;

/**
 * Reads an org file. Throws a UserError that says where, with line and column, when the file is
 * missing, empty, no YAML, or not of the right shape. Whether what it names exists in Genesys
 * Cloud is not looked at.
 *
 * @param path Path of the file; its name gives the org's name unless `name` says otherwise.
 * @param options `root`: the folder from which places show the path; default: the working directory.
 */
export function loadOrgFile(path: string, options: { readonly name?: string; readonly root?: string } = {}): OrgFile {
  const file = displayPath(path, options.root);
  return parseOrgFile(readText(path, file), file, options.name ?? orgNameOf(path));
}

/** The same for text that was read already; `file` is what places show. */
export function parseOrgFile(text: string, file: string, name: string): OrgFile {
  const source = parseSource(text, file);
  const mistakes: Mistake[] = [];
  const values = ownValues(source, mistakes);
  const positions = positionsIn(source, inFile);
  const sections = checkSections(values, positions, mistakes);
  return orgFileOf(sections, file, name, positions.place);
}

/**
 * An org file from values that Pulumi has read already (its `--config-file` may lie anywhere).
 * Places come from `source` as far as it has them; without a source everything stands at the
 * beginning of `file`.
 */
export function orgFileOfValues(values: Readonly<Record<string, unknown>>, file: string, name: string, source?: OrgFile): OrgFile {
  const start: Place = { kind: "file", file, line: 1, column: 1 };
  const place = source === undefined ? (): Place => start : source.place;
  const sections = checkSections(values, { place, placeOfKey: (path, key) => place([...path, key]) }, []);
  return orgFileOf(sections, file, name, place);
}

/** Name of the org of a file `Pulumi.<org>.yaml`; any other file's name without its ending. */
export function orgNameOf(path: string): string {
  return basename(path)
    .replace(/\.ya?ml$/, "")
    .replace(/^Pulumi\./, "");
}

/** The path from a folder (the working directory) on, with forward slashes; as it is when it lies elsewhere. */
export function displayPath(path: string, root: string = process.cwd()): string {
  const below = relative(root, path);
  return below.startsWith("..") || isAbsolute(below) || below === "" ? path : below.split("\\").join("/");
}

function checkSections(values: Readonly<Record<string, unknown>>, positions: Positions, mistakes: Mistake[]): Sections {
  const parsed = sectionsSchema.safeParse(values);
  if (!parsed.success) mistakes.push(...wordIssues(parsed.error.issues, sectionsSchema, values, positions));
  else mistakes.push(...inconsistencies(parsed.data, positions));
  throwMistakes(mistakes);
  if (!parsed.success) throw new Error("an org file was refused without a mistake");
  return parsed.data;
}

/** Our keys under `config:`, without their namespace. Other packages' keys and Pulumi's own are passed over. */
function ownValues(source: Source, mistakes: Mistake[]): Readonly<Record<string, unknown>> {
  for (const key of Object.keys(source.value)) {
    if ((pulumiKeys as readonly string[]).includes(key)) continue;
    const near = nearest(key, pulumiKeys);
    const section = key.replace(`${namespace}:`, "");
    const ours = section in sectionsSchema.shape;
    mistakes.push({
      place: source.placeOfKey([], key),
      message: `'${key}' is not a key of an org file.`,
      next: ours
        ? `Write it under 'config:' as '${namespace}:${section}'.`
        : near !== undefined
          ? `Did you mean '${near}'?`
          : `The keys are: ${pulumiKeys.join(", ")}.`,
    });
  }
  const config = source.value["config"];
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    const message =
      config === undefined ? "the org file has no 'config:'." : config === null ? "'config' is empty." : "'config' must be a mapping.";
    mistakes.push({
      place: source.place(["config"]),
      message,
      next: `It needs 'config:' with '${namespace}:org:', which names at least the region.`,
    });
    throwMistakes(mistakes);
  }
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config as object)) {
    const colon = key.indexOf(":");
    if (colon < 0) {
      mistakes.push({
        place: source.placeOfKey(["config"], key),
        message: `'${key}' under 'config' has no namespace.`,
        next: `Write '${namespace}:${nearest(key, Object.keys(sectionsSchema.shape)) ?? key}'.`,
      });
    } else if (key.slice(0, colon) === namespace) {
      values[key.slice(colon + 1)] = value;
    } else if (nearest(key.slice(0, colon), [namespace]) !== undefined) {
      mistakes.push({
        place: source.placeOfKey(["config"], key),
        message: `'${key}' is not in the namespace '${namespace}'.`,
        next: `Did you mean '${namespace}:${key.slice(colon + 1)}'?`,
      });
    }
  }
  return values;
}

/** The path in the file of a path that begins with a section. */
function inFile(path: Path): Path {
  const [section, ...rest] = path;
  return section === undefined ? ["config"] : ["config", `${namespace}:${section}`, ...rest];
}

function readText(path: string, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code);
  }
  const start: Place = { kind: "file", file, line: 1, column: 1 };
  if (bytes.length > largest)
    throw new OrgFileError([{ place: start, message: "the file is longer than 4 MB; it cannot be an org file." }]);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // not UTF-8: told below
  }
  throw new OrgFileError([{ place: start, message: "the file is not text in UTF-8.", next: "Save it as UTF-8." }]);
}

function unreadable(file: string, code: string | undefined): UserError {
  if (code === "ENOENT")
    return new UserError({
      where: file,
      what: "there is no such org file.",
      next: "Check the name; 'genesys-access check' lists the org files that exist.",
    });
  if (code === "EISDIR") return new UserError({ where: file, what: "this is a folder, not an org file." });
  if (code === "EACCES" || code === "EPERM")
    return new UserError({ where: file, what: "the org file may not be read.", why: "Its file permissions forbid it." });
  return new UserError({ where: file, what: `the org file cannot be read (${code ?? "unknown error"}).` });
}
