import type { PlaceOf } from "./plan";

const declared = new WeakMap<object, PlaceOf>();

/**
 * Says where the arguments of a component were declared. The places travel beside the arguments,
 * not in them: an org file in which only a line has moved must not be a change.
 */
export function declareAt<Args extends object>(args: Args, placeOf: PlaceOf): Args {
  declared.set(args, placeOf);
  return args;
}

/** Where the arguments were declared; the component itself when nobody said. */
export function placesOf(args: object, type: string, name: string): PlaceOf {
  return (
    declared.get(args) ?? ((path) => ({ kind: "urn", urn: `${type}::${name}`, ...(path.length === 0 ? {} : { property: path.join(".") }) }))
  );
}
