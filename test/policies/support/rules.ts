import type { RuleFinding } from "../../../policies/finding";
import type { Rule } from "../../../policies/rule";

/** A rule for tests of the engine: it finds what it is told to find. */
export function ruleThatFinds(id: string, found: readonly Partial<RuleFinding>[], more: Partial<Rule> = {}): Rule {
  return {
    id,
    title: `Title of ${id}`,
    severity: "medium",
    defaultLevel: "mandatory",
    prevents: [],
    certainty: "confirmed",
    source: "this test",
    why: "For a test.",
    fix: "Nothing.",
    examples: { bad: "bad", good: "good" },
    check: () =>
      found.map((each) => ({
        kind: "violation",
        key: "key",
        subject: "subject",
        place: { kind: "file", file: "org.yaml", line: 1, column: 1 },
        message: "Something is wrong.",
        fix: "Repair it.",
        ...each,
      })),
    ...more,
  };
}
