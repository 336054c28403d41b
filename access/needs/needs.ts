import { type Catalogue, catalogue as bundledCatalogue } from "../catalogue/catalogue";
import { type OtherCondition, otherConditionsOf } from "../catalogue/facts/otherConditions";
import { choices } from "../catalogue/facts/choices";
import { type DatedChange, datedChanges, datedChangesOf } from "../catalogue/facts/datedChanges";
import { familyOfPath, unexpectedFamily } from "../catalogue/facts/scopeFamilies";
import { undeclaredFacts, undeclaredPermission } from "../catalogue/facts/undeclared";
import { type Operation, describeOperation } from "../catalogue/operation";
import { permissionParts } from "../catalogue/permissionName";
import { reachOf } from "../catalogue/families";
import { type Power, powerOf } from "../catalogue/power";
import { singular } from "../catalogue/words";
import { type Certainty, weakest } from "../certainty";
import type { GrantType, RecordingMedia } from "../graph/graph";
import { refuse } from "../decide/refuse";
import { cheapestCover } from "./cover";

/** What is read of recordings by the calls, and which catalogue is asked. */
export interface NeedsOptions {
  readonly recordings?: readonly RecordingMedia[];
  readonly catalogue?: Catalogue;
}

/** One permission of the answer, with what asks for it. */
export interface NeededPermission {
  readonly permission: string;
  readonly power: Power;
  /** Calls (as given) that ask for it, each with the reason. */
  readonly reasons: readonly { readonly call: string; readonly why: string }[];
  readonly certainty: Certainty;
}

/** What one call needs. */
export interface CallNeeds {
  /** The call as given. */
  readonly call: string;
  readonly known: boolean;
  readonly operation?: Operation;
  /** What the operation declares. */
  readonly permissions: readonly string[];
  readonly mode: Operation["mode"];
  /** What the operation declares: alternatives for a user's token, least first. */
  readonly scopes: readonly string[];
  /** Grant types with which it can be made at all. */
  readonly grantTypes: readonly GrantType[];
  /** Nearest calls when it is not known. */
  readonly nearest: readonly string[];
  /** Why it is not known, when there is more to say than that. */
  readonly why?: string;
  /** What checks, after the gate, the service makes. */
  readonly serviceChecks: readonly {
    readonly code: string;
    readonly anyOf: readonly string[];
    readonly note: string;
    readonly certainty: Certainty;
  }[];
  /** How divisions matter to it. */
  readonly divisions: { readonly perDivision: readonly string[]; readonly text: string; readonly certainty: Certainty };
  /** What else decides: products, settings of the org, another party's permission, allowed addresses. */
  readonly alsoDecides: readonly OtherCondition[];
  /** Refusals that the operation documents beyond those of every operation. */
  readonly refusals: readonly { readonly status: number; readonly code: string; readonly message: string }[];
  readonly deprecated: boolean;
  readonly changes: readonly DatedChange[];
  /** Notes that a reader of the answer should have: another scope family than the path suggests, a correction of the specification, … */
  readonly notes: readonly string[];
}

/** What a set of calls needs: one role, one set of scopes. */
export interface Needs {
  readonly calls: readonly CallNeeds[];
  readonly role: { readonly permissions: readonly string[]; readonly reasons: readonly NeededPermission[] };
  /** Scopes of a client whose tokens act for a user: the least set of which every call accepts one. */
  readonly scopes: readonly string[];
  /** Grant types with which all of the calls can be made. */
  readonly grantTypes: readonly GrantType[];
  /** Dated changes that touch one of these grant types; those of a single call stand with the call. */
  readonly changes: readonly DatedChange[];
  readonly certainty: Certainty;
  readonly catalogue: { readonly version: string; readonly date: string };
}

const allGrantTypes: readonly GrantType[] = ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"];

/** Which grant types can make an operation at all. */
export function grantTypesOf(operation: Pick<Operation, "context">): readonly GrantType[] {
  if (operation.context === "client") return ["CLIENT-CREDENTIALS"];
  return operation.context === "user" ? allGrantTypes.filter((type) => type !== "CLIENT-CREDENTIALS") : allGrantTypes;
}

interface Demand {
  readonly call: string;
  /** Best first. */
  readonly alternatives: readonly string[];
  readonly why: (chosen: string) => string;
  readonly certainty: Certainty;
}

/**
 * The least that makes all of the calls possible: what the gate asks, what a second check of the
 * service asks, what the declared media need. Where an operation leaves a choice, the least
 * powerful permission that its second check then also accepts. Calls that nothing knows are in the
 * answer with their nearest neighbours and ask for nothing.
 */
export function needs(calls: readonly string[], options: NeedsOptions = {}): Needs {
  const catalogue = options.catalogue ?? bundledCatalogue();
  const media = [...new Set(options.recordings ?? [])].sort();
  const resolved = calls.map((call) => ({ call, resolution: catalogue.resolve(call) }));
  const demands: Demand[] = [];
  for (const { call, resolution } of resolved) {
    if (resolution.known) demands.push(...demandsOf(catalogue, call, resolution.operation, resolution.pathParameters, media));
  }
  const permissions = cheapestCover(demands, (permission) => costOf(catalogue, permission));
  const reasons = permissions.map((permission): NeededPermission => {
    const asking = demands.filter((demand) => chosenFor(demand, permissions) === permission);
    return {
      permission,
      power: powerOf(permission),
      reasons: asking.map((demand) => ({ call: demand.call, why: demand.why(permission) })),
      certainty: weakest(...asking.map((demand) => demand.certainty)),
    };
  });
  const described = resolved.map(({ call, resolution }): CallNeeds => {
    if (resolution.known) return describeCall(catalogue, call, resolution.operation);
    return { ...unknownCall, call, nearest: resolution.nearest, ...(resolution.why === undefined ? {} : { why: resolution.why }) };
  });
  const known = described.filter((call) => call.known);
  const grantTypes = allGrantTypes.filter((type) => known.every((call) => call.grantTypes.includes(type)));
  return {
    calls: described,
    role: { permissions, reasons },
    scopes: leastScopes(known.map((call) => call.scopes)),
    grantTypes,
    changes: datedChanges.filter((change) => change.touches.grantTypes?.some((type) => grantTypes.includes(type)) === true),
    certainty: weakest(...demands.map((demand) => demand.certainty)),
    catalogue: { version: catalogue.version, date: catalogue.date },
  };
}

/** Order of cost, so far apart that no number of lesser permissions outweighs a greater one in practice. */
const costs: Readonly<Record<Power, number>> = { view: 1, add: 20, edit: 25, delete: 40, "grant-like": 1000 };

/** Names that stand for administering everything: the last choice among grant-like ones. */
const allEmbracing = /^[^:]+$|:admin$/;

function costOf(catalogue: Catalogue, permission: string): number {
  return costs[reachOf(catalogue, permission)] * (allEmbracing.test(permission) ? 3 : 1);
}

const unknownCall: Omit<CallNeeds, "call"> = {
  known: false,
  permissions: [],
  mode: "none",
  scopes: [],
  grantTypes: [],
  nearest: [],
  serviceChecks: [],
  divisions: { perDivision: [], text: "", certainty: "confirmed" },
  alsoDecides: [],
  refusals: [],
  deprecated: false,
  changes: [],
  notes: [],
};

function demandsOf(
  catalogue: Catalogue,
  call: string,
  operation: Operation,
  pathParameters: Readonly<Record<string, string>>,
  media: readonly RecordingMedia[],
): readonly Demand[] {
  const demands: Demand[] = [];
  const checks = catalogue.serviceChecks(operation);
  if (operation.mode === "ALL") {
    for (const permission of operation.permissions) {
      demands.push({
        call,
        alternatives: [permission],
        why: () => (operation.permissions.length === 1 ? "the operation asks for it" : "the operation asks for all of its permissions"),
        certainty: "confirmed",
      });
    }
  }
  if (operation.mode === "ANY") {
    const alternatives = inOrderOfChoice(catalogue, operation);
    demands.push({
      call,
      alternatives,
      why: (chosen) =>
        whyChosen(
          chosen,
          operation.permissions,
          checks.some((check) => check.anyOf.includes(chosen)),
        ),
      certainty: "confirmed",
    });
  }
  const undeclared = undeclaredFacts[operation.id];
  const asked = undeclaredPermission(undeclared, pathParameters);
  if (undeclared !== undefined && asked !== undefined) {
    demands.push({ call, alternatives: [asked.permission], why: () => undeclared.note, certainty: undeclared.certainty });
  }
  for (const check of checks) {
    const { byMedia } = check;
    if (byMedia === undefined || media.length === 0) {
      demands.push({ call, alternatives: check.anyOf, why: () => check.note, certainty: check.certainty });
      continue;
    }
    for (const kind of media) {
      const alternatives = byMedia[kind];
      demands.push({
        call,
        alternatives,
        why: () => `${kind} recordings are read: ${check.note}`,
        certainty: weakest(check.certainty, kind === "screen" ? "unsupported" : "confirmed"),
      });
    }
  }
  return demands;
}

/**
 * The alternatives with the least powerful first; then a choice that this project has reasons for,
 * the one named after what the path names, the one of the operation's own domain, the plain
 * `view`, the one that opens fewest operations, the order of the specification.
 */
function inOrderOfChoice(catalogue: Catalogue, operation: Operation): readonly string[] {
  let order = orders.get(operation);
  if (order === undefined) orders.set(operation, (order = orderOfChoice(catalogue, operation)));
  return order;
}

/** An operation object belongs to one catalogue, and neither ever changes. */
const orders = new WeakMap<Operation, readonly string[]>();

function orderOfChoice(catalogue: Catalogue, operation: Operation): readonly string[] {
  const { permissions } = operation;
  const only = choices.find((choice) => choice.operations?.includes(operation.id) === true);
  if (only !== undefined) return only.order;
  if (permissions.length < 2) return permissions;
  const family = normal(familyOfPath(operation.path, catalogue.isScope) ?? "");
  const named = namesOfObject(operation.path);
  const rank = (permission: string): readonly number[] => {
    const preferred = choices.find((choice) => choice.order.includes(permission));
    const parts = permissionParts(permission);
    return [
      costOf(catalogue, permission),
      preferred === undefined ? 50 : preferred.order.indexOf(permission),
      named.includes(normal(parts?.entity ?? "")) ? 0 : 1,
      normal(parts?.domain ?? "") === family ? 0 : 1,
      permission.endsWith(":view") ? 0 : 1,
      catalogue.permission(permission)?.operations.length ?? 0,
      permissions.indexOf(permission),
    ];
  };
  return permissions
    .map((permission) => ({ permission, rank: rank(permission) }))
    .sort((a, b) => {
      const at = a.rank.findIndex((value, index) => value !== b.rank[index]);
      return at === -1 ? 0 : (a.rank[at] ?? 0) - (b.rank[at] ?? 0);
    })
    .map((entry) => entry.permission);
}

/** What a path is about, as entities of permissions are named: its last fixed part, and that with the one before it. */
function namesOfObject(path: string): readonly string[] {
  const fixed = path
    .split("/")
    .filter((part) => part !== "" && !part.startsWith("{"))
    .map((part) => normal(singular(part)));
  const last = fixed.at(-1) ?? "";
  return [last, `${fixed.at(-2) ?? ""}${last}`];
}

function whyChosen(chosen: string, permissions: readonly string[], acceptedLater: boolean): string {
  if (permissions.length === 1) return "the operation asks for it";
  const others = permissions.filter((permission) => permission !== chosen);
  const shown = others.length > 4 ? `${others.slice(0, 4).join(", ")} and ${others.length - 4} more` : others.join(", ");
  const choice = choices.find((entry) => entry.order.includes(chosen) && others.some((other) => entry.order.includes(other)));
  const why = choice?.reason ?? `the least powerful that suits the calls`;
  return `one of several would do (also ${shown}): ${why}${acceptedLater ? "; the service's second check accepts it too" : ""}`;
}

function chosenFor(demand: Demand, permissions: readonly string[]): string | undefined {
  return demand.alternatives.find((alternative) => permissions.includes(alternative));
}

function describeCall(catalogue: Catalogue, call: string, operation: Operation): CallNeeds {
  let description = descriptions.get(operation);
  if (description === undefined) descriptions.set(operation, (description = describe(catalogue, operation)));
  return { call, ...description };
}

const descriptions = new WeakMap<Operation, Omit<CallNeeds, "call">>();

function describe(catalogue: Catalogue, operation: Operation): Omit<CallNeeds, "call"> {
  const perDivision = operation.permissions.filter((permission) => catalogue.divisionAwareness(permission).aware);
  const notes: string[] = [];
  const family = unexpectedFamily(operation, catalogue.isScope);
  if (operation.mode === "none")
    notes.push(undeclaredFacts[operation.id]?.note ?? 'none declared, which is not "none needed": the service may still ask for one');
  if (operation.scopes.length === 0) notes.push("the specification states no scope: what a user's token needs is not known");
  if (family !== undefined) notes.push(`its scope is of the family ${family.real}, not ${family.suggested} as the path suggests`);
  for (const override of catalogue.overrides) if (override.operation === operation.id) notes.push(override.reason);
  if (operation.context === undefined && /\/me(\/|$)/.test(operation.path) && undeclaredFacts[operation.id]?.certainty !== "confirmed")
    notes.push("the path is about the caller's own person; whether client credentials can make it is not documented");
  return {
    known: true,
    operation,
    permissions: operation.permissions,
    mode: operation.mode,
    scopes: leastFirst(operation.scopes),
    grantTypes: grantTypesOf(operation),
    nearest: [],
    serviceChecks: catalogue.serviceChecks(operation).map(({ code, anyOf, note, certainty }) => ({ code, anyOf, note, certainty })),
    divisions: {
      perDivision,
      text: divisionText(operation, perDivision),
      certainty: perDivision.length === 0 && operation.mode === "none" ? "confirmed" : "likely",
    },
    alsoDecides: otherConditionsOf(operation),
    refusals: operation.refusals.map(({ status, code }) => ({
      status,
      code,
      message: refuse(catalogue, { status, code, cause: "unknown-endpoint", certainty: "confirmed" }).message,
    })),
    deprecated: operation.deprecated,
    changes: datedChangesOf(operation),
    notes,
  };
}

function divisionText(operation: Operation, perDivision: readonly string[]): string {
  if (operation.mode === "none") return "no permission is declared, so no division is known to matter";
  if (perDivision.length === 0) return "a grant in any division is enough, as far as is known";
  return /\{/.test(operation.path)
    ? "the role must be granted in a division of the object (for conversations and recordings: one that they touched), or in all"
    : "without naming an object it passes with a grant in any division and shows only what those divisions hold";
}

function leastScopes(ofCalls: readonly (readonly string[])[]): readonly string[] {
  return cheapestCover(
    ofCalls.filter((scopes) => scopes.length > 0).map((alternatives) => ({ alternatives })),
    (scope) => (scope.endsWith(":readonly") ? 1 : 1.5),
  );
}

function leastFirst(scopes: readonly string[]): readonly string[] {
  return [...scopes].sort((a, b) => Number(b.endsWith(":readonly")) - Number(a.endsWith(":readonly")) || (a < b ? -1 : 1));
}

function normal(name: string): string {
  return name.replace(/[^a-z]/gi, "").toLowerCase();
}

/** The answer as scripts rely on it; these names stay. */
export interface NeedsJson {
  readonly calls: readonly {
    readonly call: string;
    readonly known: boolean;
    readonly permissions: readonly string[];
    readonly mode: Operation["mode"];
    readonly scopes: readonly string[];
    readonly grantTypes: readonly GrantType[];
    readonly nearest: readonly string[];
    readonly [more: string]: unknown;
  }[];
  readonly role: { readonly permissions: readonly string[]; readonly [more: string]: unknown };
  readonly scopes: readonly string[];
  readonly [more: string]: unknown;
}

/** The JSON form of an answer. */
export function needsToJson(answer: Needs): NeedsJson {
  return {
    calls: answer.calls.map(({ operation, ...call }) => ({
      ...call,
      ...(operation === undefined ? {} : { operation: operation.id, method: operation.method, path: operation.path }),
      ...(operation === undefined ? {} : { title: describeOperation(operation) }),
    })),
    role: answer.role,
    scopes: answer.scopes,
    grantTypes: answer.grantTypes,
    changes: answer.changes,
    certainty: answer.certainty,
    catalogue: answer.catalogue,
  };
}
