import { describe, expect, it } from "vitest";
import { lenderMark, markOf, withMark } from "../../../provider/ownership/mark";
import type { Values } from "../../../provider/rpc/values";
import { FakeClock } from "../support/clock";
import { startOrg, type TestOrg } from "../support/org";
import { NotFinished, startProvider } from "../support/service";

const permissionPolicies = [{ domain: "recording", entityName: "recording", actionSets: ["view"] }];

function client(roleId: unknown, more: Values = {}): Values {
  return {
    authorizedGrantType: "CLIENT-CREDENTIALS",
    roles: [{ roleId: String(roleId), divisionName: "Ireland" }],
    exposeClientSecret: true,
    ...more,
  };
}

/** A role that neither the deployer nor this stack made, and that the deployer does not hold. */
async function foreignRole(org: TestOrg, name = "By hand"): Promise<string> {
  return (await org.call("POST", "/api/v2/authorization/roles", { name, permissionPolicies: [] })).id;
}

async function start(
  settings: Values = {},
): Promise<{ org: TestOrg; before: string[]; held: () => Promise<string[]> } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg();
  const held = (): Promise<string[]> => org.grants(org.deployer.clientId);
  return { org, held, before: await held(), ...(await startProvider({ settings: org.settings(settings) })) };
}

const isLedger = ({ name }: { name: string }): boolean => name.startsWith("Pulumi roles on loan");

describe("the roles that a client needs and the deployer lacks", () => {
  it("are granted for the moment and taken back, for a new client, a change, a new secret and a deletion", async () => {
    const { engine, log, before, held } = await start();
    await engine.up("AuthRole", "role", { permissionPolicies });
    const { id } = engine.outputs("AuthRole", "role");
    await engine.up("OauthClient", "app", client(id));
    expect(await held()).toEqual(before);
    expect(log.texts("info")).toEqual(['Deployer roles: granted for the moment and taken back: role "role" in division "Ireland".']);
    for (const change of [{ description: "x" }, { description: "x", secretVersion: "2" }]) {
      expect(await engine.up("OauthClient", "app", client(id, change))).toBe("update");
      expect(await held()).toEqual(before);
    }
    await engine.delete("OauthClient", "app");
    expect(await held()).toEqual(before);
    expect(log.texts("info")).toHaveLength(4);
  });

  it("are granted and kept when the program says so", async () => {
    const { engine, log, before, held } = await start({ deployerRoles: "keep" });
    await engine.up("AuthRole", "role", { permissionPolicies });
    await engine.up("OauthClient", "app", client(engine.outputs("AuthRole", "role")["id"]));
    expect(await held()).toEqual([...before, "role in Ireland"].sort());
    expect(log.texts("info").join()).toMatch(/granted for OAuth client "app" and kept: role "role"/);
    await engine.delete("OauthClient", "app");
    expect(await held()).toEqual([...before, "role in Ireland"].sort());
  });

  it("are named, with the setting, when nothing may be granted", async () => {
    const { org, engine, before, held } = await start({ deployerRoles: "never" });
    await engine.up("AuthRole", "role", { permissionPolicies });
    await expect(engine.up("OauthClient", "app", client(engine.outputs("AuthRole", "role")["id"]))).rejects.toThrow(
      /every role of the client.*role "role" in division "Ireland"[\s\S]*deployerRoles[\s\S]*never[\s\S]*bad\.client\.role/,
    );
    expect(await held()).toEqual(before);
    expect((await org.clients()).filter(({ name }) => name === "app")).toEqual([]);
  });

  it("are counted: several clients at once share a loan, and none is without it too early", async () => {
    const { org, engine, before, held } = await start();
    await engine.up("AuthRole", "role", { permissionPolicies });
    const { id } = engine.outputs("AuthRole", "role");
    await org.setOptions({ latencyMs: 15 });
    await Promise.all(["a", "b", "c", "d"].map((name) => engine.up("OauthClient", name, client(id))));
    expect((await org.clients()).filter(({ name }) => name.length === 1)).toHaveLength(4);
    await org.setOptions({ latencyMs: 0 });
    await Promise.all(["a", "b", "c", "d"].map((name) => engine.delete("OauthClient", name)));
    expect(await held()).toEqual(before);
  });

  it("are noted in a ledger while they are on loan, unless the role itself says who made it", async () => {
    const { org, engine, before, held } = await start();
    const byHand = await foreignRole(org);
    await org.setOptions({ fail: [{ method: "POST", path: "/api/v2/oauth/clients", hold: "before" }] });
    const making = engine.up("OauthClient", "app", client(byHand));
    await expect.poll(async () => (await org.log()).some(({ outcome }) => outcome === "held")).toBe(true);
    const ledger = (await org.roles()).find(isLedger);
    expect(ledger?.description).toContain(`${org.deployer.clientId}:${byHand}/${await org.divisionId("Ireland")}`);
    await org.setOptions({ fail: [] });
    await making;
    expect((await org.roles()).filter(isLedger)).toEqual([]);
    expect(await held()).toEqual(before);

    await org.clearLog();
    await engine.up("AuthRole", "own", { permissionPolicies });
    await engine.up("OauthClient", "own", client(engine.outputs("AuthRole", "own")["id"]));
    expect((await org.requests()).filter((request) => request.startsWith("POST /api/v2/authorization/roles"))).toHaveLength(1);
  });

  it("share one ledger when several clients are worked on at once, also when making it breaks off", async () => {
    const { org, engine, before, held } = await start();
    const names = ["One", "Two", "Three"];
    for (const name of names) await foreignRole(org, name);
    await org.setOptions({ latencyMs: 10, fail: [{ method: "POST", path: "/api/v2/authorization/roles", drop: "after", times: 1 }] });
    await Promise.all(
      names.map((roleName) =>
        engine.up("OauthClient", roleName, {
          authorizedGrantType: "CLIENT-CREDENTIALS",
          roles: [{ roleName, divisionId: "*" }],
        }),
      ),
    );
    expect((await org.roles()).filter(isLedger)).toEqual([]);
    expect(await held()).toEqual(before);
    expect((await org.requests()).filter((request) => request === "POST /api/v2/authorization/roles").length).toBeLessThanOrEqual(3 + 3);
  });

  it("are left to a deployer that holds them by right", async () => {
    const { org, engine, held } = await start();
    const byHand = await foreignRole(org);
    await org.call("POST", `/api/v2/authorization/subjects/${org.deployer.clientId}/bulkadd?subjectType=PC_OAUTH_CLIENT`, {
      grants: [{ roleId: byHand, divisionId: "*" }],
    });
    const before = await held();
    await org.clearLog();
    await engine.up("OauthClient", "app", client(byHand));
    expect(await held()).toEqual(before);
    expect((await org.requests()).filter((request) => request.includes("bulk"))).toEqual([]);
  });

  it("are granted in the very division when the API wants that, though the deployer has them in all", async () => {
    const { org, engine, held } = await start();
    const byHand = await foreignRole(org);
    await org.call("POST", `/api/v2/authorization/subjects/${org.deployer.clientId}/bulkadd?subjectType=PC_OAUTH_CLIENT`, {
      grants: [{ roleId: byHand, divisionId: "*" }],
    });
    const before = await held();
    await org.setOptions({
      fail: [
        {
          method: "POST",
          path: "/api/v2/oauth/clients",
          status: 400,
          code: "bad.client.role",
          message: "Client role is invalid.",
          times: 1,
        },
      ],
    });
    await engine.up("OauthClient", "app", client(byHand));
    expect(await held()).toEqual(before);
    expect(await org.requests()).toContain("POST /api/v2/authorization/subjects/{subjectId}/bulkadd");
  });

  it("are granted to the user behind an access token as well", async () => {
    const org = await startOrg({ seed: { users: [{ email: "root@example.com", roles: [{ role: "admin", divisions: ["*"] }] }] } });
    const { engine } = await startProvider({
      settings: org.settings({ oauthclientId: "", oauthclientSecret: "", accessToken: await org.userToken("root@example.com") }),
    });
    const { id } = await engine.invoke("getUser", { email: "root@example.com" });
    const before = await org.grants(String(id));
    await engine.up("AuthRole", "role", { permissionPolicies });
    await engine.up("OauthClient", "app", client(engine.outputs("AuthRole", "role")["id"]));
    expect(await org.grants(String(id))).toEqual(before);
  });

  it("may act late: the wait is shown, limited, and the client is made once", async () => {
    const clock = new FakeClock(Date.parse("2026-11-20T12:00:00Z"));
    const org = await startOrg({ options: { lateGrantsSeconds: 120 }, now: clock.now });
    clock.time += 200_000;
    const { engine, log } = await startProvider({ settings: org.settings(), clock });
    await engine.up("AuthRole", "role", { permissionPolicies });
    await engine.up("OauthClient", "app", client(engine.outputs("AuthRole", "role")["id"]));
    expect(log.texts("status").join("\n")).toMatch(/waiting \d+ s: the roles that were granted to the deployer do not act yet/);
    expect((await org.clients()).filter(({ name }) => name === "app")).toHaveLength(1);
    expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(119_000);
  });

  it("are waited for no longer than grantTimeout, and taken back then too", async () => {
    const clock = new FakeClock(Date.parse("2026-11-20T12:00:00Z"));
    const org = await startOrg({ options: { lateGrantsSeconds: 120 }, now: clock.now });
    clock.time += 200_000;
    const before = await org.grants(org.deployer.clientId);
    const { engine } = await startProvider({ settings: org.settings({ grantTimeout: 30 }), clock });
    await engine.up("AuthRole", "role", { permissionPolicies });
    await expect(engine.up("OauthClient", "app", client(engine.outputs("AuthRole", "role")["id"]))).rejects.toThrow(/bad\.client\.role/);
    expect(await org.grants(org.deployer.clientId)).toEqual(before);
    expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(30_000);
  });

  it("that cannot be taken back leave the client unfinished, and the next run takes them back", async () => {
    const { org, engine, before, held } = await start();
    await engine.up("AuthRole", "role", { permissionPolicies });
    const inputs = client(engine.outputs("AuthRole", "role")["id"]);
    await org.setOptions({
      fail: [
        {
          method: "POST",
          path: "/api/v2/authorization/subjects/{subjectId}/bulkremove",
          status: 403,
          code: "missing.permissions",
          message: "no",
        },
      ],
    });
    await expect(engine.up("OauthClient", "app", inputs)).rejects.toThrow(NotFinished);
    expect(await held()).not.toEqual(before);
    await org.setOptions({ fail: [] });
    const next = await startProvider({ settings: org.settings() }, engine.kept);
    expect(await next.engine.up("OauthClient", "app", inputs)).toBe("update");
    expect(await held()).toEqual(before);
    expect(next.log.texts("warn").join()).toMatch(
      /taken back what an interrupted run had left to the deployer: role "role" in division "Ireland"/,
    );
    expect((await org.clients()).filter(({ name }) => name === "app")).toHaveLength(1);
  });

  it("left over of another stack are not touched", async () => {
    const { org, engine, held } = await start();
    await engine.up("AuthRole", "role", { permissionPolicies });
    const { id } = engine.outputs("AuthRole", "role");
    await org.call("POST", `/api/v2/authorization/subjects/${org.deployer.clientId}/bulkadd?subjectType=PC_OAUTH_CLIENT`, {
      grants: [{ roleId: String(id), divisionId: "*" }],
    });
    const before = await held();
    const other = await startProvider({ settings: org.settings(), stack: "other" });
    await other.engine.up("AuthRole", "another", { permissionPolicies });
    await other.engine.up("OauthClient", "app", client(other.engine.outputs("AuthRole", "another")["id"]));
    expect(await held()).toEqual(before);
  });

  it("are never the last that the deployer holds", async () => {
    const { org, engine, before, held } = await start();
    const admin = (await org.roles()).find(({ name }) => before[0]?.startsWith(`${name} in `) === true);
    const description = withMark("Odd", { ...markOf(engine.urn("AuthRole", "x")), lender: lenderMark(org.deployer.clientId) });
    const live = await org.call("GET", `/api/v2/authorization/roles/${admin?.id ?? ""}`);
    await org.call("PUT", `/api/v2/authorization/roles/${admin?.id ?? ""}`, { ...live, description });
    const next = await startProvider({ settings: org.settings() });
    await next.engine.up("AuthRole", "role", { permissionPolicies });
    expect(await held()).toEqual(before);
    expect(next.log.texts("warn").join()).toMatch(/its last grant is left to it/);
  });
});
