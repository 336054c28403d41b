import { z } from "zod";
import type { Rule } from "../rule";

/** One option of a rule as a reader of its page needs it. */
export interface RuleOption {
  readonly name: string;
  readonly says: string;
  /** The default, as JSON; absent when the option has none. */
  readonly preset?: string;
}

/** The options of a rule, in the order of its schema. */
export function optionsOfRule(rule: Rule): readonly RuleOption[] {
  if (rule.options === undefined) return [];
  const schema = z.toJSONSchema(rule.options, { io: "input" }) as {
    readonly properties?: Readonly<Record<string, { readonly description?: string; readonly default?: unknown }>>;
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    says: property.description ?? "",
    ...(property.default === undefined ? {} : { preset: JSON.stringify(property.default) }),
  }));
}
