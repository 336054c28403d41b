import { describe, expect, it } from "vitest";
import type { Values } from "../../provider/rpc/values";
import { startOrg, type TestOrg } from "./support/org";
import { spawnEngine } from "./support/process";
import type { Kept, MiniEngine } from "./support/service";

const permissionPolicies = [{ domain: "recording", entityName: "screenRecording", actionSets: ["view"] }];
type Moment = "before" | "after";

/** A role, a client with it and with a role that somebody else made, and the views of a group. */
async function deploy(engine: MiniEngine, more: Values = {}): Promise<void> {
  await engine.up("AuthRole", "reader", { permissionPolicies });
  await engine.up("AuthRole", "views", { permissionPolicies });
  await engine.up("OauthClient", "app", {
    authorizedGrantType: "CLIENT-CREDENTIALS",
    exposeClientSecret: true,
    roles: [
      { roleId: String(engine.outputs("AuthRole", "reader")["id"]), divisionName: "UK Service Desk" },
      { roleName: "Made by hand", divisionName: "Ireland" },
    ],
    ...more,
  });
  await engine.up("GroupRoles", "quality", {
    groupName: "service-desk-quality",
    roles: [{ roleId: String(engine.outputs("AuthRole", "views")["id"]), divisionNames: ["UK Service Desk"] }],
  });
}

async function destroy(engine: MiniEngine): Promise<void> {
  const has = (type: string, name: string): boolean => engine.kept.has(engine.urn(type, name));
  for (const [type, name] of [
    ["GroupRoles", "quality"],
    ["OauthClient", "app"],
    ["AuthRole", "views"],
    ["AuthRole", "reader"],
  ] as const) {
    if (has(type, name)) await engine.delete(type, name);
  }
}

/** Does some work, killing the provider at the n-th request, before or after it is carried out. False when there were fewer requests. */
async function killedAt(
  org: TestOrg,
  kept: Map<string, Kept>,
  index: number,
  moment: Moment,
  work: (engine: MiniEngine) => Promise<void>,
): Promise<boolean> {
  await org.clearLog();
  await org.setOptions({ fail: [{ skip: index, times: 1, hold: moment }] });
  const { engine, provider } = await spawnEngine(org.settings(), kept);
  let done = false;
  const working = work(engine).then(
    () => (done = true),
    () => undefined,
  );
  await expect
    .poll(async () => done || (await org.log()).some(({ outcome }) => outcome === "held"), { timeout: 10_000, interval: 10 })
    .toBe(true);
  await provider.kill();
  await working;
  await org.setOptions({ fail: [] });
  return !done;
}

/** Kills at every request of some work, each time on a fresh org, and looks at what the next run makes of it. */
async function killedEverywhere(
  moments: readonly Moment[],
  prepare: (engine: MiniEngine) => Promise<void>,
  work: (engine: MiniEngine) => Promise<void>,
  judge: (org: TestOrg, engine: MiniEngine, place: string) => Promise<void>,
): Promise<number> {
  for (let index = 0; ; index++) {
    for (const moment of moments) {
      const org = await startOrg();
      await org.call("POST", "/api/v2/authorization/roles", { name: "Made by hand", permissionPolicies: [] });
      const foreign = await org.foreignClient("app");
      const kept = new Map<string, Kept>();
      const first = await spawnEngine(org.settings(), kept);
      await prepare(first.engine);
      await first.provider.kill();
      const killed = await killedAt(org, kept, index, moment, work);
      const next = await spawnEngine(org.settings(), kept);
      await work(next.engine);
      const place = `${moment} request ${index + 1}`;
      await judge(org, next.engine, place);
      expect(await org.grants(org.deployer.clientId), place).toEqual(["Master Admin in All Divisions"]);
      expect(
        (await org.roles()).filter(({ name }) => name.startsWith("Pulumi roles on loan")),
        place,
      ).toEqual([]);
      expect(await org.clientToken(foreign.id, foreign.secret), place).not.toBe("");
      await next.provider.kill();
      if (!killed) return index;
    }
  }
}

describe("a provider that is killed at any request", () => {
  it("makes nothing twice and leaves nothing behind when the stack is made", async () => {
    const requests = await killedEverywhere(
      ["before", "after"],
      () => Promise.resolve(),
      (engine) => deploy(engine),
      async (org, engine, place) => {
        const { clientId, clientSecret } = engine.outputs("OauthClient", "app");
        expect(
          (await org.roles()).filter(({ description }) => description.includes("pulumi:")).map(({ name }) => name),
          place,
        ).toEqual(["reader", "views"]);
        expect(
          (await org.clients()).filter(({ description }) => description.includes("pulumi:")).map(({ name }) => name),
          place,
        ).toEqual(["app"]);
        expect(await org.grants(await org.groupId("service-desk-quality")), place).toEqual(["views in UK Service Desk"]);
        expect(await org.clientToken(String(clientId), String(clientSecret)), place).not.toBe("");
        expect(await org.grants(String(clientId)), place).toEqual(["Made by hand in Ireland", "reader in UK Service Desk"]);
        await destroy(engine);
        expect(await org.grants(await org.groupId("service-desk-quality")), place).toEqual([]);
        expect(
          (await org.roles()).filter(({ description }) => description.includes("pulumi:")),
          place,
        ).toEqual([]);
        expect(
          (await org.clients()).filter(({ description }) => description.includes("pulumi:")),
          place,
        ).toEqual([]);
      },
    );
    expect(requests).toBeGreaterThanOrEqual(10);
  });

  it("ends with one working secret when the secret is replaced", async () => {
    await killedEverywhere(
      ["after"],
      (engine) => deploy(engine),
      (engine) => deploy(engine, { secretVersion: "2", description: "New" }),
      async (org, engine, place) => {
        const { clientId, clientSecret } = engine.outputs("OauthClient", "app");
        expect(await org.clientToken(String(clientId), String(clientSecret)), place).not.toBe("");
        expect(
          (await org.clients()).filter(({ description }) => description.includes("pulumi:")),
          place,
        ).toHaveLength(1);
      },
    );
  });

  it("leaves the org as it was when everything is deleted", async () => {
    await killedEverywhere(
      ["after"],
      (engine) => deploy(engine),
      destroy,
      async (org, _engine, place) => {
        expect(
          (await org.clients()).map(({ name, description }) => `${name} ${description}`).filter((text) => text.includes("pulumi:")),
          place,
        ).toEqual([]);
        expect(
          (await org.clients()).filter(({ name }) => name === "app"),
          place,
        ).toHaveLength(1);
        expect(
          (await org.roles()).filter(({ description }) => description.includes("pulumi:")),
          place,
        ).toEqual([]);
        expect(await org.grants(await org.groupId("service-desk-quality")), place).toEqual([]);
      },
    );
  });
});
