import type { CauseId } from "../../access/causes/ids";

/** Path of the page about a rule, from the project's root: its own, or the page of its cause, or the generated one for hygiene. */
export function pageOf(rule: { readonly cause?: CauseId | undefined; readonly page?: string | undefined } & ({ readonly rule: string } | { readonly id: string })): string {
  if (rule.page !== undefined) return rule.page;
  const id = "rule" in rule ? rule.rule : rule.id;
  return rule.cause === undefined ? `docs/rules/${id}.md` : `docs/causes/${rule.cause}.md#rule-${id}`;
}
