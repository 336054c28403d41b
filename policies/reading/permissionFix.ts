import type { KnownCall, Reading } from "./reading";
import { leastPermissions } from "./needed";
import { called, list, subjectName } from "./words";

/** Of alternatives the one to add: what `needs` takes for the call, so that both give the same advice. */
export function bestOf(call: KnownCall, alternatives: readonly string[]): readonly string[] {
  const least = leastPermissions(call).filter((permission) => alternatives.includes(permission));
  return least.length > 0 ? least : alternatives.slice(0, 1);
}

/**
 * Where to add permissions so that the caller of a declared call holds them, as text to paste: to
 * the role of the caller that this program makes, or to the entry of the org file.
 */
export function addPermissions(reading: Reading, call: KnownCall, permissions: readonly string[]): string {
  const names = list(permissions.map((permission) => `\`${permission}\``));
  const principal = reading.principal(call.application);
  if (principal === undefined) return `Grant a role with ${names} to the users who sign in.`;
  const own = reading
    .grantsOf(principal)
    .map((grant) => (grant.role.kind === "role" ? reading.role(grant.role.key) : undefined))
    .find((role) => role !== undefined && role.builtIn !== true && role.incomplete === undefined);
  const holder = subjectName(reading, principal);
  if (own === undefined) return `Grant ${holder} a role with ${names}.`;
  if (own.place.kind === "urn") {
    return `Add ${names} to ${called("role", own)}: ${permissions.map(policyText).join(", ")}.`;
  }
  return `Add to \`permissions\` of ${called("application", call.application)}: ${permissions
    .map((permission) => `\`- { permission: ${permission}, reason: … }\``)
    .join(" ")}.`;
}

function policyText(permission: string): string {
  const [domain = "", entity = "", action = ""] = permission.split(":");
  return `\`{ domain: "${domain}", entityName: "${entity}", actionSets: ["${action}"] }\``;
}
