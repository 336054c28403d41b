import type { Steps } from "../frame/progress";
import { countChanges } from "./changes";
import type { Deployment } from "./deployment";
import type { EngineOutcome } from "./engine-run";
import { engineMistake } from "./mistakes";
import { clearPending, runOnStack, type Session } from "./session";
import { stepProgress } from "./step-progress";

/** A stack that was taken down. */
export interface TakenDown {
  readonly outcome: EngineOutcome;
  /** How many objects of the org were deleted. */
  readonly deleted: number;
}

/** Deletes everything that a stack made, what is protected included. Throws a `UserError` when something is left. */
export async function destroyStack(session: Session, before: Pick<Deployment, "pending">, steps: Steps, verbose: boolean): Promise<TakenDown> {
  const follow = stepProgress(steps, session.io, ["Preview", "Destroy"]);
  const outcome = await runOnStack(session, ["destroy", "--yes", "--ignore-protect"], { events: true, verbose, onEvent: follow.onEvent });
  if (outcome.exitCode !== 0) {
    follow.abandon(outcome.view);
    throw engineMistake(outcome, session.context);
  }
  follow.end(outcome.view);
  if (before.pending.length > 0) await clearPending(session);
  return { outcome, deleted: countChanges(outcome.view.update, true)["delete"] ?? 0 };
}
