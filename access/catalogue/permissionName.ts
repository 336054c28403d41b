import type { PermissionPolicy } from "../graph/graph";

/** The parts of a permission: `domain:entity:action`. The old one-part names (`admin`) have a domain only. */
export interface PermissionParts {
  readonly domain: string;
  readonly entity: string;
  readonly action: string;
}

/** Takes a permission apart; undefined when it has neither three parts nor is one of the one-part names. */
export function permissionParts(permission: string): PermissionParts | undefined {
  const [domain, entity, action, more] = permission.split(":");
  if (domain === undefined || domain === "" || more !== undefined) return undefined;
  if (entity === undefined) return { domain, entity: "", action: "" };
  if (entity === "" || action === undefined || action === "") return undefined;
  return { domain, entity, action };
}

/** Whether one line of a role covers a permission, wildcards included. A line with neither entity nor action stands for a one-part permission. */
export function policyCovers(policy: Pick<PermissionPolicy, "domain" | "entity" | "actions">, permission: string): boolean {
  const parts = permissionParts(permission);
  if (parts === undefined || parts.domain !== policy.domain) return false;
  if (parts.entity === "") return policy.entity === "" || policy.entity === "*";
  if (policy.entity !== "*" && policy.entity !== parts.entity) return false;
  return policy.actions.includes("*") || policy.actions.includes(parts.action);
}

/** Whether a line of a role has a wildcard in it. */
export function hasWildcard(policy: Pick<PermissionPolicy, "entity" | "actions">): boolean {
  return policy.entity === "*" || policy.actions.includes("*");
}

/** The permissions that a line of a role names, wildcards as written: `recording:*:view`. */
export function namesOfPolicy(policy: Pick<PermissionPolicy, "domain" | "entity" | "actions">): readonly string[] {
  if (policy.entity === "" && policy.actions.length === 0) return [policy.domain];
  return policy.actions.map((action) => `${policy.domain}:${policy.entity}:${action}`);
}
