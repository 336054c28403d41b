import type { ResourceDefinition } from "../schema/define";

/** The definition with this name. */
export function definitionOf(definitions: readonly ResourceDefinition[], name: string): ResourceDefinition {
  const found = definitions.find((definition) => definition.name === name);
  if (found === undefined) throw new Error(`No resource ${name} is defined`);
  return found;
}
