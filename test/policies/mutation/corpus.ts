import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Reading } from "../../../policies/reading/reading";
import type { RuleFinding } from "../../../policies/finding";
import { describePlace } from "../../../access/graph/place";
import { allRules } from "../../../policies/rules";
import type { Rule } from "../../../policies/rule";
import { noSettings, optionsOf } from "../../../policies/settings/settings";
import type { WaiverUse } from "../../../policies/waivers/waiver";
import { correctOrgFile } from "../support/correct";
import { cases, type CaseSubject } from "../support/cases";
import { fromExample, fromOrgFileText, today } from "../support/subjects";

/** One configuration of the corpus, with what every rule is given of it worked out once. */
export interface Specimen {
  readonly name: string;
  readonly subject: CaseSubject;
  readonly reading: Reading;
}

const threads = join(__dirname, "../../fixtures/threads");

/** Every example of every rule, the threads, correct configurations and the cases that examples leave out. */
export const corpus: readonly Specimen[] = [
  ...allRules.flatMap((rule) => (["bad", "good"] as const).map((which) => [`${rule.id} ${which}`, fromExample(rule, which)] as const)),
  ...readdirSync(threads)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => [file, fromOrgFileText(readFileSync(join(threads, file), "utf8"))] as const),
  ...fc.sample(correctOrgFile, { numRuns: 10, seed: 11 }).map((text, index) => [`correct ${index}`, fromOrgFileText(text)] as const),
  ...cases(),
].map(([name, subject]: readonly [string, CaseSubject]) => ({ name, subject, reading: new Reading(subject.graph, today) }));

/**
 * What a rule says about every configuration of the corpus. About its own examples and cases in
 * full, text for people included; about the others as far as it decides anything.
 */
export function verdicts(rule: Rule): readonly string[] {
  return corpus.flatMap(({ name, subject, reading }) => {
    const context = { options: optionsOf(rule, subject.settings ?? noSettings), today, reading, orgs: [subject.graph, ...(subject.others ?? [])] };
    const uses = (subject.waivers ?? []).map((waiver): WaiverUse => ({ waiver, org: "example", matched: waiver.finding === "wallboard" ? 1 : 0 }));
    const found = rule.stage === "waivers" ? (rule.checkWaivers?.(uses, context) ?? []) : rule.check(subject.graph, context);
    const own = name.startsWith(`${rule.id} `);
    return found.map((finding) => `${name}: ${own ? inFull(finding) : inShort(finding)}`).sort();
  });
}

function inShort(finding: RuleFinding): string {
  return `${finding.kind} ${finding.key}${finding.atMost === undefined ? "" : " (advisory)"}`;
}

function inFull(finding: RuleFinding): string {
  const refused = finding.refuses === undefined ? "" : `\n    refused: ${finding.refuses.call} ${finding.refuses.status} ${finding.refuses.code}`;
  return `${inShort(finding)}\n    ${finding.subject} at ${describePlace(finding.place)}\n    ${finding.message}${refused}\n    fix: ${finding.fix}`;
}
