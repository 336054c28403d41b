import { describe, expect, it } from "vitest";
import { Application, DataActionConnection, PartnerOrgs, ScreenRecording, ServiceUserClient } from "../../components";
import { consentUrl } from "../../components/consent";
import { planDataActionConnection } from "../../components/data-action-connection/plan";
import { planPartnerOrgs } from "../../components/partner-orgs/plan";
import { screenRecordingProblems } from "../../components/screen-recording/check";
import { planScreenRecording } from "../../components/screen-recording/plan";
import { register, secretMark, type Registered } from "./monitor";

function one(registered: readonly Registered[], type: string): Registered {
  const [first, ...others] = registered.filter((resource) => resource.type.endsWith(type));
  if (first === undefined || others.length > 0) throw new Error(`not one resource of type ${type}`);
  return first;
}

describe("a data action connection", () => {
  it("makes the credential before the integration that uses it, and keeps the secret a secret", async () => {
    const registered = await register(() => {
      const { clientId, clientSecret } = new Application("reader", { calls: ["GET /api/v2/users/{userId}"] });
      return new DataActionConnection("reader", { clientId, clientSecret, notes: "For flows" });
    });
    const credential = one(registered, ":IntegrationCredential");
    expect(credential.inputs).toMatchObject({
      name: "reader data actions credential",
      credentialTypeName: "pureCloudOAuthClient",
      fields: { [secretMark]: expect.any(String), value: { clientId: "reader-client", clientSecret: "made-by-genesys" } },
    });
    const integration = one(registered, ":Integration");
    expect(integration).toMatchObject({
      protect: true,
      inputs: { integrationType: "purecloud-data-actions", intendedState: "ENABLED", config: { name: "reader data actions", notes: "For flows" } },
    });
    expect(integration.dependencies).toContain(credential.urn);
    const { inputs, outputs } = one(registered, ":DataActionConnection");
    expect(inputs["clientSecret"]).toHaveProperty(secretMark);
    expect(JSON.stringify(outputs)).not.toContain("made-by-genesys");
  });

  it("gives nobody any access of its own", () => {
    const { access, permissions } = planDataActionConnection("reader", {});
    expect([Object.values(access).flat(), permissions]).toEqual([[], []]);
  });
});

describe("screen recording", () => {
  const policies = { vip: { queues: ["VIP", "Gold", "VIP"], users: ["Ann@example.com"], recordAfterCallWork: true, deleteAfterDays: 90 } };

  it("that is not managed makes nothing and only reads the settings", async () => {
    expect(planScreenRecording("screens", { maxSimultaneousStreams: 5, policies }).resources).toEqual([]);
    const registered = await register(() => new ScreenRecording("screens", { policies }));
    expect(registered.filter(({ type }) => type.startsWith("genesyscloud:")).map(({ name }) => name)).toEqual([]);
  });

  it("that is managed makes the settings, then the policies, bounded to queues and agents", async () => {
    const registered = await register(() => new ScreenRecording("screens", { manage: true, maxSimultaneousStreams: 5, policies }));
    const settings = one(registered, ":RecordingSettings");
    expect(settings.inputs).toEqual({ maxSimultaneousStreams: 5 });
    const policy = one(registered, ":RecordingMediaRetentionPolicy");
    expect(policy.inputs).toEqual({
      name: "vip",
      description: "",
      enabled: true,
      conditions: { forQueueNames: ["Gold", "VIP"], forUserEmails: ["ann@example.com"], mediaTypes: ["CALL"] },
      actions: { initiateScreenRecording: { recordAcw: true, deleteRetention: { days: 90 } } },
    });
    expect(policy.dependencies).toContain(settings.urn);
  });

  it("is never managed for everybody", () => {
    expect(() => planScreenRecording("screens", { manage: true })).toThrow("'manage' needs a policy");
    expect(() => planScreenRecording("screens", { manage: true, policies: { all: {} } })).toThrow("'all' would record every agent of the org");
    expect(() => planScreenRecording("screens", { manage: true, policies: { all: { queues: [] } } })).toThrow("every agent");
    expect(planScreenRecording("screens", { policies: { all: {} } }).resources).toEqual([]);
  });

  it.each([
    ["no streams", { maxSimultaneousStreams: 0 }, ["the org records no screen: maxSimultaneousStreams is 0 (PUT /api/v2/recording/settings changes it)"]],
    ["too few streams", { maxSimultaneousStreams: 3 }, ["the org records 3 screens at once, and 5 are declared"]],
    ["no policy", { policies: [] }, ["the org has no retention policy 'vip'"]],
    [
      "a policy that is switched off",
      { policies: [{ name: "vip", enabled: false, startsScreenRecording: true, queues: [], users: [] }] },
      ["the retention policy 'vip' is not enabled"],
    ],
    [
      "a policy without screens",
      { policies: [{ name: "vip", enabled: true, startsScreenRecording: false, queues: [], users: [] }] },
      ["the retention policy 'vip' starts no screen recording"],
    ],
    [
      "a policy for others",
      { policies: [{ name: "vip", enabled: true, startsScreenRecording: true, queues: ["VIP"], users: [] }] },
      ["the retention policy 'vip' is not for the queue 'Gold', the user ann@example.com"],
    ],
    ["a policy for everybody", { policies: [{ name: "vip", enabled: true, startsScreenRecording: true, queues: [], users: [] }] }, []],
    ["nothing that could be read", {}, []],
  ])("says what keeps an org from recording: %s", (_name, found, problems) => {
    const { expected } = planScreenRecording("screens", { maxSimultaneousStreams: 5, policies });
    expect(screenRecordingProblems(expected, found)).toEqual(problems);
  });
});

describe("partner orgs", () => {
  it("ask for the pairings that are managed, and leave the others facts", async () => {
    const trusts = {
      primary: { direction: "trustor", otherOrg: "a", manage: true, users: ["B@example.com", "a@example.com"], groups: ["Insights"] },
      fact: { direction: "trustee", otherOrg: "b" },
    };
    const registered = await register(() => new PartnerOrgs("partners", { trusts }));
    expect(one(registered, ":OrgauthorizationPairing")).toMatchObject({
      name: "primary",
      inputs: { userEmails: ["a@example.com", "b@example.com"], groupNames: ["Insights"] },
    });
  });

  it("refuse a pairing from the trustor's side, or for nobody", () => {
    const trust = { otherOrg: "a", manage: true };
    expect(() => planPartnerOrgs({ trusts: { t: { ...trust, direction: "trustee", users: ["a@example.com"] } } })).toThrow("by the trustee");
    expect(() => planPartnerOrgs({ trusts: { t: { ...trust, direction: "trustor" } } })).toThrow("users or groups");
  });
});

describe("a service user's client", () => {
  const args = {
    userEmail: "watch@example.com",
    calls: ["POST /api/v2/users/{userId}/screenmonitors/sessions"],
    redirectUris: ["https://watch.example.com/callback"],
    divisions: ["UK"],
    loginUrl: "https://login.euw2.pure.cloud/",
  };

  it("gives the permissions to the user and the scopes to the client", async () => {
    const registered = await register(() => new ServiceUserClient("watch", args));
    expect(one(registered, ":User").inputs).toMatchObject({ email: "watch@example.com" });
    expect(one(registered, ":UserRoles").inputs).toMatchObject({ userId: "watch-id", roles: [{ roleId: "watch-id", divisionNames: ["UK"] }] });
    expect(one(registered, ":OauthClient").inputs).toMatchObject({ authorizedGrantType: "CODE", roles: [], scopes: ["screen-monitoring"] });
    expect(one(registered, ":ServiceUserClient").outputs).toMatchObject({
      permissions: ["realtimeMonitor:screen:monitorAgent"],
      consentUrl: "https://login.euw2.pure.cloud/oauth/authorize?response_type=code&client_id=watch-client&redirect_uri=https%3A%2F%2Fwatch.example.com%2Fcallback",
      plan: { access: { users: [{ key: "watch@example.com" }, { key: "watch@example.com" }], clients: [{ key: "watch" }] } },
    });
  });

  it("is consented to at the login host of its region", () => {
    expect(consentUrl("http://127.0.0.1:1/orgs/a", "id", "http://localhost/cb?x=1")).toBe(
      "http://127.0.0.1:1/orgs/a/oauth/authorize?response_type=code&client_id=id&redirect_uri=http%3A%2F%2Flocalhost%2Fcb%3Fx%3D1",
    );
  });
});
