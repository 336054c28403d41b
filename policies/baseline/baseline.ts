import { UserError } from "../../access/errors";
import type { Finding } from "../finding";

/** The findings an org already had when the gate was introduced: rule and key of each, by org. It may only shrink. */
export interface Baseline {
  /** Path of the file, for messages. */
  readonly file: string;
  readonly orgs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The name of a finding within its org in a baseline. */
export function baselineEntry(finding: Pick<Finding, "rule" | "key">): string {
  return `${finding.rule} ${finding.key}`;
}

/**
 * Reads the text of a baseline file.
 * @throws UserError when it is not one
 */
export function parseBaseline(file: string, text: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken(file, "It is not JSON.");
  }
  const orgs = typeof value === "object" && value !== null ? (value as { orgs?: unknown }).orgs : undefined;
  if (typeof orgs !== "object" || orgs === null) throw broken(file, "It has no `orgs`.");
  const entries = Object.entries(orgs).map(([org, list]): [string, ReadonlySet<string>] => {
    if (!Array.isArray(list) || !list.every((entry): entry is string => typeof entry === "string")) {
      throw broken(file, `The entries of "${org}" are not a list of text.`);
    }
    return [org, new Set(list)];
  });
  return { file, orgs: new Map(entries) };
}

function broken(file: string, why: string): UserError {
  return new UserError({
    what: "This is not a baseline of findings.",
    where: file,
    why,
    next: "Restore it from version control, or delete it and run `genesys-access check --write-baseline`.",
  });
}

/**
 * The baseline to write. Without an earlier one it holds every finding that would fail the gate.
 * With an earlier one it holds what is still found of it and nothing else: it may only shrink.
 * Orgs that were not looked at keep their entries.
 */
export function nextBaseline(
  file: string,
  checked: readonly string[],
  findings: readonly Finding[],
  previous: Baseline | undefined,
): Baseline {
  const orgs = new Map<string, ReadonlySet<string>>(previous?.orgs ?? []);
  for (const org of checked) {
    const known = previous?.orgs.get(org);
    const entries = findings
      .filter((finding) => finding.org === org && belongs(finding))
      .map(baselineEntry)
      .filter((entry) => previous === undefined || known?.has(entry) === true);
    if (entries.length === 0) orgs.delete(org);
    else orgs.set(org, new Set(entries));
  }
  return { file, orgs };
}

function belongs(finding: Finding): boolean {
  if (finding.baseline === true) return true;
  return finding.status === "violation" || finding.status === "undecided";
}

/** The text of a baseline file: sorted, one entry a line, so that a review shows what went. */
export function formatBaseline(baseline: Baseline): string {
  const orgs = Object.fromEntries(
    [...baseline.orgs].sort(([one], [other]) => compare(one, other)).map(([org, entries]) => [org, [...entries].sort(compare)]),
  );
  return `${JSON.stringify({ version: 1, orgs }, undefined, 2)}\n`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
