import { emptyFragment, type AccessFragment } from "../../access/graph/fragment";
import { jsonOf } from "./json";
import { properties } from "./plain";
import { componentTokens, type ProgramResource } from "./resource";

/** What a component of ours says it makes: the resources below it are that and are not counted again. */
export interface ComponentPlan {
  readonly component: ProgramResource;
  readonly access: AccessFragment;
}

/** The plans that our components registered. Of nested components the outermost speaks for all. */
export function plansOf(resources: readonly ProgramResource[]): readonly ComponentPlan[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.filter((resource) => hasPlan(resource) && !isPlanned(resource, byUrn)).map(readPlan);
}

/** True when the resource lies below a component that registered a plan. */
export function isPlanned(resource: ProgramResource, byUrn: ReadonlyMap<string, ProgramResource>): boolean {
  const seen = new Set<string>();
  let parent = resource.parent;
  while (parent !== undefined && !seen.has(parent)) {
    seen.add(parent);
    const above = byUrn.get(parent);
    if (above !== undefined && hasPlan(above)) return true;
    parent = above?.parent;
  }
  return false;
}

function hasPlan(resource: ProgramResource): boolean {
  return resource.type.startsWith(componentTokens) && Object.keys(properties(properties(resource.properties["plan"])["access"])).length > 0;
}

function readPlan(component: ProgramResource): ComponentPlan {
  const access = jsonOf(properties(component.properties["plan"])["access"], { kind: "urn", urn: component.urn });
  return { component, access: { ...emptyFragment, ...(access as Partial<AccessFragment> | undefined) } };
}
