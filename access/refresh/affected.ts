import type { AccessGraph } from "../graph/graph";
import type { Place } from "../graph/place";
import { createDecider } from "../decide/decider";
import { principalOf } from "../decide/principal";
import { needs } from "../needs/needs";
import type { Catalogue } from "../catalogue/catalogue";

/** A declared call that a newer catalogue answers differently. */
export interface AffectedCall {
  readonly org: string;
  readonly application: string;
  readonly call: string;
  readonly place: Place;
  /** `unknown` when the catalogue does not have the call. */
  readonly before: "allowed" | "refused" | "undecided" | "unknown";
  readonly after: "allowed" | "refused" | "undecided" | "unknown";
  /** Permissions that the call needs now and did not before, and the other way round. */
  readonly needsMore: readonly string[];
  readonly needsLess: readonly string[];
}

/** Which declared calls of which orgs get another answer, or need other permissions, by a newer catalogue. Sorted by org, application and call. */
export function affectedCalls(graphs: readonly AccessGraph[], before: Catalogue, after: Catalogue): readonly AffectedCall[] {
  const affected: AffectedCall[] = [];
  for (const graph of graphs) {
    const old = createDecider(graph, { catalogue: before });
    const now = createDecider(graph, { catalogue: after });
    for (const application of graph.applications) {
      const principal = principalOf(application);
      const options = { recordings: application.recordings };
      for (const { call, place } of application.calls) {
        const answer = (decider: typeof old): AffectedCall["before"] =>
          decider.catalogue.resolve(call).known
            ? decider.decide(principal, call, undefined, { media: application.recordings }).decision
            : "unknown";
        const needed = needs([call], { ...options, catalogue: before }).role.permissions;
        const needsNow = needs([call], { ...options, catalogue: after }).role.permissions;
        const entry: AffectedCall = {
          org: graph.org.name,
          application: application.name,
          call,
          place,
          before: answer(old),
          after: answer(now),
          needsMore: needsNow.filter((permission) => !needed.includes(permission)),
          needsLess: needed.filter((permission) => !needsNow.includes(permission)),
        };
        if (entry.before !== entry.after || entry.needsMore.length > 0 || entry.needsLess.length > 0) affected.push(entry);
      }
    }
  }
  const key = (entry: AffectedCall): string => `${entry.org}\u0000${entry.application}\u0000${entry.call}`;
  return affected.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
