import { exit } from "../frame/exit";
import { list, table, wrap, count } from "../frame/text";
import { degradedText, type Degraded } from "../stack/degraded";
import type { ApplicationProof, CallProof } from "./prove";

/** Whom a proof asked. An emulator proves that the parts fit, not that Genesys agrees: so this is always said. */
export interface Asked {
  readonly kind: "emulator" | "org";
  /** `the emulator`, or the org's name, id and region. */
  readonly text: string;
}

/** A refusal explained: the cause's id and what to do. */
export interface Explanation {
  readonly cause?: string;
  readonly fix?: string;
}

/** A whole proof, ready to be shown. */
export interface Proof {
  readonly org: string;
  readonly asked: Asked;
  readonly applications: readonly ApplicationProof[];
  readonly strict: boolean;
  /** What the org can't have at the moment, and what was therefore not asked. */
  readonly degraded: readonly Degraded[];
  readonly explain: (call: CallProof, application: ApplicationProof) => Explanation;
}

/** How a proof ended: `refused` and `unproven` end with exit code 1, `unanswered` with 2. */
export type ProofVerdict = "good" | "refused" | "unproven" | "unanswered";

/** The verdict of a proof; the worst call decides. */
export function proofVerdict(proof: Pick<Proof, "applications" | "strict">): ProofVerdict {
  const outcomes = proof.applications.flatMap((application) => application.calls.map((call) => call.outcome));
  const tokens = proof.applications.filter((application) => application.calls.length === 0 && application.noToken?.answer !== undefined);
  if (outcomes.includes("refused") || tokens.length > 0) return "refused";
  if (outcomes.includes("no answer")) return "unanswered";
  if (proof.strict && outcomes.some((outcome) => outcome !== "proven")) return "unproven";
  return "good";
}

/** Exit code of a proof; what is degraded counts as a no. */
export function proofExit(proof: Pick<Proof, "applications" | "strict" | "degraded">): number {
  switch (proofVerdict(proof)) {
    case "good":
      return proof.degraded.length > 0 ? exit.findings : exit.good;
    case "refused":
    case "unproven":
      return exit.findings;
    case "unanswered":
      return exit.failed;
  }
}

/** One line on how many calls got what: `3 of 3 declared calls proven`. */
export function proofSummary(proof: Pick<Proof, "applications" | "degraded">): string {
  const calls = proof.applications.flatMap((application) => application.calls);
  if (calls.length === 0 && proof.degraded.length > 0) return "degraded, so that nothing was asked";
  if (calls.length === 0) return "no calls are declared, so there is nothing to prove";
  const proven = calls.filter((call) => call.outcome === "proven").length;
  const others = [...new Set(calls.map((call) => call.outcome))].filter((outcome) => outcome !== "proven").sort();
  const rest = others.map((outcome) => `${calls.filter((call) => call.outcome === outcome).length} ${outcome}`);
  return [`${proven} of ${count(calls.length, "declared call")} proven`, ...rest].join(", ");
}

/** The proof as text: one table per application, then whatever needs words. */
export function proofText(proof: Proof, columns: number): string[] {
  const lines: string[] = [...degradedText(proof.degraded, columns)];
  for (const application of proof.applications) {
    lines.push(...wrap(`${application.application}: asked ${proof.asked.text} with the token of client ${application.client.name}`, columns, 2), "");
    if (application.noToken !== undefined) {
      const { answer, why } = application.noToken;
      const got = answer === undefined ? "" : `: ${describeAnswer(answer.status, answer.code)}${answer.message === undefined ? "" : ` (${answer.message})`}`;
      lines.push(...wrap(`  No token${got}${why === undefined ? "" : `: ${why}`}`, columns, 4), "");
    }
    if (application.calls.length === 0) lines.push("  It declares no calls.", "");
    else {
      const rows = application.calls.flatMap((call) => [
        [call.outcome, call.call],
        ["", `  ${describeProof(call)}`],
      ]);
      lines.push(...table(rows, { headers: ["Got", "Call, and what it rests on"], columns, indent: 2 }), "");
    }
    for (const call of application.calls) {
      if (call.outcome !== "refused") continue;
      const { cause, fix } = proof.explain(call, application);
      const message = call.answer?.message === undefined ? "" : ` ${call.answer.message}`;
      lines.push(...wrap(`  ${call.call} was refused:${message}`, columns, 4));
      if (cause !== undefined) lines.push(...wrap(`    Cause: ${cause} (npx genesys-access causes ${cause})`, columns, 6));
      if (fix !== undefined) for (const line of fix.split("\n")) lines.push(...wrap(`    ${lines.length > 0 && line === fix.split("\n")[0] ? "Fix: " : ""}${line}`, columns, 6));
      if (call.decision?.decision === "allowed") {
        lines.push(...wrap("    By what is declared the call is allowed: the org differs from its file, or a grant is not in force yet.", columns, 6));
        lines.push(...wrap(`    Next: npx genesys-access refresh ${proof.org} shows what was changed by hand.`, columns, 6));
      }
      if (call.answer?.correlationId !== undefined) lines.push(`    Correlation id: ${call.answer.correlationId}`);
      lines.push("");
    }
  }
  return lines;
}

function describeAnswer(status: number, code: string | undefined): string {
  if (status === 0) return "no answer";
  return code === undefined ? String(status) : `${status} ${code}`;
}

/** The line below a call in the table: what the outcome rests on. */
export function describeProof(call: CallProof): string {
  const parts: string[] = [];
  if (call.answer !== undefined) parts.push(describeAnswer(call.answer.status, call.answer.code));
  if (call.outcome === "no answer" && call.answer?.message !== undefined) parts.push(call.answer.message);
  if (call.outcome === "proven") parts.push(`${count(call.objects, "object")} of ${list(call.shown)}`);
  else if (call.outcome === "gate passed" && call.answer !== undefined && call.answer.status < 300) {
    parts.push(call.objects === 0 ? "nothing came back" : `nothing of ${list(call.missing)} came back`);
  } else if (call.madeUp && call.outcome === "gate passed") parts.push("made-up id");
  if (call.note !== undefined) parts.push(call.note);
  if ((call.outcome === "not probed" || call.outcome === "not provable from here") && call.decision !== undefined) {
    parts.push(`${call.decision.decision} by what is declared`);
  }
  return parts.join(", ");
}

/** The proof for scripts. */
export function proofJson(proof: Proof): unknown {
  return {
    org: proof.org,
    asked: proof.asked,
    verdict: proofVerdict(proof),
    strict: proof.strict,
    ...(proof.degraded.length === 0 ? {} : { degraded: proof.degraded }),
    applications: proof.applications.map((application) => ({
      application: application.application,
      client: application.client,
      ...(application.noToken === undefined
        ? {}
        : { noToken: { why: application.noToken.why, status: application.noToken.answer?.status, code: application.noToken.answer?.code } }),
      calls: application.calls.map((call) => ({
        call: call.call,
        operation: call.operation,
        outcome: call.outcome,
        status: call.answer?.status,
        code: call.answer?.code,
        correlationId: call.answer?.correlationId,
        divisions: { shown: call.shown, missing: call.outcome === "proven" ? [] : call.missing },
        objects: call.objects,
        madeUpIds: call.madeUp,
        decision: call.decision?.decision,
        note: call.note,
        ...(call.outcome === "refused" ? proof.explain(call, application) : {}),
      })),
    })),
  };
}
