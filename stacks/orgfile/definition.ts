import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../access/errors";
import type { Mistake } from "./mistake";
import { throwMistakes } from "./mistake";
import { nearest } from "./nearest";
import { definitionSchema, type ApplicationEntry, type DefinitionEntry, type Requirements } from "./schema";
import { parseSource, type FileKind } from "./source";
import { displayPath, readText } from "./text";
import { positionsIn, wordIssues, type Positions } from "./wording";

/** Folder of the definitions of applications, from the project's root. */
export const applicationsFolder = join("stacks", "applications");

const definitionKind: FileKind = {
  called: "a definition of an application",
  begins: "version:",
  needs: "It needs at least 'version:' and 'calls:'.",
};

/** An application that is defined once and taken by many orgs. */
export interface Definition extends Pick<DefinitionEntry, "groups" | "serviceUsers" | "screenRecording"> {
  readonly name: string;
  readonly version: string;
  /** Path as it is shown to people. */
  readonly file: string;
  /** The fields of an application entry; an org file's own replace them. */
  readonly entry: Omit<ApplicationEntry, "from" | "version">;
  readonly requires: Requirements;
  /** Where something is written in the definition's file, by its path in it: `["calls", 0]`. */
  readonly positions: Positions;
}

/** Definitions by name and version. */
export interface Definitions {
  /** Names of the definitions that there are, sorted. */
  names(): readonly string[];
  /** Versions of one definition, sorted; the current one first. */
  versions(name: string): readonly string[];
  /**
   * A definition: its current version, or the given one. Undefined when there is none. Throws an
   * OrgFileError that names every mistake in its file.
   */
  find(name: string, version?: string): Definition | undefined;
  /** The folder as it is shown to people. */
  readonly folder: string;
}

/** No definitions at all: for org files that are read on their own. */
export const noDefinitions: Definitions = { names: () => [], versions: () => [], find: () => undefined, folder: "stacks/applications" };

/** A definition with the versions that there are of it. */
export interface ApplicationListing {
  readonly name: string;
  /** The version that an org gets which names none. */
  readonly current: string;
  /** All versions, the current one first. */
  readonly versions: readonly string[];
  /** Path of the current version as it is shown to people. */
  readonly file: string;
}

/** The definitions of a project, sorted by name. Throws an OrgFileError for one that is of the wrong shape. */
export function listApplications(root: string): readonly ApplicationListing[] {
  const definitions = definitionsIn(join(root, applicationsFolder), root);
  return definitions.names().flatMap((name) => {
    const current = definitions.find(name);
    return current === undefined ? [] : [{ name, current: current.version, versions: definitions.versions(name), file: current.file }];
  });
}

/** One definition of a project. Throws a UserError that lists what there is when it, or its version, does not exist. */
export function loadDefinition(root: string, name: string, version?: string): Definition {
  const definitions = definitionsIn(join(root, applicationsFolder), root);
  const found = definitions.find(name, version);
  if (found !== undefined) return found;
  const { message, next } = noSuchDefinition(definitions, name, version);
  throw new UserError({ what: capital(message), next });
}

/** Why a definition cannot be found, and what there is instead. */
export function noSuchDefinition(definitions: Definitions, name: string, version?: string): { readonly message: string; readonly next: string } {
  const names = definitions.names();
  if (version !== undefined && names.includes(name)) {
    return {
      message: `there is no version '${version}' of the application '${name}': ${definitions.folder}/${name}@${version}.yaml does not exist.`,
      next: `The versions are: ${definitions.versions(name).join(", ")}.`,
    };
  }
  const near = nearest(name, names);
  return {
    message: `there is no definition '${name}': ${definitions.folder}/${name}.yaml does not exist.`,
    next:
      near !== undefined
        ? `Did you mean '${near}'?`
        : names.length === 0
          ? "Write that file, or give this application its calls here."
          : `The definitions are: ${names.join(", ")}.`,
  };
}

const fileName = /^([A-Za-z0-9][A-Za-z0-9._-]*?)(?:@([A-Za-z0-9][A-Za-z0-9._-]*))?\.yaml$/;

/** The definitions in a folder. Files are read when they are asked for; `root` is the folder from which places show the path. */
export function definitionsIn(folder: string, root?: string): Definitions {
  const shown = displayPath(folder, root);
  let listed: ReadonlyMap<string, readonly string[]> | undefined;
  const others = (): ReadonlyMap<string, readonly string[]> => (listed ??= listing(folder));
  const load = (file: string, name: string): Definition | undefined => {
    const path = join(folder, file);
    return existsSync(path) ? parsedOnce(path, displayPath(path, root), name) : undefined;
  };
  const find = (name: string, version?: string): Definition | undefined => {
    const current = load(`${name}.yaml`, name);
    if (version === undefined || current?.version === version) return current;
    const other = load(`${name}@${version}.yaml`, name);
    if (other === undefined || other.version === version) return other;
    throwMistakes([
      {
        place: other.positions.place(["version"]),
        message: `the file is named for version '${version}', but says '${other.version}'.`,
        next: "Give both the same version.",
      },
    ]);
    return undefined;
  };
  return {
    folder: shown,
    names: () => [...others().keys()].sort(),
    versions: (name) => {
      const current = load(`${name}.yaml`, name)?.version;
      const rest = (others().get(name) ?? []).filter((version) => version !== current).sort();
      return current === undefined ? rest : [current, ...rest];
    },
    find,
  };
}

/** Definitions that have a current file, and their other versions. */
function listing(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const found = files.flatMap((file) => {
    const [, name, version] = fileName.exec(file) ?? [];
    return name === undefined ? [] : [{ name, version }];
  });
  const names = found.filter(({ version }) => version === undefined).map(({ name }) => name);
  return new Map(
    names.map((name) => [name, found.flatMap((one) => (one.name === name && one.version !== undefined ? [one.version] : []))]),
  );
}

const parsed = new Map<string, { readonly text: string; readonly shown: string; readonly definition: Definition }>();

/** Many orgs take one definition: its file is looked at each time, and parsed when its text is another. */
function parsedOnce(path: string, shown: string, name: string): Definition {
  const key = resolve(path);
  const text = readText(path, shown, definitionKind);
  const before = parsed.get(key);
  if (before !== undefined && before.text === text && before.shown === shown) return before.definition;
  const definition = parseDefinition(text, shown, name);
  parsed.set(key, { text, shown, definition });
  return definition;
}

/** A definition from its text; `file` is what places show. Throws an OrgFileError that names every mistake with line and column. */
export function parseDefinition(text: string, file: string, name: string): Definition {
  const source = parseSource(text, file, definitionKind);
  const positions = positionsIn(source, (path) => path);
  const read = definitionSchema.safeParse(source.value);
  const mistakes: readonly Mistake[] = read.success ? [] : wordIssues(read.error.issues, definitionSchema, source.value, positions);
  throwMistakes(mistakes);
  if (!read.success) throw new Error("a definition was refused without a mistake");
  const { version, requires, groups, serviceUsers, screenRecording, ...entry } = read.data;
  return {
    name,
    version,
    file,
    entry,
    requires: requires ?? {},
    ...(groups === undefined ? {} : { groups }),
    ...(serviceUsers === undefined ? {} : { serviceUsers }),
    ...(screenRecording === undefined ? {} : { screenRecording }),
    positions,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
