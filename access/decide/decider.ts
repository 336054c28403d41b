import { type Catalogue, catalogue as bundledCatalogue } from "../catalogue/catalogue";
import type { Operation } from "../catalogue/operation";
import { namesOfPolicy } from "../catalogue/permissionName";
import { type Certainty, weakest } from "../certainty";
import { UserError } from "../errors";
import type { AccessGraph, DivisionRef, SubjectRef } from "../graph/graph";
import { type GraphLookup, allDivisions } from "../graph/lookup";
import { checkAddress, checkContext, checkJob, checkScopes, checkTrust } from "./checks";
import { type CompiledPrincipal, compilePrincipal } from "./compile";
import type { Decision, Reason } from "./decision";
import { passGate } from "./gate";
import { type Holdings, chainFor, collectHoldings } from "./holdings";
import { type AskedDivisions, type Holds, look } from "./look";
import type { Circumstances, Principal } from "./principal";
import { createScene } from "./scene";
import { checkAgent, checkUndeclared, passCheck, recordingSettings } from "./services";

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
  const scene = createScene(graph, catalogue);
  const { lookup } = scene;
  const holdings: Record<SubjectRef["kind"], Map<string, Holdings>> = { client: new Map(), user: new Map(), group: new Map() };
  const own: Record<SubjectRef["kind"], Map<string, CompiledPrincipal>> = { client: new Map(), user: new Map(), group: new Map() };
  const through = new Map<string, Map<string, CompiledPrincipal>>();

  const holdingsOf = (subject: SubjectRef): Holdings => {
    const map = holdings[subject.kind];
    let entry = map.get(subject.key);
    if (entry === undefined) map.set(subject.key, (entry = collectHoldings(lookup, subject)));
    return entry;
  };

  const compile = (principal: Principal): CompiledPrincipal => {
    let map = own[principal.kind];
    if (principal.via !== undefined) {
      const users = through.get(principal.via);
      if (users === undefined) through.set(principal.via, (map = new Map()));
      else map = users;
    }
    let entry = map.get(principal.key);
    if (entry === undefined) map.set(principal.key, (entry = compilePrincipal(lookup, catalogue, principal, holdingsOf)));
    return entry;
  };

  const asked = (division: DivisionRef | readonly DivisionRef[] | undefined): AskedDivisions => {
    if (division === undefined) return undefined;
    return Array.isArray(division) ? (division as readonly DivisionRef[]).map(lookup.divisionKey) : [lookup.divisionKey(division as DivisionRef)];
  };

  const decide: Decider["decide"] = (principalRef, call, division, given) => {
    const resolved = typeof call === "string" ? resolve(catalogue, call) : undefined;
    const operation = resolved?.operation ?? (call as Operation);
    const circumstances = resolved === undefined || given?.pathParameters !== undefined ? given : { ...given, pathParameters: resolved.pathParameters };
    const principal = compile(principalRef);
    if (principal.blocked !== undefined) return principal.blocked;
    const plan = scene.plan(operation);
    const notes: Reason[] = [];
    let open: Decision | undefined;
    let certainty: Certainty = principal.certainty;
    const note = (reason: Reason, sure: Certainty): void => {
      notes.push(reason);
      certainty = weakest(certainty, sure);
    };

    if (circumstances?.address !== undefined) {
      const outside = checkAddress(catalogue, lookup, principal, circumstances.address);
      if (outside !== undefined) return outside;
    }
    if (principal.trusts !== undefined) {
      const trust = checkTrust(catalogue, principal, circumstances?.on);
      if (trust?.decision !== undefined) return trust.decision;
      if (trust?.reason !== undefined) note(trust.reason, trust.certainty);
    }
    if (operation.context !== undefined) {
      const context = checkContext(catalogue, principal, operation);
      if (context !== undefined) return context;
    }
    if (principal.machine && plan.ownPath) {
      note({ kind: "grant-type", text: "the path is about the caller's own person; whether a client without a user can be asked is not documented" }, "unsupported");
    }
    if (principal.scopes !== undefined) {
      const scope = checkScopes(catalogue, principal, operation, plan);
      if (scope.decision?.decision === "refused") return scope.decision;
      open = scope.decision;
      if (scope.reason !== undefined) note(scope.reason, scope.certainty);
    }
    for (const doubt of plan.doubts) {
      if (doubt.about === "permission" || (doubt.about === "grant-type" && principal.machine)) note(doubt.reason, doubt.certainty);
    }

    const divisions = asked(division);
    const gate = passGate(scene, principal, plan, divisions, circumstances);
    if (gate.decision?.decision === "refused") return gate.decision;
    open ??= gate.decision;
    certainty = weakest(certainty, gate.certainty);
    const reasons = [...gate.reasons];
    for (const check of plan.checks) {
      const passed = passCheck(scene, principal, plan, check, divisions, circumstances, gate.reasons);
      if (passed.decision?.decision === "refused") return passed.decision;
      open ??= passed.decision;
      reasons.push(...passed.reasons);
      certainty = weakest(certainty, passed.certainty);
    }
    const undeclared = plan.undeclared === undefined ? undefined : checkUndeclared(scene, principal, plan, divisions, circumstances);
    if (undeclared?.decision?.decision === "refused") return undeclared.decision;
    open ??= undeclared?.decision;
    if (undeclared !== undefined) {
      reasons.push(...undeclared.reasons);
      certainty = weakest(certainty, undeclared.certainty);
    }
    const party = operation.id === "getRecordingBatchrequest" ? checkJob(catalogue, lookup, principal, circumstances) : checkAgent(scene, compile, plan, circumstances);
    if (party?.decision?.decision === "refused") return party.decision;
    open ??= party?.decision;
    if (open !== undefined) return open;
    if (party?.reason !== undefined) reasons.push(party.reason);
    if (plan.checks.length > 0 && operation.tag === "Recording") reasons.push(...recordingSettings(scene, principal, circumstances));
    reasons.push(...notes, ...principal.reasons);
    return { decision: "allowed", certainty, reasons };
  };

  const divisionsOf: Decider["divisionsOf"] = (principalRef, permissions) => {
    const principal = compile(principalRef);
    const keys = new Set<string>();
    for (const permission of permissions) {
      const entry = look(scene, principal, permission, undefined, undefined);
      if (entry.state !== "yes") continue;
      if (entry.holding.everywhere !== undefined) return "all";
      for (const key of entry.holding.byDivision.keys()) keys.add(key);
    }
    return [...keys].sort();
  };

  const effectivePermissions: Decider["effectivePermissions"] = (principalRef) => {
    const held = compile(principalRef).holdings;
    const names = new Set<string>();
    for (const right of held.rights) {
      for (const name of catalogue.permissionsMatching(right.policy)) names.add(name);
      for (const name of namesOfPolicy(right.policy)) if (!name.includes("*")) names.add(name);
    }
    return [...names].sort().flatMap((permission): readonly EffectivePermission[] => {
      const holding = held.of(permission);
      if (holding.anywhere === undefined && holding.conditional.length === 0) return [];
      const conditional = holding.anywhere === undefined;
      const right = holding.anywhere ?? holding.conditional[0];
      const keys = conditional ? holding.conditional.flatMap((entry) => entry.division ?? []) : [...holding.byDivision.keys()];
      const everywhere = conditional ? keys.includes(allDivisions) : holding.everywhere !== undefined;
      return [
        {
          permission,
          divisions: everywhere ? "all" : [...new Set(keys)].sort(),
          conditional,
          through: right === undefined ? [] : chainFor(lookup, holding, right),
        },
      ];
    });
  };

  return {
    graph,
    lookup,
    catalogue,
    decide,
    effectivePermissions,
    holds: (principal, permission, division) => look(scene, compile(principal), permission, asked(division), undefined).state,
    divisionsOf,
  };
}

/** One decision on a graph that is not asked about again; {@link createDecider} is the way to ask often. */
export function decide(graph: AccessGraph, principal: Principal, call: string | Operation, division?: DivisionRef | readonly DivisionRef[], circumstances?: Circumstances): Decision {
  return createDecider(graph).decide(principal, call, division, circumstances);
}

function resolve(catalogue: Catalogue, call: string): { readonly operation: Operation; readonly pathParameters: Readonly<Record<string, string>> } {
  const resolution = catalogue.resolve(call);
  if (resolution.known) return resolution;
  throw new UserError({
    what: `no operation of the Platform API is called ${JSON.stringify(call.slice(0, 200))}${resolution.why === undefined ? "" : `: ${resolution.why}`}`,
    ...(resolution.nearest.length === 0 ? {} : { next: `nearest: ${resolution.nearest.join("; ")}` }),
  });
}
