import type { CheckResult } from "../../policies/check";
import { wrap } from "./wrap";

/** The last lines of a report for people: what was looked at, what was found, what follows. */
export function sentence(result: CheckResult, columns: number): readonly string[] {
  const { summary } = result;
  const looked = `Checked ${counted(summary.orgs, "org")}, ${counted(summary.applications, "application")}, ${counted(summary.calls, "declared call")} with ${counted(summary.rules, "rule")}.`;
  const lines = [looked, `${counts(result)}.`];
  if (summary.silent.orgs.length > 0 && summary.silent.rules > 0) {
    lines.push(`${counted(summary.silent.rules, "rule")} about declared calls said nothing where none are declared: ${summary.silent.orgs.join(", ")}.`);
  }
  const levels = levelsSet(result);
  if (levels.length > 0) lines.push(`Levels set here: ${levels.join(", ")}.`);
  if (summary.staleBaseline > 0) lines.push(`${counted(summary.staleBaseline, "entry", "entries")} of the baseline ${summary.staleBaseline === 1 ? "is" : "are"} no longer found: \`check --write-baseline\` takes them out.`);
  lines.push(verdict(result));
  return lines.flatMap((line) => wrap(line, columns, 0));
}

/** So many rules of one level are counted, not named: `all` was meant. */
const manyRules = 10;

/** `owner-missing mandatory (a, b)`, and `74 rules disabled (a)` where `all` was written. */
function levelsSet({ summary }: CheckResult): readonly string[] {
  const orgs = new Map<string, { readonly rule: string; readonly level: string; readonly orgs: string[] }>();
  for (const { org, rule, level } of summary.levels) {
    const entry = orgs.get(`${rule} ${level}`);
    if (entry === undefined) orgs.set(`${rule} ${level}`, { rule, level, orgs: [org] });
    else entry.orgs.push(org);
  }
  const alike = new Map<string, string[]>();
  for (const { rule, level, orgs: of } of orgs.values()) {
    const what = `${level} (${of.join(", ")})`;
    alike.set(what, [...(alike.get(what) ?? []), rule]);
  }
  return [...alike].flatMap(([what, rules]) => (rules.length > manyRules ? [`${rules.length} rules ${what}`] : rules.map((rule) => `${rule} ${what}`)));
}

/** `2 mandatory, 1 advisory, 0 undecided, 1 waived`. */
export function counts({ summary }: CheckResult): string {
  const parts = [`${summary.mandatory} mandatory`, `${summary.advisory} advisory`, `${summary.undecided} undecided`, `${summary.waived} waived`];
  if (summary.baselined > 0) parts.push(`${summary.baselined} in the baseline`);
  if (summary.broken > 0) parts.push(summary.broken === 1 ? "1 rule that failed itself" : `${summary.broken} rules that failed themselves`);
  return parts.join(", ");
}

/** One line: whether the gate is open, and why not. */
export function verdict({ summary }: CheckResult): string {
  if (!summary.failed) return "Passed.";
  if (summary.unreadable > 0) return `Not checked: ${counted(summary.unreadable, "org file")} could not be read.`;
  if (summary.broken > 0) return "Failed: a rule itself failed, so not everything was checked.";
  if (summary.mandatory === 0 && summary.undecided > 0 && summary.threshold === "mandatory") {
    return "Failed: what is undecided counts as a failure in strict mode.";
  }
  return summary.threshold === "advisory" ? "Failed: the threshold is advisory." : "Failed: mandatory findings must be repaired or waived.";
}

function counted(count: number, word: string, plural = `${word}s`): string {
  return `${count} ${count === 1 ? word : plural}`;
}
