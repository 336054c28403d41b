/** The Pulumi engine that everything here is tried with, and that is downloaded or built. */
export const engineVersion = "3.259.0";

/**
 * The oldest engine of the user's own that is taken as it is. `destroy --ignore-protect`, which the lifting of
 * protection needs, came with 3.256.
 */
export const oldestEngine = "3.256.0";

/** The oldest Go that builds the engine, as its go.mod says. */
export const oldestGo = "1.25.11";

/** Compares the numbers of two versions such as 3.259.0: negative when the first is older. */
export function compareVersions(a: string, b: string): number {
  const numbers = (version: string): number[] => (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
