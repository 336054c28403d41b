import type { Directory } from "../genesys/directory";
import { distinct, pairKey, type Pair } from "../genesys/model";
import { canonical, hasUnknown, objects, textOf, type Value, type Values } from "../rpc/values";
import type { Failure } from "../plan/check";

/**
 * What is wrong with how something is named that may be named by id or by name.
 *
 * @param prefix what stands before a property in a path: nothing, or `roles[0].`
 */
export function checkNaming(prefix: string, entry: Values, id: string, name: string, needed: boolean): Failure[] {
  const [byId, byName] = [entry[id] !== undefined, entry[name] !== undefined];
  if (byId && byName) return [{ path: prefix + name, reason: `either ${id} or ${name}, not both` }];
  if (needed && !byId && !byName) return [{ path: prefix + id, reason: `${id} or ${name} is required` }];
  return [];
}

/** A client's roles as written, each with the ids that it stands for. */
export async function resolveRoles(directory: Directory, roles: Value | undefined): Promise<Values[]> {
  const resolved: Values[] = [];
  for (const entry of objects(roles)) {
    const [roleName, divisionName] = [textOf(entry["roleName"]), textOf(entry["divisionName"])];
    const roleId = textOf(entry["roleId"]) ?? (await directory.roleId(roleName ?? ""));
    const divisionId =
      textOf(entry["divisionId"]) ??
      (divisionName === undefined ? (await directory.home()).id : divisionName === "*" ? "*" : await directory.divisionId(divisionName));
    directory.learn(roleId, roleName);
    directory.learn(divisionId, divisionName);
    resolved.push({ ...entry, roleId, divisionId });
  }
  return resolved;
}

/** The pairs of resolved roles. */
export function pairsOf(resolved: Value | undefined): Pair[] {
  return distinct(
    objects(resolved).flatMap((entry) => {
      const [roleId, divisionId] = [textOf(entry["roleId"]), textOf(entry["divisionId"])];
      return roleId === undefined || divisionId === undefined ? [] : [{ roleId, divisionId }];
    }),
  );
}

function means(entry: Values, resolved: Values): boolean {
  const matches = (id: string, name: string): boolean =>
    entry[id] !== undefined ? entry[id] === resolved[id] : entry[name] !== undefined && entry[name] === resolved[name];
  return matches("roleId", "roleName") && matches("divisionId", "divisionName");
}

/** Whether roles as written mean the roles that were resolved before, as far as that can be told without asking. */
export function sameRoles(resolved: Value | undefined, after: Value | undefined): boolean {
  const [known, wanted] = [objects(resolved), objects(after)];
  if (hasUnknown(after) || known.length === 0) return false;
  return wanted.every((entry) => known.some((old) => means(entry, old))) && known.every((old) => wanted.some((entry) => means(entry, old)));
}

/**
 * A client's roles as the program would write them to describe what is there: its own entries wherever what they stand for is
 * there, by ids whatever else is.
 *
 * @param inputs roles as written
 * @param resolved the same roles with ids, in the same order
 */
export function describeRoles(
  inputs: Value | undefined,
  resolved: Value | undefined,
  live: readonly Pair[],
): { inputs: Values[]; resolved: Values[] } {
  const written = objects(inputs);
  const known = objects(resolved);
  const rest = new Map(live.map((pair) => [pairKey(pair), pair]));
  const kept: { inputs: Values[]; resolved: Values[] } = { inputs: [], resolved: [] };
  known.forEach((entry, index) => {
    const [pair] = pairsOf([entry]);
    if (pair === undefined || !live.some((other) => pairKey(other) === pairKey(pair))) return;
    rest.delete(pairKey(pair));
    kept.inputs.push(written[index] ?? { roleId: pair.roleId, divisionId: pair.divisionId });
    kept.resolved.push(entry);
  });
  for (const { roleId, divisionId } of rest.values()) {
    kept.inputs.push({ roleId, divisionId });
    kept.resolved.push({ roleId, divisionId });
  }
  return kept;
}

/** Whether two lists of roles stand for the same pairs. */
export function samePairs(one: readonly Pair[], other: readonly Pair[]): boolean {
  return canonical(distinct(one).map(pairKey)) === canonical(distinct(other).map(pairKey));
}
