import { type Catalogue, catalogue as bundledCatalogue } from "../catalogue/catalogue";
import type { ServiceCheck } from "../catalogue/facts/secondChecks";
import { recordingKinds } from "../catalogue/facts/secondChecks";
import { undeclaredFacts } from "../catalogue/facts/undeclared";
import { type Operation, describeOperation } from "../catalogue/operation";
import { namesOfPolicy } from "../catalogue/permissionName";
import { type Certainty, weakest } from "../certainty";
import { UserError } from "../errors";
import type { AccessGraph, DivisionRef, SubjectRef } from "../graph/graph";
import { type GraphLookup, allDivisions, lookUp } from "../graph/lookup";
import { checkAddress, checkContext, checkJob, checkScopes, checkTrust } from "./checks";
import { type CompiledPrincipal, compilePrincipal } from "./compile";
import { judgeCondition } from "./conditions";
import type { Decision, Reason } from "./decision";
import { type Holding, type Holdings, type IdleRight, type Right, chainOf, collectHoldings, describeSubject } from "./holdings";
import type { Circumstances, Principal } from "./principal";
import type { Refusal } from "./refusal";
import { bracketed, refuse } from "./refuse";

/** A permission that a principal holds after all is added up. */
export interface EffectivePermission {
  readonly permission: string;
  /** `all`, or the sorted keys of the divisions in which it is held. */
  readonly divisions: "all" | readonly string[];
  /** True when it is held only under a condition. */
  readonly conditional: boolean;
  /** The chain through which it is held; the widest one when there are several. */
  readonly through: readonly Reason[];
}

/** Whether a permission is held: for certain, for certain not, or depending on what is not known. */
export type Holds = "yes" | "no" | "unknown";

/** An access graph prepared for decisions. Nothing is computed for a principal before it is asked about. */
export interface Decider {
  readonly graph: AccessGraph;
  readonly lookup: GraphLookup;
  readonly catalogue: Catalogue;
  /**
   * May this principal make this call? With a division: about an object in it (in one of them,
   * when an object lies in several). Without: the permission must be held in any division, and the
   * reasons name which. Throws a UserError for a call that is not in the catalogue.
   */
  readonly decide: (principal: Principal, call: string | Operation, division?: DivisionRef | readonly DivisionRef[], circumstances?: Circumstances) => Decision;
  /** Every permission that the principal holds, wildcards expanded, sorted. */
  readonly effectivePermissions: (principal: Principal) => readonly EffectivePermission[];
  /** Whether the principal holds a permission, in one of the divisions when some are given. */
  readonly holds: (principal: Principal, permission: string, division?: DivisionRef | readonly DivisionRef[]) => Holds;
  /** The divisions in which the principal holds any of the permissions. */
  readonly divisionsOf: (principal: Principal, permissions: readonly string[]) => "all" | readonly string[];
}

/** Prepares a graph for decisions. */
export function createDecider(graph: AccessGraph, options: { readonly catalogue?: Catalogue } = {}): Decider {
  const catalogue = options.catalogue ?? bundledCatalogue();
  const lookup = lookUp(graph);
  const shared = new Map<string, Holdings>();
  const compiled = new Map<string, CompiledPrincipal>();
  const operationReasons = new Map<Operation, Reason>();
  const fullRefusals = new Map<Operation, Refusal>();
  const org = graph.org;
  const existing = org.permissions === undefined ? undefined : new Set(org.permissions);
  const liveAware = org.divisionAwarePermissions === undefined ? undefined : new Set(org.divisionAwarePermissions);

  const holdingsOf = (subject: SubjectRef): Holdings => {
    const key = `${subject.kind} ${subject.key}`;
    let holdings = shared.get(key);
    if (holdings === undefined) shared.set(key, (holdings = collectHoldings(lookup, subject)));
    return holdings;
  };

  const compile = (principal: Principal): CompiledPrincipal => {
    const key = principal.via === undefined ? `${principal.kind} ${principal.key}` : `${principal.kind} ${principal.key} via ${principal.via}`;
    let entry = compiled.get(key);
    if (entry === undefined) compiled.set(key, (entry = compilePrincipal(lookup, catalogue, principal, holdingsOf)));
    return entry;
  };

  const operationReason = (operation: Operation): Reason => {
    let reason = operationReasons.get(operation);
    if (reason === undefined) operationReasons.set(operation, (reason = { kind: "operation", text: describeGate(operation) }));
    return reason;
  };

  const isAware = (permission: string): { readonly aware: boolean; readonly certainty: Certainty } =>
    liveAware === undefined ? catalogue.divisionAwareness(permission) : { aware: liveAware.has(permission), certainty: "confirmed" };

  /** Looks one permission up in the divisions asked for, with access policies and conditions applied. */
  const look = (principal: CompiledPrincipal, permission: string, divisions: readonly (string | undefined)[] | undefined, circumstances: Circumstances | undefined): Look => {
    if (existing !== undefined && !existing.has(permission)) return { state: "no", absent: true, holding: principal.holdings.of(permission) };
    const holding = principal.holdings.of(permission);
    const found = find(holding, divisions, isAware);
    let result: Look = { state: "no", holding, ...(found === undefined && holding.anywhere !== undefined ? { elsewhere: true } : {}) };
    if (found !== undefined) result = { state: "yes", holding, right: found.right, certainty: found.certainty };
    else {
      const conditional = holding.conditional.filter((right) => inDivisions(right.division, permission, divisions, isAware) !== "no");
      let unmet = false;
      for (const right of conditional) {
        const held = judgeCondition(right.policy.condition, principal.user === undefined ? {} : { user: principal.user }, circumstances);
        if (held === "yes") {
          result = { state: "yes", holding, right, certainty: "confirmed" };
          break;
        }
        if (held === "depends" && result.state === "no") {
          result = { state: "unknown", holding, right, why: "the permission is held only under a condition on the object" };
        }
        if (held === "no") unmet = true;
      }
      if (result.state === "no" && unmet) result = { ...result, unmetCondition: true };
      if (result.state === "no") {
        const possible = holding.possible.find((entry) => inDivisions(entry.division, permission, divisions, isAware) !== "no");
        const unknownDivision =
          divisions === undefined ? undefined : divisions.includes(undefined) && holding.anywhere !== undefined ? "the division of the object is not known" : holding.somewhere === undefined ? undefined : describeUnknownDivision(holding.somewhere);
        const why = unknownDivision ?? possible?.why;
        if (why !== undefined) result = { state: "unknown", holding, why };
      }
    }
    if (result.state === "no" || principal.judge === undefined) return result;
    const verdict = principal.judge(permission);
    if (verdict.verdict === "pass") return result;
    const keys = verdict.policies.map((policy) => policy.key);
    if (verdict.verdict === "deny") return { state: "no", holding, denied: keys };
    return { ...result, state: "unknown", why: `access policy ${keys.join(", ")} decides: ${org.accessPoliciesEnabled === undefined ? "whether the org has access policies switched on is not stated" : "its condition depends on the object or the request"}` };
  };

  const refusedBy = (principal: CompiledPrincipal, operation: Operation, looks: readonly Look[], divisions: readonly (string | undefined)[] | undefined): Decision => {
    const failing = looks.filter((entry) => entry.state === "no");
    const denied = failing.find((entry) => entry.denied !== undefined);
    const reasons: Reason[] = [...principal.reasons];
    if (denied?.denied !== undefined) {
      reasons.push(...policyReasons(lookup, denied.denied), operationReason(operation));
      const refusal = refuse(catalogue, {
        status: 403,
        code: "authz.policy.denied",
        cause: "abac-policy-denied",
        certainty: "likely",
        fill: [denied.denied.join(", ")],
        permissions: [denied.holding.permission],
        mode: operation.mode,
      });
      return { decision: "refused", certainty: "likely", refusal, reasons };
    }
    const elsewhere = failing.filter((entry) => entry.elsewhere === true);
    if (divisions !== undefined && elsewhere.length > 0 && (operation.mode === "ANY" || elsewhere.length === failing.length)) {
      return refusedInDivision(principal, operation, elsewhere, failing, divisions);
    }
    const missing = failing.map((entry) => entry.holding.permission);
    const explained = explainMissing(principal, failing, catalogue, operation);
    reasons.push(...explained.reasons);
    reasons.push(operationReason(operation));
    const certainty = explained.certainty;
    const plain = explained.cause === "missing-permission-any" || explained.cause === "missing-permission-all";
    let refusal = plain && missing.length === operation.permissions.length && certainty === "confirmed" ? fullRefusals.get(operation) : undefined;
    if (refusal === undefined) {
      refusal = refuse(catalogue, {
        status: 403,
        code: operation.mode === "ANY" ? "missing.any.permissions" : "missing.permissions",
        cause: explained.cause,
        certainty,
        fill: [bracketed(operation.mode === "ANY" ? operation.permissions : missing)],
        permissions: operation.mode === "ANY" ? operation.permissions : missing,
        mode: operation.mode,
      });
      if (plain && missing.length === operation.permissions.length && certainty === "confirmed") fullRefusals.set(operation, refusal);
    }
    return { decision: "refused", certainty, refusal, reasons };
  };

  const refusedInDivision = (principal: CompiledPrincipal, operation: Operation, elsewhere: readonly Look[], failing: readonly Look[], divisions: readonly (string | undefined)[]): Decision => {
    const asked = divisions.filter((division): division is string => division !== undefined);
    const reasons: Reason[] = [...principal.reasons];
    const first = elsewhere[0];
    const right = first?.holding.anywhere;
    if (first !== undefined && right !== undefined) reasons.push(...chainOf(lookup, right, first.holding.permission));
    reasons.push({ kind: "division", text: `held in ${heldIn(lookup, elsewhere.map((entry) => entry.holding))}, asked in ${asked.map(lookup.divisionName).join(", ")}` });
    if (!/\{/.test(operation.path)) {
      reasons.push({ kind: "division", text: "without naming an object of that division the call itself answers 200 and leaves out what lies there" });
    }
    reasons.push(operationReason(operation));
    const permissions = operation.mode === "ANY" ? operation.permissions : failing.map((entry) => entry.holding.permission);
    const homeOnly = right?.grant.divisionDefaulted === true;
    const certainty = weakest(...elsewhere.map((entry) => isAware(entry.holding.permission).certainty));
    const refusal = refuse(catalogue, {
      status: 403,
      code: operation.mode === "ANY" ? "missing.any.division.permissions" : "missing.division.permission",
      cause: homeOnly ? "home-division-only-grant" : "missing-division-grant",
      certainty,
      fill: operation.mode === "ANY" ? [bracketed(permissions), bracketed(asked)] : [permissions[0] ?? ""],
      permissions,
      mode: operation.mode,
      divisions: asked,
    });
    return { decision: "refused", certainty, refusal, reasons };
  };

  const decide: Decider["decide"] = (principalRef, call, division, circumstances) => {
    const operation = typeof call === "string" ? operationOf(catalogue, call) : call;
    const principal = compile(principalRef);
    if (principal.blocked !== undefined) return principal.blocked;

    if (circumstances?.address !== undefined) {
      const outside = checkAddress(catalogue, lookup, principal, circumstances.address);
      if (outside !== undefined) return outside;
    }
    const trust = principal.trusts === undefined ? undefined : checkTrust(catalogue, principal, circumstances?.on);
    if (trust?.decision !== undefined) return trust.decision;
    const context = checkContext(catalogue, principal, operation);
    if (context !== undefined) return context;
    let certainty: Certainty = principal.certainty;
    let notes: Reason[] | undefined;
    const note = (reason: Reason, sure: Certainty): void => {
      (notes ??= []).push(reason);
      certainty = weakest(certainty, sure);
    };
    if (trust?.reason !== undefined) note(trust.reason, trust.certainty);
    if (principal.machine && operation.context === undefined && isOwnPath(operation)) {
      note({ kind: "grant-type", text: "the path is about the caller's own person; whether a client without a user can be asked is not documented" }, "unsupported");
    }
    if (principal.scopes !== undefined) {
      const scope = checkScopes(catalogue, principal, operation);
      if (scope.decision !== undefined) return scope.decision;
      if (scope.reason !== undefined) note(scope.reason, scope.certainty);
    }

    const divisions = division === undefined ? undefined : (Array.isArray(division) ? (division as readonly DivisionRef[]) : [division as DivisionRef]).map(lookup.divisionKey);
    const gate = passGate(principal, operation, divisions, circumstances);
    if (gate.decision !== undefined) return gate.decision;
    certainty = weakest(certainty, gate.certainty);

    const checks = catalogue.serviceChecks(operation);
    const after: Reason[] = [];
    for (const check of checks) {
      const result = passCheck(principal, operation, check, divisions, circumstances, gate.reasons);
      if (result.decision !== undefined) return result.decision;
      after.push(...result.reasons);
      certainty = weakest(certainty, result.certainty);
    }
    const special = operation.id === "getRecordingBatchrequest" ? checkJob(catalogue, lookup, principal, circumstances) : otherParty(operation, circumstances);
    if (special?.decision !== undefined) return special.decision;
    if (special?.reason !== undefined) after.push(special.reason);
    if (checks.length > 0 && operation.tag === "Recording") after.push(...recordingSettings(principal, circumstances));

    const reasons: Reason[] = [...gate.reasons];
    if (after.length > 0) reasons.push(...after);
    if (notes !== undefined) reasons.push(...notes);
    if (principal.reasons.length > 0) reasons.push(...principal.reasons);
    return { decision: "allowed", certainty, reasons };
  };

  const passGate = (principal: CompiledPrincipal, operation: Operation, divisions: readonly (string | undefined)[] | undefined, circumstances: Circumstances | undefined): Passed => {
    if (operation.mode === "none") {
      const fact = undeclaredFacts[operation.id];
      const reasons: Reason[] = [operationReason(operation)];
      if (fact !== undefined) reasons.push({ kind: "operation", text: fact.note });
      return { reasons, certainty: fact?.certainty ?? "likely" };
    }
    if (operation.mode === "ANY") {
      let looks: Look[] | undefined;
      for (const permission of operation.permissions) {
        const entry = look(principal, permission, divisions, circumstances);
        if (entry.state === "yes" && entry.certainty === "confirmed") return pass(operation, entry, divisions);
        (looks ??= []).push(entry);
      }
      const held = looks?.find((entry) => entry.state === "yes");
      if (held !== undefined) return pass(operation, held, divisions);
      const open = looks?.find((entry) => entry.state === "unknown");
      if (open !== undefined) return { reasons: none, certainty: "confirmed", decision: undecided(principal, operation, open) };
      return { reasons: none, certainty: "confirmed", decision: refusedBy(principal, operation, looks ?? [], divisions) };
    }
    if (operation.permissions.length === 1) {
      const entry = look(principal, operation.permissions[0] as string, divisions, circumstances);
      if (entry.state === "yes") return pass(operation, entry, divisions);
      const decision = entry.state === "unknown" ? undecided(principal, operation, entry) : refusedBy(principal, operation, [entry], divisions);
      return { reasons: none, certainty: "confirmed", decision };
    }
    const looks = operation.permissions.map((permission) => look(principal, permission, divisions, circumstances));
    if (looks.some((entry) => entry.state === "no")) return { reasons: none, certainty: "confirmed", decision: refusedBy(principal, operation, looks, divisions) };
    const open = looks.find((entry) => entry.state === "unknown");
    if (open !== undefined) return { reasons: none, certainty: "confirmed", decision: undecided(principal, operation, open) };
    const reasons = looks.flatMap((entry) => chainOfLook(entry));
    reasons.push(operationReason(operation));
    if (divisions === undefined) for (const entry of looks) reasons.push(divisionReason(entry.holding));
    return { reasons, certainty: weakest(...looks.map((entry) => entry.certainty ?? "confirmed")) };
  };

  const pass = (operation: Operation, entry: Look, divisions: readonly (string | undefined)[] | undefined): Passed => {
    const chain = chainOfLook(entry);
    const reasons = divisions === undefined ? [...chain, operationReason(operation), divisionReason(entry.holding)] : [...chain, operationReason(operation)];
    return { reasons, certainty: entry.certainty ?? "confirmed" };
  };

  const chains = new Map<Holding, Map<Right, readonly Reason[]>>();
  const chainOfLook = (entry: Look): readonly Reason[] => {
    if (entry.right === undefined) return none;
    let ofHolding = chains.get(entry.holding);
    if (ofHolding === undefined) chains.set(entry.holding, (ofHolding = new Map()));
    let chain = ofHolding.get(entry.right);
    if (chain === undefined) ofHolding.set(entry.right, (chain = chainOf(lookup, entry.right, entry.holding.permission)));
    return chain;
  };

  const divisionReasons = new Map<Holding, Reason>();
  const divisionReason = (holding: Holding): Reason => {
    let reason = divisionReasons.get(holding);
    if (reason === undefined) divisionReasons.set(holding, (reason = { kind: "division", text: `${holding.permission} is held in ${heldIn(lookup, [holding])}; the answer shows only what lies there` }));
    return reason;
  };

  const undecided = (principal: CompiledPrincipal, operation: Operation, open: Look): Decision => {
    const why = open.why ?? "something is not known before the update";
    const chain = open.right === undefined ? none : chainOf(lookup, open.right, open.holding.permission);
    return {
      decision: "undecided",
      certainty: "confirmed",
      unknown: `${open.holding.permission}: ${why}`,
      reasons: [...chain, { kind: "unknown", text: why }, operationReason(operation), ...principal.reasons],
    };
  };

  const passCheck = (principal: CompiledPrincipal, operation: Operation, check: ServiceCheck, divisions: readonly (string | undefined)[] | undefined, circumstances: Circumstances | undefined, gateReasons: readonly Reason[]): Passed => {
    const media = check.byMedia === undefined ? undefined : circumstances?.media;
    const wanted = media === undefined || media.length === 0 || check.byMedia === undefined ? [check.anyOf] : media.map((kind) => check.byMedia?.[kind] ?? check.anyOf);
    const reasons: Reason[] = [];
    let certainty: Certainty = "confirmed";
    for (const anyOf of wanted) {
      const looks = anyOf.map((permission) => look(principal, permission, divisions, circumstances));
      const held = looks.find((entry) => entry.state === "yes");
      if (held !== undefined) {
        certainty = weakest(certainty, held.certainty ?? "confirmed");
        if (!operation.permissions.includes(held.holding.permission) || wanted.length > 1 || operation.permissions.length > 1) {
          reasons.push({ kind: "permission", text: `${check.note}: ${held.holding.permission} is held`, ...(held.right === undefined ? {} : { place: held.right.policy.place }) });
        }
        continue;
      }
      const open = looks.find((entry) => entry.state === "unknown");
      if (open !== undefined) return { reasons: none, certainty, decision: undecided(principal, operation, open) };
      const sure = check.byMedia === undefined || media === undefined ? check.certainty : weakest(check.certainty, "unsupported");
      const refusal = refuse(catalogue, { status: 403, code: check.code, cause: check.cause, certainty: sure, permissions: anyOf, mode: "ANY" });
      const open2: Reason = { kind: "permission", text: `${check.note}: none of ${anyOf.join(", ")} is held${divisions === undefined ? "" : " there"}` };
      return { reasons: none, certainty, decision: { decision: "refused", certainty: sure, refusal, reasons: [...gateReasons, open2] } };
    }
    if (check.byMedia !== undefined && check.code === "recording.recording.view.permission.check.failed") {
      if (media === undefined || media.length === 0) {
        const shown = recordingKinds.filter((kind) => look(principal, kind.permission, divisions, circumstances).state === "yes");
        const hidden = recordingKinds.filter((kind) => !shown.includes(kind));
        if (hidden.length > 0) reasons.push({ kind: "permission", text: `shows ${shown.map((kind) => kind.kind).join(", ")}; hides or refuses ${hidden.map((kind) => kind.kind).join(", ")}` });
      }
      if (look(principal, "recording:recording:view", divisions, circumstances).state !== "yes") certainty = weakest(certainty, "unsupported");
    }
    return { reasons, certainty };
  };

  const otherParty = (operation: Operation, circumstances: Circumstances | undefined): { readonly decision?: Decision; readonly reason?: Reason } | undefined => {
    if (!operation.refusals.some((refusal) => refusal.code === "agent.permission.denied")) return undefined;
    const permission = "realtimeMonitor:screen:participate";
    if (circumstances?.agent === undefined) return { reason: { kind: "permission", text: `the monitored agent must hold ${permission}` } };
    const agent = circumstances.agent;
    const state = look(compile(agent), permission, undefined, undefined).state;
    if (state === "yes") return undefined;
    const text = `${describeSubject(lookup, agent)}, whose screen is monitored, ${state === "no" ? "does not hold" : "perhaps does not hold"} ${permission}`;
    if (state === "unknown") return { decision: { decision: "undecided", certainty: "confirmed", unknown: text, reasons: [{ kind: "unknown", text }] } };
    const refusal = refuse(catalogue, { status: 403, code: "agent.permission.denied", cause: "agent-missing-participate", certainty: "confirmed", permissions: [permission], mode: "ANY" });
    return { decision: { decision: "refused", certainty: "confirmed", refusal, reasons: [{ kind: "permission", text }] } };
  };

  const recordingSettings = (principal: CompiledPrincipal, circumstances: Circumstances | undefined): readonly Reason[] => {
    const reasons: Reason[] = [];
    if (org.maxScreenRecordingStreams === 0 && circumstances?.media?.includes("screen") !== false) {
      reasons.push({ kind: "org", text: "the org records no screens (maxSimultaneousStreams is 0): there is nothing new to read", ...placeOf(org) });
    }
    if (org.sensitiveDataRedaction === true && look(principal, "recording:recording:viewSensitiveData", undefined, undefined).state !== "yes") {
      reasons.push({ kind: "org", text: "the org redacts sensitive data, and recording:recording:viewSensitiveData is not held: recordings come redacted", ...placeOf(org) });
    }
    return reasons;
  };

  const holds: Decider["holds"] = (principalRef, permission, division) => {
    const principal = compile(principalRef);
    const divisions = division === undefined ? undefined : (Array.isArray(division) ? (division as readonly DivisionRef[]) : [division as DivisionRef]).map(lookup.divisionKey);
    const { state } = look(principal, permission, divisions, undefined);
    return state;
  };

  const divisionsOf: Decider["divisionsOf"] = (principalRef, permissions) => {
    const principal = compile(principalRef);
    const keys = new Set<string>();
    for (const permission of permissions) {
      const entry = look(principal, permission, undefined, undefined);
      if (entry.state === "no") continue;
      if (entry.holding.everywhere !== undefined) return "all";
      for (const key of entry.holding.byDivision.keys()) keys.add(key);
    }
    return [...keys].sort();
  };

  const effectivePermissions: Decider["effectivePermissions"] = (principalRef) => {
    const { holdings } = compile(principalRef);
    const names = new Set<string>();
    for (const right of holdings.rights) {
      const matching = catalogue.permissionsMatching(right.policy);
      for (const name of matching) names.add(name);
      for (const name of namesOfPolicy(right.policy)) if (!name.includes("*")) names.add(name);
    }
    return [...names].sort().map((permission): EffectivePermission => {
      const holding = holdings.of(permission);
      const conditional = holding.anywhere === undefined;
      const right = holding.anywhere ?? holding.conditional[0];
      const keys = conditional ? holding.conditional.map((entry) => entry.division ?? "") : [...holding.byDivision.keys()];
      const all = conditional ? keys.includes(allDivisions) : holding.everywhere !== undefined;
      return {
        permission,
        divisions: all ? "all" : [...new Set(keys)].filter((key) => key !== "").sort(),
        conditional,
        through: right === undefined ? [] : chainOf(lookup, right, permission),
      };
    });
  };

  return { graph, lookup, catalogue, decide, effectivePermissions, holds, divisionsOf };
}

/** One decision on a graph that is not asked about again; {@link createDecider} is the way to ask often. */
export function decide(graph: AccessGraph, principal: Principal, call: string | Operation, division?: DivisionRef | readonly DivisionRef[], circumstances?: Circumstances): Decision {
  return createDecider(graph).decide(principal, call, division, circumstances);
}

interface Look {
  readonly state: Holds;
  readonly holding: Holding;
  readonly right?: Right;
  readonly certainty?: Certainty;
  readonly why?: string;
  /** Held, but in other divisions. */
  readonly elsewhere?: boolean;
  /** The permission does not exist in this org. */
  readonly absent?: boolean;
  /** Keys of access policies that deny it. */
  readonly denied?: readonly string[];
  /** Held only under a condition that is not met. */
  readonly unmetCondition?: boolean;
}

interface Passed {
  readonly reasons: readonly Reason[];
  readonly certainty: Certainty;
  readonly decision?: Decision;
}

const none: readonly Reason[] = [];

function operationOf(catalogue: Catalogue, call: string): Operation {
  const resolution = catalogue.resolve(call);
  if (resolution.known) return resolution.operation;
  throw new UserError({
    what: `no operation of the Platform API is called ${JSON.stringify(call.slice(0, 200))}${resolution.why === undefined ? "" : `: ${resolution.why}`}`,
    ...(resolution.nearest.length === 0 ? {} : { next: `nearest: ${resolution.nearest.join("; ")}` }),
  });
}

/** The right that covers the divisions asked for, and how sure it is that it does. */
function find(holding: Holding, divisions: readonly (string | undefined)[] | undefined, isAware: (permission: string) => { readonly aware: boolean; readonly certainty: Certainty }): { readonly right: Right; readonly certainty: Certainty } | undefined {
  if (holding.everywhere !== undefined) return { right: holding.everywhere, certainty: "confirmed" };
  if (holding.anywhere === undefined) return undefined;
  if (divisions === undefined) return { right: holding.anywhere, certainty: "confirmed" };
  for (const division of divisions) {
    const right = division === undefined ? undefined : holding.byDivision.get(division);
    if (right !== undefined) return { right, certainty: "confirmed" };
  }
  const { aware, certainty } = isAware(holding.permission);
  return aware ? undefined : { right: holding.anywhere, certainty };
}

function inDivisions(division: string | undefined, permission: string, divisions: readonly (string | undefined)[] | undefined, isAware: (permission: string) => { readonly aware: boolean }): "yes" | "no" | "unknown" {
  if (divisions === undefined || division === allDivisions || !isAware(permission).aware) return "yes";
  if (division === undefined || divisions.includes(undefined)) return "unknown";
  return divisions.includes(division) ? "yes" : "no";
}

function describeUnknownDivision(right: Right): string {
  const { division } = right.grant;
  return division.kind === "unknown" ? division.why : "the division of the grant is not known";
}

function heldIn(lookup: GraphLookup, holdings: readonly Holding[]): string {
  if (holdings.some((holding) => holding.everywhere !== undefined)) return lookup.divisionName(allDivisions);
  const names = new Set(holdings.flatMap((holding) => [...holding.byDivision.keys()].map(lookup.divisionName)));
  if (names.size === 0) return "a division that is not known yet";
  return [...names].sort().join(", ");
}

function describeGate(operation: Operation): string {
  const call = describeOperation(operation);
  if (operation.mode === "none") return `${call} declares no permission: none declared, which is not "none needed"`;
  if (operation.permissions.length === 1) return `${call} asks for ${operation.permissions[0] ?? ""}`;
  return `${call} asks for ${operation.mode === "ANY" ? "one" : "all"} of ${operation.permissions.join(", ")}`;
}

function policyReasons(lookup: GraphLookup, keys: readonly string[]): readonly Reason[] {
  return lookup.graph.accessPolicies
    .filter((policy) => keys.includes(policy.key))
    .map((policy) => ({ kind: "policy" as const, text: `access policy "${policy.key}" (${policy.effect}) decides ${policy.permission}`, place: policy.place }));
}

function placeOf(entity: { readonly place?: Reason["place"] }): { readonly place?: NonNullable<Reason["place"]> } {
  return entity.place === undefined ? {} : { place: entity.place };
}

/** Why a permission is missing: the first explanation that fits, else simply that it is not held. */
function explainMissing(principal: CompiledPrincipal, failing: readonly Look[], catalogue: Catalogue, operation: Operation): { readonly cause: Refusal["cause"]; readonly certainty: Certainty; readonly reasons: readonly Reason[] } {
  const missing = failing.map((entry) => entry.holding.permission);
  const absent = failing.filter((entry) => entry.absent === true);
  const plain = operation.mode === "ANY" ? ("missing-permission-any" as const) : ("missing-permission-all" as const);
  const said: Reason = { kind: "permission", text: `not held: ${missing.join(", ")}` };
  if (absent.length > 0 && absent.some((entry) => entry.holding.anywhere !== undefined)) {
    return { cause: "permission-unavailable-in-org", certainty: "likely", reasons: [{ kind: "org", text: `this org does not know ${absent.map((entry) => entry.holding.permission).join(", ")}` }] };
  }
  if (failing.some((entry) => entry.unmetCondition === true)) {
    return { cause: "conditional-permission-mismatch", certainty: "likely", reasons: [{ kind: "permission", text: `held only under a condition that is not met: ${missing.join(", ")}` }] };
  }
  const idle = [...failing.flatMap((entry) => entry.holding.idle), ...principal.idle.filter((entry) => missing.some((permission) => coversIdle(entry, permission, catalogue)))]
    .sort((a, b) => (a.why < b.why ? -1 : a.why > b.why ? 1 : 0))[0];
  if (idle !== undefined) return { cause: idle.cause, certainty: "confirmed", reasons: [{ kind: "grant", text: idle.why, place: idle.grant.place }, said] };
  if (principal.machine && principal.holdings.rights.length === 0) {
    return { cause: "missing-client-roles", certainty: "confirmed", reasons: [{ kind: "grant", text: "the client has no role in any division", ...placeOf(principal.client ?? {}) }, said] };
  }
  return { cause: plain, certainty: "confirmed", reasons: [said] };
}

function coversIdle(entry: IdleRight, permission: string, catalogue: Catalogue): boolean {
  return catalogue.permissionsMatching(entry.policy).includes(permission) || namesOfPolicy(entry.policy).includes(permission);
}

function isOwnPath(operation: Operation): boolean {
  return /\/me(\/|$)/.test(operation.path);
}

