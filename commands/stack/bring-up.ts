import type { PreflightItem } from "../../live/preflight/item";
import { note, type Io } from "../frame/io";
import { wrap } from "../frame/text";
import type { Steps } from "../frame/progress";
import type { Clock } from "../proof/ask";
import { proofSummary, type Proof } from "../proof/report";
import { connectOrg, type Connected } from "./connect";
import { degradedEntries, excludeArgs, readOrgHas, type Degraded } from "./degraded";
import { deliverSecrets, type Delivery } from "./delivery";
import type { Deployment } from "./deployment";
import type { EngineOutcome } from "./engine-run";
import { stoppedByPolicy } from "./findings";
import { engineMistake } from "./mistakes";
import { screensMissing, screensText } from "./screens";
import { readOutputs } from "./outputs";
import { clearPending, ensureStack, policyPackArgs, readDeployment, runOnStack, type Session } from "./session";
import { compareTarget, peekDeployment } from "./state";
import { stepProgress } from "./step-progress";
import { addressesFor, verifyStack } from "./verify";

/** Lets a part of the work run when there is room for it. */
export type Turn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** How an org is brought up. */
export interface BringUpOptions {
  readonly verify: boolean;
  readonly strict: boolean;
  readonly probeData: boolean;
  /** Seconds to wait for grants. */
  readonly wait?: number;
  readonly verbose: boolean;
  readonly steps: Steps;
  /** Asked before anything is changed, with what the engine leaves alone; throws a `UserError` for no. */
  readonly confirm?: (exclude: readonly string[]) => Promise<void>;
  /** When the engine may work. */
  readonly turn?: Turn;
  readonly clock?: Clock;
}

/** An org that was brought up, or that the policy pack rejected. */
export interface BroughtUp {
  readonly outcome: EngineOutcome;
  /** True when the policy pack stopped it: then nothing was changed. */
  readonly rejected: boolean;
  readonly deployment?: Deployment;
  readonly degraded: readonly Degraded[];
  readonly deliveries: readonly Delivery[];
  readonly proof?: Proof;
}

/** An org that is connected, with what it can't have left out. */
export interface Ready {
  readonly connected: Connected;
  readonly degraded: readonly Degraded[];
  /** Arguments that make the engine leave it alone. */
  readonly exclude: readonly string[];
  /** What keeps the org from recording the screens that the file counts on. */
  readonly screens: readonly PreflightItem[];
}

/**
 * Everything that is looked at before the engine runs: that the state is of this target, that the
 * credentials are of this org, and what the org does not have.
 */
export async function makeReady(session: Session): Promise<Ready> {
  const before = await peekDeployment(session);
  compareTarget(session, before);
  const connected = await connectOrg(session);
  const { asker, token } = await connected.ask();
  const degraded = degradedEntries(session.orgFile, await readOrgHas(asker, token));
  const screens = await screensMissing(session.orgFile, connected);
  for (const text of screensText(screens)) for (const line of wrap(text, session.io.columns, 2)) note(session.io, line);
  return { connected, degraded, exclude: excludeArgs(session.orgFile, session.root, degraded, before), screens };
}

/** Brings one org up: preview with the pack, update, delivery of secrets, proof. Throws a `UserError` when it can't be done. */
export async function bringUp(session: Session, options: BringUpOptions): Promise<BroughtUp> {
  const { steps } = options;
  const turn: Turn = options.turn ?? ((work) => work());
  const made = await turn(async () => {
    const { connected, degraded, exclude } = await makeReady(session);
    await ensureStack(session);
    // Before the engine runs: the provider would otherwise learn the id of its org in the second run only, as a change.
    connected.pin();
    await options.confirm?.(exclude);
    const outcome = await update(session, steps, exclude, options.verbose);
    if (outcome.exitCode !== 0) {
      if (!stoppedByPolicy(outcome.view)) throw engineMistake(outcome, session.context);
      return { outcome, degraded, rejected: true as const };
    }
    let deployment = await readDeployment(session);
    if (deployment.pending.length > 0) {
      await clearPending(session);
      deployment = await readDeployment(session);
    }
    return { outcome, degraded, connected, deployment, rejected: false as const };
  });
  if (made.rejected) return { outcome: made.outcome, rejected: true, degraded: made.degraded, deliveries: [] };
  const { outcome, degraded, deployment, connected } = made;
  const without = degraded.filter(({ section }) => section === "applications").map(({ name }) => name);
  const { region, apiBase, loginBase } = connected.target;
  // A degraded application has no new secret; what it had was delivered when it was made.
  const deliveries = await deliverSecrets(session.orgFile, readOutputs(deployment.outputs), { root: session.root, env: session.io.env, addresses: { region, apiBase, loginBase } }, without);
  if (!options.verify) return { outcome, rejected: false, degraded, deployment, deliveries };
  steps.begin("Proof", "asking");
  const proof = await verifyStack(session, deployment, addressesFor(session, connected.target), {
    strict: options.strict,
    probeData: options.probeData,
    progress: steps,
    degraded,
    ...(options.wait === undefined ? {} : { wait: options.wait }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  steps.end(proofSummary(proof));
  return { outcome, rejected: false, degraded, deployment, deliveries, proof };
}

async function update(session: Session, steps: Steps, exclude: readonly string[], verbose: boolean): Promise<EngineOutcome> {
  const follow = stepProgress(steps, session.io, ["Preview", "Update"]);
  const outcome = await runOnStack(session, ["up", "--yes", ...policyPackArgs(), ...exclude], { events: true, verbose, onEvent: follow.onEvent });
  if (outcome.exitCode === 0) follow.end(outcome.view);
  else follow.abandon(outcome.view);
  return outcome;
}

/** A run of `preview` on an org that is ready. */
export async function previewOrg(session: Session, ready: Ready, steps: Steps, io: Pick<Io, "isTTY">, flags: { readonly diff?: boolean; readonly verbose?: boolean } = {}): Promise<EngineOutcome> {
  const follow = stepProgress(steps, io, ["Preview"]);
  const args = ["preview", ...policyPackArgs(), ...ready.exclude, ...(flags.diff === true ? ["--diff"] : [])];
  const outcome = await runOnStack(session, args, { events: true, verbose: flags.verbose === true, onEvent: follow.onEvent });
  if (outcome.exitCode !== 0 && !stoppedByPolicy(outcome.view)) {
    steps.stop();
    throw engineMistake(outcome, session.context);
  }
  if (outcome.exitCode === 0) follow.end(outcome.view);
  else follow.abandon(outcome.view);
  return outcome;
}
