import { describe, expect, it } from "vitest";
import { unknown, type Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { CheckFailed, startProvider } from "../support/service";

const policy = (domain: string, entityName: string, ...actionSets: string[]): Values => ({ domain, entityName, actionSets });

const role = (...permissionPolicies: Values[]): Values => ({ name: "Reader", description: "Reads", permissionPolicies });

async function start(options: Parameters<typeof startOrg>[0] = {}): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg(options);
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

describe("a role", () => {
  it("is made, and nothing changes when nothing changed, in whatever order it is written", async () => {
    const { org, engine } = await start();
    expect(
      await engine.up(
        "AuthRole",
        "role",
        role(policy("recording", "screenRecording", "view"), policy("recording", "recording", "view", "restore")),
      ),
    ).toBe("create");
    await org.clearLog();
    expect(
      await engine.up(
        "AuthRole",
        "role",
        role(policy("recording", "recording", "restore", "view"), policy("recording", "screenRecording", "view")),
      ),
    ).toBe("same");
    expect(
      await engine.up(
        "AuthRole",
        "role",
        role(
          policy("recording", "recording", "restore"),
          policy("recording", "recording", "view"),
          policy("recording", "screenRecording", "view"),
        ),
      ),
    ).toBe("same");
    expect(await org.requests()).toEqual([]);
  });

  it("says which policy changes", async () => {
    const { engine } = await start();
    await engine.up("AuthRole", "role", role(policy("recording", "screenRecording", "view"), policy("recording", "recording", "view")));
    expect(
      await engine.changes(
        "AuthRole",
        "role",
        role(policy("recording", "screenRecording", "view"), policy("recording", "recording", "view", "restore")),
      ),
    ).toEqual(["update permissionPolicies[1]"]);
    expect(await engine.changes("AuthRole", "role", role(policy("recording", "screenRecording", "view")))).toEqual([
      "delete permissionPolicies[1]",
    ]);
    expect(
      await engine.changes("AuthRole", "role", {
        ...role(policy("recording", "screenRecording", "view"), policy("recording", "recording", "view")),
        description: "Reads more",
      }),
    ).toEqual(["update description"]);
  });

  it.each([true, false])("means the same by a wildcard and by what the API makes of it (expanded: %s)", async (expandWildcards) => {
    const { org, engine } = await start({ options: { expandWildcards } });
    const wild = role(policy("recording", "screenRecording", "*"));
    await engine.up("AuthRole", "role", wild);
    expect(await engine.up("AuthRole", "role", wild)).toBe("same");
    await engine.read("AuthRole", "role");
    expect(await engine.up("AuthRole", "role", wild)).toBe("same");
    await org.clearLog();
    await engine.read("AuthRole", "role");
    expect(await org.requests()).toEqual(["GET /api/v2/authorization/roles/{roleId}"]);
  });

  it("lets a wildcard be spelled out without a change, and be narrowed with one", async () => {
    const { engine } = await start();
    await engine.up("AuthRole", "role", role(policy("recording", "screenRecording", "*")));
    const stored = engine.outputs("AuthRole", "role")["storedPermissions"] as string[];
    expect(stored.length).toBeGreaterThan(1);
    const actions = stored.map((name) => name.split(":")[2] ?? "");
    expect(await engine.changes("AuthRole", "role", role(policy("recording", "screenRecording", ...actions)))).toEqual([]);
    expect(await engine.changes("AuthRole", "role", role(policy("recording", "screenRecording", ...actions.slice(1))))).toEqual([
      "update permissionPolicies[0]",
    ]);
  });

  it("shows what was taken out of a wildcard's expansion, and puts it back", async () => {
    const { org, engine } = await start();
    const wild = role(policy("recording", "screenRecording", "*"));
    await engine.up("AuthRole", "role", wild);
    const { id } = engine.outputs("AuthRole", "role");
    const live = await org.call("GET", `/api/v2/authorization/roles/${String(id)}`);
    await org.call("PUT", `/api/v2/authorization/roles/${String(id)}`, {
      ...live,
      permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"] }],
    });
    await engine.read("AuthRole", "role");
    expect(await engine.changes("AuthRole", "role", wild)).toEqual(["update permissionPolicies[0]"]);
    await engine.up("AuthRole", "role", wild);
    await engine.read("AuthRole", "role");
    expect(await engine.up("AuthRole", "role", wild)).toBe("same");
  });

  const backfill = async (org: TestOrg, id: unknown): Promise<void> => {
    const live = await org.call("GET", `/api/v2/authorization/roles/${String(id)}`);
    await org.call("PUT", `/api/v2/authorization/roles/${String(id)}`, {
      ...live,
      permissionPolicies: [...live.permissionPolicies, { domain: "conversation", entityName: "communication", actionSet: ["view"] }],
    });
  };
  const permissions = async (org: TestOrg, id: unknown): Promise<string[]> => {
    const live = (await org.call("GET", `/api/v2/authorization/roles/${String(id)}`)) as {
      permissionPolicies: { domain: string; entityName: string; actionSet: string[] }[];
    };
    return live.permissionPolicies
      .flatMap(({ domain, entityName, actionSet }) => actionSet.map((action) => `${domain}:${entityName}:${action}`))
      .sort();
  };

  it("names and keeps permissions that others put there, with and without a refresh in between", async () => {
    const { org, engine, log } = await start();
    await engine.up("AuthRole", "role", role(policy("recording", "recording", "view")));
    const { id } = engine.outputs("AuthRole", "role");
    await backfill(org, id);
    await engine.up("AuthRole", "role", role(policy("recording", "recording", "view", "restore")));
    expect(await permissions(org, id)).toEqual([
      "conversation:communication:view",
      "recording:recording:restore",
      "recording:recording:view",
    ]);
    expect(log.texts("info").join()).toMatch(/kept: conversation:communication:view/);
    expect(engine.outputs("AuthRole", "role")).toMatchObject({
      foreignPermissions: ["conversation:communication:view"],
      storedPermissions: ["recording:recording:restore", "recording:recording:view"],
    });

    await engine.read("AuthRole", "role");
    expect(await engine.up("AuthRole", "role", role(policy("recording", "recording", "view", "restore")))).toBe("same");
    await engine.up("AuthRole", "role", role(policy("recording", "recording", "view")));
    expect(await permissions(org, id)).toEqual(["conversation:communication:view", "recording:recording:view"]);
  });

  it("removes permissions of others when it is exclusive, and says so", async () => {
    const { org, engine, log } = await start();
    const exclusive = { ...role(policy("recording", "recording", "view")), exclusive: true };
    await engine.up("AuthRole", "role", exclusive);
    const { id } = engine.outputs("AuthRole", "role");
    await backfill(org, id);
    await engine.read("AuthRole", "role");
    expect(await engine.changes("AuthRole", "role", exclusive)).toEqual(["delete permissionPolicies[1]"]);
    await engine.up("AuthRole", "role", exclusive);
    expect(await permissions(org, id)).toEqual(["recording:recording:view"]);

    await backfill(org, id);
    await engine.up("AuthRole", "role", { ...exclusive, description: "New" });
    expect(await permissions(org, id)).toEqual(["recording:recording:view"]);
    expect(log.texts("warn").join()).toMatch(/loses .*conversation:communication:view/);
  });

  it("is imported as it is", async () => {
    const { org, engine } = await start();
    const made = await org.call("POST", "/api/v2/authorization/roles", {
      name: "By hand",
      description: "Made by hand",
      permissionPolicies: [{ domain: "recording", entityName: "recording", actionSet: ["view", "restore"] }],
    });
    expect(await engine.read("AuthRole", "role", made.id)).toBe(true);
    expect(
      await engine.changes("AuthRole", "role", {
        name: "By hand",
        description: "Made by hand",
        permissionPolicies: [policy("recording", "recording", "restore", "view")],
      }),
    ).toEqual([]);
    expect(await engine.read("AuthRole", "other", "00000000-0000-4000-8000-000000000000")).toBe(false);
  });

  it("leaves a role of the same name alone and names the import", async () => {
    const { org, engine } = await start();
    const made = await org.call("POST", "/api/v2/authorization/roles", { name: "reader", permissionPolicies: [] });
    await expect(engine.up("AuthRole", "role", role(policy("recording", "recording", "view")))).rejects.toThrow(
      new RegExp(`"reader" exists already \\(${made.id}\\)[\\s\\S]*pulumi import genesyscloud:index/authRole:AuthRole role ${made.id}`),
    );
    expect(await permissions(org, made.id)).toEqual([]);
  });

  it("is called like the resource unless it has a name", async () => {
    const { engine } = await start();
    await engine.up("AuthRole", "my-role", { permissionPolicies: [policy("recording", "recording", "view")] });
    expect(engine.outputs("AuthRole", "my-role")["name"]).toBe("my-role");
  });

  it("changes a default role without taking anything from it, and restores it", async () => {
    const { org, engine } = await start();
    const [employee] = (await org.roles()).filter((candidate) => (candidate as { defaultRoleId?: string }).defaultRoleId === "employee");
    const before = await permissions(org, employee?.id);
    await engine.up("AuthRole", "employee", {
      name: "Employee",
      defaultRoleId: "employee",
      permissionPolicies: [policy("recording", "screenRecording", "view")],
    });
    expect(await permissions(org, employee?.id)).toEqual([...before, "recording:screenRecording:view"].sort());
    expect((await org.roles()).find(({ id }) => id === employee?.id)?.description).not.toContain("pulumi:");
    await engine.read("AuthRole", "employee");
    expect(
      await engine.up("AuthRole", "employee", {
        name: "Employee",
        defaultRoleId: "employee",
        permissionPolicies: [policy("recording", "screenRecording", "view")],
      }),
    ).toBe("same");
    await engine.delete("AuthRole", "employee");
    expect(await permissions(org, employee?.id)).toEqual(before);
  });

  it("keeps conditions through refresh, whatever their order", async () => {
    const { engine } = await start();
    const operands = [
      { type: "QUEUE", queueId: "q1" },
      { type: "QUEUE", queueId: "q2" },
    ];
    const conditional = (list: Values[]): Values =>
      role({
        ...policy("routing", "queue", "view"),
        conditions: { conjunction: "AND", terms: [{ variableName: "Conversation.queues", operator: "IN", operands: list }] },
      });
    await engine.up("AuthRole", "role", conditional(operands));
    await engine.read("AuthRole", "role");
    expect(await engine.up("AuthRole", "role", conditional([...operands].reverse()))).toBe("same");
    expect(await engine.changes("AuthRole", "role", conditional(operands.slice(0, 1)))).toEqual(["update permissionPolicies[0]"]);
  });

  it("is deleted also when it is gone already", async () => {
    const { org, engine } = await start();
    await engine.up("AuthRole", "role", role(policy("recording", "recording", "view")));
    await org.call("DELETE", `/api/v2/authorization/roles/${String(engine.outputs("AuthRole", "role")["id"])}`);
    await engine.delete("AuthRole", "role");
    await engine.up("AuthRole", "role", role(policy("recording", "recording", "view")));
    await org.call("DELETE", `/api/v2/authorization/roles/${String(engine.outputs("AuthRole", "role")["id"])}`);
    expect(await engine.read("AuthRole", "role")).toBe(false);
  });

  it("previews what is known, and what is not as unknown", async () => {
    const { engine } = await start();
    const inputs = await engine.check("AuthRole", "role", role(policy("recording", "recording", "view")));
    const preview = await engine.create("AuthRole", "role", inputs, true);
    expect(preview.outputs).toMatchObject({ name: "Reader", authRoleId: unknown, storedPermissions: unknown });
  });

  it("has permissions as domain, entity and actions only", async () => {
    const { engine } = await start();
    await expect(engine.check("AuthRole", "role", { permissions: ["recording:recording:view"] })).rejects.toThrow(
      /permissions\[0\]: .*permissionPolicies/,
    );
    await expect(
      engine.check("AuthRole", "role", { permissionPolicies: [{ domain: "recording", entityName: "recording", actionSets: [] }] }),
    ).rejects.toThrow(CheckFailed);
  });

  it("is told in words when the API does not know a permission", async () => {
    const { engine } = await start();
    await expect(engine.up("AuthRole", "role", role(policy("recording", "recording", "viewAll")))).rejects.toThrow(
      /make role "Reader"[\s\S]*recording:recording:viewAll[\s\S]*correlation id/,
    );
  });
});
