import { describe, expect, it } from "vitest";
import { Analysis } from "../../../policies/pack/analysis";
import { clientCredentialsIgnoresScopes } from "../../../policies/rules/client-credentials-ignores-scopes";
import { allRules } from "../../../policies/rules";
import { buildProgram, programFromYaml, runInEngine } from "../../../policies/testkit";
import { tokens } from "../../../policies/program/resource";
import { ruleThatFinds } from "../support/rules";

const run = (text: string, options: Partial<Parameters<typeof runInEngine>[1]> = {}) =>
  runInEngine(programFromYaml(text), { rules: allRules, ...options });

describe("the pack's analysis", () => {
  const twoRoles = `
resources:
  a:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: A, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  b:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: B, permissionPolicies: [{ domain: analytics, entityName: conversationDetail, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties:
      name: C
      authorizedGrantType: CLIENT-CREDENTIALS
      roles: [{ roleId: "\${a.id}", divisionId: "*" }, { roleId: "\${b.id}", divisionId: "division-1" }]
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: C, calls: ["GET /api/v2/routing/queues/{queueId}", "GET /api/v2/conversations/{conversationId}/recordings"], divisions: [division-2] }
`;

  it("says what is undecided, advisory by default and at the rule's level in strict mode, and hides no violation behind it", () => {
    const found = run(twoRoles);
    const undecided = found.filter(({ message }) => message.startsWith("Undecided before the update"));
    expect(undecided.map(({ rule, level }) => `${rule} ${level}`)).toEqual(["missing-permission-all advisory"]);
    expect(found.filter(({ level }) => level === "mandatory").map(({ rule }) => rule)).toEqual(["missing-permission-any"]);
    const strict = run(twoRoles, { strict: true }).filter(({ level }) => level === "mandatory");
    expect(strict.map(({ rule }) => rule).sort()).toEqual(["missing-permission-all", "missing-permission-any"]);
  });

  it("judges one resource before it is made, and does not repeat itself about the stack", () => {
    const resources = buildProgram({ client: { type: tokens.client, properties: { name: "C", authorizedGrantType: "CLIENT-CREDENTIALS", roles: [] } } });
    const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
    analysis.configureStack("test");
    const alone = resources.flatMap((resource) => analysis.resource(resource)).map(({ rule }) => rule);
    expect(alone).toContain("missing-client-roles");
    expect(analysis.stackResources(resources).map(({ rule }) => rule)).not.toContain("missing-client-roles");
  });

  it("leaves resources of other packages alone", () => {
    expect(run("resources:\n  b: { type: 'aws:s3/bucket:Bucket', properties: { acl: public-read } }\n")).toEqual([]);
  });

  it("points to the resource of a finding, and to the stack when there is none", () => {
    const found = run("resources:\n  stack: { type: 'pulumi:pulumi:Stack' }\n", { rules: [ruleThatFinds("one", [{}])] });
    expect(found).toMatchObject([{ rule: "one", urn: "urn:pulumi:test::program::pulumi:pulumi:Stack::stack" }]);
  });

  it("takes levels, `all` and options of a pack configuration", () => {
    const rules = [ruleThatFinds("one", [{}]), ruleThatFinds("two", [{}])];
    const program = "resources:\n  c: { type: 'genesyscloud:index/group:Group', properties: { name: G } }\n";
    const levels = (config: NonNullable<Parameters<typeof runInEngine>[1]["config"]>) => run(program, { rules, config }).map(({ rule, level }) => `${rule} ${level}`);
    expect(levels({ one: "disabled" })).toEqual(["two mandatory"]);
    expect(levels({ one: "advisory", two: "mandatory" })).toEqual(["two mandatory", "one advisory"]);
  });

  it("refuses rule names and options that do not exist, which the engine accepts", () => {
    expect(() => run(twoRoles, { config: { "unkown-endpoint": "advisory" } })).toThrow(/There is no rule "unkown-endpoint"[^]*unknown-endpoint/);
    expect(() => run(twoRoles, { config: { "wildcard-permission": { mots: 1 } } })).toThrow(/has no option "mots"/);
  });

  const program = (plan: string) => `
resources:
  org: { type: 'genesys-access:index:Organization', properties: { plan: ${plan} } }
  c: { type: 'genesyscloud:index/oauthClient:OauthClient', properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [] } }
`;
  const waiver = {
    rule: "missing-client-roles",
    finding: "urn:pulumi:test::program::genesyscloud:index/oauthClient:OauthClient::c",
    reason: "r",
    owner: "o",
    approvedBy: "p",
    expires: "2027-01-01",
  };

  it("takes levels and waivers of the org from the stack's configuration for each resource, before anything is made", () => {
    const rules = (stackConfig: Readonly<Record<string, string>>) => run(program("{}"), { stackConfig }).map(({ rule, level }) => `${rule} ${level}`);
    expect(rules({})).toContain("missing-client-roles mandatory");
    expect(rules({ "genesys-access:policies": '{"missing-client-roles":"advisory"}' })).toContain("missing-client-roles advisory");
    expect(() => rules({ "genesys-access:policies": '{"missing-client-role":"advisory"}' })).toThrow(/There is no rule/);
  });

  it("takes them from the Organization component for the whole stack", () => {
    const rules = (plan: object) => {
      const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
      return analysis.stackResources(programFromYaml(program(JSON.stringify(plan)))).map(({ rule, level }) => `${rule} ${level}`);
    };
    expect(rules({})).toContain("missing-client-roles mandatory");
    expect(rules({ policies: { "missing-client-roles": "advisory" } })).toContain("missing-client-roles advisory");
    expect(rules({ waivers: [waiver] }).join()).not.toContain("missing-client-roles");
  });

  it("waives at a resource what is waived beside an entry or for the whole org", () => {
    const waived = (stackConfig: Readonly<Record<string, string>>) => {
      const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
      analysis.configureStack("test", new Map(Object.entries(stackConfig)));
      return programFromYaml(program("{}")).flatMap((resource) => analysis.resource(resource)).map(({ rule }) => rule);
    };
    expect(waived({})).toContain("missing-client-roles");
    expect(waived({ "genesys-access:waivers": JSON.stringify([waiver]) })).not.toContain("missing-client-roles");
    expect(waived({ "genesys-access:applications": JSON.stringify({ c: { waivers: [waiver] } }) })).not.toContain("missing-client-roles");
  });

  it("takes them from the stack's configuration for the whole stack where no Organization component says them", () => {
    const handWritten = `
resources:
  role: { type: 'genesyscloud:index/authRole:AuthRole', properties: { name: R, permissionPolicies: [{ domain: oauth, entityName: client, actionSets: [edit] }] } }
  c: { type: 'genesyscloud:index/oauthClient:OauthClient', properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] } }
`;
    const rules = (stackConfig: Readonly<Record<string, string>>) => {
      const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
      analysis.configureStack("test", new Map(Object.entries(stackConfig)));
      const resources = programFromYaml(handWritten);
      return [...resources.flatMap((resource) => analysis.resource(resource)), ...analysis.stackResources(resources)].map(({ rule }) => rule);
    };
    expect(rules({})).toEqual(expect.arrayContaining(["grant-like-permission", "unprotected-role"]));
    expect(rules({ "genesys-access:policies": '{"grant-like-permission":{"allow":{"C":["*"]}},"unprotected-role":"disabled"}' }).join()).not.toMatch(/grant-like-permission|unprotected-role/);
    const waived = { rule: "unprotected-client", finding: "urn:pulumi:test::program::genesyscloud:index/oauthClient:OauthClient::c", reason: "r", owner: "a", approvedBy: "b", expires: "2027-03-31" };
    expect(rules({})).toContain("unprotected-client");
    expect(rules({ "genesys-access:waivers": JSON.stringify([waived]) })).not.toContain("unprotected-client");
  });

  it.each([
    ["without a day on which it ends", { rule: "unprotected-client", finding: "C", reason: "known", owner: "us" }, /"expires" of the waiver of unprotected-client is missing or not right/],
    ["with a key that there is not", { rule: "unprotected-client", finding: "C", reason: "known", owner: "us", expires: "2027-01-01", untill: "x" }, /"untill" of the waiver of unprotected-client/],
    ["of a rule that does not exist", { rule: "unprotected-cliant", finding: "C", reason: "known", owner: "us", expires: "2027-01-01" }, /no rule "unprotected-cliant" to waive[^]*unprotected-client/],
  ])("refuses a waiver in the stack's configuration %s, which would be ignored otherwise", (_, waiver, said) => {
    const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
    expect(() => analysis.configureStack("test", new Map([["genesys-access:waivers", JSON.stringify([waiver])]]))).toThrow(said);
  });

  it("keeps the options of the org where the engine only filled in the defaults of a rule", () => {
    const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
    analysis.configure(new Map([["missing-client-roles", { level: "mandatory", options: {} }], ["role-limit", { level: "mandatory", options: {} }], ["grant-like-permission", { level: "mandatory", options: { allow: {} } }]]));
    const powerful = `
resources:
  org: { type: 'genesys-access:index:Organization', properties: { plan: { policies: { grant-like-permission: { allow: { C: ["*"] } } } } } }
  role: { type: 'genesyscloud:index/authRole:AuthRole', properties: { name: R, permissionPolicies: [{ domain: oauth, entityName: client, actionSets: [edit] }] } }
  c: { type: 'genesyscloud:index/oauthClient:OauthClient', properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] } }
`;
    expect(analysis.stackResources(programFromYaml(powerful)).map(({ rule }) => rule)).not.toContain("grant-like-permission");
  });

  it("says nothing about single resources where no stack was configured, as in policy analyze", () => {
    const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
    expect(programFromYaml(program("{}")).flatMap((resource) => analysis.resource(resource))).toEqual([]);
  });

  it("repairs what is safe to repair, when asked to", () => {
    const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
    const inputs = { authorizedGrantType: "CLIENT-CREDENTIALS", scopes: ["routing"], name: "C", clientSecret: { opaque: true } };
    expect(analysis.remediate(tokens.client, inputs)).toEqual([]);
    analysis.configure(new Map([["client-credentials-ignores-scopes", { level: "remediate", options: {} }]]));
    expect(analysis.remediate(tokens.client, inputs)).toEqual([
      { rule: clientCredentialsIgnoresScopes, inputs: { authorizedGrantType: "CLIENT-CREDENTIALS", name: "C", clientSecret: { opaque: true } } },
    ]);
    expect(analysis.remediate(tokens.client, { ...inputs, authorizedGrantType: "CODE" })).toEqual([]);
  });

  it("reports a rule that throws under its own id, mandatory, and goes on with the others", () => {
    const broken = ruleThatFinds("broken", [], {
      defaultLevel: "advisory",
      check: () => {
        throw new Error("no");
      },
    });
    const found = run("resources:\n  c: { type: 'genesyscloud:index/group:Group', properties: { name: G } }\n", { rules: [broken, ruleThatFinds("works", [{}])] });
    expect(found.map(({ rule, level }) => `${rule} ${level}`).sort()).toEqual(["broken mandatory", "works mandatory"]);
  });
});

describe.each(allRules.filter(({ examples }) => examples.language === "program").map((rule) => [rule.id, rule] as const))("%s in the engine's own terms", (_id, rule) => {
  it("rejects its bad example and accepts its good one", () => {
    expect(run(rule.examples.bad).map(({ rule: id }) => id)).toContain(rule.id);
    expect(run(rule.examples.good, { strict: true }).filter(({ rule: id, level }) => id === rule.id || level === "mandatory")).toEqual([]);
  });
});
