import { namesOfPolicy, policyCovers } from "../catalogue/permissionName";
import { type Certainty, weakest } from "../certainty";
import type { Decision, Reason } from "./decision";
import { type Holding, type Right, chainFor } from "./holdings";
import { type Look, heldIn, look } from "./look";
import { type Part, type Question, ended } from "./question";
import { bracketed, refuse } from "./refuse";
import type { Refusal } from "./refusal";
import type { Scene } from "./scene";

/** The gate of the API: the permissions that the operation declares, ANY or ALL of them, in the divisions asked for. */
export function passGate(question: Question): Part {
  const { scene, principal, plan } = question;
  const { mode, permissions } = plan.operation;
  if (mode === "none") {
    const fact = plan.undeclared;
    return {
      reasons: fact === undefined ? [plan.gate] : [plan.gate, { kind: "operation", text: fact.note }],
      certainty: fact?.certainty ?? "likely",
    };
  }
  if (mode === "ANY" || permissions.length === 1) {
    if (scene.plain && principal.judge === undefined) {
      const quick = passQuickly(question);
      if (quick !== undefined) return quick;
    }
    const looks: Look[] = [];
    for (const permission of permissions) {
      const entry = look(question, permission);
      if (entry.state === "yes" && entry.certainty === "confirmed") return passWith(question, [entry]);
      looks.push(entry);
    }
    const held = looks.find((entry) => entry.state === "yes");
    if (held !== undefined) return passWith(question, [held]);
    const open = looks.find((entry) => entry.state === "unknown");
    return ended(open === undefined ? refusedBy(question, looks) : undecided(question, open));
  }
  const looks = permissions.map((permission) => look(question, permission));
  if (looks.some((entry) => entry.state === "no")) return ended(refusedBy(question, looks));
  const open = looks.find((entry) => entry.state === "unknown");
  return open === undefined ? passWith(question, looks) : ended(undecided(question, open));
}

/** The usual cases, without a look at conditions, products and policies: held as it is, or nothing at all to say. */
function passQuickly({ scene, principal, plan, divisions }: Question): Part | undefined {
  const { permissions } = plan.operation;
  let blank = principal.idle.length === 0 && !(principal.machine && principal.holdings.rights.length === 0);
  for (const permission of permissions) {
    const holding = principal.holdings.of(permission);
    const right = divisions === undefined ? holding.anywhere : (holding.everywhere ?? inOneOf(holding, divisions));
    if (right !== undefined) {
      const chain = chainFor(scene.lookup, holding, right);
      return {
        reasons: divisions === undefined ? [...chain, plan.gate, divisionReason(scene, holding)] : [...chain, plan.gate],
        certainty: "confirmed",
      };
    }
    blank &&= holding.blank;
  }
  if (!blank) return undefined;
  const { refusal, missing } = plan.refusal();
  return ended({ decision: "refused", certainty: "confirmed", refusal, reasons: [...principal.reasons, missing, plan.gate] });
}

function inOneOf(holding: Holding, divisions: readonly (string | undefined)[]): Right | undefined {
  for (const division of divisions) {
    const right = division === undefined ? undefined : holding.byDivision.get(division);
    if (right !== undefined) return right;
  }
  return undefined;
}

function passWith({ scene, plan, divisions }: Question, looks: readonly Look[]): Part {
  const reasons: Reason[] = looks.flatMap((entry) => (entry.right === undefined ? [] : chainFor(scene.lookup, entry.holding, entry.right)));
  reasons.push(plan.gate);
  if (divisions === undefined) for (const entry of looks) reasons.push(divisionReason(scene, entry.holding));
  return { reasons, certainty: weakest(...looks.map((entry) => entry.certainty)) };
}

/** An answer that depends on something that is not known. */
export function undecided({ scene, principal, plan }: Question, open: Look): Decision {
  const why = open.why ?? "something is not known before the update";
  const chain = open.right === undefined ? [] : chainFor(scene.lookup, open.holding, open.right);
  return {
    decision: "undecided",
    certainty: open.certainty,
    unknown: `${open.holding.permission}: ${why}`,
    reasons: [...chain, { kind: "unknown", text: why }, plan.gate, ...principal.reasons],
  };
}

const divisionReasons = new WeakMap<Holding, Reason>();

function divisionReason(scene: Scene, holding: Holding): Reason {
  let reason = divisionReasons.get(holding);
  if (reason === undefined) {
    reason = {
      kind: "division",
      text: `${holding.permission} is held in ${heldIn(scene.lookup, [holding])}${holding.everywhere === undefined ? "; the answer shows only what lies there" : ""}`,
    };
    divisionReasons.set(holding, reason);
  }
  return reason;
}

function refusedBy(question: Question, looks: readonly Look[]): Decision {
  const { scene, principal, plan, divisions } = question;
  const { operation } = plan;
  const failing = looks.filter((entry) => entry.state === "no");
  const denied = failing.find((entry) => entry.denied !== undefined);
  if (denied?.denied !== undefined) return refusedByPolicy(question, denied, denied.denied);
  const elsewhere = failing.filter((entry) => entry.elsewhere === true);
  if (divisions !== undefined && elsewhere.length > 0 && (operation.mode === "ANY" || elsewhere.length === failing.length)) {
    return refusedInDivision(question, elsewhere, divisions);
  }
  const missing = failing.map((entry) => entry.holding.permission);
  const explained = explainMissing(question, failing, missing);
  const { refusal } = plan.refusal();
  const shown = operation.mode === "ANY" ? operation.permissions : missing;
  const filled =
    shown.length === operation.permissions.length
      ? { ...refusal, cause: explained.cause, certainty: explained.certainty }
      : refuse(scene.catalogue, {
          status: 403,
          code: refusal.code,
          cause: explained.cause,
          certainty: explained.certainty,
          fill: [bracketed(shown)],
          permissions: shown,
          mode: operation.mode,
        });
  return {
    decision: "refused",
    certainty: explained.certainty,
    refusal: filled,
    reasons: [...principal.reasons, ...explained.reasons, plan.gate],
  };
}

function refusedByPolicy({ scene, principal, plan }: Question, denied: Look, keys: readonly string[]): Decision {
  const deciding = scene.graph.accessPolicies
    .filter((policy) => keys.includes(policy.key))
    .map((policy): Reason => ({
      kind: "policy",
      text: `access policy "${policy.key}" (${policy.effect}) decides ${policy.permission}`,
      place: policy.place,
    }));
  const refusal = refuse(scene.catalogue, {
    status: 403,
    code: "authz.policy.denied",
    cause: "abac-policy-denied",
    certainty: "likely",
    fill: [keys.join(", ")],
    permissions: [denied.holding.permission],
    mode: plan.operation.mode,
  });
  return { decision: "refused", certainty: "likely", refusal, reasons: [...principal.reasons, ...deciding, plan.gate] };
}

function refusedInDivision(
  { scene, principal, plan }: Question,
  elsewhere: readonly Look[],
  divisions: readonly (string | undefined)[],
): Decision {
  const { lookup, catalogue } = scene;
  const { operation } = plan;
  const asked = divisions.filter((division): division is string => division !== undefined);
  const first = elsewhere[0];
  const right = first?.holding.anywhere;
  const reasons: Reason[] = [...principal.reasons];
  if (first !== undefined && right !== undefined) reasons.push(...chainFor(lookup, first.holding, right));
  reasons.push({
    kind: "division",
    text: `held in ${heldIn(
      lookup,
      elsewhere.map((entry) => entry.holding),
    )}, asked in ${asked.map(lookup.divisionName).join(", ")}`,
  });
  if (!operation.path.includes("{"))
    reasons.push({
      kind: "division",
      text: "a listing that names no object of that division answers 200 and silently leaves out what lies there",
    });
  reasons.push(plan.gate);
  const permissions = operation.mode === "ANY" ? operation.permissions : elsewhere.map((entry) => entry.holding.permission);
  const certainty = weakest(...elsewhere.map((entry) => scene.isAware(entry.holding.permission).certainty));
  const refusal = refuse(catalogue, {
    status: 403,
    code: operation.mode === "ANY" ? "missing.any.division.permissions" : "missing.division.permission",
    cause: right?.grant.divisionDefaulted === true ? "home-division-only-grant" : "missing-division-grant",
    certainty,
    fill: operation.mode === "ANY" ? [bracketed(permissions), bracketed(asked)] : [permissions[0] ?? ""],
    permissions,
    mode: operation.mode,
    divisions: asked,
  });
  return { decision: "refused", certainty, refusal, reasons };
}

/** Why permissions are missing: the first explanation that fits, else simply that they are not held. */
function explainMissing(
  { principal, plan }: Question,
  failing: readonly Look[],
  missing: readonly string[],
): { readonly cause: Refusal["cause"]; readonly certainty: Certainty; readonly reasons: readonly Reason[] } {
  const said: Reason =
    missing.length === plan.operation.permissions.length
      ? plan.refusal().missing
      : { kind: "permission", text: `not held: ${missing.join(", ")}` };
  const absent = failing
    .filter((entry) => entry.absent === true && entry.holding.anywhere !== undefined)
    .map((entry) => entry.holding.permission);
  if (absent.length > 0) {
    return {
      cause: "permission-unavailable-in-org",
      certainty: "likely",
      reasons: [{ kind: "org", text: `this org does not know ${absent.join(", ")}` }, said],
    };
  }
  if (failing.some((entry) => entry.unmetCondition === true)) {
    return {
      cause: "conditional-permission-mismatch",
      certainty: "likely",
      reasons: [{ kind: "permission", text: "held only under a condition that is not met" }, said],
    };
  }
  const idle = [
    ...failing.flatMap((entry) => entry.holding.idle),
    ...principal.idle.filter((entry) => missing.some((permission) => policyCovers(entry.policy, permission))),
  ].sort((a, b) => (a.why < b.why ? -1 : a.why > b.why ? 1 : namesOfPolicy(a.policy).join() < namesOfPolicy(b.policy).join() ? -1 : 1))[0];
  if (idle !== undefined)
    return { cause: idle.cause, certainty: idle.certainty, reasons: [{ kind: "grant", text: idle.why, place: idle.grant.place }, said] };
  if (principal.machine && principal.holdings.rights.length === 0) {
    const place = principal.client?.place;
    return {
      cause: "missing-client-roles",
      certainty: "confirmed",
      reasons: [{ kind: "grant", text: "the client has no role in any division", ...(place === undefined ? {} : { place }) }, said],
    };
  }
  return { cause: plan.refusal().refusal.cause, certainty: "confirmed", reasons: [said] };
}
