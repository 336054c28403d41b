import { isMap, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import * as z from "zod";
import { UserError } from "../../access/errors";
import { describePlace, type Place } from "../../access/graph/place";
import { closest } from "../settings/nearest";
import type { Rule } from "../rule";
import { requireKnownRules } from "./known";
import type { Waiver } from "./waiver";

const text = z.string().min(1);
/** A waiver as it is written in a file or in a stack's configuration, without its place. */
export const waiverEntry = z.strictObject({
  rule: text,
  finding: text,
  org: text.optional(),
  where: text.optional(),
  reason: text,
  owner: text,
  approvedBy: text.optional(),
  author: text.optional(),
  expires: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2027-03-31"),
});

/**
 * Reads a file of waivers for several orgs: a YAML list under `waivers`.
 * @param rules rules that there are; a waiver of another one is an error, not a waiver without effect
 * @throws UserError with file, line and column
 */
export function parseWaivers(file: string, content: string, rules: readonly Rule[]): readonly Waiver[] {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  const at = (node: Node | null | undefined): Place => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    return { kind: "file", file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fail = (place: Place, what: string, next?: string): never => {
    throw new UserError({ what, where: describePlace(place), ...(next === undefined ? {} : { next }) });
  };
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    fail({ kind: "file", file, line, column: col }, "This is not YAML.");
  }
  const contents = document.contents;
  if (contents === null) return [];
  const root: Node = isMap(contents) ? ((contents.get("waivers", true) as Node | undefined) ?? contents) : contents;
  if (!isSeq(root)) return fail(at(root), "A file of waivers is a list under `waivers`.", "Write `waivers:` and one entry a line, each beginning with `- `.");
  const waivers = root.items.map((item): Waiver => {
    const node = item as Node;
    const parsed = waiverEntry.safeParse(isMap(node) ? node.toJSON() : undefined);
    const issue = parsed.error?.issues[0];
    if (issue !== undefined) {
      const key = issue.path[0];
      const value = isMap(node) && typeof key === "string" ? (node.get(key, true) as Node | undefined) : undefined;
      const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
      const what = unknown !== undefined ? `"${unknown}" is not a key of a waiver.` : key === undefined ? "This is not a waiver." : `"${String(key)}" of this waiver is missing or not right: ${issue.message}.`;
      const near = unknown === undefined ? undefined : closest(unknown, Object.keys(waiverEntry.shape));
      return fail(at(value ?? node), what, near === undefined ? `A waiver has ${Object.keys(waiverEntry.shape).join(", ")}.` : `Did you mean "${near}"?`);
    }
    return { ...(parsed.data as z.output<typeof waiverEntry>), place: at(node) };
  });
  requireKnownRules(waivers, rules);
  return waivers;
}
