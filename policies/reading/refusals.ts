import type { CauseId } from "../../access/causes/ids";
import type { Refusal } from "../../access/decide/refusal";
import { describeOperation } from "../../access/catalogue";
import type { RuleFinding } from "../finding";
import type { RuleContext } from "../rule";
import type { KnownCall, Reading } from "./reading";
import { called, subjectName } from "./words";

/** A declared call that would be refused, and how. */
export interface RefusedCall {
  readonly call: KnownCall;
  readonly refusal: Refusal;
}

/** The declared calls that would be refused for one of these causes. */
export function refusedCalls(reading: Reading, causes: readonly CauseId[]): readonly RefusedCall[] {
  return reading.knownCalls.flatMap((call) => {
    const decision = reading.decision(call);
    return decision?.decision === "refused" && causes.includes(decision.refusal.cause) ? [{ call, refusal: decision.refusal }] : [];
  });
}

/** The part of a finding about a refused call that is the same for every rule. */
export function aboutCall(call: KnownCall, refusal: { readonly status: number; readonly code: string }): Pick<RuleFinding, "key" | "subject" | "place" | "refuses"> {
  return {
    key: `${call.application.key} ${call.operation.id}`,
    subject: called("application", call.application),
    place: call.declared.place,
    refuses: { call: describeOperation(call.operation), status: refusal.status, code: refusal.code },
  };
}

/** Whoever makes the declared call, as a person knows it: the client, or the user behind the token. */
export function callerName(context: Pick<RuleContext, "reading">, call: KnownCall): string {
  const principal = context.reading.principal(call.application);
  return principal === undefined ? "whoever signs in" : subjectName(context.reading, principal);
}
