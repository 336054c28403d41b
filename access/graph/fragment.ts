import type { AccessGraph, Application, Grant, Group, Membership, OAuthClient, Role, User } from "./graph";

/**
 * What one declaration (an entry of an org file, a component of a program) adds to an access
 * graph. It describes what it makes completely; what it only refers to by name it may add as an
 * entity with `incomplete`, which gives way to a complete one of the same key.
 */
export interface AccessFragment {
  readonly roles: readonly Role[];
  readonly clients: readonly OAuthClient[];
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly memberships: readonly Membership[];
  readonly grants: readonly Grant[];
  readonly applications: readonly Application[];
}

/** A fragment that adds nothing. */
export const emptyFragment: AccessFragment = {
  roles: [],
  clients: [],
  users: [],
  groups: [],
  memberships: [],
  grants: [],
  applications: [],
};

/** The graph of an org from its own facts and all fragments. Sorted by key, so that the order of the fragments does not show. */
export function mergeFragments(
  base: Pick<AccessGraph, "org" | "divisions" | "accessPolicies" | "trusts">,
  fragments: readonly AccessFragment[],
): AccessGraph {
  return {
    ...base,
    roles: byKey(fragments.flatMap((fragment) => fragment.roles)),
    clients: byKey(fragments.flatMap((fragment) => fragment.clients)),
    users: byKey(fragments.flatMap((fragment) => fragment.users)),
    groups: byKey(fragments.flatMap((fragment) => fragment.groups)),
    memberships: byText(
      fragments.flatMap((fragment) => fragment.memberships),
      (one) => [one.group, one.member.kind, one.member.key],
    ),
    grants: byText(
      fragments.flatMap((fragment) => fragment.grants),
      grantWords,
    ),
    applications: byKey(fragments.flatMap((fragment) => fragment.applications)),
  };
}

function byKey<Entity extends { readonly key: string; readonly incomplete?: string }>(entities: readonly Entity[]): readonly Entity[] {
  const found = new Map<string, Entity>();
  for (const entity of entities) {
    const before = found.get(entity.key);
    if (before === undefined || (before.incomplete !== undefined && entity.incomplete === undefined)) found.set(entity.key, entity);
  }
  return [...found.values()].sort((a, b) => compare(a.key, b.key));
}

function byText<Item>(items: readonly Item[], words: (item: Item) => readonly string[]): readonly Item[] {
  const found = new Map<string, Item>();
  for (const item of items) {
    const key = JSON.stringify(words(item));
    if (!found.has(key)) found.set(key, item);
  }
  return [...found].sort(([a], [b]) => compare(a, b)).map(([, item]) => item);
}

function grantWords(grant: Grant): readonly string[] {
  const role = grant.role.kind === "role" ? ["role", grant.role.key] : ["oneOf", ...grant.role.keys];
  const division = grant.division.kind === "division" ? grant.division.key : grant.division.kind;
  const asType = grant.subjectType === undefined ? [] : [grant.subjectType];
  return [grant.subject.kind, grant.subject.key, grant.division.kind, division, ...role, ...asType];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
