import { afterAll, describe, expect, it } from "vitest";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { EngineProject } from "./harness";

const project = new EngineProject();
const folder = mkdtempSync(join(tmpdir(), "genesys-access-policies-"));
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const both = `
resources:
  idle: { type: "genesyscloud:index/oauthClient:OauthClient", properties: { name: Idle, authorizedGrantType: CLIENT-CREDENTIALS, roles: [] } }
  role: { type: "genesyscloud:index/authRole:AuthRole", properties: { name: R, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] } }
  client: { type: "genesyscloud:index/oauthClient:OauthClient", properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] } }
  calls: { type: "genesys-access:index:DeclaredCalls", properties: { client: C, calls: ["GET /api/v2/conversations/{conversationId}/recordings"] } }
`;

describe("the policy pack in the engine", () => {
  it("fails a preview with what one resource shows and with what only the whole stack shows", () => {
    const run = project.preview(both);
    expect(run.exitCode, run.output).not.toBe(0);
    const mandatory = run.violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
    expect(mandatory.sort()).toEqual(["missing-client-roles", "missing-permission-any"]);
  });

  it("says which call would be refused, with status, code and fix", () => {
    const message = project.preview(both).violations.find(({ policy }) => policy === "missing-permission-any")?.message;
    expect(message).toContain("GET /api/v2/conversations/{conversationId}/recordings would answer 403 missing.any.permissions");
    expect(message).toContain('fix: Add `recording:recording:view` to role "R"');
  });
});

const withScopes = `
resources:
  role: { type: "genesyscloud:index/authRole:AuthRole", options: { protect: true }, properties: { name: R, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] } }
  client: { type: "genesyscloud:index/oauthClient:OauthClient", options: { protect: true }, properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, scopes: [routing], roles: [{ roleId: "\${role.id}", divisionId: "*" }] } }
`;

describe("a program with a provider for each of two orgs", () => {
  const org = (name: string, region: string, host: string): string => `
  provider-${name}: { type: "pulumi:providers:genesyscloud", name: ${name}, properties: { awsRegion: ${region} } }
  service-${name}: { type: "genesyscloud:index/authDivision:AuthDivision", options: { provider: "\${provider-${name}}" }, properties: { name: Service } }
  role-${name}: { type: "genesyscloud:index/authRole:AuthRole", options: { provider: "\${provider-${name}}" }, properties: { name: R, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] } }
  client-${name}: { type: "genesyscloud:index/oauthClient:OauthClient", options: { provider: "\${provider-${name}}" }, properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role-${name}.id}", divisionId: "\${service-${name}.id}" }] } }
  calls-${name}: { type: "genesys-access:index:DeclaredCalls", properties: { client: "\${client-${name}.id}", calls: ["GET /api/v2/routing/queues"], divisions: [Service], hosts: [${host}] } }
`;

  it("is judged org by org: only the one whose host is of another region fails", () => {
    const { violations } = project.preview(`resources:\n${org("uk", "eu-west-2", "api.euw2.pure.cloud")}${org("us", "us-east-1", "api.euw2.pure.cloud")}`);
    expect(violations.filter(({ level }) => level === "mandatory").map(({ policy, urn }) => `${policy} ${urn.split("::").at(-1)}`)).toEqual(["wrong-region-host calls-us"]);
  });
});

describe("a pack configuration", () => {
  it("sets levels: a rule that fails a preview no longer does, and is shown", () => {
    const run = project.preview(both, { config: { "missing-client-roles": "advisory", "missing-permission-any": { enforcementLevel: "advisory" } } });
    expect(run.exitCode, run.output).toBe(0);
    expect(run.violations.map(({ policy }) => policy)).toEqual(expect.arrayContaining(["missing-client-roles", "missing-permission-any"]));
  });

  it("turns every rule off, and on again by name", () => {
    const run = project.preview(both, { config: { all: "disabled", "missing-client-roles": "mandatory" } });
    expect(run.exitCode).not.toBe(0);
    expect(run.violations.map(({ policy }) => policy)).toEqual(["missing-client-roles"]);
  });

  it.each([
    ["a rule", { "missing-client-role": "disabled" }, /There is no rule "missing-client-role"[\s\S]*Did you mean "missing-client-roles"/],
    ["a level", { "missing-client-roles": "manadtory" }, /manadtory/],
    ["an option", { "wildcard-permission": { mots: 3 } }, /no option "mots"[\s\S]*Did you mean "most"/],
  ])("with %s misspelt is an error that names it", (_what, config, message) => {
    const run = project.preview(withScopes, { config });
    expect(run.exitCode).not.toBe(0);
    expect(run.output).toMatch(message);
    expect(run.output).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });

  it("lets a rule repair what is safe to repair", () => {
    const repaired = project.preview(withScopes, { config: { "client-credentials-ignores-scopes": "remediate" } });
    expect(repaired.exitCode, repaired.output).toBe(0);
    expect(repaired.violations.map(({ policy }) => policy)).not.toContain("client-credentials-ignores-scopes");
    expect(repaired.output).toContain("client-credentials-ignores-scopes");
    const left = project.preview(withScopes);
    expect(left.violations.map(({ policy }) => policy)).toContain("client-credentials-ignores-scopes");
  });
});

describe("what is not known", () => {
  const linked = `
resources:
  first: { type: "genesyscloud:index/authRole:AuthRole", properties: { name: First, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] } }
  second: { type: "genesyscloud:index/authRole:AuthRole", properties: { name: Second, permissionPolicies: [{ domain: recording, entityName: recording, actionSets: [view] }, { domain: recording, entityName: screenRecording, actionSets: [view] }] } }
  client: { type: "genesyscloud:index/oauthClient:OauthClient", properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${first.id}", divisionId: "*" }, { roleId: "\${first.id}", divisionId: "11111111-1111-1111-1111-111111111111" }, { roleId: "\${second.id}", divisionId: "22222222-2222-2222-2222-222222222222" }] } }
  calls: { type: "genesys-access:index:DeclaredCalls", properties: { client: C, calls: ["GET /api/v2/conversations/{conversationId}/recordings"] } }
`;

  it("is shown, and fails the run in CI", () => {
    const undecided = (environment: Readonly<Record<string, string>>) => project.preview(linked, { environment });
    const atHome = undecided({ CI: "" });
    expect(atHome.exitCode, atHome.output).toBe(0);
    expect(atHome.output).toContain("Undecided before the update");
    const inCi = undecided({ CI: "true" });
    expect(inCi.exitCode, inCi.output).not.toBe(0);
    expect(inCi.violations.some(({ level, message }) => level === "mandatory" && message.includes("Undecided"))).toBe(true);
  });
});

describe("a rule that throws", () => {
  it("is reported under its own id and fails the run, and the others still run", () => {
    const policies = join(folder, "throwing");
    mkdirSync(join(policies, "custom"), { recursive: true });
    writeFileSync(
      join(policies, "custom", "throws.cjs"),
      `exports.rule = { id: "rule-of-ours", title: "Throws", severity: "low", defaultLevel: "advisory", prevents: [], certainty: "confirmed",
        source: "-", why: "-", fix: "-", examples: { bad: "", good: "" }, check: () => { throw new Error("of ours"); } };`,
    );
    const run = project.preview(both, { environment: { GENESYS_ACCESS_POLICIES: policies } });
    expect(run.exitCode).not.toBe(0);
    expect(run.violations.find(({ policy }) => policy === "rule-of-ours")).toMatchObject({ level: "mandatory", message: expect.stringContaining("The rule itself failed") });
    expect(run.violations.map(({ policy }) => policy)).toEqual(expect.arrayContaining(["missing-client-roles", "missing-permission-any"]));
  });
});

describe("a state", () => {
  it("is judged by `pulumi policy analyze`, as a stack and as an exported file, like a program", () => {
    const up = project.up(both, { config: { all: "advisory" } });
    expect(up.exitCode, up.output).toBe(0);
    const file = join(folder, "state.json");
    writeFileSync(file, project.pulumi(["stack", "export", "--stack", "test"]).output);
    for (const run of [project.analyze(), project.analyze({ state: file })]) {
      expect(run.exitCode).not.toBe(0);
      const mandatory = run.violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
      expect(mandatory.sort(), run.output).toEqual(["missing-client-roles", "missing-permission-any"]);
    }
  });
});

describe("the Automation API", () => {
  it("previews with the pack and hands over its findings as events", async () => {
    const described = join(project.folder, "described.yaml");
    writeFileSync(described, both);
    const environment = project.environment({ PROGRAM_RESOURCES: described });
    const pulumiCommand = await PulumiCommand.get({ root: resolve(environment["PATH"]?.split(":")[0] ?? "", ".."), skipVersionCheck: true });
    const stack = await LocalWorkspace.selectStack({ stackName: "test", workDir: project.folder }, { envVars: environment, pulumiCommand });
    const found: string[] = [];
    const preview = stack.preview({
      policyPacks: [resolve(__dirname, "../../../policies")],
      onEvent: ({ policyEvent }) => {
        if (policyEvent !== undefined && String(policyEvent.enforcementLevel) === "mandatory") found.push(policyEvent.policyName);
      },
    });
    await expect(preview).rejects.toThrow("missing-client-roles");
    expect([...new Set(found)].sort()).toEqual(["missing-client-roles", "missing-permission-any"]);
  });
});
