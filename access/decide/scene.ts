import type { Catalogue } from "../catalogue/catalogue";
import { doubts } from "../catalogue/facts/doubts";
import { type ProductGate, missingProduct } from "../catalogue/facts/productGates";
import type { ServiceCheck } from "../catalogue/facts/secondChecks";
import { type UndeclaredFact, undeclaredFacts } from "../catalogue/facts/undeclared";
import { type Operation, describeOperation } from "../catalogue/operation";
import type { Certainty } from "../certainty";
import type { AccessGraph } from "../graph/graph";
import { type GraphLookup, lookUp } from "../graph/lookup";
import type { Reason } from "./decision";
import { bracketed, refuse } from "./refuse";
import type { Refusal } from "./refusal";

/** What all decisions on one graph share. */
export interface Scene {
  readonly graph: AccessGraph;
  readonly lookup: GraphLookup;
  readonly catalogue: Catalogue;
  /** Whether a permission is held per division, and how sure that is. */
  readonly isAware: (permission: string) => { readonly aware: boolean; readonly certainty: Certainty };
  /** Whether the org knows a permission; true when no live org was asked. */
  readonly exists: (permission: string) => boolean;
  /** A product that the org is declared not to have and that is said to bring the permission. */
  readonly missingProduct: (permission: string) => ProductGate | undefined;
  /** True when the org says nothing that could take a permission away again. */
  readonly plain: boolean;
  readonly plan: (operation: Operation) => Plan;
}

/** What decisions need of one operation, prepared once. */
export interface Plan {
  readonly operation: Operation;
  /** What the gate asks, as a reason. */
  readonly gate: Reason;
  readonly checks: readonly ServiceCheck[];
  readonly undeclared: UndeclaredFact | undefined;
  /** The path is about the caller's own person, and the specification does not say whether a client may ask. */
  readonly ownPath: boolean;
  readonly doubts: readonly { readonly about: string; readonly reason: Reason; readonly certainty: Certainty }[];
  /** The refusal of somebody who holds none of the permissions, and the reason that says so. */
  readonly refusal: () => { readonly refusal: Refusal; readonly missing: Reason };
}

/** Prepares a graph. */
export function createScene(graph: AccessGraph, catalogue: Catalogue): Scene {
  const { org } = graph;
  const existing = org.permissions === undefined ? undefined : new Set(org.permissions);
  const aware = org.divisionAwarePermissions === undefined ? undefined : new Set(org.divisionAwarePermissions);
  const plans = new Map<Operation, Plan>();
  return {
    graph,
    lookup: lookUp(graph),
    catalogue,
    isAware: (permission) => {
      if (org.divisionAwareGranting === true && /^authorization:grant:(add|delete)$/.test(permission))
        return { aware: true, certainty: "confirmed" };
      return aware === undefined ? catalogue.divisionAwareness(permission) : { aware: aware.has(permission), certainty: "confirmed" };
    },
    exists: (permission) => existing === undefined || existing.has(permission) || !permission.includes(":"),
    missingProduct: (permission) => (org.products === undefined ? undefined : missingProduct(permission, org.products)),
    plain: existing === undefined && org.products === undefined,
    plan: (operation) => {
      let plan = plans.get(operation);
      if (plan === undefined) plans.set(operation, (plan = planOf(catalogue, operation)));
      return plan;
    },
  };
}

function planOf(catalogue: Catalogue, operation: Operation): Plan {
  let refused: { readonly refusal: Refusal; readonly missing: Reason } | undefined;
  return {
    operation,
    gate: { kind: "operation", text: describeGate(operation) },
    checks: catalogue.serviceChecks(operation),
    undeclared: undeclaredFacts[operation.id],
    ownPath:
      operation.context === undefined && /\/me(\/|$)/.test(operation.path) && undeclaredFacts[operation.id]?.certainty !== "confirmed",
    doubts: doubts
      .filter((doubt) => doubt.operation === operation.id)
      .map((doubt) => ({ about: doubt.about, reason: { kind: "operation", text: doubt.text }, certainty: doubt.certainty })),
    refusal: () =>
      (refused ??= {
        refusal: refuse(catalogue, {
          status: 403,
          code: operation.mode === "ANY" ? "missing.any.permissions" : "missing.permissions",
          cause: operation.mode === "ANY" ? "missing-permission-any" : "missing-permission-all",
          certainty: "confirmed",
          fill: [bracketed(operation.permissions)],
          permissions: operation.permissions,
          mode: operation.mode,
        }),
        missing: { kind: "permission", text: `not held: ${operation.permissions.join(", ")}` },
      }),
  };
}

function describeGate(operation: Operation): string {
  const call = describeOperation(operation);
  if (operation.mode === "none") return `${call} declares no permission: none declared, which is not "none needed"`;
  if (operation.permissions.length === 1) return `${call} asks for ${operation.permissions[0] ?? ""}`;
  return `${call} asks for ${operation.mode === "ANY" ? "one" : "all"} of ${operation.permissions.join(", ")}`;
}
