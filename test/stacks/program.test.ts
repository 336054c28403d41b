import { describe, expect, it } from "vitest";
import { emptyFragment, mergeFragments, type AccessFragment } from "../../access/graph/fragment";
import type { AccessGraph } from "../../access/graph/graph";
import { sortedPlanned, type PlannedObject } from "../../access/graph/planned";
import type { OrganizationPlan } from "../../stacks/organization";
import { loadOrgFile, orgFileToGraph, parseOrgFile } from "../../stacks/orgfile";
import { declareOrg } from "../../stacks/program";
import type { Target } from "../../stacks/target";
import { register, secretMark, type Registered } from "../components/monitor";

const target: Target = {
  kind: "emulator",
  region: "eu-west-2",
  apiBase: "http://127.0.0.1:1/orgs/acme",
  loginBase: "http://127.0.0.1:1/orgs/acme",
  clientId: "deployer",
  clientSecret: "deployer-secret",
  gateways: [{ protocol: "http", host: "127.0.0.1", port: "1", pathParams: [{ pathName: "api", pathValue: "orgs/acme" }] }],
  orgId: "an-org-id",
  credentials: "a test",
};

const everything = parseOrgFile(
  [
    "config:",
    "  genesys-access:org:",
    "    region: eu-west-2",
    "    divisions: [UK]",
    "    deployerRoles: never",
    "    grantTimeout: 2m",
    "  genesys-access:roles:",
    "    Extra: { permissions: [{ permission: 'recording:recording:view', reason: kept }] }",
    "    Theirs: { existing: true, permissions: [] }",
    "  genesys-access:serviceUsers:",
    "    bot: { email: bot@example.com }",
    "    old: { email: old@example.com, existing: true }",
    "  genesys-access:applications:",
    "    unattended: { calls: [getConversationRecordings], roles: [Extra, Theirs], divisions: [UK] }",
    "    as-user: { grant: code, serviceUser: bot, calls: [getUsersMe, getConversationRecordings] }",
    "    as-old-user: { grant: code, serviceUser: old, calls: [getConversationRecordings] }",
    "  genesys-access:groups:",
    "    theirs: { performanceViews: [interactions] }",
    "    ours: { existing: false, members: [a@example.com], roles: [Extra] }",
    "  genesys-access:waivers:",
    "    - { rule: r, finding: f, reason: because, owner: me, expires: 2027-01-01 }",
    "",
  ].join("\n"),
  "org.yaml",
  "acme",
);

const prefix = "urn:pulumi:acme::genesys-access::";

describe("the program", () => {
  it("declares the first org under names that must never change: a new name is a deletion and a gap in access", async () => {
    const registered = await register(() => declareOrg(loadOrgFile("stacks/orgs/Pulumi.servicenow-uk.yaml"), target));
    expect(registered.map(({ urn }) => urn.replace(prefix, "")).sort()).toEqual([
      "genesys-access:index:AccessGroup$genesyscloud:index/authRole:AuthRole::service-desk-quality",
      "genesys-access:index:AccessGroup$genesyscloud:index/groupRoles:GroupRoles::service-desk-quality",
      "genesys-access:index:AccessGroup::service-desk-quality",
      "genesys-access:index:Application$genesyscloud:index/authRole:AuthRole::servicenow-screen-recordings",
      "genesys-access:index:Application$genesyscloud:index/oauthClient:OauthClient::servicenow-screen-recordings",
      "genesys-access:index:Application::servicenow-screen-recordings",
      "genesys-access:index:Organization::servicenow-uk",
      "pulumi:providers:genesyscloud::genesyscloud",
    ]);
  });

  it("tells the provider where the org is, with the deployer's secret as a secret", async () => {
    const registered = await register(() => declareOrg(everything, target));
    const provider = registered.find((one) => one.type === "pulumi:providers:genesyscloud");
    expect(provider?.inputs).toMatchObject({
      gateways: JSON.stringify(target.gateways),
      oauthclientId: "deployer",
      oauthclientSecret: { [secretMark]: expect.any(String), value: JSON.stringify("deployer-secret").slice(1, -1) },
      organizationId: "an-org-id",
      deployerRoles: "never",
      grantTimeout: "120",
    });
    const managed = registered.filter((one) => one.type.startsWith("genesyscloud:"));
    expect(managed.length).toBeGreaterThan(0);
    for (const one of managed) expect(one.provider, one.urn).toContain("pulumi:providers:genesyscloud::genesyscloud");
  });

  it("tells the provider the region of a real org", async () => {
    const { gateways: _none, ...cloud } = target;
    const registered = await register(() => declareOrg(everything, { ...cloud, kind: "cloud" }));
    expect(registered.find((one) => one.type === "pulumi:providers:genesyscloud")?.inputs).toMatchObject({ awsRegion: "eu-west-2" });
  });

  it("ties what names a role of the file to that role", async () => {
    const registered = await register(() => declareOrg(everything, target));
    const role = registered.find((one) => one.name === "Extra" && one.type.endsWith(":AuthRole"));
    for (const urn of [
      "Application$genesyscloud:index/oauthClient:OauthClient::unattended",
      "AccessGroup$genesyscloud:index/groupRoles:GroupRoles::ours",
    ]) {
      expect(registered.find((one) => one.urn.endsWith(urn))?.dependencies, urn).toContain(role?.urn);
    }
  });

  it("creates no role that the org has already, and no user or group that exists", async () => {
    const registered = await register(() => declareOrg(everything, target));
    const names = (type: string): string[] =>
      registered
        .filter((one) => one.type.endsWith(type))
        .map((one) => one.name)
        .sort();
    expect(names(":AuthRole")).toEqual(["Extra", "as-old-user", "as-user", "theirs", "unattended"]);
    expect(names(":User")).toEqual(["bot"]);
    expect(names(":Group")).toEqual(["ours"]);
  });

  it("registers plans that together are the graph that check sees, places included", async () => {
    for (const file of [everything, loadOrgFile("stacks/orgs/Pulumi.servicenow-uk.yaml")]) {
      const registered = await register(() => declareOrg(file, target));
      const plans = registered
        .filter((one) => one.type.startsWith("genesys-access:"))
        .map((one) => one.outputs?.["plan"] as Record<string, unknown>);
      const organization = plans.find((plan) => plan["org"] !== undefined) as unknown as OrganizationPlan;
      const fragments = plans.flatMap((plan) => (plan["access"] === undefined ? [] : [plan["access"] as AccessFragment]));
      const { org, divisions, accessPolicies, trusts, roles } = organization;
      const merged = mergeFragments({ org, divisions, accessPolicies, trusts }, [{ ...emptyFragment, roles }, ...fragments]);
      const { planned, ...graph } = JSON.parse(JSON.stringify(orgFileToGraph(file))) as AccessGraph;
      expect(merged).toEqual(graph);
      const resources = plans.flatMap((plan) => (plan["resources"] ?? []) as readonly PlannedObject[]).map(({ type, name, inputs }) => ({ type, name, inputs }));
      expect(sortedPlanned(resources)).toEqual(planned?.filter(({ type }) => type.startsWith("genesyscloud:")));
    }
  });

  it("tells policies about waivers and levels", async () => {
    const registered: Registered[] = await register(() => declareOrg(everything, target));
    const organization = registered.find((one) => one.type.endsWith(":Organization"));
    expect(organization?.outputs?.["plan"]).toMatchObject({
      waivers: [{ rule: "r", finding: "f", place: { file: "org.yaml", line: 21 } }],
      policies: {},
    });
  });
});
