import type { Catalogue } from "./catalogue";
import type { Operation } from "./operation";
import { type Power, powerRank, powers } from "./power";

/** What an operation can do, from least to most; grant-like when a permission that it asks for is. */
export function powerOfOperation(catalogue: Pick<Catalogue, "permission">, operation: Operation): Power {
  const ofPermissions = operation.permissions.map((permission) => catalogue.permission(permission)?.power ?? "view");
  if (operation.mode === "ALL" && ofPermissions.includes("grant-like")) return "grant-like";
  if (operation.mode === "ANY" && ofPermissions.length > 0 && ofPermissions.every((power) => power === "grant-like") && operation.method !== "GET") return "grant-like";
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
      return ofPermissions.length > 0 && ofPermissions.every((power) => power === "view") ? "view" : readsOnly(operation) ? "view" : deletes(operation) ? "delete" : "add";
  }
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
  return /\/(query|search|aggregates|details|validate|simulate|preview|detect)(\/|$)/.test(operation.path) || operation.scopes.some((scope) => scope.endsWith(":readonly"));
}

function deletes(operation: Operation): boolean {
  return /\/(remove|delete|bulkremove|revoke)(\/|$)/.test(operation.path);
}
