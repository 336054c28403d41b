import { describePlace } from "../../access/graph/place";
import type { Reason } from "../../access/decide";
import { wrap } from "../frame/text";

/** What somebody gave, quoted, and no more of it than says which it was. */
export function shownCall(text: string): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 297)}...` : text);
}

/** Text beside a label of a fixed width, wrapped under itself. */
export function labelled(label: string, text: string, width: number, columns: number, indent = 2): string[] {
  const lead = " ".repeat(indent);
  return wrap(text, columns - indent - width).map((line, index) => `${lead}${(index === 0 ? label : "").padEnd(width)}${line}`);
}

/** The chain that decides a call, each link with its place. */
export function reasonLines(reasons: readonly Reason[], columns: number): string[] {
  const width = Math.max(0, ...reasons.map((reason) => reason.kind.length)) + 2;
  return reasons.flatMap((reason) => [
    ...labelled(reason.kind, reason.text, width, columns),
    ...(reason.place === undefined ? [] : [`${" ".repeat(width + 2)}${describePlace(reason.place)}`]),
  ]);
}

/** The same for scripts. */
export function reasonsJson(reasons: readonly Reason[]): unknown {
  return reasons.map((reason) => ({ kind: reason.kind, text: reason.text, ...(reason.place === undefined ? {} : { at: describePlace(reason.place) }) }));
}
