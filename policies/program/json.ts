import type { Place } from "../../access/graph/place";
import { NotPlain, type Plain } from "./plain";

/**
 * Plain data of a component as JSON, for values that the component made from the types of the
 * access graph. Every entity needs a place: where the data carries none, or only the component's
 * name, the component is the place, so that every finding points somewhere.
 */
export function jsonOf(value: Plain | undefined, component: Place): unknown {
  if (value === undefined || value === null || value instanceof NotPlain) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map((each) => jsonOf(each, component)).filter((each) => each !== undefined);
  const result: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value as { readonly [name: string]: Plain })) {
    const converted = jsonOf(each, component);
    if (converted !== undefined) result[name] = converted;
  }
  if ("place" in result) result["place"] = placeIn(result["place"], component);
  else if (entityMarks.some((name) => name in result)) result["place"] = component;
  return result;
}

/** Properties that only entities with a place have. */
const entityMarks = ["key", "subject", "group", "call", "scope", "permission", "host", "topic", "postedBy", "domain", "rule"] as const;

function placeIn(value: unknown, component: Place): Place {
  const candidate = value as Partial<Place> | undefined;
  if (candidate?.kind === "file" || candidate?.kind === "live") return candidate as Place;
  if (candidate?.kind !== "urn" || component.kind !== "urn" || candidate.property === undefined) return component;
  return { kind: "urn", urn: component.urn, property: candidate.property };
}
