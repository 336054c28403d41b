import { describe, expect, it } from "vitest";
import { checkGraphs } from "../../../policies/check";
import { stateSubject } from "../../../policies/program/stateSubject";
import { allRules } from "../../../policies/rules";
import { today } from "../support/subjects";

const urn = (type: string, name: string) => `urn:pulumi:acme::program::${type}::${name}`;
const state = {
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z" },
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "program-acme"), type: "pulumi:pulumi:Stack" },
      {
        urn: urn("genesyscloud:index/authRole:AuthRole", "role"),
        type: "genesyscloud:index/authRole:AuthRole",
        id: "role-id",
        protect: true,
        outputs: { name: "Queue reader", permissionPolicies: [{ domain: "routing", entityName: "queue", actionSets: ["view"] }] },
      },
      {
        urn: urn("genesyscloud:index/oauthClient:OauthClient", "client"),
        type: "genesyscloud:index/oauthClient:OauthClient",
        id: "client-id",
        inputs: { name: "Wallboard" },
        outputs: {
          name: "Wallboard",
          authorizedGrantType: "CLIENT-CREDENTIALS",
          scopes: ["recording:view"],
          clientSecret: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:c2VjcmV0" },
          roles: [{ roleId: "role-id", divisionId: "*" }],
        },
      },
      { urn: urn("genesyscloud:index/oauthClient:OauthClient", "old"), type: "genesyscloud:index/oauthClient:OauthClient", delete: true, outputs: {} },
    ],
  },
};

describe("a state export", () => {
  it("is checked by the same rules, with its stack's name and its ids joined", () => {
    const subject = stateSubject("state.json", JSON.stringify(state), allRules);
    expect(subject.graph.org.name).toBe("acme");
    expect(subject.graph.clients).toHaveLength(1);
    const result = checkGraphs([subject], { today });
    expect(result.findings.map(({ rule }) => rule).sort()).toEqual(["client-credentials-ignores-scopes", "invalid-scope-name", "unprotected-client"]);
  });

  it("carries no secret into the graph, encrypted or not", () => {
    const subject = stateSubject("state.json", JSON.stringify(state), allRules);
    expect(JSON.stringify(subject)).not.toContain("c2VjcmV0");
  });

  it("that has no resources is an empty graph", () => {
    const subject = stateSubject("state.json", JSON.stringify({ version: 3, deployment: { manifest: {} } }), allRules);
    expect(subject.graph.clients).toEqual([]);
  });

  it("that is not one is told with its file and what to do", () => {
    expect(() => stateSubject("state.json", "{", allRules)).toThrow(/state\.json: This is not a Pulumi state export\.[^]*not JSON[^]*pulumi stack export/);
    expect(() => stateSubject("state.json", '{"hello":1}', allRules)).toThrow(/no `deployment` with `resources`/);
  });
});
