import { type Catalogue, catalogue as bundledCatalogue } from "../catalogue/catalogue";
import type { Operation } from "../catalogue/operation";
import { namesOfPolicy } from "../catalogue/permissionName";
import { UserError } from "../errors";
import type { AccessGraph, DivisionRef, SubjectRef } from "../graph/graph";
import { type GraphLookup, allDivisions } from "../graph/lookup";
import { checkAddress, checkContext, checkDoubts, checkJob, checkScopes, checkTrust } from "./checks";
import { type CompiledPrincipal, compilePrincipal } from "./compile";
import type { Decision, Reason } from "./decision";
import { passGate } from "./gate";
import { type Holdings, chainFor, collectHoldings } from "./holdings";
import { type Holds, look } from "./look";
import type { Circumstances, Principal } from "./principal";
import { Answer, type AskedDivisions, type Part, type Question } from "./question";
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
  readonly decide: (
    principal: Principal,
    call: string | Operation,
    division?: DivisionRef | readonly DivisionRef[],
    circumstances?: Circumstances,
  ) => Decision;
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
    if (principal.via !== undefined && principal.kind === "user") {
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
    return Array.isArray(division)
      ? (division as readonly DivisionRef[]).map(lookup.divisionKey)
      : [lookup.divisionKey(division as DivisionRef)];
  };

  const decide: Decider["decide"] = (principalRef, call, division, given) => {
    const resolved = typeof call === "string" ? resolve(catalogue, call) : undefined;
    const operation = resolved?.operation ?? (call as Operation);
    const circumstances =
      resolved === undefined || given?.pathParameters !== undefined ? given : { ...given, pathParameters: resolved.pathParameters };
    const principal = compile(principalRef);
    if (principal.blocked !== undefined) return principal.blocked;
    const question: Question = { scene, principal, plan: scene.plan(operation), divisions: asked(division), circumstances };
    const answer = new Answer(principal.certainty);
    const early =
      answer.note(checkAddress(question)) ??
      answer.note(checkTrust(question)) ??
      answer.note(checkContext(question)) ??
      answer.note(checkScopes(question)) ??
      answer.note(checkDoubts(question));
    if (early !== undefined) return early;
    const gate = passGate(question);
    const refused = answer.add(gate) ?? afterTheGate(question, answer, gate);
    return refused ?? answer.end(principal.reasons);
  };

  /** What the service behind the gate asks, of the caller and of others. */
  const afterTheGate = (question: Question, answer: Answer, gate: Part): Decision | undefined => {
    for (const check of question.plan.checks) {
      const refused = answer.add(passCheck(question, check, gate));
      if (refused !== undefined) return refused;
    }
    return (
      answer.add(checkUndeclared(question)) ??
      answer.add(checkJob(question)) ??
      answer.add(checkAgent(question, compile)) ??
      answer.add(recordingSettings(question))
    );
  };

  const divisionsOf: Decider["divisionsOf"] = (principalRef, permissions) => {
    const principal = compile(principalRef);
    const keys = new Set<string>();
    for (const permission of permissions) {
      const entry = look({ scene, principal, divisions: undefined, circumstances: undefined }, permission);
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
    holds: (principal, permission, division) =>
      look({ scene, principal: compile(principal), divisions: asked(division), circumstances: undefined }, permission).state,
    divisionsOf,
  };
}

/** One decision on a graph that is not asked about again; {@link createDecider} is the way to ask often. */
export function decide(
  graph: AccessGraph,
  principal: Principal,
  call: string | Operation,
  division?: DivisionRef | readonly DivisionRef[],
  circumstances?: Circumstances,
): Decision {
  return createDecider(graph).decide(principal, call, division, circumstances);
}

function resolve(
  catalogue: Catalogue,
  call: string,
): { readonly operation: Operation; readonly pathParameters: Readonly<Record<string, string>> } {
  const resolution = catalogue.resolve(call);
  if (resolution.known) return resolution;
  throw new UserError({
    what: `no operation of the Platform API is called ${JSON.stringify(call.slice(0, 200))}${resolution.why === undefined ? "" : `: ${resolution.why}`}`,
    ...(resolution.nearest.length === 0 ? {} : { next: `nearest: ${resolution.nearest.join("; ")}` }),
  });
}
