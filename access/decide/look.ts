import type { Certainty } from "../certainty";
import { type GraphLookup, allDivisions } from "../graph/lookup";
import { judgeCondition } from "./conditions";
import type { Holding, Right } from "./holdings";
import type { Asked, AskedDivisions } from "./question";
import type { Scene } from "./scene";

/** Whether a permission is held: for certain, for certain not, or depending on what is not known. */
export type Holds = "yes" | "no" | "unknown";

/** What was found about one permission. */
export interface Look {
  readonly state: Holds;
  readonly holding: Holding;
  /** The right that decides. */
  readonly right?: Right;
  readonly certainty: Certainty;
  /** Why it is unknown. */
  readonly why?: string;
  /** Held, but in other divisions. */
  readonly elsewhere?: boolean;
  /** The org does not know the permission. */
  readonly absent?: boolean;
  /** Keys of access policies that deny it. */
  readonly denied?: readonly string[];
  /** Held only under a condition that is not met. */
  readonly unmetCondition?: boolean;
}

/** Looks one permission up in the divisions asked for: rights, conditions, what is not known, then the org's access policies. */
export function look(asked: Asked, permission: string): Look {
  const { scene, principal } = asked;
  const holding = principal.holdings.of(permission);
  if (!scene.exists(permission)) return { state: "no", holding, certainty: "likely", absent: true };
  const found = lookAtRights(asked, holding);
  if (found.state === "no") return found;
  const product = scene.missingProduct(permission);
  if (product !== undefined)
    return {
      ...found,
      state: "unknown",
      certainty: product.certainty,
      why: `${product.text}, and the org is declared to have ${(scene.graph.org.products ?? []).join(", ")}`,
    };
  if (principal.judge === undefined) return found;
  const verdict = principal.judge(permission);
  if (verdict.verdict === "pass") return found;
  const keys = verdict.policies.map((policy) => policy.key);
  if (verdict.verdict === "deny") return { state: "no", holding, certainty: "likely", denied: keys };
  const open =
    scene.graph.org.accessPoliciesEnabled === undefined
      ? "whether the org has access policies switched on is not stated"
      : "its condition depends on the object or the request";
  return { ...found, state: "unknown", why: `access policy ${keys.join(", ")} decides: ${open}` };
}

function lookAtRights({ scene, principal, divisions, circumstances }: Asked, holding: Holding): Look {
  const { permission } = holding;
  const found = find(scene, holding, divisions);
  if (found !== undefined) return found;
  const elsewhere = holding.anywhere !== undefined;
  let unmetCondition = false;
  let depends: Right | undefined;
  for (const right of holding.conditional) {
    if (covers(scene, right.division, permission, divisions) === "no") continue;
    const held = judgeCondition(right.policy.condition, principal.user === undefined ? {} : { user: principal.user }, circumstances);
    if (held === "yes") return { state: "yes", holding, right, certainty: "confirmed" };
    if (held === "depends") depends ??= right;
    else unmetCondition = true;
  }
  if (depends !== undefined)
    return {
      state: "unknown",
      holding,
      right: depends,
      certainty: "confirmed",
      why: "the permission is held only under a condition on the object",
    };
  if (divisions?.includes(undefined) === true && elsewhere)
    return { state: "unknown", holding, certainty: "confirmed", why: "the division of the object is not known" };
  if (holding.somewhere !== undefined)
    return { state: "unknown", holding, right: holding.somewhere, certainty: "confirmed", why: unknownDivision(holding.somewhere) };
  const possible = holding.possible.find((entry) => covers(scene, entry.division, permission, divisions) !== "no");
  if (possible !== undefined) return { state: "unknown", holding, certainty: "confirmed", why: possible.why };
  return { state: "no", holding, certainty: "confirmed", elsewhere, unmetCondition };
}

/** The unconditional right that covers the divisions asked for, and how sure it is that it does. */
function find(scene: Scene, holding: Holding, divisions: AskedDivisions): Look | undefined {
  if (holding.everywhere !== undefined) return { state: "yes", holding, right: holding.everywhere, certainty: "confirmed" };
  if (holding.anywhere === undefined) return undefined;
  if (divisions === undefined) return { state: "yes", holding, right: holding.anywhere, certainty: "confirmed" };
  for (const division of divisions) {
    const right = division === undefined ? undefined : holding.byDivision.get(division);
    if (right !== undefined) return { state: "yes", holding, right, certainty: "confirmed" };
  }
  const { aware, certainty } = scene.isAware(holding.permission);
  return aware ? undefined : { state: "yes", holding, right: holding.anywhere, certainty };
}

/** Whether something held in a division counts for those asked for. */
function covers(scene: Scene, division: string | undefined, permission: string, divisions: AskedDivisions): Holds {
  if (divisions === undefined || division === allDivisions || !scene.isAware(permission).aware) return "yes";
  if (division === undefined || divisions.includes(undefined)) return "unknown";
  return divisions.includes(division) ? "yes" : "no";
}

function unknownDivision(right: Right): string {
  const { division } = right.grant;
  return division.kind === "unknown" ? division.why : "the division of the grant is not known";
}

/** Where a permission is held, for people. */
export function heldIn(lookup: GraphLookup, holdings: readonly Holding[]): string {
  if (holdings.some((holding) => holding.everywhere !== undefined)) return lookup.divisionName(allDivisions);
  const names = new Set(holdings.flatMap((holding) => [...holding.byDivision.keys()].map(lookup.divisionName)));
  return names.size === 0 ? "a division that is not known yet" : [...names].sort().join(", ");
}
