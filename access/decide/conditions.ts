import type { PolicyCondition } from "../graph/graph";
import type { Circumstances } from "./principal";

/** Whether a condition holds: yes, no, or it depends on the object that the call is about. */
export type Held = "yes" | "no" | "depends";

/** Who a condition is judged for: `user` is the key of the token's user, absent for client credentials. */
export interface ConditionSubject {
  readonly user?: string;
}

/**
 * Judges a condition on a permission policy. A client-credentials client has no current user, so a
 * term on the current user never holds for it (likely; no page states the outcome).
 */
export function judgeCondition(condition: PolicyCondition, subject: ConditionSubject, circumstances: Circumstances | undefined): Held {
  const results = condition.terms.map((term): Held => {
    const values = term.operands.map((operand) => {
      if (operand.type === "USER" || operand.type === "VARIABLE") {
        if (isCurrentUser(operand)) return subject.user === undefined ? "no" : { value: subject.user };
      }
      return operand.value === undefined ? undefined : { value: operand.value };
    });
    if (values.length > 0 && values.every((value) => value === "no")) return "no";
    const actual = circumstances?.object?.[term.variable] ?? circumstances?.object?.[variableName(term.variable)];
    if (actual === undefined) return "depends";
    const given: readonly (string | number)[] = typeof actual === "object" ? actual : [actual];
    const wanted = values.filter((value): value is { readonly value: string } => typeof value === "object").map((value) => value.value);
    if (wanted.length < values.filter((value) => value !== "no").length) return "depends";
    const holds = given.some((value) => wanted.some((other) => compare(value, term.operator, other)));
    return holds ? "yes" : "no";
  });
  if (condition.conjunction === "AND") return results.includes("no") ? "no" : results.includes("depends") ? "depends" : "yes";
  return results.includes("yes") ? "yes" : results.includes("depends") ? "depends" : "no";
}

/** Whether an operand means the user who makes the call. */
export function isCurrentUser(operand: PolicyCondition["terms"][number]["operands"][number]): boolean {
  if (operand.type === "USER") return operand.value === undefined || operand.value === "" || /^current[ _.]?user$/i.test(operand.value);
  return operand.type === "VARIABLE" && operand.value !== undefined && /^(current[ _.]?user|user\.id)$/i.test(operand.value);
}

/** A condition in words: `User EQUALS Current User`. */
export function describeCondition(condition: PolicyCondition): string {
  const operators = { EQ: "equals", IN: "is one of", GE: "is at least", GT: "is more than", LE: "is at most", LT: "is less than" } as const;
  return condition.terms
    .map(
      (term) =>
        `${term.variable} ${operators[term.operator]} ${term.operands.map((operand) => (isCurrentUser(operand) ? "the current user" : (operand.value ?? operand.type))).join(", ")}`,
    )
    .join(condition.conjunction === "AND" ? " and " : " or ");
}

function variableName(variable: string): string {
  return variable.split(".").at(-1) ?? variable;
}

function compare(actual: string | number, operator: PolicyCondition["terms"][number]["operator"], wanted: string): boolean {
  switch (operator) {
    case "EQ":
    case "IN":
      return String(actual) === wanted;
    case "GE":
      return Number(actual) >= Number(wanted);
    case "GT":
      return Number(actual) > Number(wanted);
    case "LE":
      return Number(actual) <= Number(wanted);
    case "LT":
      return Number(actual) < Number(wanted);
  }
}
