import { causeIds } from "../../access/causes/ids";
import { causePagesFolder } from "../../access/causes/markdown";
import { allRules } from "../rules";
import { rulePages, rulePagesFolder, withRules } from "./markdown";

/**
 * Every file that documents the rules, by its path from the project's root: the pages of causes
 * with their rules, the pages of the others, the index.
 *
 * @param existing What a file holds now; nothing when it is not there.
 */
export function documentation(existing: (path: string) => string | undefined): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const cause of causeIds) {
    const path = `${causePagesFolder}/${cause}.md`;
    const page = existing(path);
    if (page !== undefined) files.set(path, withRules(page, cause, allRules));
  }
  for (const [name, text] of rulePages(allRules)) files.set(`${rulePagesFolder}/${name}`, text);
  return files;
}
