import { afterAll, describe, expect, it } from "vitest";
import { allRules } from "../../../policies/rules";
import { EngineProject } from "./harness";
import { bundleOrgFiles, bundlePrograms, isOwn, type Bundle } from "./merge";

const projects = { org: new EngineProject("org-file"), program: new EngineProject("resources") };
afterAll(() => Object.values(projects).forEach((project) => project.close()));

const named = (bundles: readonly Bundle[]) => bundles.map((bundle) => [bundle.rules.map(({ id }) => id).join(", ").slice(0, 70), bundle] as const);

describe.each([
  ["org files", projects.org, bundleOrgFiles] as const,
  ["hand-written programs", projects.program, bundlePrograms] as const,
])("the examples of rules as %s, in the real engine", (_kind, project, bundle) => {
  it.each(named(bundle(allRules, "bad")))("are rejected where they are bad: %s", (_name, { rules, text }) => {
    const run = project.preview(text);
    for (const rule of rules) {
      const own = run.violations.filter(({ policy, message }) => policy === rule.id && isOwn(rule, rules, message));
      expect(own.length, `${rule.id}\n${run.output}`).toBeGreaterThan(0);
    }
    expect(run.exitCode === 0, run.output).toBe(!run.violations.some(({ level }) => level === "mandatory"));
  });

  it.each(named(bundle(allRules, "good")))("are accepted where they are good: %s", (_name, { rules, text }) => {
    const run = project.preview(text);
    expect(run.exitCode, run.output).toBe(0);
    const own = run.violations.filter(({ policy, message }) => rules.some((rule) => rule.id === policy && isOwn(rule, rules, message)));
    expect(own.map(({ message }) => message)).toEqual([]);
  });
});
