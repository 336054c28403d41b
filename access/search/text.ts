import { hanging } from "../lines";
import type { SearchResult } from "./index";

/** Results for a person: plain text of at most 80 columns, without colour. */
export function renderSearch(results: readonly SearchResult[], query: string): string {
  if (results.length === 0)
    return `Nothing found for "${query.trim().slice(0, 60)}". Try fewer or other words, such as "screen recording".\n`;
  const lines: string[] = [];
  for (const { kind, name, summary } of results) {
    lines.push(...hanging(`${kind.padEnd(11)}`, name));
    if (summary !== "") lines.push(...hanging(" ".repeat(13), summary));
  }
  return `${lines.join("\n")}\n`;
}
