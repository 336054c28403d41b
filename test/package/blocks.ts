import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The checkout. */
export const checkout = join(__dirname, "..", "..");

/** The files that a page shows in full, by the name in the comment before each: `<!-- file: index.ts -->`. */
export function filesOfPage(page: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(checkout, page), "utf8");
  const shown = [...text.matchAll(/<!-- file: (\S+) -->\n```\w*\n([\s\S]*?)```/g)];
  return Object.fromEntries(shown.map((match) => [match[1] ?? "", match[2] ?? ""]));
}
