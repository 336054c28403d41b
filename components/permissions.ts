import type { PermissionPolicy, PolicyCondition } from "../access/graph/graph";
import type { Place } from "../access/graph/place";
import type { PlannedCondition, PlannedPolicy } from "./plan";

/** A permission that a role shall hold, and where it was asked for. */
export interface WantedPermission {
  readonly permission: string;
  readonly place: Place;
  readonly condition?: PolicyCondition;
}

/**
 * The policies of a role for the access graph: one for each domain, entity, condition and place. What is
 * wanted twice stands where it is wanted first.
 */
export function graphPolicies(wanted: readonly WantedPermission[]): readonly PermissionPolicy[] {
  const once = groupBy(wanted, (one) => JSON.stringify([one.permission, one.condition ?? null])).map(([first]) => first);
  const groups = groupBy(once, (one) => JSON.stringify([...domainAndEntity(one.permission), one.condition ?? null, one.place]));
  const policies = groups.map(([first, all]): PermissionPolicy => {
    const [domain, entity] = domainAndEntity(first.permission);
    return {
      domain,
      entity,
      actions: actionsOf(all),
      ...(first.condition === undefined ? {} : { condition: first.condition }),
      place: first.place,
    };
  });
  const wordsOf = (policy: PermissionPolicy): string =>
    JSON.stringify([policy.domain, policy.entity, policy.condition ?? null, policy.actions]);
  return policies.sort((a, b) => (wordsOf(a) < wordsOf(b) ? -1 : 1));
}

/** Whether a permission is one of the old names of one part, such as `content_management_user`: a role holds them apart from its policies. */
function isOnePart({ permission }: WantedPermission): boolean {
  return !permission.includes(":");
}

/** The old permissions of one part, each once, sorted. */
export function onePartPermissions(wanted: readonly WantedPermission[]): readonly string[] {
  return permissionList(wanted.filter(isOnePart));
}

/** The policies of a role for the provider: one for each domain, entity and condition, sorted, actions in one list. */
export function plannedPolicies(wanted: readonly WantedPermission[]): readonly PlannedPolicy[] {
  const groups = groupBy(wanted.filter((one) => !isOnePart(one)), (one) => JSON.stringify([...domainAndEntity(one.permission), one.condition ?? null]));
  return groups.map(([first, all]) => {
    const [domain, entityName] = domainAndEntity(first.permission);
    return {
      domain,
      entityName,
      actionSets: actionsOf(all),
      ...(first.condition === undefined ? {} : { conditions: plannedCondition(first.condition) }),
    };
  });
}

/** The permissions themselves, each once, sorted. */
export function permissionList(wanted: readonly WantedPermission[]): readonly string[] {
  return [...new Set(wanted.map((one) => one.permission))].sort();
}

function plannedCondition(condition: PolicyCondition): PlannedCondition {
  return {
    conjunction: condition.conjunction,
    terms: condition.terms.map((term) => ({
      variableName: term.variable,
      operator: term.operator,
      operands: term.operands.map(({ type, value }) => ({
        type,
        ...(value === undefined ? {} : type === "USER" ? { userId: value } : type === "QUEUE" ? { queueId: value } : { value }),
      })),
    })),
  };
}

/** `domain:entity:action` without its action. A text of another shape keeps what it has: the rules speak about it. */
function domainAndEntity(permission: string): readonly [string, string] {
  const [domain = "", entity = ""] = permission.split(":");
  return [domain, entity];
}

function actionsOf(wanted: readonly WantedPermission[]): readonly string[] {
  return [...new Set(wanted.map((one) => one.permission.split(":").slice(2).join(":")))].filter((action) => action !== "").sort();
}

function groupBy(
  wanted: readonly WantedPermission[],
  keyOf: (one: WantedPermission) => string,
): readonly (readonly [WantedPermission, readonly WantedPermission[]])[] {
  const groups = new Map<string, [WantedPermission, WantedPermission[]]>();
  for (const one of wanted) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one, [one]]);
    else group[1].push(one);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
