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
  const read = (name: string): unknown => jsonOf(component.properties[name], place);
  const facts = (read("facts") ?? {}) as Partial<Pick<AccessGraph, "org" | "divisions" | "accessPolicies" | "trusts">>;
  const places = (read("policyPlaces") ?? {}) as Readonly<Record<string, Place>>;
  return {
    graph: facts,
    settings: parseSettings(read("policies"), rules, ([rule]) => (rule === undefined ? place : (places[rule] ?? place))),
    waivers: (read("waivers") ?? []) as readonly Waiver[],
  };
}
