import type { CheckSubject } from "../check";
import { readDeclarations } from "./declarations";
import { graphsFromResources } from "./orgs";
import { parseState } from "./state";
import type { Rule } from "../rule";

/**
 * What is to be checked of a Pulumi state export: its graphs, and the levels and waivers that its
 * program registered.
 * @throws UserError when the text is not a state export
 */
export function stateSubject(file: string, text: string, rules: readonly Rule[]): CheckSubject {
  const state = parseState(file, text);
  const { graph, settings, waivers } = readDeclarations(state.resources, rules);
  const [first, ...more] = graphsFromResources(state.resources, state.stack, graph);
  return { graph: first, more, settings, waivers };
}
