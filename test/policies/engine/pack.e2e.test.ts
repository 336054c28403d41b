import { afterAll, describe, expect, it } from "vitest";
import { EngineProject } from "./harness";

const project = new EngineProject();
afterAll(() => project.close());

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
