import { explain } from "../../access/explain";
import type { AccessGraph } from "../../access/graph/graph";
import type { ApplicationProof, CallProof } from "./prove";
import type { Explanation } from "./report";

/** Explains refused calls of a proof: by what the declared access decides, else by the answer itself. */
export function explainRefusal(graph: AccessGraph): (call: CallProof, application: ApplicationProof) => Explanation {
  return (call, application) => {
    if (call.operation === undefined) return { cause: "unknown-endpoint" };
    const answer = call.answer ?? application.noToken?.answer;
    const [best] = explain(
      {
        flags: {
          calls: [call.call],
          ...(answer === undefined ? {} : { status: answer.status }),
          ...(answer?.code === undefined ? {} : { code: answer.code }),
          ...(answer?.message === undefined ? {} : { message: answer.message }),
        },
      },
      { graph, application: application.application },
    ).causes;
    if (call.decision?.decision === "refused") {
      const cause = call.decision.refusal.cause;
      return best?.id === cause ? { cause, fix: best.fix } : { cause };
    }
    return best === undefined ? {} : { cause: best.id, fix: best.fix };
  };
}
