import type { CheckSubject } from "../check";
import { readDeclarations } from "./declarations";
import { graphFromResources } from "./graph";
import { parseState } from "./state";
import type { Rule } from "../rule";

/**
 * What is to be checked of a Pulumi state export: its graph, and the levels and waivers that its
 * program registered.
 * @throws UserError when the text is not a state export
 */
export function stateSubject(file: string, text: string, rules: readonly Rule[]): CheckSubject {
  const state = parseState(file, text);
  const { graph, settings, waivers } = readDeclarations(state.resources, rules);
  return { graph: graphFromResources(state.resources, state.stack, graph), settings, waivers };
}
