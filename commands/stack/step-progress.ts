import type { Io } from "../frame/io";
import type { Steps } from "../frame/progress";
import { changedSteps, describeChanges, describeStep, isReal } from "./changes";
import { urnName, plain, type EngineEvent, type RunView } from "./events";

/** Follows the events of a run and shows them as steps. */
export interface StepProgress {
  readonly onEvent: (event: EngineEvent, view: RunView) => void;
  /** Ends the last step. */
  readonly end: (view: RunView) => void;
  /** Ends without a result: something went wrong, which is told elsewhere. */
  readonly abandon: (view: RunView) => void;
}

/**
 * Shows a run of the engine: a step per phase, with a line for every object that was changed. The
 * first name is the preview's; a second one, when there is one, the update's. On a terminal the
 * lines come as things happen; elsewhere at the end of the phase, in an order that stays.
 */
export function stepProgress(progress: Steps, io: Pick<Io, "isTTY">, names: readonly [string] | readonly [string, string]): StepProgress {
  const [first, second] = names;
  let phase = 0;
  const told = new Set<string>();
  const tellAll = (view: RunView): void => {
    if (io.isTTY || phase === 0) return;
    for (const step of changedSteps(view.update)) if (step.state !== "running") progress.line(`      ${describeStep(step)}`);
  };
  progress.begin(first, "starting the program and the policy pack");
  return {
    onEvent: (event, view) => {
      if (event.summaryEvent !== undefined && phase === 0) {
        phase = 1;
        progress.end(describeChanges(view.preview, "future"));
        if (second !== undefined) progress.begin(second, changedSteps(view.preview).length === 0 ? "checking" : "changing");
        return;
      }
      const message = event.diagnosticEvent;
      if (message?.ephemeral === true && message.severity !== "debug") {
        progress.update(`${message.urn === undefined ? "" : `${urnName(message.urn)}: `}${plain(message.message).trim().split("\n")[0] ?? ""}`);
        return;
      }
      const metadata = event.resourcePreEvent?.metadata ?? event.resOutputsEvent?.metadata;
      if (metadata === undefined || !isReal(metadata.type)) return;
      const step = view[phase === 0 ? "preview" : "update"].steps.get(metadata.urn);
      if (step === undefined || step.operation === "same") return;
      progress.update(describeStep(step).slice(2));
      if (io.isTTY && phase === 1 && step.state === "done" && !told.has(step.urn)) {
        told.add(step.urn);
        progress.line(`      ${describeStep(step)}`);
      }
    },
    end: (view) => {
      tellAll(view);
      progress.end(describeChanges(phase === 0 ? view.preview : view.update, phase === 0 ? "future" : "past"));
    },
    abandon: (view) => {
      tellAll(view);
      progress.stop();
    },
  };
}
