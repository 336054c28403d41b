import type { UserErrorParts } from "../../access/errors";
import { exit } from "../frame/exit";
import type { ResourceStep } from "../stack/events";

/**
 * How a command ended for one org.
 *
 * - `changed`, `unchanged`: up, as its file says.
 * - `changes`: `preview` found something to change.
 * - `verified`: every call got what it should.
 * - `destroyed`, `nothing`: what the stack made is gone; there was nothing.
 * - `degraded`: up, but the org lacks a permission or a product that something declared needs.
 * - `refused`: up, but a call was refused (or not proven, under `--strict`).
 * - `unanswered`: up, but a call got no answer.
 * - `undelivered`: up, but a secret did not reach its consumer.
 * - `rejected`: the policy pack stopped it before anything was changed.
 * - `reported`: the customer's own; nothing is done there.
 * - `failed`, `bug`: it could not be done.
 * - `not started`: an earlier ring is not up and verified, or somebody stopped the run.
 */
export type OrgState =
  | "changed"
  | "unchanged"
  | "changes"
  | "verified"
  | "destroyed"
  | "nothing"
  | "degraded"
  | "refused"
  | "unanswered"
  | "undelivered"
  | "rejected"
  | "reported"
  | "failed"
  | "bug"
  | "not started";

/** The states as people read them. */
export const stateWords: Readonly<Record<OrgState, string>> = {
  changed: "up",
  unchanged: "unchanged",
  changes: "would change",
  verified: "verified",
  destroyed: "destroyed",
  nothing: "nothing there",
  degraded: "degraded",
  refused: "refused",
  unanswered: "no answer",
  undelivered: "undelivered",
  rejected: "rejected",
  reported: "customer's",
  failed: "failed",
  bug: "bug",
  "not started": "not started",
};

/** What became of one org. */
export interface OrgResult {
  readonly org: string;
  readonly ring: number;
  readonly state: OrgState;
  /** One line: `4 created; 3 of 3 declared calls proven`. */
  readonly summary: string;
  /** Exit code that the org alone would end with. */
  readonly exitCode: number;
  /** Whether a later ring may start. */
  readonly opensNextRing: boolean;
  readonly error?: UserErrorParts;
  /** What a person needs to read beside the summary, line by line. */
  readonly details?: readonly string[];
  readonly steps?: readonly ResourceStep[];
  /** For scripts. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** True for an org of an earlier ring that was only looked at. */
  readonly lookedAt?: boolean;
}

const weight: readonly number[] = [exit.good, exit.findings, exit.failed, exit.bug];

/** The worst of exit codes: a bug is worse than what could not be done, that worse than a no. */
export function worstExit(codes: readonly number[]): number {
  return codes.reduce((worst, code) => (weight.indexOf(code) > weight.indexOf(worst) ? code : worst), exit.good as number);
}

/** True for a state that a person should look at. */
export function isTrouble({ exitCode }: Pick<OrgResult, "exitCode">): boolean {
  return exitCode !== exit.good;
}
