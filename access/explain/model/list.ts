/** `a, b and c`; no more than four are named. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last ?? ""}`;
}
