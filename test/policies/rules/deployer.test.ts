import { describe, expect, it } from "vitest";
import { policiesOf } from "../../../access/graph/build";
import type { AccessGraph, DivisionRef } from "../../../access/graph/graph";
import type { Place } from "../../../access/graph/place";
import { deployerNeeds } from "../../../live/deployer/roles";
import { checkGraphs } from "../../../policies/check";
import { graphFromResources } from "../../../policies/program/graph";
import { plainFromWire } from "../../../policies/program/plain";
import type { ProgramResource } from "../../../policies/program/resource";
import { deployerLacksRole } from "../../../policies/rules/deployer-lacks-role";
import { deployerMissingPermission } from "../../../policies/rules/deployer-missing-permission";
import { deployerTooPowerful } from "../../../policies/rules/deployer-too-powerful";
import { organizationPlan } from "../../../stacks/organization";
import { plannedObjects, type OrgFile } from "../../../stacks/orgfile";
import { orgFileToGraph } from "../../../stacks/orgfile/graph";
import { planOrgFile } from "../../../stacks/orgfile/plan";
import { orgFileOf, orgs, variants } from "../../live/orgs";

const place: Place = { kind: "live", path: "deployer" };
const key = "the deployer";

/** The graph with a deployer that holds these permissions in these divisions. */
function deployedBy(graph: AccessGraph, permissions: readonly string[], divisions: readonly string[]): AccessGraph {
  const ref = (name: string): DivisionRef => {
    if (name === "all" || name === "home") return { kind: name };
    return { kind: "division", key: graph.divisions.find((division) => division.name === name)?.key ?? name };
  };
  const subject = { kind: "client", key } as const;
  return {
    ...graph,
    org: { ...graph.org, deployer: subject },
    roles: [...graph.roles, { key, name: key, policies: policiesOf(permissions, place), place }],
    clients: [...graph.clients, { key, name: key, clientId: "id", grantType: "CLIENT-CREDENTIALS", scopes: [], state: "active", place }],
    grants: [...graph.grants, ...divisions.map((name) => ({ subject, role: { kind: "role", key } as const, division: ref(name), place }))],
  };
}

function findings(graph: AccessGraph): readonly string[] {
  const { findings } = checkGraphs([{ graph }], { today: "2026-11-21", rules: [deployerLacksRole, deployerMissingPermission, deployerTooPowerful] });
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

/** The program of an org file as the policy pack sees it: components with their plans, and what the file states. */
function programOf(orgFile: OrgFile): AccessGraph {
  const component = (type: string, name: string, plan: unknown): ProgramResource => ({
    urn: `urn:pulumi:s::p::genesys-access:index:${type}::${name}`,
    type: `genesys-access:index:${type}`,
    name,
    protect: false,
    properties: { plan: plainFromWire(JSON.parse(JSON.stringify(plan))) },
    propertyDependencies: {},
  });
  const plans = planOrgFile(orgFile);
  const { org, ...facts } = organizationPlan(orgFile);
  const resources = [
    ...plans.applications.map(({ name, plan }) => component("Application", name, plan)),
    ...plans.groups.map(({ name, plan }) => component("AccessGroup", name, plan)),
    ...plans.serviceUsers.map(({ name, plan }) => component("ServiceUser", name, plan)),
    ...plans.roles.map(({ name, plan }) => component("ServiceAccountRole", name, plan)),
    ...plans.dataActions.map(({ name, plan }) => component("DataActionConnection", name, plan)),
    ...(plans.screenRecording === undefined ? [] : [component("ScreenRecording", "screens", plans.screenRecording)]),
    ...(plans.partnerOrgs === undefined ? [] : [component("PartnerOrgs", "partners", plans.partnerOrgs)]),
  ];
  return graphFromResources(resources, orgFile.name, { ...facts, org });
}

/** The same as a program without components: every resource by itself. */
function plainProgramOf(orgFile: OrgFile): AccessGraph {
  const resources = plannedObjects(orgFile).map(
    ({ type, name, inputs }): ProgramResource => ({
      urn: `urn:pulumi:s::p::${type}::${name}`,
      type,
      name,
      protect: false,
      properties: plainFromWire(JSON.parse(JSON.stringify(inputs))) as ProgramResource["properties"],
      propertyDependencies: {},
    }),
  );
  const { org, ...facts } = organizationPlan(orgFile);
  return graphFromResources(resources, orgFile.name, { ...facts, org });
}

const sources: readonly (readonly [string, (orgFile: OrgFile) => AccessGraph])[] = [
  ["its file", orgFileToGraph],
  ["its program", programOf],
  ["a program without components", plainProgramOf],
];

describe.each([...orgs, ...Object.keys(variants)])("a deployer of %s", (name) => {
  const orgFile = orgFileOf(name);
  const { apply } = deployerNeeds(orgFile);
  const permissions = apply.permissions.map(({ permission }) => permission);

  it.each(sources)("with the role that `deployer` prints is neither too weak nor too powerful, from %s", (_, graphOf) => {
    expect(findings(deployedBy(graphOf(orgFile), permissions, apply.divisions))).toEqual([]);
  });

  it.each(sources.slice(0, 2))("that lacks any permission of it is told so, and which, from %s", (_, graphOf) => {
    const graph = graphOf(orgFile);
    for (const dropped of permissions) {
      const found = findings(deployedBy(graph, permissions.filter((one) => one !== dropped), apply.divisions));
      expect(found, dropped).toEqual([expect.stringMatching(new RegExp(`^deployer-missing-permission: .*${dropped}`))]);
    }
  });

  it.each(sources.slice(0, 2))("that may change what the file does not have is told so, from %s", (_, graphOf) => {
    const found = findings(deployedBy(graphOf(orgFile), [...permissions, "routing:queue:delete"], apply.divisions));
    expect(found).toEqual([expect.stringContaining("deployer-too-powerful: The deployer holds 1 permission beyond reading that the program has no use for: routing:queue:delete")]);
  });
});

describe("a deployer of other resources than clients, roles and groups", () => {
  const resources = (["authDivision:AuthDivision", "integration:Integration", "integrationCredential:IntegrationCredential", "recordingSettings:RecordingSettings"] as const).map(
    (type): ProgramResource => ({
      urn: `urn:pulumi:s::p::genesyscloud:index/${type}::x`,
      type: `genesyscloud:index/${type}`,
      name: "x",
      protect: false,
      properties: { name: "x" },
      propertyDependencies: {},
    }),
  );

  it("is told what it lacks for them, by kind", () => {
    expect(findings(deployedBy(graphFromResources(resources, "org"), [], ["all"]))).toEqual([
      expect.stringContaining("To make, change and remove the divisions, integrations, integration credentials and recording settings of this program"),
    ]);
  });

  it("keeps no value of theirs that is no name", () => {
    const credential: ProgramResource = {
      ...(resources[2] as ProgramResource),
      properties: { name: "x", fields: { clientSecret: "hunter2" } },
    };
    expect(JSON.stringify(graphFromResources([credential], "org"))).not.toContain("hunter2");
  });
});
