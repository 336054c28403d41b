import type { AccessFragment } from "../access/graph/fragment";
import { emptyFragment } from "../access/graph/fragment";
import type { Plan } from "./plan";

/** The plan of a component that is made of others: all their resources, and what they mean for access together. */
export function mergeParts(parts: readonly Plan[]): Plan {
  const access = Object.fromEntries(
    (Object.keys(emptyFragment) as (keyof AccessFragment)[]).map((kind) => [kind, parts.flatMap((part): readonly unknown[] => part.access[kind])]),
  ) as unknown as AccessFragment;
  return {
    resources: parts.flatMap(({ resources }) => resources),
    permissions: [...new Set(parts.flatMap(({ permissions }) => permissions))].sort(),
    access,
  };
}
