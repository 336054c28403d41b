import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Place } from "../../access/graph/place";
import { inconsistencies } from "./consistency";
import { applicationsFolder, definitionsIn, noDefinitions, type Definitions } from "./definition";
import { mergeDefinitions, type Merged } from "./merge";
import { throwMistakes, type Mistake } from "./mistake";
import { nearest } from "./nearest";
import { orgFileOf, type OrgFile } from "./orgfile";
import { namespace, pulumiKeys, sectionsSchema, type Sections } from "./schema";
import { parseSource, type Path, type Source } from "./source";
import { displayPath, readText } from "./text";
import { positionsIn, wordIssues, type Positions } from "./wording";

export { displayPath } from "./text";

/**
 * Reads an org file. Throws a UserError that says where, with line and column, when the file is
 * missing, empty, no YAML, or not of the right shape. Whether what it names exists in Genesys
 * Cloud is not looked at.
 *
 * @param path Path of the file; its name gives the org's name unless `name` says otherwise.
 * @param options `root`: the folder from which places show the path; default: the working directory.
 * `definitions`: where `from` looks; default: the folder `applications` beside that of the file, else the project's.
 */
export function loadOrgFile(path: string, options: LoadOptions = {}): OrgFile {
  const file = displayPath(path, options.root);
  return parseOrgFile(readText(path, file), file, options.name ?? orgNameOf(path), options.definitions ?? definitionsBeside(path, options.root));
}

/** How an org file is read. */
export interface LoadOptions {
  readonly name?: string;
  readonly root?: string;
  readonly definitions?: Definitions;
}

/** The definitions that belong to an org file: those beside its folder, else those of the project whose root is given. */
export function definitionsBeside(path: string, root?: string): Definitions {
  const beside = join(dirname(dirname(path)), "applications");
  return definitionsIn(existsSync(beside) ? beside : join(root ?? process.cwd(), applicationsFolder), root);
}

/** The same for text that was read already; `file` is what places show. */
export function parseOrgFile(text: string, file: string, name: string, definitions: Definitions = noDefinitions): OrgFile {
  const source = parseSource(text, file);
  const mistakes: Mistake[] = [];
  const values = ownValues(source, mistakes);
  const { written, merged } = checkSections(values, positionsIn(source, inFile), mistakes, definitions);
  return { ...orgFileOf(written, merged, file, name), plainSecrets: providerSecrets(source) };
}

/** Secrets of the provider (`genesyscloud:…`) that stand among Pulumi's configuration in clear. */
function providerSecrets(source: Source): NonNullable<OrgFile["plainSecrets"]> {
  const config = source.value["config"] as Readonly<Record<string, unknown>>;
  return ["genesyscloud:accessToken", "genesyscloud:oauthclientSecret"]
    .filter((name) => typeof config[name] === "string")
    .map((name) => ({ name, place: source.placeOfKey(["config"], name) }));
}

/**
 * An org file from values that Pulumi has read already (its `--config-file` may lie anywhere).
 * Places come from `source` as far as it has them; without a source everything stands at the
 * beginning of `file`.
 */
export function orgFileOfValues(
  values: Readonly<Record<string, unknown>>,
  file: string,
  name: string,
  source?: OrgFile,
  definitions: Definitions = noDefinitions,
): OrgFile {
  const start: Place = { kind: "file", file, line: 1, column: 1 };
  const place = source === undefined ? (): Place => start : source.place;
  const positions: Positions = { place, placeOfKey: (path, key) => place([...path, key]) };
  const { written, merged } = checkSections(values, positions, [], definitions);
  return orgFileOf(written, merged, file, name);
}

/** Name of the org of a file `Pulumi.<org>.yaml`; any other file's name without its ending. */
export function orgNameOf(path: string): string {
  return basename(path)
    .replace(/\.ya?ml$/, "")
    .replace(/^Pulumi\./, "");
}

function checkSections(
  values: Readonly<Record<string, unknown>>,
  positions: Positions,
  mistakes: Mistake[],
  definitions: Definitions,
): { readonly written: Sections; readonly merged: Merged } {
  const parsed = sectionsSchema.safeParse(values);
  if (!parsed.success) {
    throwMistakes([...mistakes, ...wordIssues(parsed.error.issues, sectionsSchema, values, positions)]);
    throw new Error("an org file was refused without a mistake");
  }
  const unmerged: Mistake[] = [];
  const merged = mergeDefinitions(parsed.data, positions, definitions, (mistake) => unmerged.push(mistake));
  mistakes.push(...unmerged);
  if (unmerged.length === 0) mistakes.push(...inconsistencies(merged.sections, merged.positions));
  throwMistakes(mistakes);
  return { written: parsed.data, merged };
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
