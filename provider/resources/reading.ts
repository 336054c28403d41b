import { equal } from "../plan/diff";
import { canonical, type Value, type Values } from "../rpc/values";
import type { Properties } from "../schema/define";

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/**
 * Inputs that describe what was read: those of the program wherever they mean what is there, so that nothing is shown as changed
 * that is not, and what is there wherever they do not.
 *
 * @param live what was read, by input name; a name that is missing here is taken over from the inputs
 */
export function settleInputs(
  properties: Properties,
  inputs: Values | undefined,
  live: Readonly<Record<string, Value | undefined>>,
): Values {
  const settled: Values = { ...inputs };
  for (const [name, value] of Object.entries(live)) {
    const property = properties[name];
    const before = settled[name];
    if (property === undefined) continue;
    if (before === undefined ? isEmpty(value) : equal(property.type, before, value) || (isEmpty(before) && isEmpty(value))) continue;
    if (value === undefined || value === null) delete settled[name];
    else settled[name] = value;
  }
  return settled;
}

/** Whether a set of texts holds the same as another. */
export function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return canonical([...new Set(one)].sort()) === canonical([...new Set(other)].sort());
}
