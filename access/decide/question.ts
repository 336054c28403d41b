import type { Certainty } from "../certainty";
import { weakest } from "../certainty";
import type { CompiledPrincipal } from "./compile";
import type { Decision, Reason } from "./decision";
import type { Circumstances } from "./principal";
import type { Plan, Scene } from "./scene";

/** Keys of the divisions asked for; undefined entries are divisions that are not known yet. No list: any division will do. */
export type AskedDivisions = readonly (string | undefined)[] | undefined;

/** Who asks about what: all that a look at a permission depends on. */
export interface Asked {
  readonly scene: Scene;
  readonly principal: CompiledPrincipal;
  readonly divisions: AskedDivisions;
  readonly circumstances: Circumstances | undefined;
}

/** One question to decide: may this principal make this call? */
export interface Question extends Asked {
  readonly plan: Plan;
}

/** What one part of a decision found: reasons and certainty; or a refusal, or an open question. */
export interface Part {
  readonly reasons: readonly Reason[];
  readonly certainty: Certainty;
  readonly decision?: Decision;
}

/** A part that has nothing more to say than its decision. */
export function ended(decision: Decision): Part {
  return { reasons: [], certainty: "confirmed", decision };
}

/**
 * Puts the parts of a decision together. The first refusal ends it: each part hands a refusal on
 * and keeps everything else. An open question waits, because a later part may refuse for certain.
 */
export class Answer {
  #certainty: Certainty;
  #open: Decision | undefined;
  readonly #reasons: Reason[] = [];
  readonly #notes: Reason[] = [];

  constructor(certainty: Certainty) {
    this.#certainty = certainty;
  }

  /** Takes a part whose reasons belong to the chain from grant to operation. */
  add(part: Part | undefined): Decision | undefined {
    return this.#take(part, this.#reasons);
  }

  /** Takes a part whose reasons are shown after the chain. */
  note(part: Part | undefined): Decision | undefined {
    return this.#take(part, this.#notes);
  }

  /** The decision when no part has refused. */
  end(standing: readonly Reason[]): Decision {
    return this.#open ?? { decision: "allowed", certainty: this.#certainty, reasons: [...this.#reasons, ...this.#notes, ...standing] };
  }

  #take(part: Part | undefined, to: Reason[]): Decision | undefined {
    if (part === undefined) return undefined;
    if (part.decision !== undefined) {
      if (part.decision.decision === "refused") return part.decision;
      this.#open ??= part.decision;
    }
    for (const reason of part.reasons) to.push(reason);
    if (part.certainty !== this.#certainty) this.#certainty = weakest(this.#certainty, part.certainty);
    return undefined;
  }
}
