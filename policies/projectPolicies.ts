import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { UserError } from "../access/errors";
import { parseBaseline, type Baseline } from "./baseline/baseline";
import { customFolder, loadCustomRules } from "./customRules";
import type { Rule } from "./rule";
import { noSettings, parseSettings, type Settings } from "./settings/settings";
import { parseWaivers } from "./waivers/file";
import type { Waiver } from "./waivers/waiver";

/** Files of a project that hold for all of its orgs, in its folder `policies`, beside the folder of its own rules. */
export const projectFiles = { settings: "settings.yaml", waivers: "waivers.yaml", baseline: "baseline.json" } as const;

/** What a project says about rules, apart from its org files. Check and policy pack read the same. */
export interface ProjectPolicies {
  /** The built-in rules and the project's own. */
  readonly rules: readonly Rule[];
  readonly settings: Settings;
  readonly waivers: readonly Waiver[];
  readonly baseline?: Baseline;
}

/**
 * Reads a project's folder of policies. Every part of it may be missing.
 * @param shown how a path is shown to people
 * @throws UserError for anything in it that is not right
 */
export function readProjectPolicies(folder: string, builtIn: readonly Rule[], shown: (path: string) => string = (path) => path): ProjectPolicies {
  const rules = [...builtIn, ...loadCustomRules(join(folder, customFolder), builtIn, shown)];
  const read = <Value>(name: string, parse: (file: string, text: string) => Value): Value | undefined => {
    const path = join(folder, name);
    return existsSync(path) ? parse(shown(path), readFileSync(path, "utf8")) : undefined;
  };
  const baseline = read(projectFiles.baseline, parseBaseline);
  return {
    rules,
    settings: read(projectFiles.settings, (file, text) => parseSettingsFile(file, text, rules)) ?? noSettings,
    waivers: read(projectFiles.waivers, (file, text) => parseWaivers(file, text, rules)) ?? [],
    ...(baseline === undefined ? {} : { baseline }),
  };
}

/**
 * Reads a file of levels and options for all orgs: YAML as under `genesys-access:policies`.
 * @throws UserError with file, line and column
 */
export function parseSettingsFile(file: string, text: string, rules: readonly Rule[]): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { kind: "file", file, line: Math.max(1, line), column: Math.max(1, col) } as const;
  };
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line, column } = at(broken.pos[0]);
    throw new UserError({ what: "This is not YAML.", where: `${file}:${line}:${column}` });
  }
  return parseSettings(document.toJS(), rules, (path) => {
    const node = document.getIn(path, true) as { readonly range?: readonly number[] } | undefined;
    return at(node?.range?.[0] ?? 0);
  });
}
