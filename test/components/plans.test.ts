import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "../../access/graph/place";
import { planAccessGroup } from "../../components/access-group/plan";
import type { ApplicationArgs } from "../../components/application/args";
import { planApplication } from "../../components/application/plan";
import { planOAuthClient } from "../../components/oauth-client/plan";
import { planPerformanceViews } from "../../components/performance-views/plan";
import { tokens, type Plan, type PlaceOf } from "../../components/plan";
import { planServiceAccountRole } from "../../components/service-account-role/plan";
import { planServiceUser } from "../../components/service-user/plan";
import { anyCalls } from "../stacks/orgfile/arbitrary";

const placeOf: PlaceOf = (path): Place => ({ kind: "urn", urn: "component", property: path.join(".") });

function typesOf(plan: Plan): string[] {
  return plan.resources.map((resource) => resource.type);
}

describe("a service account role", () => {
  it("holds what the calls need, in one policy for each domain and entity", () => {
    const { role } = planServiceAccountRole(
      "reader",
      { calls: ["getConversationRecordings", "postAnalyticsConversationsDetailsQuery"], recordings: ["screen", "audio"] },
      placeOf,
    );
    expect(role).toEqual({
      type: tokens.role,
      name: "reader",
      protect: true,
      inputs: {
        name: "reader",
        description: "",
        exclusive: false,
        permissionPolicies: [
          { domain: "analytics", entityName: "conversationDetail", actionSets: ["view"] },
          { domain: "recording", entityName: "recording", actionSets: ["view"] },
          { domain: "recording", entityName: "screenRecording", actionSets: ["view"] },
        ],
      },
    });
  });

  it("puts actions asked for outright beside those of the calls", () => {
    const { role, permissions } = planServiceAccountRole(
      "reader",
      {
        calls: ["getConversationRecordings"],
        recordings: ["screen"],
        permissions: [{ permission: "recording:screenRecording:stop", reason: "operators stop them" }],
      },
      placeOf,
    );
    expect(role.inputs.permissionPolicies).toEqual([{ domain: "recording", entityName: "screenRecording", actionSets: ["stop", "view"] }]);
    expect(permissions).toEqual(["recording:screenRecording:stop", "recording:screenRecording:view"]);
  });

  it("keeps a condition apart from the same permission without one", () => {
    const condition = { terms: [{ variable: "Conversation.queues", operator: "EQ", operands: [{ type: "QUEUE", value: "q1" }] }] };
    const { role, access } = planServiceAccountRole(
      "reader",
      {
        permissions: [
          { permission: "recording:recording:view", reason: "all", condition },
          { permission: "recording:recording:delete", reason: "all" },
        ],
      },
      placeOf,
    );
    expect(role.inputs.permissionPolicies).toEqual([
      { domain: "recording", entityName: "recording", actionSets: ["delete"] },
      {
        domain: "recording",
        entityName: "recording",
        actionSets: ["view"],
        conditions: {
          conjunction: "AND",
          terms: [{ variableName: "Conversation.queues", operator: "EQ", operands: [{ type: "QUEUE", queueId: "q1" }] }],
        },
      },
    ]);
    expect(access.roles[0]?.policies).toHaveLength(2);
  });

  it("says for each permission which call asks for it first", () => {
    const { access } = planServiceAccountRole(
      "reader",
      { calls: ["getUsersMe", "getConversationRecordings"], recordings: ["screen"] },
      placeOf,
    );
    expect(access.roles[0]?.policies).toMatchObject([{ entity: "screenRecording", place: { property: "calls.1" } }]);
  });
});

describe("an OAuth client", () => {
  it("acts for itself, a day at a time, unless told otherwise", () => {
    expect(planOAuthClient("bot", {}, placeOf).client.inputs).toEqual({
      name: "bot",
      description: "",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      accessTokenValiditySeconds: 86400,
      registeredRedirectUris: [],
      scopes: [],
      roles: [],
    });
  });

  it("takes a grant type in any case, and leaves one that does not exist to the rules", () => {
    expect(planOAuthClient("bot", { grantType: "code" }, placeOf).client.inputs.authorizedGrantType).toBe("CODE");
    expect(planOAuthClient("bot", { grantType: "magic" }, placeOf).access.clients[0]?.grantType).toEqual({
      unknown: "'magic' is not a grant type",
    });
  });

  it("does not depend on the order in which scopes and redirect addresses are given", () => {
    const plan = (scopes: string[], redirectUris: string[]): unknown => planOAuthClient("bot", { scopes, redirectUris }, placeOf).client;
    expect(plan(["b", "a"], ["https://b", "https://a"])).toEqual(plan(["a", "b", "a"], ["https://a", "https://b"]));
  });
});

describe("an application", () => {
  const args: ApplicationArgs = { calls: ["getConversationRecordings"], recordings: ["screen"], divisions: ["UK", "home"] };

  it("that acts for itself is a role and a client that holds it in the divisions", () => {
    const plan = planApplication("app", args, placeOf);
    expect(typesOf(plan)).toEqual([tokens.role, tokens.client]);
    expect(plan.client.client.inputs.roles).toEqual([{ roleName: "app", divisions: ["UK", "home"] }]);
    expect(plan.resources.every((resource) => resource.protect)).toBe(true);
  });

  it("that acts for a service user grants the role to the user", () => {
    const plan = planApplication("app", { ...args, grantType: "CODE", serviceUserEmail: "Bot@Example.com" }, placeOf);
    expect(typesOf(plan)).toEqual([tokens.role, tokens.client, tokens.userRoles]);
    expect(plan.userRoles?.inputs).toEqual({ userEmail: "bot@example.com", roles: [{ roleName: "app", divisions: ["UK", "home"] }] });
    expect(plan.client.client.inputs).toMatchObject({ roles: [], scopes: ["recordings:readonly"] });
  });

  it("that acts for whoever signs in has a client with scopes and no role", () => {
    const plan = planApplication("app", { ...args, grantType: "CODE" }, placeOf);
    expect(typesOf(plan)).toEqual([tokens.client]);
  });

  it("puts an old permission of one part beside the policies of its role, where Genesys keeps them", () => {
    const plan = planApplication("app", { calls: ["GET /api/v2/contentmanagement/documents/{documentId}"] }, placeOf);
    expect(plan.role?.role.inputs).toMatchObject({ permissions: ["content_management_user"], permissionPolicies: [] });
    expect(plan.access.roles[0]?.policies).toMatchObject([{ domain: "content_management_user", entity: "", actions: [] }]);
  });

  it("can be left unprotected", () => {
    expect(planApplication("app", { ...args, protect: false }, placeOf).resources.some((resource) => resource.protect)).toBe(false);
  });

  it("has the roles of the org that it names beside its own", () => {
    const plan = planApplication("app", { ...args, roles: ["Supervisor"] }, placeOf);
    expect(plan.client.client.inputs.roles.map((role) => role.roleName)).toEqual(["app", "Supervisor"]);
    expect(plan.access.roles.map((role) => [role.key, role.incomplete !== undefined])).toEqual([
      ["app", false],
      ["Supervisor", true],
    ]);
  });

  it("plans the same for the same calls in any order, and names each resource once", () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const plan = planApplication("app", { calls }, placeOf);
        const backwards = planApplication("app", { calls: [...calls].reverse() }, placeOf);
        expect(backwards.resources).toEqual(plan.resources);
        expect(new Set(plan.resources.map((resource) => `${resource.type}::${resource.name}`)).size).toBe(plan.resources.length);
      }),
      { numRuns: 100 },
    );
  });

  it("grants in the engine exactly what the access graph says", () => {
    fc.assert(
      fc.property(anyCalls, fc.uniqueArray(fc.constantFrom("UK", "Sales", "home", "all"), { minLength: 1 }), (calls, divisions) => {
        const plan = planApplication("app", { calls, divisions }, placeOf);
        const inEngine = plan.client.client.inputs.roles
          .flatMap((role) => role.divisions.map((division) => [role.roleName, division]))
          .sort();
        const inGraph = plan.access.grants
          .map((grant) => [
            grant.role.kind === "role" ? grant.role.key : "",
            grant.division.kind === "division" ? grant.division.key : grant.division.kind,
          ])
          .sort();
        expect(inEngine).toEqual(inGraph);
        const actions = (plan.role?.role.inputs.permissionPolicies ?? []).flatMap((policy) =>
          policy.actionSets.map((action) => `${policy.domain}:${policy.entityName}:${action}`),
        );
        expect([...actions, ...(plan.role?.role.inputs.permissions ?? [])].sort()).toEqual([...plan.permissions]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a group", () => {
  it("that exists only receives grants", () => {
    const plan = planAccessGroup("reviewers", { performanceViews: ["interactions"], recordings: ["screen"], divisions: ["UK"] }, placeOf);
    expect(typesOf(plan)).toEqual([tokens.role, tokens.groupRoles]);
    expect(plan.groupRoles?.inputs).toEqual({ groupName: "reviewers", roles: [{ roleName: "reviewers access", divisions: ["UK"] }] });
    expect(plan.access.memberships).toEqual([]);
  });

  it("that is made here leaves its members alone unless they are named", () => {
    expect(planAccessGroup("mine", { existing: false }, placeOf).group?.inputs).not.toHaveProperty("memberEmails");
    expect(planAccessGroup("mine", { existing: false, members: ["b@x.y", "a@x.y"] }, placeOf).group?.inputs).toMatchObject({
      memberEmails: ["a@x.y", "b@x.y"],
    });
  });

  it("to which nothing is granted is left alone", () => {
    expect(planAccessGroup("reviewers", {}, placeOf).resources).toEqual([]);
  });
});

describe("performance views", () => {
  it("open each view with what its help page asks for", () => {
    expect(planPerformanceViews("views", { views: ["contact-center"] }, placeOf).permissions).toEqual([
      "analytics:conversationAggregate:view",
      "analytics:queueObservation:view",
      "routing:queue:view",
    ]);
  });

  it("show screens only when asked to", () => {
    const permissions = (recordings: string[]): readonly string[] =>
      planPerformanceViews("views", { views: ["interactions"], recordings }, placeOf).permissions;
    expect(permissions([])).not.toContain("recording:screenRecording:view");
    expect(permissions(["screen"])).toContain("recording:screenRecording:view");
  });
});

describe("a service user", () => {
  it("is made in its division, with a role for what is asked for outright", () => {
    const plan = planServiceUser(
      "bot",
      { email: "Bot@Example.com", division: "UK", permissions: [{ permission: "a:b:c", reason: "r" }], divisions: ["all"] },
      placeOf,
    );
    expect(typesOf(plan)).toEqual([tokens.role, tokens.user, tokens.userRoles]);
    expect(plan.user?.inputs).toEqual({ email: "bot@example.com", name: "bot", division: "UK" });
    expect(plan.userRoles?.inputs).toEqual({ userEmail: "bot@example.com", roles: [{ roleName: "bot access", divisions: ["all"] }] });
  });

  it("that exists only receives grants", () => {
    expect(typesOf(planServiceUser("bot", { email: "a@b.c", existing: true, roles: ["Supervisor"] }, placeOf))).toEqual([tokens.userRoles]);
  });
});
