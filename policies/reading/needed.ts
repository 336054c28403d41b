import { needs } from "../../access/needs";
import type { Application } from "../../access/graph/graph";
import type { KnownCall, Reading } from "./reading";

/** The permissions that one call asks for at least, given what its application reads of recordings. */
export function leastPermissions(call: KnownCall): readonly string[] {
  return needs([call.declared.call], { recordings: call.application.recordings }).role.permissions;
}

/**
 * Every permission that would open one of the declared calls of an application, alternatives and
 * later checks of the services included: whatever is not among them, no declared call needs.
 */
export function usefulPermissions(reading: Reading, application: Application): ReadonlySet<string> {
  const useful = new Set<string>();
  for (const { operation, application: caller, declared } of reading.knownCalls) {
    if (caller !== application) continue;
    for (const permission of operation.permissions) useful.add(permission);
    for (const check of reading.catalogue.serviceChecks(operation)) for (const permission of check.anyOf) useful.add(permission);
    for (const permission of needs([declared.call], { recordings: application.recordings }).role.permissions) useful.add(permission);
  }
  return useful;
}
