import type { AccessGraph } from "../../access/graph/graph";
import type { OrgFile } from "../../stacks/orgfile";
import type { ApplicationProof, CallProof } from "./prove";
import type { Explanation } from "./report";

/** Explains refused calls of a proof: by what the declared access decides, else by the answer itself. */
export function explainRefusal(_graph: AccessGraph, _orgFile: OrgFile): (call: CallProof, application: ApplicationProof) => Explanation {
  return (call) => {
    if (call.operation === undefined) return { cause: "unknown-endpoint" };
    if (call.decision?.decision === "refused") return { cause: call.decision.refusal.cause };
    return {};
  };
}
