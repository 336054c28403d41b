import { describe, expect, it } from "vitest";
import { unknown, type Values } from "../../../provider/rpc/values";
import { startOrg } from "../support/org";
import { startProvider } from "../support/service";

describe("the functions", () => {
  it("look things up by name", async () => {
    const org = await startOrg({ seed: { queues: [{ name: "Service Desk" }, { name: "Service Desk 2" }], products: ["screenRecording"] } });
    const { engine } = await startProvider({ settings: org.settings() });
    const made = await org.call("POST", "/api/v2/authorization/roles", { name: "Reader", permissionPolicies: [] });
    const foreign = await org.foreignClient("ServiceNow");
    expect(await engine.invoke("getAuthRole", { name: "Reader" })).toEqual({ id: made.id, name: "Reader" });
    expect(await engine.invoke("getAuthDivision", { name: "Ireland" })).toEqual({ id: await org.divisionId("Ireland"), name: "Ireland" });
    expect(await engine.invoke("getAuthDivisionHome", {})).toMatchObject({
      id: (await org.call("GET", "/api/v2/authorization/divisions/home")).id,
    });
    const integration = await org.call("POST", "/api/v2/integrations", { name: "Actions", integrationType: { id: "purecloud-data-actions" } });
    const { entities: queues } = await org.call("GET", "/api/v2/routing/queues?name=Service%20Desk");
    expect(await engine.invoke("getIntegration", { name: "Actions" })).toEqual({ id: integration.id, name: "Actions" });
    expect(await engine.invoke("getRoutingQueue", { name: "Service Desk" })).toEqual({
      id: queues.find((queue: { name: string }) => queue.name === "Service Desk").id,
      name: "Service Desk",
    });
    expect(await engine.invoke("getAuthorizationProduct", { name: "screenRecording" })).toEqual({
      id: "screenRecording",
      name: "screenRecording",
    });
    expect(await engine.invoke("getGroup", { name: "service-desk-quality" })).toEqual({
      id: await org.groupId("service-desk-quality"),
      name: "service-desk-quality",
    });
    expect(await engine.invoke("getOauthClient", { name: "ServiceNow" })).toEqual({ id: foreign.id, name: "ServiceNow" });
    expect(await engine.invoke("getUser", { email: "ann@example.com" })).toMatchObject({ name: "Ann", email: "ann@example.com" });
    expect(await engine.invoke("getUser", { name: "Ann" })).toMatchObject({ email: "ann@example.com" });
    expect(await engine.invoke("getOrganizationsMe", {})).toMatchObject({
      id: org.id,
      defaultCountryCode: expect.any(String),
      voicemailEnabled: expect.any(Boolean),
    });
  });

  it.each<[string, Values, RegExp]>([
    ["getAuthRole", { name: "Redaer" }, /no role "Redaer".*Did you mean "Reader"\?/],
    ["getAuthDivision", { name: "ireland" }, /no division "ireland".*Did you mean "Ireland"\?/],
    ["getGroup", { name: "nobody" }, /no group "nobody"/],
    ["getOauthClient", { name: "nothing" }, /no OAuth client "nothing"/],
    ["getIntegration", { name: "nothing" }, /no integration "nothing"/],
    ["getRoutingQueue", { name: "nothing" }, /no queue "nothing".*routing:queue:view/],
    ["getAuthorizationProduct", { name: "nothing" }, /does not have the product "nothing".* It has: /],
    ["getUser", { email: "x@example.com" }, /no user "x@example.com"/],
    ["getUser", {}, /needs an email address or a name/],
    ["getAuthRole", {}, /name is required/],
    ["getAuthRole", { nmae: "x" }, /Did you mean name\?/],
  ])("say what is wrong: %s %j", async (name, args, expected) => {
    const org = await startOrg();
    await org.call("POST", "/api/v2/authorization/roles", { name: "Reader", permissionPolicies: [] });
    const { engine } = await startProvider({ settings: org.settings() });
    await expect(engine.invoke(name, args)).rejects.toThrow(expected);
  });

  it("answer with unknown for an unknown name, and ask nothing", async () => {
    const org = await startOrg();
    const { engine } = await startProvider({ settings: org.settings() });
    expect(await engine.invoke("getAuthRole", { name: unknown })).toEqual({ id: unknown, name: unknown });
    expect(await org.requests()).toEqual([]);
  });

  it("ask for each list once, however many names are looked up", async () => {
    const org = await startOrg();
    const { engine } = await startProvider({ settings: org.settings() });
    await Promise.all(["Ireland", "UK Service Desk", "Ireland"].map((name) => engine.invoke("getAuthDivision", { name })));
    expect(await org.requests()).toEqual(["POST /oauth/token", "GET /api/v2/authorization/divisions"]);
  });
});
