import { describe, expect, it } from "vitest";
import type { AccessGraph } from "../../../access/graph/graph";
import { loadOrgFile, orgFileToGraph, parseOrgFile } from "../../../stacks/orgfile";

function graphOf(...lines: string[]): AccessGraph {
  return orgFileToGraph(
    parseOrgFile(["config:", "  genesys-access:org:", "    region: eu-west-2", ...lines, ""].join("\n"), "org.yaml", "org"),
  );
}

function permissionsOf(graph: AccessGraph, role: string): string[] {
  return (graph.roles.find((one) => one.key === role)?.policies ?? [])
    .flatMap((policy) => policy.actions.map((action) => `${policy.domain}:${policy.entity}:${action}`))
    .sort();
}

describe("the first org", () => {
  const graph = orgFileToGraph(loadOrgFile("stacks/orgs/Pulumi.servicenow-uk.yaml"));

  it("gives the client what its three calls need and nothing else", () => {
    expect(permissionsOf(graph, "servicenow-screen-recordings")).toEqual([
      "analytics:conversationDetail:view",
      "recording:screenRecording:view",
    ]);
  });

  it("gives the reviewers what they need to open the same interactions", () => {
    expect(permissionsOf(graph, "service-desk-quality access")).toEqual([
      "analytics:conversationDetail:view",
      "conversation:communication:view",
      "recording:recording:view",
      "recording:screenRecording:view",
    ]);
  });

  it("grants in the one division", () => {
    expect(graph.grants.map(({ subject, division }) => [subject.kind, subject.key, division])).toEqual([
      ["client", "servicenow-screen-recordings", { kind: "division", key: "UK Service Desk" }],
      ["group", "service-desk-quality", { kind: "division", key: "UK Service Desk" }],
    ]);
  });

  it("says where each call stands", () => {
    const [application] = graph.applications;
    expect(application?.calls[1]).toEqual({
      call: "GET /api/v2/conversations/{conversationId}/recordingmetadata",
      place: { kind: "file", file: "stacks/orgs/Pulumi.servicenow-uk.yaml", line: 23, column: 11 },
    });
  });
});

describe("an application", () => {
  it("without divisions holds its role in Home, and the graph says that nobody chose it", () => {
    const graph = graphOf("  genesys-access:applications:", "    a: { calls: [getConversationRecordings] }");
    expect(graph.grants).toMatchObject([{ division: { kind: "home" }, divisionDefaulted: true }]);
  });

  it("with 'all' holds its role in every division", () => {
    const graph = graphOf("  genesys-access:applications:", "    a: { calls: [getConversationRecordings], divisions: [all] }");
    expect(graph.grants).toMatchObject([{ division: { kind: "all" } }]);
    expect(graph.grants[0]).not.toHaveProperty("divisionDefaulted");
  });

  it("without a call that needs a permission gets no role", () => {
    const graph = graphOf("  genesys-access:applications:", "    a: { calls: [] }");
    expect(graph).toMatchObject({ roles: [], grants: [], clients: [{ key: "a" }] });
  });

  it("keeps a call that does not exist, for the rule that says so", () => {
    const graph = graphOf("  genesys-access:applications:", "    a:", "      calls: [GET /api/v2/analytics/screenrecordings]");
    expect(graph.applications[0]?.calls).toEqual([
      { call: "GET /api/v2/analytics/screenrecordings", place: { kind: "file", file: "org.yaml", line: 6, column: 15 } },
    ]);
    expect(graph.roles).toEqual([]);
  });

  it("that acts for a service user gives the role to the user and the scopes to the client", () => {
    const graph = graphOf(
      "  genesys-access:serviceUsers:",
      "    bot: { email: Bot@Example.com }",
      "  genesys-access:applications:",
      "    a: { grant: code, serviceUser: bot, calls: [getConversationRecordings], recordings: [screen] }",
    );
    expect(graph.grants).toMatchObject([{ subject: { kind: "user", key: "bot@example.com" }, role: { kind: "role", key: "a" } }]);
    expect(graph.clients[0]).toMatchObject({ grantType: "CODE", scopes: [{ scope: "recordings:readonly" }] });
    expect(graph.applications[0]).toMatchObject({ user: "bot@example.com" });
    expect(graph.users).toMatchObject([{ key: "bot@example.com", name: "bot", service: true }]);
    expect(graph.users[0]).not.toHaveProperty("incomplete");
  });

  it("that acts for whoever signs in gives nobody a role", () => {
    const graph = graphOf("  genesys-access:applications:", "    a: { grant: code, calls: [getConversationRecordings] }");
    expect(graph).toMatchObject({ roles: [], grants: [] });
    expect(graph.applications[0]).not.toHaveProperty("user");
  });

  it("with scopes of its own keeps exactly these, whether they exist or not", () => {
    const graph = graphOf(
      "  genesys-access:applications:",
      "    a:",
      "      grant: code",
      "      scopes: [screen_recording:read]",
      "      calls: [getConversationRecordings]",
    );
    expect(graph.clients[0]?.scopes).toEqual([
      { scope: "screen_recording:read", place: { kind: "file", file: "org.yaml", line: 7, column: 16 } },
    ]);
  });

  it("with a role of the org that nobody describes has something unknown in the graph, which refuses nothing", () => {
    const graph = graphOf("  genesys-access:applications:", "    a: { roles: [Supervisor] }");
    expect(graph.roles).toMatchObject([
      { key: "Supervisor", policies: [], incomplete: "what the role 'Supervisor' holds is not described here" },
    ]);
  });

  it("with a role that the file describes knows what it holds", () => {
    const graph = graphOf(
      "  genesys-access:applications:",
      "    a: { roles: [Reader] }",
      "  genesys-access:roles:",
      "    Reader: { existing: true, permissions: [{ permission: 'recording:recording:view', reason: given }] }",
    );
    expect(permissionsOf(graph, "Reader")).toEqual(["recording:recording:view"]);
    expect(graph.roles[0]).not.toHaveProperty("incomplete");
  });

  it("carries everything that rules ask about", () => {
    const graph = graphOf(
      "  genesys-access:applications:",
      "    a:",
      "      description: d",
      "      owner: o",
      "      purpose: p",
      "      ticket: T-1",
      "      reviewBy: 2027-03-31",
      "      tokenLifetime: 12h",
      "      jobDuration: 30m",
      "      headers: [X-Org]",
      "      hosts: [api.example.com]",
      "      topics: ['v2.users.{id}.presence']",
      "      batchJobs: { postedBy: a, readBy: b }",
      "      allowedAddresses: [198.51.100.0/24]",
      "      recordings: [screen, audio]",
      "      permissions: [{ permission: 'a:b:c', reason: asked }]",
    );
    expect(graph.applications[0]).toMatchObject({
      description: "d",
      owner: "o",
      purpose: "p",
      ticket: "T-1",
      reviewBy: "2027-03-31",
      tokenLifetimeSeconds: 43200,
      jobSeconds: 1800,
      headers: [{ name: "X-Org", place: { line: 13 } }],
      hosts: [{ host: "api.example.com" }],
      topics: [{ topic: "v2.users.{id}.presence" }],
      batchJobs: { postedBy: "a", readBy: "b", place: { line: 16 } },
      allowedAddresses: ["198.51.100.0/24"],
      recordings: ["audio", "screen"],
      permissions: [{ permission: "a:b:c", reason: "asked", place: { line: 19 } }],
    });
    expect(graph.clients[0]).toMatchObject({ tokenLifetimeSeconds: 43200 });
  });
});

describe("a group", () => {
  it("whose member is an application keeps it as a client, which the rules refuse", () => {
    const graph = graphOf(
      "  genesys-access:applications:",
      "    a: {}",
      "  genesys-access:groups:",
      "    g: { existing: false, members: [a, Bob@example.com] }",
    );
    expect(graph.memberships.map((one) => one.member)).toEqual([
      { kind: "client", key: "a" },
      { kind: "user", key: "bob@example.com" },
    ]);
  });

  it("keeps views that do not exist, without permissions", () => {
    const graph = graphOf("  genesys-access:groups:", "    g: { performanceViews: [screen-recordings] }");
    expect(graph.groups[0]?.performanceViews).toMatchObject([{ view: "screen-recordings" }]);
    expect(graph.roles).toEqual([]);
  });

  it("that opens its own recordings only holds the permissions under a condition", () => {
    const graph = graphOf("  genesys-access:groups:", "    g: { performanceViews: [own-recordings], recordings: [screen] }");
    const policies = graph.roles[0]?.policies ?? [];
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) expect(policy.condition).toMatchObject({ terms: [{ operands: [{ type: "USER" }] }] });
  });

  it("gets ui permissions on request only", () => {
    const lines = (ui: boolean): string[] => [
      "  genesys-access:groups:",
      `    g: { performanceViews: [contact-center], uiPermissions: ${ui} }`,
    ];
    expect(permissionsOf(graphOf(...lines(false)), "g access")).not.toContain("ui:supervisorDashboard:view");
    expect(permissionsOf(graphOf(...lines(true)), "g access")).toContain("ui:supervisorDashboard:view");
  });
});

describe("facts of the org", () => {
  it("are in the graph as far as they are stated", () => {
    const graph = graphOf(
      "    target: cloud",
      "    orgId: 5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11",
      "    products: [engage3]",
      "    scopesEnforced: false",
      "    allowedAddresses: []",
      "    sensitiveDataRedaction: true",
      "    maxScreenRecordingStreams: 0",
      "    accessPoliciesEnabled: true",
      "    divisionAwareGranting: true",
    );
    expect(graph.org).toEqual({
      name: "org",
      deployerRoles: "borrow",
      region: "eu-west-2",
      target: "cloud",
      id: "5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11",
      products: ["engage3"],
      scopesEnforced: false,
      allowedAddresses: [],
      sensitiveDataRedaction: true,
      maxScreenRecordingStreams: 0,
      accessPoliciesEnabled: true,
      divisionAwareGranting: true,
      place: { kind: "file", file: "org.yaml", line: 2, column: 3 },
    });
  });

  it("that are not stated are not in the graph, but for what the deployer does by default", () => {
    expect(Object.keys(graphOf().org).sort()).toEqual(["deployerRoles", "name", "place", "region", "target"]);
  });

  it("include access policies and trusts", () => {
    const graph = graphOf(
      "  genesys-access:accessPolicies:",
      "    no-export: { permission: 'recording:recording:view', effect: DENY, users: [Bob@example.com] }",
      "  genesys-access:trusts:",
      "    partner: { direction: trustee, otherOrg: Acme, expires: 2027-01-01 }",
    );
    expect(graph.accessPolicies).toMatchObject([
      { key: "no-export", effect: "DENY", active: true, applyToClients: false, subjects: [{ kind: "user", key: "bob@example.com" }] },
    ]);
    expect(graph.trusts).toMatchObject([
      { key: "partner", direction: "trustee", otherOrg: "Acme", enabled: true, expires: "2027-01-01", users: [], groups: [] },
    ]);
  });
});
