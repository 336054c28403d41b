import { UserError } from "../../access/errors";
import { exit } from "../frame/exit";
import type { Steps } from "../frame/progress";
import type { Clock } from "../proof/ask";
import { proofExit, proofJson, proofSummary, proofText, proofVerdict, type Proof } from "../proof/report";
import { bringUp, makeReady, previewOrg, type Turn } from "../stack/bring-up";
import { accessChanges, accessText } from "../stack/access-change";
import { changedSteps, countChanges, describeChanges, remarks } from "../stack/changes";
import { connectOrg } from "../stack/connect";
import { customerDeployment, isCustomers } from "../stack/customer";
import { degradedName, type Degraded } from "../stack/degraded";
import { forgetDeliveries } from "../stack/delivery";
import type { Deployment } from "../stack/deployment";
import { findingsJson, findingsText, isUnstated, placed } from "../stack/findings";
import { destroyStack } from "../stack/take-down";
import { ensureStack, readDeployment, type Session } from "../stack/session";
import { compareTarget, peekDeployment } from "../stack/state";
import { deliveriesText, upExit, upJson } from "../stack/up-report";
import { addressesFor, verifyStack } from "../stack/verify";
import type { OrgResult } from "./result";

/** How the orgs of a run are worked on. */
export interface WorkOptions {
  readonly verify: boolean;
  readonly strict: boolean;
  readonly probeData: boolean;
  readonly wait?: number;
  readonly expectNoChanges: boolean;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly columns: number;
}

/** A command that works on many orgs. */
export type FleetCommand = "up" | "preview" | "verify" | "destroy";

type Result = Omit<OrgResult, "org" | "ring">;

/** Works on one org. Throws what went wrong. */
export function workOn(command: FleetCommand, session: Session, steps: Steps, options: WorkOptions): Promise<Result> {
  if (isCustomers(session.orgFile)) return workOnCustomers(command, session, steps, options);
  switch (command) {
    case "up":
      return up(session, steps, options);
    case "preview":
      return options.turn(() => preview(session, steps, options));
    case "verify":
      return verify(session, steps, options);
    case "destroy":
      return options.turn(() => destroy(session, steps));
  }
}

async function up(session: Session, steps: Steps, options: WorkOptions): Promise<Result> {
  const result = await bringUp(session, { ...options, verbose: false, steps });
  const { outcome, proof, degraded, deliveries } = result;
  // Engine and state are the same for all orgs.
  const { engine: _engine, state: _state, ...data } = upJson(session, result);
  if (result.rejected) return { ...rejected(session, outcome.view.violations, options.columns), data };
  const undelivered = deliveries.filter((delivery) => delivery.result === "failed");
  const changed = describeChanges(outcome.view.update, "past");
  const verdict = proof === undefined ? undefined : proofVerdict(proof);
  const state =
    verdict === "refused" || verdict === "unproven" ? "refused" : verdict === "unanswered" ? "unanswered" : undelivered.length > 0 ? "undelivered" : degraded.length > 0 ? "degraded" : changed === "nothing changed" ? "unchanged" : "changed";
  const delivered = deliveries.filter((delivery) => delivery.result === "delivered").length;
  const summary = [changed, ...(delivered === 0 ? [] : [`${delivered} secret${delivered === 1 ? "" : "s"} delivered`]), ...(proof === undefined ? [] : [proofSummary(proof)]), ...degradedSummary(degraded)].join("; ");
  const details = [
    ...(verdict === "refused" || verdict === "unproven" || verdict === "unanswered" ? [] : degraded.map((each) => `Degraded: ${degradedName(each)}: ${each.reason}. It was left exactly as it is.`)),
    ...deliveriesText(undelivered, session.org, options.columns).filter((line) => line !== ""),
    ...(verdict === undefined || verdict === "good" || proof === undefined ? [] : proofText(proof, options.columns)),
    ...remarks(outcome.view).map((text) => `Note: ${text.replace(/\s*\n\s*/g, " ")}`),
  ];
  return { state, summary, exitCode: upExit(result), opensNextRing: verdict === "good" && undelivered.length === 0, details, data };
}

function degradedSummary(degraded: readonly Degraded[]): readonly string[] {
  return degraded.length === 0 ? [] : [`without ${degraded.map(degradedName).join(", ")}`];
}

function rejected(session: Session, violations: Parameters<typeof placed>[0], columns: number): Result {
  const all = placed(violations, session.orgFile);
  const mandatory = all.filter(({ level }) => level === "mandatory");
  return {
    state: "rejected",
    summary: `the policy pack found ${mandatory.length === 1 ? "what would end in a refusal" : `${mandatory.length} things that would end in refusals`}; nothing was changed`,
    exitCode: exit.findings,
    opensNextRing: false,
    details: findingsText(mandatory, session.org, columns),
  };
}

async function preview(session: Session, steps: Steps, options: WorkOptions): Promise<Result> {
  const deployed = await peekDeployment(session);
  const fresh = deployed === undefined;
  const access = accessChanges(session.orgFile, deployed);
  const ready = await makeReady(session);
  await ensureStack(session);
  const outcome = await previewOrg(session, ready, steps, session.io);
  const changes = changedSteps(outcome.view.preview);
  const violations = placed(outcome.view.violations, session.orgFile);
  const data = {
    result: outcome.exitCode !== 0 ? "rejected" : changes.length === 0 ? "unchanged" : "changes",
    new: fresh,
    changes: countChanges(outcome.view.preview),
    steps: changes.map(({ urn, type, name, operation, properties }) => ({ urn, type, name, operation, properties })),
    ...(access.length === 0 ? {} : { access }),
    ...(ready.screens.length === 0 ? {} : { screenRecording: ready.screens }),
    ...(ready.degraded.length === 0 ? {} : { degraded: ready.degraded }),
    findings: findingsJson(violations),
    remarks: remarks(outcome.view),
  };
  if (outcome.exitCode !== 0) return { ...rejected(session, outcome.view.violations, options.columns), data };
  const details = ready.degraded.map((each) => `Degraded: ${degradedName(each)}: ${each.reason}. It would be left exactly as it is.`);
  const findings = ready.degraded.length > 0 || (options.expectNoChanges && changes.length > 0);
  return {
    state: ready.degraded.length > 0 ? "degraded" : changes.length === 0 ? "unchanged" : "changes",
    summary: [describeChanges(outcome.view.preview, "future"), ...degradedSummary(ready.degraded)].join("; "),
    exitCode: findings ? exit.findings : exit.good,
    opensNextRing: changes.length === 0,
    steps: changes,
    details: [...accessText(access, options.columns), ...details, ...findingsText(violations.filter((violation) => !isUnstated(violation)), session.org, options.columns)],
    data,
  };
}

async function verify(session: Session, steps: Steps, options: WorkOptions): Promise<Result> {
  const deployment = await options.turn(async () => {
    steps.begin("State");
    compareTarget(session, await peekDeployment(session));
    return readDeployment(session);
  });
  return prove(session, deployment, steps, options);
}

async function prove(session: Session, deployment: Deployment, steps: Steps, options: WorkOptions): Promise<Result> {
  steps.begin("Proof", "asking");
  const proof = await verifyStack(session, deployment, addressesFor(session), {
    strict: options.strict,
    probeData: options.probeData,
    progress: steps,
    clock: options.clock,
    ...(options.wait === undefined ? {} : { wait: options.wait }),
  });
  return proved(proof, options.columns);
}

function proved(proof: Proof, columns: number): Result {
  const verdict = proofVerdict(proof);
  return {
    state: verdict === "good" ? (proof.degraded.length > 0 ? "degraded" : "verified") : verdict === "unanswered" ? "unanswered" : "refused",
    summary: [proofSummary(proof), ...degradedSummary(proof.degraded)].join("; "),
    exitCode: proofExit(proof),
    opensNextRing: verdict === "good",
    details: verdict === "good" ? proof.degraded.map((each) => `Degraded: ${degradedName(each)}: ${each.reason}.`) : proofText(proof, columns),
    data: { proof: proofJson(proof) },
  };
}

/** Looks at an org of an earlier ring: whether it is as its file says, and proven. Changes nothing. */
export async function lookAt(session: Session, steps: Steps, options: WorkOptions): Promise<Result> {
  if (isCustomers(session.orgFile)) return { state: "reported", summary: "managed by the customer", exitCode: exit.good, opensNextRing: true };
  const before = await options.turn(() => preview(session, steps, { ...options, expectNoChanges: true }));
  if (before.exitCode !== exit.good && before.state !== "degraded") return { ...before, opensNextRing: false };
  const after = await verify(session, steps, options);
  return { ...after, summary: `as its file says; ${after.summary}` };
}

async function destroy(session: Session, steps: Steps): Promise<Result> {
  const before = await peekDeployment(session);
  if (before === undefined) return { state: "nothing", summary: "it was never brought up", exitCode: exit.good, opensNextRing: true };
  compareTarget(session, before);
  await connectOrg(session);
  const { outcome, deleted } = await destroyStack(session, before, steps, false);
  forgetDeliveries(session.root, session.org);
  return {
    state: deleted === 0 ? "nothing" : "destroyed",
    summary: deleted === 0 ? "there was nothing to destroy" : describeChanges(outcome.view.update, "past"),
    exitCode: exit.good,
    opensNextRing: true,
    details: remarks(outcome.view).map((text) => `Note: ${text.replace(/\s*\n\s*/g, " ")}`),
    data: { changes: countChanges(outcome.view.update, true), remarks: remarks(outcome.view) },
  };
}

/** An org of a customer: verified with the clients that the customer made, and nothing else. It never holds up a ring. */
async function workOnCustomers(command: FleetCommand, session: Session, steps: Steps, options: WorkOptions): Promise<Result> {
  const nothing = { exitCode: exit.good, opensNextRing: true } as const;
  if (command === "preview" || command === "destroy") return { ...nothing, state: "reported", summary: "managed by the customer: nothing is provisioned from here" };
  if (!options.verify) return { ...nothing, state: "reported", summary: "managed by the customer: nothing was provisioned, and nothing verified" };
  if (session.emulated) await connectOrg(session);
  let deployment: Deployment;
  try {
    deployment = await customerDeployment(session.orgFile, { env: session.io.env, root: session.root });
  } catch (error) {
    if (command === "verify" || !(error instanceof UserError)) throw error;
    return { ...nothing, state: "reported", summary: "managed by the customer: nothing was provisioned, and nothing verified", details: error.message.split("\n") };
  }
  const { data, ...result } = await prove(session, deployment, steps, options);
  return { ...result, summary: `managed by the customer: ${result.summary}`, opensNextRing: true, data: { managedBy: "customer", ...data } };
}
