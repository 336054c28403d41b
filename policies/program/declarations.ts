import type { AccessGraph } from "../../access/graph/graph";
import type { Place } from "../../access/graph/place";
import type { Rule } from "../rule";
import { noSettings, parseSettings, type Settings } from "../settings/settings";
import type { Waiver } from "../waivers/waiver";
import type { Declarations } from "./graph";
import { jsonOf } from "./json";
import { componentTokens, type ProgramResource } from "./resource";

/** Type token of the component with which a program states the facts of its org. */
export const organizationToken = `${componentTokens}Organization`;

/** What the component registers as its output `plan`: facts in the shape of the access graph, and how the rules are applied. */
interface OrganizationPlan extends Pick<AccessGraph, "org" | "divisions" | "accessPolicies" | "trusts" | "roles"> {
  readonly policies: unknown;
  readonly waivers: readonly Waiver[];
}

/** What a program says beside its resources: the facts of the org, the levels of rules, waivers. */
export interface ProgramDeclarations {
  readonly graph: Declarations;
  readonly settings: Settings;
  readonly waivers: readonly Waiver[];
}

/**
 * Reads the `Organization` component of a program, if it has one.
 * @throws UserError for a rule, level or option that does not exist
 */
export function readDeclarations(resources: readonly ProgramResource[], rules: readonly Rule[]): ProgramDeclarations {
  const component = resources.find(({ type }) => type === organizationToken);
  if (component === undefined) return { graph: {}, settings: noSettings, waivers: [] };
  const place: Place = { kind: "urn", urn: component.urn };
  const plan = (jsonOf(component.properties["plan"], place) ?? {}) as Partial<OrganizationPlan>;
  const { policies, waivers, ...facts } = plan;
  return {
    graph: facts,
    settings: parseSettings(policies, rules, () => place),
    waivers: waivers ?? [],
  };
}
