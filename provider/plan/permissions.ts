import type { ConditionNode, PermissionPolicy } from "../genesys/model";
import { canonical, objects, textOf, texts, type Value, type Values } from "../rpc/values";

/** One action of one permission policy, with the condition under which it holds. Any part of the name may be `*`. */
export interface Permission {
  readonly domain: string;
  readonly entity: string;
  readonly action: string;
  /** Condition in a canonical form; empty when there is none. */
  readonly condition: string;
}

/** `domain:entity:action`, with the condition behind it if there is one. */
export function permissionKey({ domain, entity, action, condition }: Permission): string {
  const name = `${domain}:${entity}:${action}`;
  return condition === "" ? name : `${name} if ${condition}`;
}

function sorted(values: Value[]): Value[] {
  return [...values].sort((left, right) => (canonical(left) < canonical(right) ? -1 : 1));
}

/** A condition as the program writes it, out of the API's form. */
export function conditionsOf(node: ConditionNode | null | undefined): Values | undefined {
  if (node === null || node === undefined || (node.terms ?? []).length === 0) return undefined;
  return {
    conjunction: node.conjunction ?? "AND",
    terms: (node.terms ?? []).map((term): Values => ({
      variableName: term.variableName ?? "",
      operator: term.operator ?? "EQ",
      operands: (term.operands ?? []).map((operand): Values => ({
        type: operand.type ?? "SCALAR",
        ...(operand.value === undefined || operand.value === "" ? {} : { value: operand.value }),
        ...(operand.user?.id === undefined ? {} : { userId: operand.user.id }),
        ...(operand.queue?.id === undefined ? {} : { queueId: operand.queue.id }),
      })),
    })),
  };
}

function conditionNode(conditions: Values): ConditionNode {
  return {
    conjunction: textOf(conditions["conjunction"]) ?? "AND",
    terms: objects(conditions["terms"]).map((term) => ({
      variableName: textOf(term["variableName"]) ?? "",
      operator: textOf(term["operator"]) ?? "EQ",
      operands: objects(term["operands"]).map((operand) => {
        const [value, userId, queueId] = [textOf(operand["value"]), textOf(operand["userId"]), textOf(operand["queueId"])];
        return {
          type: textOf(operand["type"]) ?? "SCALAR",
          ...(value === undefined ? {} : { value }),
          ...(userId === undefined ? {} : { user: { id: userId } }),
          ...(queueId === undefined ? {} : { queue: { id: queueId } }),
        };
      }),
    })),
  };
}

function conditionKey(node: ConditionNode | null | undefined): string {
  const conditions = conditionsOf(node);
  if (conditions === undefined) return "";
  const terms = objects(conditions["terms"]).map((term) => ({ ...term, operands: sorted(objects(term["operands"])) }));
  return canonical({ conjunction: conditions["conjunction"] ?? "AND", terms: sorted(terms) });
}

/** Policies as the API takes them, out of what the program writes. */
export function policiesFromInputs(value: Value | undefined): PermissionPolicy[] {
  return objects(value).map((policy) => {
    const [conditions] = objects([policy["conditions"] ?? null]);
    return {
      domain: textOf(policy["domain"]) ?? "",
      entityName: textOf(policy["entityName"]) ?? "",
      actionSet: texts(policy["actionSets"]),
      ...(conditions === undefined ? {} : { allowConditions: true, resourceConditionNode: conditionNode(conditions) }),
    };
  });
}

/** Policies as a program writes them, out of the API's form. */
export function policiesToInputs(policies: readonly PermissionPolicy[]): Values[] {
  return policies.map((policy) => {
    const conditions = conditionsOf(policy.resourceConditionNode);
    return {
      domain: policy.domain ?? "",
      entityName: policy.entityName ?? "",
      actionSets: [...(policy.actionSet ?? [])],
      ...(conditions === undefined ? {} : { conditions }),
    };
  });
}

/** Every permission of some policies, one by one. */
export function permissionsOf(policies: readonly PermissionPolicy[]): Permission[] {
  return policies.flatMap((policy) => {
    const condition = conditionKey(policy.resourceConditionNode);
    return (policy.actionSet ?? []).map((action) => ({ domain: policy.domain ?? "", entity: policy.entityName ?? "", action, condition }));
  });
}

/** Whether a permission as written, wildcards included, means the other one. */
export function covers(written: Permission, other: Permission): boolean {
  const part = (pattern: string, text: string): boolean => pattern === "*" || pattern === text;
  return (
    part(written.domain, other.domain) &&
    part(written.entity, other.entity) &&
    part(written.action, other.action) &&
    written.condition === other.condition
  );
}

/** The policies without the permissions that `keep` rejects. */
export function filterPolicies(policies: readonly PermissionPolicy[], keep: (permission: Permission) => boolean): PermissionPolicy[] {
  return policies.flatMap((policy) => {
    const condition = conditionKey(policy.resourceConditionNode);
    const actionSet = (policy.actionSet ?? []).filter((action) =>
      keep({ domain: policy.domain ?? "", entity: policy.entityName ?? "", action, condition }),
    );
    return actionSet.length === 0 ? [] : [{ ...policy, actionSet }];
  });
}

/** The policies with those for the same entity and condition made one. */
export function mergePolicies(policies: readonly PermissionPolicy[]): PermissionPolicy[] {
  const merged = new Map<string, PermissionPolicy>();
  for (const policy of policies) {
    const key = canonical([policy.domain ?? "", policy.entityName ?? "", conditionKey(policy.resourceConditionNode)]);
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined ? policy : { ...before, actionSet: [...new Set([...(before.actionSet ?? []), ...(policy.actionSet ?? [])])] },
    );
  }
  return [...merged.values()];
}

/** What a role holds, divided by who put it there. Legacy names stand beside `domain:entity:action`. */
export interface Holdings {
  /** What this program means, as Genesys Cloud stores it. Sorted. */
  readonly own: readonly string[];
  /** What neither this program nor its last state put there. Sorted. */
  readonly foreign: readonly string[];
}

/** What a role holds: its policies, and its general permissions by their legacy names. */
export interface Contents {
  readonly policies: readonly PermissionPolicy[];
  readonly legacy: readonly string[];
}

/** Every permission of a role by its key, sorted. */
export function keysOf({ policies, legacy }: Contents): string[] {
  return [...new Set([...permissionsOf(policies).map(permissionKey), ...legacy])].sort();
}

/**
 * Divides what a role holds.
 *
 * @param live what Genesys Cloud stores now
 * @param written what the program writes, with wildcards; an expansion of one belongs to the program
 * @param stored what Genesys Cloud stored for the program's last state
 */
export function divide(live: Contents, written: Contents, stored: ReadonlySet<string>): Holdings {
  const meant = permissionsOf(written.policies);
  const isOwn = new Map(
    permissionsOf(live.policies).map((permission) => {
      const key = permissionKey(permission);
      return [key, stored.has(key) || meant.some((pattern) => covers(pattern, permission))] as const;
    }),
  );
  for (const name of live.legacy) isOwn.set(name, stored.has(name) || written.legacy.includes(name));
  const keys = [...isOwn.keys()].sort();
  return { own: keys.filter((key) => isOwn.get(key) === true), foreign: keys.filter((key) => isOwn.get(key) !== true) };
}
