import { canonical, type Value, type Values } from "../rpc/values";

/** How far into an object a merge goes. */
export interface MergeRules {
  /** Whether the value under a key is a mere container: taken away only as far as what the program had put into it. */
  readonly isContainer: (key: string) => boolean;
}

function isObject(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A reference to another object is one value, whatever else the API tells about it. */
function isReference(value: Values): boolean {
  return value["id"] !== undefined;
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (isObject(value) && Object.values(value).every(isNothing));
}

/**
 * An object as it is to be written: what the program wants, what others put beside it, and nothing of what the program had put there
 * before and wants no longer. Lists and references to other objects are one value each.
 *
 * @param live what is there
 * @param before what the program wanted the last time
 * @param wanted what it wants now
 */
export function merge(live: Values, before: Values, wanted: Values, rules: MergeRules): Values {
  const merged: Values = {};
  for (const key of new Set([...Object.keys(live), ...Object.keys(wanted)])) {
    const [is, had, wants] = [live[key], before[key], wanted[key]];
    if (wants !== undefined && wants !== null) {
      merged[key] =
        isObject(wants) && !isReference(wants) ? merge(isObject(is) ? is : {}, isObject(had) ? had : {}, wants, rules) : wants;
    } else if (had === undefined || had === null) {
      if (is !== undefined) merged[key] = is;
    } else if (rules.isContainer(key) && isObject(is) && isObject(had)) {
      const rest = merge(is, had, {}, rules);
      if (!isNothing(rest)) merged[key] = rest;
    }
  }
  return merged;
}

/** Whether two JSON values are equal, whatever the order of keys; what is not there equals null. */
export function sameJson(one: Value | undefined, other: Value | undefined): boolean {
  return canonical(one) === canonical(other);
}
