import type { Catalogue } from "./catalogue";
import type { Operation } from "./operation";
import { type Power, powerOf, powerRank, powers } from "./power";

/** What an operation can do, from least to most; grant-like when a permission that it asks for is. */
export function powerOfOperation(catalogue: Pick<Catalogue, "permission">, operation: Operation): Power {
  const ofPermissions = operation.permissions.map((permission) => catalogue.permission(permission)?.power ?? "view");
  if (operation.mode === "ALL" && ofPermissions.includes("grant-like")) return "grant-like";
  if (
    operation.mode === "ANY" &&
    ofPermissions.length > 0 &&
    ofPermissions.every((power) => power === "grant-like") &&
    operation.method !== "GET"
  )
    return "grant-like";
  if (operation.method === "POST" && ofPermissions.length > 0 && ofPermissions.every((power) => power === "view")) return "view";
  return powerOfMethod(operation);
}

function powerOfMethod(operation: Operation): Power {
  switch (operation.method) {
    case "GET":
    case "HEAD":
      return "view";
    case "DELETE":
      return "delete";
    case "PUT":
    case "PATCH":
      return "edit";
    default:
      return readsOnly(operation) ? "view" : deletes(operation) ? "delete" : "add";
  }
}

const reaches = new WeakMap<Pick<Catalogue, "permission" | "operation">, Map<string, Power>>();

/**
 * What a permission can do by itself: its own power, or that of the most powerful operation whose
 * gate it passes alone. So `manage`, `access` and `all` count for what they open.
 */
export function reachOf(catalogue: Pick<Catalogue, "permission" | "operation">, permission: string): Power {
  let known = reaches.get(catalogue);
  if (known === undefined) reaches.set(catalogue, (known = new Map()));
  let reach = known.get(permission);
  if (reach === undefined) {
    reach = powerOf(permission);
    for (const id of catalogue.permission(permission)?.operations ?? []) {
      const operation = catalogue.operation(id);
      if (operation === undefined || (operation.mode === "ALL" && operation.permissions.length > 1)) continue;
      const power = powerOfMethod(operation);
      if (powerRank(power) > powerRank(reach)) reach = power;
    }
    known.set(permission, reach);
  }
  return reach;
}

/** The family of an operation for people: its tag in the specification. */
export function familyOf(operation: Operation): string {
  return operation.tag === "" ? "Other" : operation.tag;
}

/** Orders the most powerful first. */
export function byPower(a: Power, b: Power): number {
  return powerRank(b) - powerRank(a);
}

/** The powers from most to least. */
export const powersFromMost: readonly Power[] = [...powers].reverse();

function readsOnly(operation: Operation): boolean {
  return (
    /\/(query|search|aggregates|details|validate|simulate|preview|detect)(\/|$)/.test(operation.path) ||
    operation.scopes.some((scope) => scope.endsWith(":readonly"))
  );
}

function deletes(operation: Operation): boolean {
  return /\/(remove|delete|bulkremove|revoke)(\/|$)/.test(operation.path);
}
