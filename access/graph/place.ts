/**
 * Where something was declared: an org file, a resource of a Pulumi program or state, or an
 * object of a live org. `line` and `column` count from 1.
 */
export type Place =
  | { readonly kind: "file"; readonly file: string; readonly line: number; readonly column: number }
  | { readonly kind: "urn"; readonly urn: string; readonly property?: string }
  | { readonly kind: "live"; readonly path: string };

/** One line for a person: `file:line:column`, the URN and property, or the API path. */
export function describePlace(place: Place): string {
  switch (place.kind) {
    case "file":
      return `${place.file}:${place.line}:${place.column}`;
    case "urn":
      return place.property === undefined ? place.urn : `${place.urn} (${place.property})`;
    case "live":
      return place.path;
  }
}
