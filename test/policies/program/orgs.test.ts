import { describe, expect, it } from "vitest";
import { checkProgram } from "../../../policies/testkit/run";
import { runInEngine } from "../../../policies/testkit/engine";
import { programFromYaml, type ProgramOptions } from "../../../policies/testkit/program";
import { allRules } from "../../../policies/rules";
import { orgsOf } from "../../../policies/program/orgs";

const both = { uk: { region: "eu-west-2", host: "api.euw2.pure.cloud" }, us: { region: "us-east-1", host: "api.mypurecloud.com" } } as const;

/** A program that sets up the same thing in two orgs, each with a provider of its own. */
const twoOrgs = (reference: (org: string) => string, more = ""): string => `
resources:
${Object.entries(both)
  .map(
    ([org, { region, host }]) => `
  provider-${org}: { type: "pulumi:providers:genesyscloud", name: ${org}, properties: { awsRegion: ${region}, oauthclientId: { secret: x } } }
  service-${org}: { type: "genesyscloud:index/authDivision:AuthDivision", options: { provider: "\${provider-${org}}" }, properties: { name: Service } }
  role-${org}:
    type: genesyscloud:index/authRole:AuthRole
    options: { provider: "\${provider-${org}}", protect: true }
    properties: { name: Wallboard, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [${org === "uk" ? "view" : "add"}] }] }
  client-${org}:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { provider: "\${provider-${org}}", protect: true }
    properties: { name: Wallboard, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role-${org}.id}", divisionId: "\${service-${org}.id}" }] }
  calls-${org}:
    type: genesys-access:index:DeclaredCalls
    properties: { client: ${reference(org)}, calls: ["${org === "uk" ? "GET" : "POST"} /api/v2/routing/queues"], hosts: [${host}], divisions: [Service], owner: t, purpose: p }
`,
  )
  .join("")}
${more}`;

const mandatory = (text: string, options: ProgramOptions = {}) =>
  checkProgram(programFromYaml(text, options), allRules, { strict: true })
    .findings.filter(({ level }) => level === "mandatory")
    .map(({ org, rule, subject }) => `${org}: ${rule} ${subject}`);

describe("a program with a provider for each of several orgs", () => {
  it.each(["preview", "update"] as const)("is judged org by org: the same names in both are no mistake (%s)", (phase) => {
    expect(mandatory(twoOrgs((org) => `"\${client-${org}.id}"`), { phase })).toEqual([]);
  });

  it("knows whose calls are declared by the host, where the client's name is the same in both", () => {
    expect(mandatory(twoOrgs(() => "Wallboard"))).toEqual([]);
  });

  it("finds a mistake in the org where it is, and says which", () => {
    const wrong = twoOrgs((org) => `"\${client-${org}.id}"`).replace("hosts: [api.mypurecloud.com]", "hosts: [api.euw2.pure.cloud]");
    expect(mandatory(wrong)).toEqual(['test/us: wrong-region-host application "calls-us"']);
  });

  it("is shown in the engine once for each org", () => {
    const found = runInEngine(programFromYaml(twoOrgs((org) => `"\${client-${org}.id}"`)), { rules: allRules, strict: true });
    expect(found.filter(({ level }) => level === "mandatory")).toEqual([]);
    expect(found.filter(({ rule }) => rule === "client-without-allowed-addresses").map(({ message }) => /for (calls-\w+)/.exec(message)?.[1])).toEqual(["calls-uk", "calls-us"]);
  });

  it("judges waivers once for the whole program", () => {
    const program = programFromYaml(twoOrgs((org) => `"\${client-${org}.id}"`).replaceAll("owner: t,", ""));
    const waiver = (finding: string) => ({ rule: "owner-missing", finding, reason: "r", owner: "o", approvedBy: "a", expires: "2027-01-01", place: { kind: "live", path: "w" } as const });
    const { findings } = checkProgram(program, allRules, { waivers: [waiver("calls-uk"), waiver("calls-us")] });
    expect(findings.filter(({ status }) => status === "waived")).toHaveLength(2);
    expect(findings.filter(({ rule }) => rule === "waiver-unused")).toEqual([]);
  });

  it("is one org where resources of both are granted to each other, or one provider signs in as a client of the other", () => {
    const linked = `
  role-linked: { type: "genesyscloud:index/authRole:AuthRole", options: { provider: "\${provider-uk}" }, properties: { name: Linked } }
  client-linked: { type: "genesyscloud:index/oauthClient:OauthClient", options: { provider: "\${provider-us}" }, properties: { name: Linked, roles: [{ roleId: "\${role-linked.id}" }] } }
`;
    expect(orgsOf(programFromYaml(twoOrgs(() => "Wallboard", linked)))).toHaveLength(1);
    const first = `
  deployer: { type: "genesyscloud:index/oauthClient:OauthClient", options: { provider: "\${provider-uk}" }, properties: { name: Deployer } }
  provider-deployer: { type: "pulumi:providers:genesyscloud", properties: { awsRegion: eu-west-2, oauthclientId: "\${deployer.id}" } }
  by-deployer: { type: "genesyscloud:index/authDivision:AuthDivision", options: { provider: "\${provider-deployer}" }, properties: { name: X } }
`;
    expect(orgsOf(programFromYaml(twoOrgs(() => "Wallboard", first)))).toHaveLength(2);
  });
});

describe("the divisions of a declaration", () => {
  const declared = (divisions: string, divisionId: string): string => `
resources:
  sales: { type: "genesyscloud:index/authDivision:AuthDivision", properties: { name: Sales } }
  service: { type: "genesyscloud:index/authDivision:AuthDivision", properties: { name: Service } }
  role: { type: "genesyscloud:index/authRole:AuthRole", properties: { name: R, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] } }
  client: { type: "genesyscloud:index/oauthClient:OauthClient", properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "${divisionId}" }] } }
  calls: { type: "genesys-access:index:DeclaredCalls", properties: { client: C, calls: ["GET /api/v2/routing/queues/{queueId}"], divisions: [${divisions}], owner: o } }
`;
  const rules = (text: string, phase: "preview" | "update") =>
    checkProgram(programFromYaml(text, { phase }), allRules)
      .findings.filter(({ level }) => level === "mandatory")
      .map(({ rule, status }) => `${rule} ${status}`);

  it.each(["preview", "update"] as const)("may be ids of the program's divisions (%s)", (phase) => {
    expect(rules(declared('"${service.id}"', "${service.id}"), phase)).toEqual([]);
    expect(rules(declared('"${service.id}"', "${sales.id}"), phase)).toEqual(["missing-division-grant violation"]);
  });

  it("that the program only knows by name, while a grant names one by an id from elsewhere, are the org's to say", () => {
    const { findings, notes } = checkProgram(programFromYaml(declared("Sales EMEA", "9b0b0000-1111-4222-8333-444455556666")), allRules, { strict: true });
    expect(findings.filter(({ level }) => level === "mandatory")).toEqual([]);
    expect(notes.map(({ status, subject }) => `${status} ${subject}`)).toContain('unchecked application "calls"');
  });
});
