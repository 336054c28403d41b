import { needs } from "../../access/needs";
import type { Application } from "../../access/graph/graph";
import type { KnownCall, Reading } from "./reading";

const least = new Map<string, readonly string[]>();

function leastOf(call: string, recordings: Application["recordings"]): readonly string[] {
  const key = `${recordings.join()} ${call}`;
  let permissions = least.get(key);
  if (permissions === undefined) {
    permissions = needs([call], { recordings }).role.permissions;
    if (least.size > 10_000) least.clear();
    least.set(key, permissions);
  }
  return permissions;
}

/** The permissions that one call asks for at least, given what its application reads of recordings. */
export function leastPermissions(call: KnownCall): readonly string[] {
  return leastOf(call.declared.call, call.application.recordings);
}

/**
 * Every permission that would open one of the declared calls of an application, alternatives and
 * later checks of the services included: whatever is not among them, no declared call needs.
 */
export function usefulPermissions(reading: Reading, application: Application): ReadonlySet<string> {
  const useful = new Set<string>();
  for (const { operation, declared } of reading.knownCallsOf(application)) {
    for (const permission of operation.permissions) useful.add(permission);
    for (const check of reading.catalogue.serviceChecks(operation)) for (const permission of check.anyOf) useful.add(permission);
    for (const permission of leastOf(declared.call, application.recordings)) useful.add(permission);
  }
  return useful;
}
