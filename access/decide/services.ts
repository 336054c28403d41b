import { type ServiceCheck, recordingKinds } from "../catalogue/facts/secondChecks";
import { undeclaredPermission } from "../catalogue/facts/undeclared";
import { type Certainty, weakest } from "../certainty";
import type { CompiledPrincipal } from "./compile";
import type { Checked } from "./checks";
import type { Reason } from "./decision";
import { type Passed, undecided } from "./gate";
import { describeSubject } from "./holdings";
import { type AskedDivisions, look } from "./look";
import type { Circumstances } from "./principal";
import { refuse } from "./refuse";
import type { Plan, Scene } from "./scene";

/** A check that the service makes after the gate has let the call through. */
export function passCheck(
  scene: Scene,
  principal: CompiledPrincipal,
  plan: Plan,
  check: ServiceCheck,
  divisions: AskedDivisions,
  circumstances: Circumstances | undefined,
  gateReasons: readonly Reason[],
): Passed {
  const media = check.byMedia === undefined || circumstances?.media === undefined || circumstances.media.length === 0 ? undefined : circumstances.media;
  const wanted = media === undefined ? [check.anyOf] : media.map((kind) => check.byMedia?.[kind] ?? check.anyOf);
  const reasons: Reason[] = [];
  let certainty: Certainty = "confirmed";
  for (const anyOf of wanted) {
    const looks = anyOf.map((permission) => look(scene, principal, permission, divisions, circumstances));
    const held = looks.find((entry) => entry.state === "yes");
    if (held !== undefined) {
      certainty = weakest(certainty, held.certainty);
      const onlyGate = plan.operation.permissions.length === 1 && plan.operation.permissions[0] === held.holding.permission;
      if (!onlyGate) reasons.push({ kind: "permission", text: `${check.note}: ${held.holding.permission} is held`, ...(held.right === undefined ? {} : { place: held.right.policy.place }) });
      continue;
    }
    const open = looks.find((entry) => entry.state === "unknown");
    if (open !== undefined) return { reasons: [], certainty, decision: undecided(scene, principal, plan, open) };
    const sure = media === undefined ? check.certainty : weakest(check.certainty, "unsupported");
    const refusal = refuse(scene.catalogue, { status: 403, code: check.code, cause: check.cause, certainty: sure, permissions: anyOf, mode: "ANY" });
    const missing: Reason = { kind: "permission", text: `${check.note}: ${anyOf.length === 1 ? `${anyOf[0] ?? ""} is not held` : `none of ${anyOf.join(", ")} is held`}${divisions === undefined ? "" : " there"}` };
    return { reasons: [], certainty, decision: { decision: "refused", certainty: sure, refusal, reasons: [...gateReasons, missing] } };
  }
  if (check.byMedia !== undefined && check.code === "recording.recording.view.permission.check.failed") {
    const shown = recordingKinds.filter((kind) => look(scene, principal, kind.permission, divisions, circumstances).state === "yes");
    if (media === undefined && shown.length < recordingKinds.length) {
      const hidden = recordingKinds.filter((kind) => !shown.includes(kind));
      reasons.push({ kind: "permission", text: `shows ${shown.map((kind) => kind.kind).join(", ")}; hides or refuses ${hidden.map((kind) => kind.kind).join(", ")}` });
    }
    if (!shown.some((kind) => kind.permission === "recording:recording:view")) certainty = weakest(certainty, "unsupported");
  }
  return { reasons, certainty };
}

/** A permission that the service is known to ask for although the operation declares none. */
export function checkUndeclared(scene: Scene, principal: CompiledPrincipal, plan: Plan, divisions: AskedDivisions, circumstances: Circumstances | undefined): Passed | undefined {
  const asked = undeclaredPermission(plan.undeclared, circumstances?.pathParameters);
  if (asked === undefined || plan.undeclared === undefined) return undefined;
  const { certainty } = plan.undeclared;
  const found = look(scene, principal, asked.permission, divisions, circumstances);
  if (found.state === "yes") return { reasons: [{ kind: "permission", text: `${asked.permission} is held` }], certainty: weakest(certainty, found.certainty) };
  if (found.state === "unknown") return { reasons: [], certainty, decision: undecided(scene, principal, plan, found) };
  const refusal = refuse(scene.catalogue, { status: 403, code: asked.code, cause: "enforcement-tightened", certainty, permissions: [asked.permission], mode: "ALL" });
  const reasons: readonly Reason[] = [...principal.reasons, { kind: "permission", text: `not held: ${asked.permission}` }, { kind: "operation", text: plan.undeclared.note }];
  return { reasons: [], certainty, decision: { decision: "refused", certainty, refusal, reasons } };
}

/** What another party of the call must hold: the agent whose screen is monitored. */
export function checkAgent(scene: Scene, compile: (agent: NonNullable<Circumstances["agent"]>) => CompiledPrincipal, plan: Plan, circumstances: Circumstances | undefined): Checked | undefined {
  if (!plan.operation.refusals.some((refusal) => refusal.code === "agent.permission.denied")) return undefined;
  const permission = "realtimeMonitor:screen:participate";
  const agent = circumstances?.agent;
  if (agent === undefined) return { reason: { kind: "permission", text: `the monitored agent must hold ${permission}` }, certainty: "confirmed" };
  const { state } = look(scene, compile(agent), permission, undefined, undefined);
  const who = `${describeSubject(scene.lookup, agent)}, whose screen is monitored,`;
  if (state === "yes") return { reason: { kind: "permission", text: `${who} holds ${permission}` }, certainty: "confirmed" };
  if (state === "unknown") {
    const text = `${who} perhaps does not hold ${permission}`;
    return { decision: { decision: "undecided", certainty: "confirmed", unknown: text, reasons: [{ kind: "unknown", text }] }, certainty: "confirmed" };
  }
  const refusal = refuse(scene.catalogue, { status: 403, code: "agent.permission.denied", cause: "agent-missing-participate", certainty: "confirmed", permissions: [permission], mode: "ANY" });
  return { decision: { decision: "refused", certainty: "confirmed", refusal, reasons: [{ kind: "permission", text: `${who} does not hold ${permission}` }] }, certainty: "confirmed" };
}

/** Settings of the org that decide what there is to read of recordings; they refuse nothing. */
export function recordingSettings(scene: Scene, principal: CompiledPrincipal, circumstances: Circumstances | undefined): readonly Reason[] {
  const { org } = scene.graph;
  const place = org.place === undefined ? {} : { place: org.place };
  const reasons: Reason[] = [];
  if (org.maxScreenRecordingStreams === 0 && circumstances?.media?.includes("screen") !== false) {
    reasons.push({ kind: "org", text: "the org records no screens (maxSimultaneousStreams is 0): there is nothing new to read", ...place });
  }
  if (org.sensitiveDataRedaction === true && look(scene, principal, "recording:recording:viewSensitiveData", undefined, undefined).state !== "yes") {
    reasons.push({ kind: "org", text: "the org redacts sensitive data, and recording:recording:viewSensitiveData is not held: recordings come redacted", ...place });
  }
  return reasons;
}
