import { emptyFragment, type AccessFragment } from "../../access/graph/fragment";
import type { Place } from "../../access/graph/place";
import { NotPlain, properties, type Plain } from "./plain";
import { componentTokens, type ProgramResource } from "./resource";

/** What a component of ours says it makes, and the resources below it, which are that and nothing more. */
export interface ComponentPlan {
  readonly component: ProgramResource;
  readonly access: AccessFragment;
  readonly planned: readonly PlannedInputs[];
}

/** One resource of a plan: its type, logical name and inputs as they were meant. */
export interface PlannedInputs {
  readonly type: string;
  readonly name: string;
  readonly inputs: { readonly [name: string]: Plain };
}

/** The plans that our components registered. Of nested components the outermost speaks for all. */
export function plansOf(resources: readonly ProgramResource[]): readonly ComponentPlan[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.filter(hasPlan).filter((resource) => !ancestors(resource, byUrn).some(hasPlan)).map(readPlan);
}

/** True when the resource lies below a component that registered a plan. */
export function isPlanned(resource: ProgramResource, byUrn: ReadonlyMap<string, ProgramResource>): boolean {
  return ancestors(resource, byUrn).some(hasPlan);
}

function hasPlan(resource: ProgramResource): boolean {
  return resource.type.startsWith(componentTokens) && Object.keys(properties(properties(resource.properties["plan"])["access"])).length > 0;
}

function ancestors(resource: ProgramResource, byUrn: ReadonlyMap<string, ProgramResource>): readonly ProgramResource[] {
  const found: ProgramResource[] = [];
  let parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  while (parent !== undefined && !found.includes(parent)) {
    found.push(parent);
    parent = parent.parent === undefined ? undefined : byUrn.get(parent.parent);
  }
  return found;
}

function readPlan(component: ProgramResource): ComponentPlan {
  const plan = properties(component.properties["plan"]);
  const place: Place = { kind: "urn", urn: component.urn };
  const written = toJson(plan["access"] ?? null, place);
  const access = { ...emptyFragment, ...(typeof written === "object" && written !== null ? (written as Partial<AccessFragment>) : {}) };
  const listed = Array.isArray(plan["resources"]) ? (plan["resources"] as readonly Plain[]) : [];
  return {
    component,
    access,
    planned: listed.map((entry) => {
      const record = properties(entry);
      return { type: String(record["type"] ?? ""), name: String(record["name"] ?? ""), inputs: properties(record["inputs"]) };
    }),
  };
}

/**
 * A plan's plain data. Every entity needs a place; where the plan carries none, the component is
 * the place, so that a program without org file still has findings that point somewhere.
 */
function toJson(value: Plain, place: Place): unknown {
  if (value instanceof NotPlain || value === null) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map((each) => toJson(each, place)).filter((each) => each !== undefined);
  const result: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value as { readonly [name: string]: Plain })) {
    const converted = toJson(each, place);
    if (converted !== undefined) result[name] = converted;
  }
  if ("place" in result) result["place"] = placeIn(result["place"], place);
  else if (needsPlace(result)) result["place"] = place;
  return result;
}

function needsPlace(record: Readonly<Record<string, unknown>>): boolean {
  return ["key", "subject", "group", "call", "scope", "permission", "header", "host", "topic", "postedBy", "domain"].some((name) => name in record);
}

function placeIn(value: unknown, component: Place): Place {
  const candidate = value as Partial<Place> | undefined;
  if (candidate?.kind === "file" || candidate?.kind === "live") return candidate as Place;
  if (candidate?.kind !== "urn" || component.kind !== "urn") return component;
  const property = candidate.property;
  return property === undefined ? component : { kind: "urn", urn: component.urn, property };
}
