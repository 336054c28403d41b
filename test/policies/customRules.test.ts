import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkGraphs } from "../../policies/check";
import { loadCustomRules } from "../../policies/customRules";
import { readProjectPolicies } from "../../policies/projectPolicies";
import { allRules } from "../../policies/rules";
import { runInEngine, programFromYaml } from "../../policies/testkit";
import { run as check } from "../../commands/check";
import { Invocation } from "../../commands/definition";
import { memoryIo } from "../commands/memory-io";
import { today } from "./support/subjects";

const root = resolve(__dirname, "../..");
const documented = readFileSync(join(root, "docs/custom-rules.md"), "utf8");

/** The block of code of the documentation that begins after a text. */
function blockAfter(text: string): string {
  const from = documented.indexOf("```js\n", documented.indexOf(text)) + "```js\n".length;
  return documented.slice(from, documented.indexOf("```", from));
}

let project: string;
let custom: string;

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "genesys-access-custom-")));
  custom = join(project, "policies", "custom");
  mkdirSync(custom, { recursive: true });
  mkdirSync(join(project, "stacks", "orgs"), { recursive: true });
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules", "genesys-access"));
  writeFileSync(join(project, "Pulumi.yaml"), "name: genesys-access\n");
  writeFileSync(join(custom, "owner-is-a-team.cjs"), blockAfter("`policies/custom/owner-is-a-team.cjs`:"));
  writeFileSync(join(custom, "owner-is-a-team.test.cjs"), blockAfter("`policies/custom/owner-is-a-team.test.cjs`"));
  writeFileSync(
    join(project, "stacks", "orgs", "Pulumi.acme.yaml"),
    "config:\n  genesys-access:org: { region: eu-west-2 }\n  genesys-access:applications:\n    wallboard:\n      owner: jo@example.com\n      divisions: [home]\n      calls: [GET /api/v2/routing/queues]\n",
  );
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("a rule of a project's own, as docs/custom-rules.md shows it", () => {
  it("runs in check, under its own name, at its line", async () => {
    const io = memoryIo({ cwd: project, env: {} });
    const code = await check(new Invocation("check", ["acme"], { json: true }), io);
    expect(code).toBe(1);
    const { findings } = JSON.parse(io.out()) as { findings: Record<string, unknown>[] };
    expect(findings).toEqual([expect.objectContaining({ rule: "owner-is-a-team", level: "mandatory", line: 4, message: "The owner is a person.", page: "policies/custom/owner-is-a-team.cjs" })]);
  });

  it("runs in the pack, with level and waiver like any other", () => {
    const { rules } = readProjectPolicies(join(project, "policies"), allRules);
    const program = (more: string) =>
      programFromYaml(`
resources:
  calls: { type: "genesys-access:index:DeclaredCalls", properties: { client: C, owner: jo@example.com, calls: [GET /api/v2/routing/queues] } }
${more}`);
    const own = (more = "") => runInEngine(program(more), { rules }).filter(({ rule }) => rule === "owner-is-a-team").map(({ level }) => level);
    expect(own()).toEqual(["mandatory"]);
    const organization = (plan: string) => `  org: { type: "genesys-access:index:Organization", properties: { plan: ${plan} } }\n`;
    expect(own(organization("{ policies: { owner-is-a-team: advisory } }"))).toEqual(["advisory"]);
    expect(own(organization('{ waivers: [{ rule: owner-is-a-team, finding: calls, reason: r, owner: o, approvedBy: p, expires: "2027-01-01" }] }'))).toEqual([]);
  });

  it("passes its own documented test, with Node's test runner and the library as it is shipped", () => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST)/.test(name)));
    const output = execFileSync(process.execPath, ["--test", join(custom, "owner-is-a-team.test.cjs")], { cwd: project, encoding: "utf8", env });
    expect(output).toMatch(/pass 3/);
    expect(output).toMatch(/fail 0/);
  });
});

describe("a folder of rules", () => {
  let files = 0;
  const load = (text: string) => {
    files += 1;
    const file = join(project, `broken-${files}.cjs`);
    writeFileSync(file, text);
    return () => loadCustomRules(file, allRules);
  };

  it("may be missing", () => {
    expect(loadCustomRules(join(project, "nowhere"), allRules)).toEqual([]);
  });

  it("refuses what is no rule, with the file and what is wrong", () => {
    expect(load("module.exports = 1;")).toThrow(/broken-\d+\.cjs: This file exports no rule/);
    expect(load('throw new Error("top secret\\nmore");')).toThrow(/broken-\d+\.cjs: This file of rules cannot be loaded/);
  });

  it.each([
    ["{ id: 'Own Rule' }", /its `id` is not of the form my-own-rule/],
    ["{ id: 'own' }", /its `title` is missing/],
    ["{ ...good, severity: 'grave' }", /its `severity` is not/],
    ["{ ...good, defaultLevel: 'disabled' }", /its `defaultLevel` is not/],
    ["{ ...good, certainty: 'sure' }", /its `certainty` is not/],
    ["{ ...good, prevents: undefined }", /its `prevents` is not a list/],
    ["{ ...good, id: 'unknown-endpoint' }", /another rule has the id "unknown-endpoint"/],
    ["null", /exports no rule|it is no object/],
  ])("refuses %s", (text, why) => {
    const good = "const good = { id: 'own', title: 't', why: 'w', fix: 'f', source: 's', check: () => [], severity: 'low', defaultLevel: 'advisory', certainty: 'likely', prevents: [] };";
    expect(load(`${good} exports.rule = ${text};`)).toThrow(why);
  });
});

describe("a project's policies", () => {
  it("hold levels, waivers and a baseline for all of its orgs", () => {
    const folder = join(project, "all");
    mkdirSync(folder);
    writeFileSync(join(folder, "settings.yaml"), "owner-missing: disabled\n");
    writeFileSync(join(folder, "waivers.yaml"), "waivers:\n  - { rule: review-overdue, finding: a, reason: r, owner: o, approvedBy: p, expires: 2027-01-01 }\n");
    writeFileSync(join(folder, "baseline.json"), '{"version":1,"orgs":{"acme":["owner-missing a"]}}');
    const policies = readProjectPolicies(folder, allRules);
    expect(policies.settings.rules.get("owner-missing")).toMatchObject({ level: "disabled" });
    expect(policies.waivers).toHaveLength(1);
    expect(policies.baseline?.orgs.get("acme")).toEqual(new Set(["owner-missing a"]));
    expect(checkGraphs([], { today, ...policies }).summary.failed).toBe(false);
  });

  it("say where a misspelt rule stands", () => {
    const folder = join(project, "misspelt");
    mkdirSync(folder);
    writeFileSync(join(folder, "settings.yaml"), "all: advisory\nowner-mising: disabled\n");
    expect(() => readProjectPolicies(folder, allRules)).toThrow(/settings\.yaml:2:\d+: There is no rule "owner-mising"/);
    writeFileSync(join(folder, "settings.yaml"), "all: [\n");
    expect(() => readProjectPolicies(folder, allRules)).toThrow(/settings\.yaml:\d+:\d+: This is not YAML/);
  });
});
