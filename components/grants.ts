import type { DivisionRef, Grant, Role, SubjectRef } from "../access/graph/graph";
import type { Place } from "../access/graph/place";
import type { PlannedGrant } from "./plan";

/** A division by the name that a person writes: `all`, `home`, or the name itself. */
export function divisionRef(name: string): DivisionRef {
  if (name === "all") return { kind: "all" };
  if (name === "home") return { kind: "home" };
  return { kind: "division", key: name };
}

/** Division names each once, sorted; Home when none is given, which is Genesys Cloud's own default. */
export function divisionsOrHome(divisions: readonly string[] | undefined): readonly string[] {
  return divisions === undefined || divisions.length === 0 ? ["home"] : [...new Set(divisions)].sort();
}

/** Grants of roles to one subject, for the access graph. */
export function graphGrants(
  subject: SubjectRef,
  roleNames: readonly string[],
  divisions: readonly string[] | undefined,
  place: Place,
): readonly Grant[] {
  const defaulted = divisions === undefined || divisions.length === 0;
  return roleNames.flatMap((role) =>
    divisionsOrHome(divisions).map((division) => ({
      subject,
      role: { kind: "role" as const, key: role },
      division: divisionRef(division),
      ...(defaulted ? { divisionDefaulted: true } : {}),
      place,
    })),
  );
}

/** The same grants for the provider, sorted by role. */
export function plannedGrants(roleNames: readonly string[], divisions: readonly string[] | undefined): readonly PlannedGrant[] {
  return [...new Set(roleNames)].sort().map((roleName) => ({ roleName, divisions: divisionsOrHome(divisions) }));
}

/** A role that is only referred to by its name: what it holds is the org's own matter. */
export function namedRole(name: string, place: Place): Role {
  return { key: name, name, policies: [], incomplete: `what the role '${name}' holds is not described here`, place };
}
