import type { Operation, PermissionMode } from "../catalogue/operation";
import { describeOperation } from "../catalogue/operation";

/** One difference between two catalogues, as what it means for access. */
export type CatalogueChange =
  | { readonly kind: "operation-added" | "operation-removed"; readonly operation: Operation }
  | {
      readonly kind: "permissions-tightened" | "permissions-loosened" | "permissions-changed";
      readonly operation: Operation;
      readonly before: Gate;
      readonly after: Gate;
    }
  | {
      readonly kind: "scopes-tightened" | "scopes-loosened" | "scopes-changed";
      readonly operation: Operation;
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | {
      readonly kind: "grant-types-changed";
      readonly operation: Operation;
      readonly before: Operation["context"] | undefined;
      readonly after: Operation["context"] | undefined;
    }
  | { readonly kind: "deprecated" | "no-longer-deprecated"; readonly operation: Operation }
  | { readonly kind: "renamed"; readonly operation: Operation; readonly before: string };

/** What an operation asks for. */
export interface Gate {
  readonly mode: PermissionMode;
  readonly permissions: readonly string[];
}

/** What changed about access between two lists of operations, sorted by path, method and kind. Operations are the same when method and path are. */
export function compareOperations(before: readonly Operation[], after: readonly Operation[]): readonly CatalogueChange[] {
  const old = new Map(before.map((operation) => [keyOf(operation), operation]));
  const now = new Map(after.map((operation) => [keyOf(operation), operation]));
  const changes: CatalogueChange[] = [];
  for (const [key, operation] of old) if (!now.has(key)) changes.push({ kind: "operation-removed", operation });
  for (const [key, operation] of now) {
    const was = old.get(key);
    if (was === undefined) changes.push({ kind: "operation-added", operation });
    else changes.push(...compareOperation(was, operation));
  }
  return changes.sort((a, b) => order(a, b));
}

/** One line for a person. */
export function describeChange(change: CatalogueChange): string {
  const call = describeOperation(change.operation);
  switch (change.kind) {
    case "operation-added":
      return `added: ${call}`;
    case "operation-removed":
      return `removed: ${call}`;
    case "permissions-tightened":
    case "permissions-loosened":
    case "permissions-changed":
      return `${change.kind.replace("-", " ")}: ${call}: ${describeGate(change.before)} -> ${describeGate(change.after)}`;
    case "scopes-tightened":
    case "scopes-loosened":
    case "scopes-changed":
      return `${change.kind.replace("-", " ")}: ${call}: ${listed(change.before)} -> ${listed(change.after)}`;
    case "grant-types-changed":
      return `grant types changed: ${call}: ${describeContext(change.before)} -> ${describeContext(change.after)}`;
    case "deprecated":
      return `deprecated: ${call}`;
    case "no-longer-deprecated":
      return `no longer deprecated: ${call}`;
    case "renamed":
      return `renamed: ${call}: ${change.before} -> ${change.operation.id}`;
  }
}

function compareOperation(before: Operation, after: Operation): readonly CatalogueChange[] {
  const changes: CatalogueChange[] = [];
  const gates = direction(modelsOf(before), modelsOf(after));
  if (gates !== undefined) {
    changes.push({
      kind: `permissions-${gates}`,
      operation: after,
      before: { mode: before.mode, permissions: before.permissions },
      after: { mode: after.mode, permissions: after.permissions },
    });
  }
  const scopes = direction(scopeModels(before.scopes), scopeModels(after.scopes));
  if (scopes !== undefined) changes.push({ kind: `scopes-${scopes}`, operation: after, before: before.scopes, after: after.scopes });
  if (before.context !== after.context)
    changes.push({ kind: "grant-types-changed", operation: after, before: before.context, after: after.context });
  if (before.deprecated !== after.deprecated)
    changes.push({ kind: after.deprecated ? "deprecated" : "no-longer-deprecated", operation: after });
  if (before.id !== after.id) changes.push({ kind: "renamed", operation: after, before: before.id });
  return changes;
}

/** The smallest sets of permissions that pass a gate; one empty set when none is asked for. */
function modelsOf(gate: Gate): readonly (readonly string[])[] {
  if (gate.mode === "none") return [[]];
  return gate.mode === "ALL" ? [gate.permissions] : gate.permissions.map((permission) => [permission]);
}

function scopeModels(scopes: readonly string[]): readonly (readonly string[])[] {
  return scopes.length === 0 ? [[]] : scopes.map((scope) => [scope]);
}

/** Compares two gates by who passes them; undefined when the same people do. */
function direction(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): "tightened" | "loosened" | "changed" | undefined {
  const stillPass = before.every((model) => passes(model, after));
  const passedBefore = after.every((model) => passes(model, before));
  if (stillPass && passedBefore) return undefined;
  return stillPass ? "loosened" : passedBefore ? "tightened" : "changed";
}

function passes(held: readonly string[], models: readonly (readonly string[])[]): boolean {
  return models.some((model) => model.every((name) => held.includes(name)));
}

function describeGate(gate: Gate): string {
  return gate.mode === "none"
    ? "none declared"
    : gate.permissions.length === 1
      ? (gate.permissions[0] ?? "")
      : `${gate.mode} of ${gate.permissions.join(", ")}`;
}

function describeContext(context: Operation["context"] | undefined): string {
  return context === undefined ? "any" : context === "user" ? "users only" : "client credentials only";
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none stated" : names.join(", ");
}

function keyOf(operation: Operation): string {
  return `${operation.method} ${operation.path.replace(/\{[^}]*\}/g, "{}")}`;
}

function order(a: CatalogueChange, b: CatalogueChange): number {
  const left = `${a.operation.path} ${a.operation.method} ${a.kind}`;
  const right = `${b.operation.path} ${b.operation.method} ${b.kind}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
