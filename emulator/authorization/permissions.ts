import { catalogue, missingProduct, vendorSets } from "../../access/catalogue";
import type { OrgRecord, PolicyRecord, RoleRecord } from "../state/entities";

/** The three parts of a permission. */
export interface PermissionParts {
  readonly domain: string;
  readonly entity: string;
  readonly action: string;
}

let all: readonly PermissionParts[] | undefined;

/** Every permission of the catalogue that has three parts, sorted. */
export function everyPermission(): readonly PermissionParts[] {
  all ??= catalogue()
    .permissions.map((name) => name.split(":"))
    .filter((parts) => parts.length === 3 && parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part)))
    .map(([domain = "", entity = "", action = ""]) => ({ domain, entity, action }));
  return all;
}

const lacking = new WeakMap<OrgRecord, ReadonlySet<string>>();

/** Permissions of the catalogue that an org does not have: those it has lost, and those that its products are said not to bring. */
export function lackingPermissions(org: OrgRecord): ReadonlySet<string> {
  let found = lacking.get(org);
  if (found === undefined) {
    const lost = new Set(org.withoutPermissions ?? []);
    const names = catalogue().permissions.filter((name) => lost.has(name) || missingProduct(name, org.products) !== undefined);
    found = new Set(names);
    lacking.set(org, found);
  }
  return found;
}

/** Every permission that exists in an org; undefined when it lacks none. */
export function permissionsOf(org: OrgRecord): readonly string[] | undefined {
  const without = lackingPermissions(org);
  if (without.size === 0) return undefined;
  const ofApps = appPermissions(org).map(({ domain, entity, action }) => `${domain}:${entity}:${action}`);
  return [...catalogue().permissions.filter((name) => !without.has(name)), ...ofApps];
}

/**
 * Permissions of the premium apps that an org has: those that its seed subscribes to, and products for which a vendor asks for
 * permissions of that name. Which actions an app brings stands nowhere; here it is `view`.
 */
export function appPermissions(org: OrgRecord): readonly PermissionParts[] {
  const asked = new Set(vendorSets.flatMap(({ permissions }) => permissions.flatMap((name) => /^integration:([^:*]+):/.exec(name)?.[1] ?? [])));
  const apps = new Set([...(org.integrationTypes ?? []), ...org.products.filter((product) => asked.has(product))]);
  const known = new Set(everyPermission().flatMap(({ domain, entity }) => (domain === "integration" ? [entity] : [])));
  return [...apps].filter((app) => !known.has(app)).sort().map((entity) => ({ domain: "integration", entity, action: "view" }));
}

/** Permissions that a policy stands for. */
export function matching(policy: PolicyRecord): readonly PermissionParts[] {
  return everyPermission().filter(
    (permission) =>
      permission.domain === policy.domain &&
      (policy.entityName === "*" || permission.entity === policy.entityName) &&
      (policy.actionSet.includes("*") || policy.actionSet.includes(permission.action)),
  );
}

/** One policy per domain with everything in it. */
export function allPolicies(): readonly PolicyRecord[] {
  return [...new Set(everyPermission().map((permission) => permission.domain))].map((domain) => ({
    domain,
    entityName: "*",
    actionSet: ["*"],
  }));
}

const expanded = new WeakMap<RoleRecord, readonly PolicyRecord[]>();

/** The policies of a role with every wildcard written out, as the API stores them since June 2026. A wildcard that matches nothing stays as it is. */
export function expandedPolicies(role: RoleRecord): readonly PolicyRecord[] {
  let policies = expanded.get(role);
  if (policies === undefined) {
    policies = role.policies.flatMap(expandPolicy);
    expanded.set(role, policies);
  }
  return policies;
}

function expandPolicy(policy: PolicyRecord): readonly PolicyRecord[] {
  if (policy.entityName !== "*" && !policy.actionSet.includes("*")) return [policy];
  const byEntity = new Map<string, string[]>();
  for (const { entity, action } of matching(policy)) byEntity.set(entity, [...(byEntity.get(entity) ?? []), action]);
  if (byEntity.size === 0) return [policy];
  return [...byEntity].map(([entityName, actionSet]) => ({ ...policy, entityName, actionSet }));
}

/** Why a policy can't be stored in an org, or undefined when every permission in it exists there. */
export function unknownPermission(policy: PolicyRecord, org: OrgRecord): string | undefined {
  const without = lackingPermissions(org);
  if (without.size > 0) {
    const lost = policy.actionSet.map((action) => `${policy.domain}:${policy.entityName}:${action}`).find((name) => without.has(name));
    if (lost !== undefined) return lost;
  }
  if (isOpenDomain(policy.domain)) return undefined;
  if (matching({ ...policy, entityName: policy.entityName, actionSet: ["*"] }).length === 0) return `${policy.domain}:${policy.entityName}`;
  const known = new Set(matching({ ...policy, actionSet: ["*"] }).map((permission) => permission.action));
  const missing = policy.actionSet.find((action) => action !== "*" && !known.has(action));
  return missing === undefined ? undefined : `${policy.domain}:${policy.entityName}:${missing}`;
}

/** Premium apps bring permissions of the domain `integration`; those of `ui` are in no published list. */
function isOpenDomain(domain: string): boolean {
  return domain === "integration" || domain === "ui";
}
