/** Name of the role that a group or a service user has for itself. */
export function ownRoleName(holder: string): string {
  return `${holder} access`;
}
