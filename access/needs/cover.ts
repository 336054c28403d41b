/** Something that must be met by at least one of its alternatives, the best first. */
export interface Requirement {
  readonly alternatives: readonly string[];
}

/**
 * A cheapest set of names that meets every requirement, sorted. Cost is the sum of the names'
 * costs; among equally cheap sets the one whose names stand earlier in the requirements' own
 * orders wins, then the alphabet: the answer never depends on the order of the requirements.
 * No name of the result can be left out.
 */
export function cheapestCover(requirements: readonly Requirement[], costOf: (name: string) => number): readonly string[] {
  const forced = new Set(
    requirements.filter((requirement) => requirement.alternatives.length === 1).map((requirement) => requirement.alternatives[0] as string),
  );
  const keys = new Set<string>();
  const open = requirements
    .filter((requirement) => requirement.alternatives.length > 1 && !requirement.alternatives.some((name) => forced.has(name)))
    .filter((requirement) => {
      const key = requirement.alternatives.join("\u0000");
      return keys.has(key) ? false : keys.add(key);
    })
    .sort((a, b) => a.alternatives.length - b.alternatives.length || compare(a.alternatives.join(), b.alternatives.join()));

  let best: { readonly cost: number; readonly rank: number; readonly names: readonly string[] } | undefined;
  let steps = 0;
  const better = (cost: number, rank: number, names: readonly string[]): boolean =>
    best === undefined ||
    cost < best.cost ||
    (cost === best.cost && (rank < best.rank || (rank === best.rank && compare(names.join(), best.names.join()) < 0)));
  const search = (at: number, chosen: ReadonlySet<string>, cost: number): void => {
    if (best !== undefined && (cost > best.cost || steps > 20_000)) return;
    steps += 1;
    let next = at;
    while (next < open.length && open[next]?.alternatives.some((name) => chosen.has(name)) === true) next += 1;
    const requirement = open[next];
    if (requirement === undefined) {
      const names = [...chosen].sort();
      const rank = open.reduce((sum, entry) => sum + entry.alternatives.findIndex((name) => chosen.has(name)), 0);
      if (better(cost, rank, names)) best = { cost, rank, names };
      return;
    }
    for (const name of requirement.alternatives) search(next + 1, new Set([...chosen, name]), cost + costOf(name));
  };
  search(0, new Set(), 0);
  const result = new Set([...forced, ...(best?.names ?? [])]);
  for (const name of [...result].sort((a, b) => costOf(b) - costOf(a) || compare(a, b))) {
    if (forced.has(name)) continue;
    const needed = requirements.some(
      (requirement) =>
        requirement.alternatives.includes(name) && !requirement.alternatives.some((other) => other !== name && result.has(other)),
    );
    if (!needed) result.delete(name);
  }
  return [...result].sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
