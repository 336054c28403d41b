import { describe, expect, it } from "vitest";
import type { Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { startProvider } from "../support/service";

const type = "OrgauthorizationPairing";

async function start(options: Parameters<typeof startOrg>[0] = {}): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg(options);
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

async function annsId(org: TestOrg): Promise<string> {
  const { results } = (await org.call("POST", "/api/v2/users/search", {
    query: [{ type: "EXACT", fields: ["email"], value: "ann@example.com" }],
  })) as { results: { id: string }[] };
  return results[0]?.id ?? "";
}

describe("a pairing", () => {
  it("names users and groups of this organization, and nothing changes when nothing changed", async () => {
    const { org, engine } = await start();
    const written: Values = { userEmails: ["ann@example.com"], groupNames: ["service-desk-quality"] };
    expect(await engine.up(type, "partner", written)).toBe("create");
    const { orgauthorizationPairingId: id } = engine.outputs(type, "partner");
    expect(await org.call("GET", `/api/v2/orgauthorization/pairings/${String(id)}`)).toMatchObject({
      users: [{ id: await annsId(org) }],
      groups: [{ id: await org.groupId("service-desk-quality") }],
    });
    await org.clearLog();
    expect(await engine.up(type, "partner", written)).toBe("same");
    expect(await org.requests()).toEqual([]);
    expect(await engine.read(type, "partner")).toBe(true);
    expect(await engine.up(type, "partner", written)).toBe("same");
  });

  it("is replaced by a change, and its deletion says that Genesys Cloud has none", async () => {
    const { org, engine, log } = await start();
    await engine.up(type, "partner", { userIds: [await annsId(org)], groupIds: [] });
    expect(await engine.up(type, "partner", { userIds: [await annsId(org)] })).toBe("same");
    const first = engine.outputs(type, "partner")["id"];
    expect(await engine.up(type, "partner", { groupNames: ["service-desk-quality"] })).toBe("replace");
    expect(engine.outputs(type, "partner")["id"]).not.toBe(first);
    expect(log.texts("info").join()).toMatch(/no operation that deletes a pairing: .* expires by itself/);
    expect((await org.requests()).filter((request) => request.startsWith("DELETE"))).toEqual([]);
  });

  it("that expired stays in the state with a warning, so that none is asked for again by itself", async () => {
    let days = 0;
    const { org, engine, log } = await start({ now: () => Date.UTC(2026, 0, 1) + days * 86_400_000 });
    const written: Values = { userIds: [await annsId(org)] };
    await engine.up(type, "partner", written);
    days = 1;
    expect(await engine.read(type, "partner")).toBe(true);
    expect(log.texts("warn")).toEqual([]);
    days = 3;
    expect(await engine.read(type, "partner")).toBe(true);
    expect(log.texts("warn").join()).toMatch(/not there any more: it was accepted, or it expired.*pulumi up --replace 'urn:/);
    expect(await engine.up(type, "partner", written)).toBe("same");
  });

  it("is imported while it is there", async () => {
    const { org, engine } = await start();
    const userId = await annsId(org);
    const made = (await org.call("POST", "/api/v2/orgauthorization/pairings", { userIds: [userId], groupIds: [] })) as Values;
    expect(await engine.read(type, "partner", String(made["id"]))).toBe(true);
    expect(await engine.up(type, "partner", { userIds: [userId] })).toBe("same");
    expect(await engine.read(type, "other", "00000000-0000-4000-8000-000000000000")).toBe(false);
  });

  it("of somebody who does not exist is an error, as is one of nobody or of too many", async () => {
    const { engine } = await start();
    await expect(engine.up(type, "partner", { userEmails: ["nobody@example.com"] })).rejects.toThrow(/make pairing "partner": There is no user "nobody@example.com"/);
    await expect(engine.up(type, "partner", { groupNames: ["nobody"] })).rejects.toThrow(/There is no group "nobody"/);
    await expect(engine.check(type, "partner", {})).rejects.toThrow(/^userIds: a pairing names at least one user or group/);
    await expect(engine.check(type, "partner", { userIds: Array.from({ length: 26 }, (_, index) => `u${index}`) })).rejects.toThrow(
      /^userIds: at most 25/,
    );
  });

  it("needs a permission that an error names", async () => {
    const { engine } = await start({
      seed: {
        roles: [{ name: "Looks", policies: [{ domain: "directory", entityName: "user", actionSet: ["view"] }] }],
        deployer: { roles: [{ role: "Looks", divisions: ["*"] }] },
      },
    });
    await expect(engine.up(type, "partner", { userEmails: ["ann@example.com"] })).rejects.toThrow(/lacks the permission authorization:orgTrustee:add/);
  });
});
