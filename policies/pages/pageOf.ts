import type { CauseId } from "../../access/causes/ids";

/** Path of the page about a rule, from the project's root: the page of its cause, or its own for hygiene. */
export function pageOf(rule: { readonly cause?: CauseId | undefined } & ({ readonly rule: string } | { readonly id: string })): string {
  const id = "rule" in rule ? rule.rule : rule.id;
  return rule.cause === undefined ? `docs/rules/${id}.md` : `docs/causes/${rule.cause}.md#rule-${id}`;
}
