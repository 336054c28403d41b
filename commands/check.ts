import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import packageJson from "../package.json";
import { UserError } from "../access/errors";
import { nearestNames } from "../access/catalogue";
import { formatBaseline, nextBaseline, type Baseline } from "../policies/baseline/baseline";
import { checkGraphs, type CheckResult, type CheckSubject } from "../policies/check";
import { projectFiles, readProjectPolicies } from "../policies/projectPolicies";
import { stateSubject } from "../policies/program/stateSubject";
import { allRules } from "../policies/rules";
import type { Rule } from "../policies/rule";
import { parseSettings } from "../policies/settings/settings";
import { requireKnownRules } from "../policies/waivers/known";
import { reporterFor } from "../reports/findings";
import { displayPath, listOrgs, loadOrgFile, orgFilePath, orgFileToGraph, type OrgFile } from "../stacks/orgfile";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { checkedRoot } from "./stack/project";

/** `genesys-access check [ORG…]`: the rules on org files or on a state, without engine, network or credentials; with `--live` what only the org knows is read from it. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const root = checkedRoot(io);
  const reporter = reporterFor(invocation.flag("json") ? "json" : (invocation.text("format") ?? "text"));
  const { rules, ...project } = readProjectPolicies(join(root, "policies"), allRules, displayPath);
  const { subjects: written, mistakes } = subjectsOf(invocation, root, rules, io);
  const live = invocation.flag("live") ? await import("./ask/check-live") : undefined;
  const { subjects, orgs } = live === undefined ? { subjects: written, orgs: [] } : await live.subjectsInLiveOrgs(written, invocation, io);
  const result = checkGraphs(subjects, {
    ...project,
    today: new Date().toISOString().slice(0, 10),
    rules,
    strict: strictness(invocation, io),
    threshold: thresholdOf(invocation.text("threshold") ?? "mandatory"),
    unreadable: mistakes.length,
  });
  if (invocation.flag("writeBaseline")) return writeBaseline(root, subjects, result, project.baseline, mistakes, io);

  const output = invocation.text("output");
  const text = reporter.render(result, { columns: io.columns, colour: io.color && output === undefined, version: packageJson.version });
  if (output === undefined) io.stdout.write(text);
  else {
    writeReport(resolve(io.cwd, output), text);
    const { mandatory, advisory, undecided, failed } = result.summary;
    note(io, `Wrote ${output}: ${mandatory} mandatory, ${advisory} advisory, ${undecided} undecided; ${mistakes.length > 0 ? "not everything could be checked" : failed ? "failed" : "passed"}.`);
  }
  for (const line of live?.describeLiveOrgs(orgs, io.columns) ?? []) note(io, line);
  for (const mistake of mistakes) note(io, mistake);
  if (mistakes.length > 0) return exit.failed;
  return result.summary.failed ? exit.findings : exit.good;
}

function strictness(invocation: Invocation, io: Io): boolean {
  const set = io.env["GENESYS_ACCESS_STRICT"] ?? io.env["CI"] ?? "";
  return invocation.flag("strict") || !/^(|0|false|no)$/i.test(set);
}

function thresholdOf(text: string): "mandatory" | "advisory" {
  if (text === "mandatory" || text === "advisory") return text;
  throw new UserError({ what: `there is no threshold ${JSON.stringify(text)}`, where: "--threshold", next: "mandatory or advisory." });
}

interface Subjects {
  readonly subjects: readonly CheckSubject[];
  /** Org files that cannot be read, when all are checked: the others are checked all the same. */
  readonly mistakes: readonly string[];
}

function subjectsOf(invocation: Invocation, root: string, rules: readonly Rule[], io: Io): Subjects {
  const state = invocation.text("state");
  if (state !== undefined) {
    const file = resolve(io.cwd, state);
    if (!existsSync(file)) throw new UserError({ what: "the file does not exist", where: state, next: "write one with `pulumi stack export --file FILE`." });
    return { subjects: [stateSubject(state, readFileSync(file, "utf8"), rules)], mistakes: [] };
  }
  const named = invocation.args;
  const orgs = listOrgs(root);
  if (named.length === 0 && orgs.length === 0) {
    throw new UserError({ what: "there is no org file to check", where: displayPath(join(root, "stacks", "orgs")), next: "npx genesys-access new-org NAME writes one." });
  }
  const mistakes: string[] = [];
  const subjects = (named.length === 0 ? orgs : named).flatMap((name): CheckSubject[] => {
    const path = pathOf(name, root, orgs, io);
    try {
      return [subjectOf(loadOrgFile(path), rules)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      mistakes.push(`Error: ${error.message}`);
      return [];
    }
  });
  return { subjects, mistakes };
}

function pathOf(name: string, root: string, orgs: readonly string[], io: Io): string {
  if (orgs.includes(name)) return orgFilePath(root, name);
  const path = resolve(io.cwd, name);
  if (/\.ya?ml$/.test(name) && existsSync(path)) return path;
  const near = nearestNames(name, orgs, 1)[0];
  throw new UserError({
    what: `there is no org ${JSON.stringify(name)}`,
    ...(near === undefined ? {} : { why: `the nearest is ${near}.` }),
    next: orgs.length === 0 ? "npx genesys-access new-org NAME writes one." : `the orgs are: ${orgs.join(", ")}.`,
  });
}

function subjectOf(orgFile: OrgFile, rules: readonly Rule[]): CheckSubject {
  requireKnownRules(orgFile.waivers, rules);
  return {
    graph: orgFileToGraph(orgFile),
    settings: parseSettings(orgFile.policies, rules, (path) => orgFile.place(["policies", ...path])),
    waivers: orgFile.waivers,
  };
}

function writeReport(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError({ what: "the report cannot be written", where: path, why: error instanceof Error ? error.message : String(error) });
  }
}

function writeBaseline(root: string, subjects: readonly CheckSubject[], result: CheckResult, previous: Baseline | undefined, mistakes: readonly string[], io: Io): number {
  const [mistake] = mistakes;
  if (mistake !== undefined) throw new UserError({ what: "a baseline needs every org file to be readable", why: mistake.replace(/^Error: /, "") });
  const file = join(root, "policies", projectFiles.baseline);
  const next = nextBaseline(displayPath(file), subjects.map(({ graph }) => graph.org.name), result.findings, previous);
  writeReport(file, formatBaseline(next));
  const entries = [...next.orgs.values()].reduce((sum, set) => sum + set.size, 0);
  say(io, `Wrote ${displayPath(file)}: ${entries === 1 ? "1 finding that no longer fails" : `${entries} findings that no longer fail`} the check.${previous === undefined ? "" : " It only ever shrinks."}`);
  return exit.good;
}
