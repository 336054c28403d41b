import Ajv from "ajv";
import addFormats from "ajv-formats";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { checkGraphs, type CheckResult } from "../../../policies/check";
import { allRules } from "../../../policies/rules";
import { parseSettings } from "../../../policies/settings/settings";
import { fingerprint, reporterFor, reporters } from "../../../reports/findings";
import { ruleThatFinds } from "../../policies/support/rules";
import { fromExample, today } from "../../policies/support/subjects";
import { emptyGraph } from "../../../access/graph/build";
import sarifSchema from "../schemas/sarif-2.1.0.json";

/** Every rule broken at once, each in an org of its own, with waivers and a baseline. */
const everything = checkGraphs(
  allRules.map((rule) => {
    const subject = fromExample(rule, "bad");
    return { ...subject, graph: { ...subject.graph, org: { ...subject.graph.org, name: `org-${rule.id}` } } };
  }),
  { today, baseline: { file: "baseline.json", orgs: new Map([["org-owner-missing", new Set(["owner-missing wallboard", "owner-missing gone"])]]) } },
);
const clean = checkGraphs([emptyGraph("clean")], { today });
const render = (format: string, result: CheckResult = everything, options = {}) => reporterFor(format).render(result, options);

describe("every format", () => {
  it.each(reporters.map(({ format }) => format))("%s gives the same text for the same result, and ends with a newline", (format) => {
    expect(render(format)).toBe(render(format));
    expect(render(format)).toMatch(/\n$/);
    expect(render(format, clean)).toMatch(/\n$/);
  });

  it.each(reporters.map(({ format }) => format))("%s shows each open finding with its rule", (format) => {
    const text = render(format);
    for (const { rule } of everything.findings) expect(text).toContain(rule);
  });

  it.each(["text", "json", "markdown", "sarif"])("%s says who approved a waiver", (format) => {
    const subject = fromExample(allRules.find(({ id }) => id === "owner-missing") ?? allRules[0]!, "bad");
    const [found] = checkGraphs([subject], { today }).findings.filter(({ rule }) => rule === "owner-missing");
    const waiver = { rule: "owner-missing", finding: found?.key ?? "", reason: "moves next month", owner: "team-a", approvedBy: "audit-b", expires: "2027-01-01", place: { kind: "live", path: "x" } } as const;
    expect(render(format, checkGraphs([{ ...subject, waivers: [waiver] }], { today }))).toContain("audit-b");
  });

  it("is found by its name, and an unknown one is told with those that exist", () => {
    expect(() => reporterFor("yaml")).toThrow(/no format "yaml"[^]*text, json, markdown, sarif, junit, github/);
  });
});

describe("text", () => {
  it("fits into 80 columns, except for words that cannot be broken", () => {
    const wide = render("text").split("\n").filter((line) => line.length > 80);
    for (const line of wide) expect(line.trim().split(" ").some((word) => word.length > 55), line).toBe(true);
  });

  it("uses no control sequences unless it may", () => {
    expect(render("text")).not.toContain("\u001b");
    expect(render("text", everything, { colour: true })).toContain("\u001b[31mmandatory\u001b[0m");
  });

  it("counts what is waived and what is in the baseline, and never hides it", () => {
    const text = render("text");
    expect(text).toMatch(/^Waived or in the baseline \(\d+\)$/m);
    expect(text).toContain('org-owner-missing: owner-missing "wallboard" (in the baseline)');
    expect(text).toMatch(/1 entry of the baseline is no longer found/);
  });

  it("says that nothing was found, in how much, and which rules were silent", () => {
    expect(render("text", clean)).toMatch(/^Checked 1 org, 0 applications, 0 declared calls with 75 rules\.\n0 mandatory, 0 advisory, 0 undecided, 0 waived\.\n\d+ rules about declared calls said nothing where none are declared: clean\.\nPassed\.\n$/);
  });

  it("counts the rules that `all` sets, and names those that somebody chose", () => {
    const settings = parseSettings({ all: "disabled", "owner-missing": "mandatory" }, allRules, () => undefined);
    const text = render("text", checkGraphs([{ graph: emptyGraph("o"), settings }], { today }));
    expect(text).toContain("Levels set here: 74 rules disabled (o), owner-missing mandatory (o).");
  });

  it("says why the gate is shut", () => {
    expect(render("text", checkGraphs([], { today, unreadable: 2 }))).toContain("Not checked: 2 org files could not be read.");
    const undecided = checkGraphs([emptyGraph("o")], { today, strict: true, rules: [ruleThatFinds("one", [{ kind: "undecided" }])] });
    expect(render("text", undecided)).toContain("Failed: what is undecided counts as a failure in strict mode.");
    expect(render("text")).toContain("Failed: mandatory findings must be repaired or waived.");
  });
});

describe("JSON", () => {
  const parsed = JSON.parse(render("json")) as { findings: Record<string, unknown>[]; summary: Record<string, unknown> };

  it("has the fields that scripts rely on, in this order, and then more", () => {
    for (const finding of parsed.findings) {
      expect(Object.keys(finding).slice(0, 9)).toEqual(["rule", "level", "status", "org", "subject", "file", "line", "message", "fix"]);
      expect(["mandatory", "advisory"]).toContain(finding["level"]);
      expect(["violation", "undecided", "waived"]).toContain(finding["status"]);
    }
    expect(parsed.summary).toMatchObject({ failed: true, orgs: 75, rules: 75 });
  });

  it("is sorted by org", () => {
    const orgs = parsed.findings.map(({ org }) => String(org));
    expect(orgs).toEqual([...orgs].sort());
  });
});

describe("SARIF", () => {
  const log = JSON.parse(render("sarif", everything, { version: "1.2.3" })) as Log;
  const run = log.runs[0];

  it("is valid against the published schema", () => {
    const { $schema: _draft, id: _id, ...schema } = sarifSchema as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate({ ...log, runs: [{ results: [] }] })).toBe(false);
    expect(validate(JSON.parse(render("sarif", clean)))).toBe(true);
  });

  it("says that the run was not complete where an org file could not be read", () => {
    const torn = JSON.parse(render("sarif", checkGraphs([], { today, unreadable: 1 }))) as Log;
    expect(torn.runs[0]?.invocations).toEqual([{ executionSuccessful: false, exitCode: 2 }]);
    expect(run?.invocations).toEqual([{ executionSuccessful: true, exitCode: 1 }]);
  });

  it("describes every rule once, with the number by which GitHub ranks security findings", () => {
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id));
    for (const rule of rules) expect(Number(rule.properties?.["security-severity"])).toBeGreaterThan(0);
  });

  it("gives each result its rule, file and line, and a fingerprint that survives edits", () => {
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.partialFingerprints?.["findingKey/v1"]).toMatch(/^[0-9a-f]{32}$/);
    }
    const inFile = run?.results?.find(({ ruleId }) => ruleId === "unknown-endpoint");
    expect(inFile?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: "stacks/orgs/Pulumi.example.yaml", uriBaseId: "PROJECTROOT" },
      region: { startLine: 5, startColumn: 15 },
    });
  });

  it("keeps waived findings as suppressed results", () => {
    const suppressed = run?.results?.filter(({ suppressions }) => suppressions !== undefined) ?? [];
    expect(suppressed).toHaveLength(everything.summary.waived + everything.summary.baselined);
    expect(suppressed.length).toBeGreaterThan(1);
  });
});

describe("a fingerprint", () => {
  it("names rule, org and key, and nothing that an edit changes", () => {
    const one = { rule: "r", org: "o", key: "k" };
    expect(fingerprint(one)).toBe(fingerprint({ ...one }));
    expect(new Set([one, { ...one, rule: "x" }, { ...one, org: "x" }, { ...one, key: "x" }].map(fingerprint)).size).toBe(4);
  });
});

const hostile = "<b>&\"']]>`|*_\u0001\n::error::%0A";
const odd = checkGraphs([emptyGraph(`org ${hostile}`)], {
  today,
  rules: [ruleThatFinds("one", [{ key: hostile, subject: hostile, message: hostile, fix: hostile, place: { kind: "file", file: "a,b:c.yaml", line: 2, column: 3 } }])],
});

describe("JUnit", () => {
  it("has one suite per org, with a case for every finding and for every rule that found nothing", () => {
    const xml = render("junit");
    expect(xml.match(/<testsuite /g)).toHaveLength(75);
    expect(xml.match(/<failure /g)).toHaveLength(everything.summary.mandatory);
    expect(xml.match(/<skipped /g)).toHaveLength(everything.summary.waived + everything.summary.baselined);
    expect(render("junit", clean).match(/<testcase /g)).toHaveLength(75);
  });

  it("stays well formed whatever stands in an org file", () => {
    const xml = render("junit", odd);
    const attributes = xml.replace(/<[a-z?]+( [a-z]+="[^"<]*")*\??\/?>|<\/[a-z]+>/g, "");
    expect(attributes).not.toMatch(/[<>]/);
    expect(xml).not.toContain("\u0001");
  });
});

describe("GitHub annotations", () => {
  it("are errors at file and line for what is mandatory, and warnings otherwise", () => {
    const text = render("github");
    expect(text).toMatch(/^::error file=stacks\/orgs\/Pulumi\.example\.yaml,line=5,col=15,title=unknown-endpoint \(mandatory\)::/m);
    expect(text).toMatch(/^::warning [^\n]*title=owner-missing \(advisory\)::/m);
  });

  it("cannot be made to issue another command by what stands in an org file", () => {
    const lines = render("github", odd).split("\n");
    expect(lines.filter((line) => line.startsWith("::"))).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error file=a%2Cb%3Ac\.yaml,line=2,col=3,title=/);
  });
});

describe("Markdown", () => {
  it("keeps what stands in an org file from becoming markup", () => {
    const text = render("markdown", odd);
    expect(text.replace(/(`+)[^]*?\1/g, "")).not.toMatch(/(^|[^\\])[<>]|^::error/m);
  });

  it("is a heading, the counts, and a list by org", () => {
    const text = render("markdown");
    expect(text).toMatch(/^## Access check: failed\n\n\d+ mandatory/);
    expect(text).toContain("### org-unknown-endpoint");
    expect(text).toContain("[`unknown-endpoint`](docs/causes/unknown-endpoint.md#rule-unknown-endpoint)");
  });
});
