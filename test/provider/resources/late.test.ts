import { describe, expect, it } from "vitest";
import { deadline } from "../../../provider/api/client";
import { FakeClock } from "../support/clock";
import { startOrg, type TestOrg } from "../support/org";
import { startProvider } from "../support/service";

const permissionPolicies = [{ domain: "recording", entityName: "recording", actionSets: ["view"] }];
const bulkadd = "/api/v2/authorization/subjects/{subjectId}/bulkadd";

async function start(): Promise<{ org: TestOrg; clock: FakeClock } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg();
  const clock = new FakeClock();
  return { org, clock, ...(await startProvider({ settings: org.settings(), clock })) };
}

describe("an answer that is only late", () => {
  it("is waited out for what this run has only just made", async () => {
    const { org, engine, clock } = await start();
    await engine.up("AuthRole", "role", { permissionPolicies });
    await org.setOptions({ fail: [{ method: "POST", path: bulkadd, status: 404, code: "not.found", message: "no", times: 2 }] });
    await engine.up("GroupRoles", "quality", {
      groupName: "service-desk-quality",
      roles: [{ roleId: String(engine.outputs("AuthRole", "role")["id"]), divisionIds: ["*"] }],
    });
    expect(clock.waits).toEqual([2000, 4000]);
  });

  it("is an answer for what was there before", async () => {
    const { org, engine, clock } = await start();
    const made = await org.call("POST", "/api/v2/authorization/roles", { name: "Old", permissionPolicies: [] });
    await org.setOptions({ fail: [{ method: "POST", path: bulkadd, status: 404, code: "not.found", message: "no", times: 1 }] });
    await expect(
      engine.up("GroupRoles", "quality", { groupName: "service-desk-quality", roles: [{ roleId: made.id, divisionIds: ["*"] }] }),
    ).rejects.toThrow(/404 not\.found/);
    expect(clock.waits).toEqual([]);
  });
});

describe("a change that somebody else overtakes", () => {
  it("is made again on what the object is then", async () => {
    const { org, engine } = await start();
    await engine.up("Group", "team", { name: "Team" });
    await engine.up("User", "dan", { email: "dan@example.com" });
    await org.setOptions({
      fail: [
        { method: "PUT", path: "/api/v2/groups/{groupId}", status: 409, code: "general.conflict", message: "version", times: 2 },
        { method: "PATCH", path: "/api/v2/users/{userId}", status: 409, code: "general.conflict", message: "version", times: 2 },
        { method: "POST", path: "/api/v2/groups/{groupId}/members", status: 409, code: "general.conflict", message: "version", times: 2 },
      ],
    });
    expect(await engine.up("Group", "team", { name: "Team", description: "New", memberEmails: ["ann@example.com"] })).toBe("update");
    expect(await engine.up("User", "dan", { email: "dan@example.com", department: "IT" })).toBe("update");
    const id = String(engine.outputs("Group", "team")["id"]);
    expect((await org.call("GET", `/api/v2/groups/${id}/individuals`)).entities).toHaveLength(1);
  });

  it("is given up when it never ends", async () => {
    const { org, engine } = await start();
    await engine.up("Group", "team", { name: "Team" });
    await org.setOptions({
      fail: [{ method: "PUT", path: "/api/v2/groups/{groupId}", status: 409, code: "general.conflict", message: "version" }],
    });
    await expect(engine.up("Group", "team", { name: "Team", description: "New" })).rejects.toThrow(/409 general\.conflict/);
  });
});

describe("customTimeouts", () => {
  it("end a wait that would be longer", async () => {
    const { org, engine, clock } = await start();
    await org.setOptions({ fail: [{ method: "GET", path: "/api/v2/authorization/roles", status: 503, retryAfterSeconds: 10 }] });
    const inputs = await engine.check("AuthRole", "role", { permissionPolicies });
    await expect(engine.create("AuthRole", "role", inputs, false, 15)).rejects.toThrow(/customTimeouts/);
    expect(clock.waits).toEqual([10_000]);
    expect(deadline.getStore()).toBeUndefined();
  });
});
