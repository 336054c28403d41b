import type { AccessGraph } from "../access/graph/graph";
import type { Place } from "../access/graph/place";
import { baselineEntry, type Baseline } from "./baseline/baseline";
import type { Finding, Level, RuleFinding, Severity } from "./finding";
import { Reading } from "./reading/reading";
import type { Rule, RuleContext } from "./rule";
import { allRules } from "./rules";
import { levelOf, noSettings, optionsOf, type Settings } from "./settings/settings";
import { requireKnownRules } from "./waivers/known";
import { inForce, matches, type Waiver, type WaiverUse } from "./waivers/waiver";

/** One org to check: its graph, and what its org file says about rules and waivers. */
export interface CheckSubject {
  readonly graph: AccessGraph;
  /** Further orgs that the same program sets up; settings and waivers hold for each. */
  readonly more?: readonly AccessGraph[];
  readonly settings?: Settings;
  readonly waivers?: readonly Waiver[];
}

/** How to check. Nothing is read from the machine: the same arguments give the same result. */
export interface CheckOptions {
  /** The day of the check as an ISO date. */
  readonly today: string;
  /** Rules to run; all built-in rules when absent. */
  readonly rules?: readonly Rule[];
  /** Rules that may be named in waivers, when only some of them run; those that run when absent. */
  readonly known?: readonly Rule[];
  /** Settings for all orgs; those of an org file win over them. */
  readonly settings?: Settings;
  /** Settings that win over the org file's (the configuration of the policy pack). */
  readonly overrides?: Settings;
  /** Waivers from a file for all orgs. */
  readonly waivers?: readonly Waiver[];
  readonly baseline?: Baseline;
  /** Whether an undecided finding of a mandatory rule fails the gate. */
  readonly strict?: boolean;
  /** The lowest level that fails the gate; `mandatory` when absent. */
  readonly threshold?: Exclude<Level, "disabled">;
  /** How many org files could not be read and so are not among the subjects: with any, the gate stays shut. */
  readonly unreadable?: number;
}

/** The outcome of a check, sorted and complete: a report needs nothing else. */
export interface CheckResult {
  /** Violations, undecided and waived findings, sorted by org, rule, place and key. */
  readonly findings: readonly Finding[];
  /** What could be stated and is not, and what only the live org knows: shown once each, never a failure. */
  readonly notes: readonly Finding[];
  readonly summary: CheckSummary;
  /** The rules that ran, for reports that describe them. */
  readonly rules: readonly Rule[];
  /** Names of the orgs that were checked, sorted. */
  readonly checked: readonly string[];
}

/** Counts and settings of a check. */
export interface CheckSummary {
  readonly orgs: number;
  readonly applications: number;
  readonly calls: number;
  readonly rules: number;
  readonly mandatory: number;
  readonly advisory: number;
  readonly undecided: number;
  readonly waived: number;
  readonly baselined: number;
  /** Entries of the baseline that are no longer found in the orgs that were checked. */
  readonly staleBaseline: number;
  readonly unstated: number;
  readonly unchecked: number;
  /** Rules that threw: each is a finding under its own id as well. */
  readonly broken: number;
  /** How many rules judge declared calls, and in which orgs they said nothing because none are declared. */
  readonly silent: { readonly rules: number; readonly orgs: readonly string[] };
  /** Levels in force that are not the rule's own, by org. */
  readonly levels: readonly { readonly org: string; readonly rule: string; readonly level: Level }[];
  readonly strict: boolean;
  readonly threshold: Exclude<Level, "disabled">;
  /** Org files that could not be read. */
  readonly unreadable: number;
  /** True when the gate is shut. */
  readonly failed: boolean;
}

/**
 * Checks the graphs of one or more orgs against the rules. Pure.
 * @throws UserError for a waiver of a rule that does not exist: it would waive nothing, in silence
 */
export function checkGraphs(subjects: readonly (AccessGraph | CheckSubject)[], options: CheckOptions): CheckResult {
  const rules = options.rules ?? allRules;
  const strict = options.strict ?? false;
  const threshold = options.threshold ?? "mandatory";
  const run = subjects.map((subject): CheckSubject => ("graph" in subject ? subject : { graph: subject }));
  const orgs = run.flatMap(graphsOf);
  const checked = run.map((subject) => checkSubject(subject, orgs, rules, options));
  const all = checked.flatMap((each) => each.findings).sort(byPosition);
  const findings = all.filter((finding) => finding.status !== "unstated" && finding.status !== "unchecked");
  const notes = all.filter((finding) => finding.status === "unstated" || finding.status === "unchecked");
  const counts = count(findings, notes);
  const broken = checked.reduce((sum, each) => sum + each.broken, 0);
  const unreadable = options.unreadable ?? 0;
  const failed =
    broken > 0 ||
    unreadable > 0 ||
    findings.some((finding) => fails(finding, threshold) && (finding.status === "violation" || (finding.status === "undecided" && strict)));
  return {
    findings,
    notes,
    rules,
    checked: orgs.map(({ org }) => org.name).sort(),
    summary: {
      orgs: orgs.length,
      applications: sum(orgs, (graph) => graph.applications.length),
      calls: sum(orgs, (graph) => sum(graph.applications, (application) => application.calls.length)),
      rules: rules.length,
      ...counts,
      staleBaseline: stale(orgs, findings, options.baseline),
      broken,
      silent: {
        rules: rules.filter((rule) => rule.needsCalls === true).length,
        orgs: orgs.filter((graph) => !declaresCalls(graph)).map((graph) => graph.org.name).sort(),
      },
      levels: checked.flatMap((each) => each.levels),
      strict,
      threshold,
      unreadable,
      failed,
    },
  };
}

interface Checked {
  readonly findings: readonly Finding[];
  readonly levels: CheckSummary["levels"];
  readonly broken: number;
}

function graphsOf(subject: CheckSubject): readonly AccessGraph[] {
  return [subject.graph, ...(subject.more ?? [])];
}

function checkSubject(subject: CheckSubject, orgs: readonly AccessGraph[], rules: readonly Rule[], options: CheckOptions): Checked {
  const layers = [options.settings, subject.settings, options.overrides].map((layer) => layer ?? noSettings);
  const graphs = graphsOf(subject);
  const names = graphs.map(({ org }) => org.name);
  const enabled = rules.map((rule) => ({ rule, level: levelOf(rule, ...layers) }));
  const levels = names.flatMap((org) =>
    enabled.filter(({ rule, level }) => level !== rule.defaultLevel).map(({ rule, level }) => ({ org, rule: rule.id, level })),
  );
  const waivers = [...(subject.waivers ?? []), ...(options.waivers ?? []).filter(({ org }) => org === undefined || names.includes(org))];
  requireKnownRules(waivers, options.known ?? rules);

  const judges = graphs.map((graph) => {
    const reading = new Reading(graph, options.today);
    return new Judge(graph, (rule) => ({ options: optionsOf(rule, ...layers), today: options.today, reading, orgs }));
  });
  for (const judge of judges) {
    for (const { rule, level } of enabled) {
      if (rule.stage === undefined && level !== "disabled") judge.hear(rule, level, (context) => rule.check(judge.graph, context));
    }
  }
  const uses = new Map(waivers.map((waiver) => [waiver, 0]));
  for (const judge of judges) {
    const baseline = options.baseline?.orgs.get(judge.graph.org.name);
    judge.findings = judge.findings.map((finding) => forgive(finding, waivers, uses, baseline, options.today));
  }
  const waiverUses = [...uses].map(([waiver, matched]): WaiverUse => ({ waiver, org: waiver.org ?? subject.graph.org.name, matched }));
  for (const { rule, level } of enabled) {
    if (rule.stage === "waivers" && level !== "disabled") judges[0]?.hear(rule, level, (context) => rule.checkWaivers?.(waiverUses, context) ?? []);
  }
  return { findings: judges.flatMap(({ findings }) => findings), levels, broken: sum(judges, ({ broken }) => broken) };
}

/** Collects what rules find in one org, also of a rule that throws. */
class Judge {
  findings: Finding[] = [];
  broken = 0;
  private readonly stated = new Set<string>();

  constructor(
    readonly graph: AccessGraph,
    private readonly contextOf: (rule: Rule) => RuleContext,
  ) {}

  hear(rule: Rule, level: Exclude<Level, "disabled">, found: (context: RuleContext) => readonly RuleFinding[]): void {
    const { org } = this.graph;
    try {
      const said = found(this.contextOf(rule)).map((each) => statable(each, this.graph));
      this.findings.push(...said.filter((each) => this.isNew(each)).map((each) => decorate(rule, level, org.name, each)));
    } catch (error) {
      this.broken += 1;
      this.findings.push(brokenRule(rule, org.name, org.place, error));
    }
  }

  /** What could be stated, or is known to the org only, is said once, whichever rule says it. */
  private isNew({ kind, key }: RuleFinding): boolean {
    if (kind !== "unstated" && kind !== "unchecked") return true;
    if (this.stated.has(key)) return false;
    this.stated.add(key);
    return true;
  }
}

/** Only an org file can state a fact: where the graph comes from elsewhere, what is not stated is known to the org only. */
function statable(found: RuleFinding, graph: AccessGraph): RuleFinding {
  if (found.kind !== "unstated" || graph.org.place?.kind === "file" || found.place.kind === "file") return found;
  return { ...found, kind: "unchecked", fix: "An org file can state it; `genesys-access` commands with credentials ask the org." };
}

function decorate(rule: Rule, level: Exclude<Level, "disabled">, org: string, found: RuleFinding): Finding {
  const common = {
    ...found,
    rule: rule.id,
    org,
    severity: rule.severity,
    level: found.atMost ?? level,
    certainty: rule.certainty,
    status: found.kind,
  };
  return { ...common, ...(rule.cause === undefined ? {} : { cause: rule.cause }), ...(rule.page === undefined ? {} : { page: rule.page }) };
}

/** Key of the finding that stands for a rule that threw. */
export const brokenRuleKey = "rule-failed";

function brokenRule(rule: Rule, org: string, place: Place | undefined, error: unknown): Finding {
  const name = error instanceof Error ? error.name : "error";
  return {
    ...decorate(rule, "mandatory", org, {
      kind: "violation",
      key: brokenRuleKey,
      subject: `rule ${rule.id}`,
      place: place ?? { kind: "live", path: `org ${org}` },
      message: `The rule itself failed (${name}), so nothing is known about what it would have said. This is a bug of the rule.`,
      fix: `Report it with the org file; until it is repaired, \`${rule.id}: disabled\` under \`policies\` leaves the rule out.`,
    }),
    severity: "high",
  };
}

function forgive(
  finding: Finding,
  waivers: readonly Waiver[],
  uses: Map<Waiver, number>,
  baseline: ReadonlySet<string> | undefined,
  today: string,
): Finding {
  if (finding.status !== "violation" && finding.status !== "undecided") return finding;
  if (finding.key === brokenRuleKey) return finding;
  const matching = waivers.filter((waiver) => matches(waiver, finding, finding.org));
  for (const waiver of matching) uses.set(waiver, (uses.get(waiver) ?? 0) + 1);
  const holding = matching.find((waiver) => inForce(waiver, today));
  if (holding !== undefined) {
    const { reason, owner, approvedBy, expires } = holding;
    return { ...finding, status: "waived", waiver: { reason, owner, ...(approvedBy === undefined ? {} : { approvedBy }), expires } };
  }
  if (baseline?.has(baselineEntry(finding)) === true) return { ...finding, status: "waived", baseline: true };
  return finding;
}

function fails(finding: Finding, threshold: Exclude<Level, "disabled">): boolean {
  return threshold === "advisory" || finding.level === "mandatory";
}

function declaresCalls(graph: AccessGraph): boolean {
  return graph.applications.some((application) => application.calls.length > 0);
}

function count(findings: readonly Finding[], notes: readonly Finding[]) {
  const violations = findings.filter((finding) => finding.status === "violation");
  const waived = findings.filter((finding) => finding.status === "waived");
  return {
    mandatory: violations.filter((finding) => finding.level === "mandatory").length,
    advisory: violations.filter((finding) => finding.level === "advisory").length,
    undecided: findings.filter((finding) => finding.status === "undecided").length,
    waived: waived.filter((finding) => finding.baseline !== true).length,
    baselined: waived.filter((finding) => finding.baseline === true).length,
    unstated: notes.filter((finding) => finding.status === "unstated").length,
    unchecked: notes.filter((finding) => finding.status === "unchecked").length,
  };
}

function stale(orgs: readonly AccessGraph[], findings: readonly Finding[], baseline: Baseline | undefined): number {
  return sum(orgs, ({ org }) => {
    const found = new Set(findings.filter((finding) => finding.org === org.name).map(baselineEntry));
    return [...(baseline?.orgs.get(org.name) ?? [])].filter((entry) => !found.has(entry)).length;
  });
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

const severityOrder: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Order of findings in every report: org, then what fails first, then the gravest, then rule, place and key. */
export function byPosition(one: Finding, other: Finding): number {
  return (
    compare(one.org, other.org) ||
    rank(one) - rank(other) ||
    severityOrder[one.severity] - severityOrder[other.severity] ||
    compare(one.rule, other.rule) ||
    comparePlaces(one.place, other.place) ||
    compare(one.key, other.key)
  );
}

function rank(finding: Finding): number {
  if (finding.status === "waived") return 4;
  if (finding.status === "unstated" || finding.status === "unchecked") return 5;
  return (finding.level === "mandatory" ? 0 : 2) + (finding.status === "undecided" ? 1 : 0);
}

function comparePlaces(one: Place, other: Place): number {
  if (one.kind === "file" && other.kind === "file") {
    return compare(one.file, other.file) || one.line - other.line || one.column - other.column;
  }
  return compare(placeText(one), placeText(other));
}

function placeText(place: Place): string {
  switch (place.kind) {
    case "file":
      return `0 ${place.file}`;
    case "urn":
      return `1 ${place.urn} ${place.property ?? ""}`;
    case "live":
      return `2 ${place.path}`;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
