import type { Proficiency } from "../state/entities";

/** A skill or language as the API shows it. */
export function proficiency(of: Proficiency, kind: "skill" | "language"): unknown {
  return { id: of.id, proficiency: of.proficiency, state: "active", [`${kind}Uri`]: `/api/v2/routing/${kind}s/${of.id}` };
}
