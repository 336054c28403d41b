import { type ServiceCheck, recordingKinds } from "../catalogue/facts/secondChecks";
import { undeclaredPermission } from "../catalogue/facts/undeclared";
import { type Certainty, weakest } from "../certainty";
import type { CompiledPrincipal } from "./compile";
import type { Reason } from "./decision";
import { undecided } from "./gate";
import { describeSubject } from "./holdings";
import { look } from "./look";
import type { Principal } from "./principal";
import { type Part, type Question, ended } from "./question";
import { refuse } from "./refuse";

/** A check that the service makes after the gate has let the call through. */
export function passCheck(question: Question, check: ServiceCheck, gate: Part): Part {
  const { scene, plan, divisions, circumstances } = question;
  const media =
    check.byMedia === undefined || circumstances?.media === undefined || circumstances.media.length === 0 ? undefined : circumstances.media;
  const wanted = media === undefined ? [check.anyOf] : media.map((kind) => check.byMedia?.[kind] ?? check.anyOf);
  const reasons: Reason[] = [];
  let certainty: Certainty = "confirmed";
  for (const anyOf of wanted) {
    const looks = anyOf.map((permission) => look(question, permission));
    const held = looks.find((entry) => entry.state === "yes");
    if (held !== undefined) {
      certainty = weakest(certainty, held.certainty);
      const onlyGate = plan.operation.permissions.length === 1 && plan.operation.permissions[0] === held.holding.permission;
      if (!onlyGate)
        reasons.push({
          kind: "permission",
          text: `${check.note}: ${held.holding.permission} is held`,
          ...(held.right === undefined ? {} : { place: held.right.policy.place }),
        });
      continue;
    }
    const open = looks.find((entry) => entry.state === "unknown");
    if (open !== undefined) return ended(undecided(question, open));
    const sure = media === undefined ? check.certainty : weakest(check.certainty, "unsupported");
    const refusal = refuse(scene.catalogue, {
      status: 403,
      code: check.code,
      cause: check.cause,
      certainty: sure,
      permissions: anyOf,
      mode: "ANY",
    });
    const missing: Reason = {
      kind: "permission",
      text: `${check.note}: ${anyOf.length === 1 ? `${anyOf[0] ?? ""} is not held` : `none of ${anyOf.join(", ")} is held`}${divisions === undefined ? "" : " there"}`,
    };
    return ended({ decision: "refused", certainty: sure, refusal, reasons: [...gate.reasons, missing] });
  }
  if (check.byMedia !== undefined && check.code === "recording.recording.view.permission.check.failed") {
    const shown = recordingKinds.filter((kind) => look(question, kind.permission).state === "yes");
    if (media === undefined && shown.length < recordingKinds.length) {
      const hidden = recordingKinds.filter((kind) => !shown.includes(kind));
      reasons.push({
        kind: "permission",
        text: `shows ${shown.map((kind) => kind.kind).join(", ")}; hides or refuses ${hidden.map((kind) => kind.kind).join(", ")}`,
      });
    }
    if (!shown.some((kind) => kind.permission === "recording:recording:view")) certainty = weakest(certainty, "unsupported");
  }
  return { reasons, certainty };
}

/** A permission that the service is known to ask for although the operation declares none. */
export function checkUndeclared(question: Question): Part | undefined {
  const { scene, principal, plan, circumstances } = question;
  const fact = plan.undeclared;
  const asked = undeclaredPermission(fact, circumstances?.pathParameters);
  if (asked === undefined || fact === undefined) return undefined;
  const { certainty } = fact;
  const { permission, code } = asked;
  const found = look(question, permission);
  if (found.state === "yes")
    return { reasons: [{ kind: "permission", text: `${permission} is held` }], certainty: weakest(certainty, found.certainty) };
  if (found.state === "unknown") return ended(undecided(question, found));
  const refusal = refuse(scene.catalogue, {
    status: 403,
    code,
    cause: "enforcement-tightened",
    certainty,
    permissions: [permission],
    mode: "ALL",
  });
  const missing: readonly Reason[] = [
    { kind: "permission", text: `not held: ${permission}` },
    { kind: "operation", text: fact.note },
  ];
  return ended({ decision: "refused", certainty, refusal, reasons: [...principal.reasons, ...missing] });
}

/** What another party of the call must hold: the agent whose screen is monitored. */
export function checkAgent(question: Question, compile: (agent: Principal) => CompiledPrincipal): Part | undefined {
  const { scene, plan, circumstances } = question;
  if (!plan.operation.refusals.some((refusal) => refusal.code === "agent.permission.denied")) return undefined;
  const permission = "realtimeMonitor:screen:participate";
  const agent = circumstances?.agent;
  if (agent === undefined) return said(`the monitored agent must hold ${permission}`);
  const { state } = look({ scene, principal: compile(agent), divisions: undefined, circumstances: undefined }, permission);
  const who = `${describeSubject(scene.lookup, agent)}, whose screen is monitored,`;
  if (state === "yes") return said(`${who} holds ${permission}`);
  if (state === "unknown") {
    const text = `${who} perhaps does not hold ${permission}`;
    return ended({ decision: "undecided", certainty: "confirmed", unknown: text, reasons: [{ kind: "unknown", text }] });
  }
  const refusal = refuse(scene.catalogue, {
    status: 403,
    code: "agent.permission.denied",
    cause: "agent-missing-participate",
    certainty: "confirmed",
    permissions: [permission],
    mode: "ANY",
  });
  return ended({
    decision: "refused",
    certainty: "confirmed",
    refusal,
    reasons: [{ kind: "permission", text: `${who} does not hold ${permission}` }],
  });
}

function said(text: string): Part {
  return { reasons: [{ kind: "permission", text }], certainty: "confirmed" };
}

/** Settings of the org that decide what there is to read of recordings; they refuse nothing. */
export function recordingSettings(question: Question): Part | undefined {
  const { scene, plan, circumstances } = question;
  if (plan.checks.length === 0 || plan.operation.tag !== "Recording") return undefined;
  const { org } = scene.graph;
  const place = org.place === undefined ? {} : { place: org.place };
  const reasons: Reason[] = [];
  if (org.maxScreenRecordingStreams === 0 && circumstances?.media?.includes("screen") !== false) {
    reasons.push({ kind: "org", text: "the org records no screens (maxSimultaneousStreams is 0): there is nothing new to read", ...place });
  }
  if (
    org.sensitiveDataRedaction === true &&
    look({ ...question, divisions: undefined }, "recording:recording:viewSensitiveData").state !== "yes"
  ) {
    reasons.push({
      kind: "org",
      text: "the org redacts sensitive data, and recording:recording:viewSensitiveData is not held: recordings come redacted",
      ...place,
    });
  }
  return { reasons, certainty: "confirmed" };
}
