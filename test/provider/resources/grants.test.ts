import { describe, expect, it } from "vitest";
import type { Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { startProvider } from "../support/service";

const role = (name: string): Values => ({
  name,
  permissionPolicies: [{ domain: "recording", entityName: "recording", actionSets: ["view"] }],
});

async function start(
  settings: Values = {},
): Promise<{ org: TestOrg; group: string; cat: string } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg();
  const provider = await startProvider({ settings: org.settings(settings) });
  const { results } = await org.call("POST", "/api/v2/users/search", {
    query: [{ type: "EXACT", fields: ["email"], value: "cat@example.com" }],
  });
  return { org, group: await org.groupId("service-desk-quality"), cat: results[0].id, ...provider };
}

/** Somebody else grants a role that this stack did not make. */
async function grantByHand(org: TestOrg, subjectId: string, type: string, name: string, division: string): Promise<string> {
  const made = await org.call("POST", "/api/v2/authorization/roles", { name, permissionPolicies: [] });
  await org.call("POST", `/api/v2/authorization/subjects/${subjectId}/bulkadd?subjectType=${type}`, {
    grants: [{ roleId: made.id, divisionId: division === "*" ? "*" : await org.divisionId(division) }],
  });
  return made.id;
}

describe("roles of a group", () => {
  it("are granted by names, and nothing changes when nothing changed", async () => {
    const { org, engine, group } = await start();
    await engine.up("AuthRole", "views", role("Views"));
    const inputs = { groupName: "service-desk-quality", roles: [{ roleName: "Views", divisionNames: ["UK Service Desk", "Ireland"] }] };
    expect(await engine.up("GroupRoles", "quality", inputs)).toBe("create");
    expect(await org.grants(group)).toEqual(["Views in Ireland", "Views in UK Service Desk"]);
    expect(engine.outputs("GroupRoles", "quality")).toMatchObject({ id: group, groupId: group, groupRolesId: group, grantsOfOthers: [] });
    await org.clearLog();
    expect(await engine.up("GroupRoles", "quality", inputs)).toBe("same");
    expect(await org.requests()).toEqual([]);
    await engine.read("GroupRoles", "quality");
    expect(await engine.up("GroupRoles", "quality", inputs)).toBe("same");
  });

  it("own only what they granted: others' grants survive change and deletion", async () => {
    const { org, engine, group } = await start();
    const byHand = await grantByHand(org, group, "PC_GROUP", "By hand", "UK Service Desk");
    const foreign = await grantByHand(org, group, "PC_GROUP", "Foreign", "Ireland");
    await engine.up("AuthRole", "views", role("Views"));
    const uk = await org.divisionId("UK Service Desk");
    await engine.up("GroupRoles", "quality", {
      groupId: group,
      roles: [
        { roleName: "Views", divisionIds: ["*"] },
        { roleId: byHand, divisionIds: [uk] },
      ],
    });
    expect(await org.grants(group)).toEqual(["By hand in UK Service Desk", "Foreign in Ireland", "Views in All Divisions"]);
    expect(engine.outputs("GroupRoles", "quality")["grantsOfOthers"]).toEqual([{ roleId: byHand, divisionId: uk }]);
    await engine.up("GroupRoles", "quality", {
      groupId: group,
      roles: [
        { roleName: "Views", divisionIds: [uk] },
        { roleId: byHand, divisionIds: [uk] },
      ],
    });
    expect(await org.grants(group)).toEqual(["By hand in UK Service Desk", "Foreign in Ireland", "Views in UK Service Desk"]);
    await engine.delete("GroupRoles", "quality");
    expect(await org.grants(group)).toEqual(["By hand in UK Service Desk", "Foreign in Ireland"]);
    expect(foreign).not.toBe("");
  });

  it("own all when they are exclusive", async () => {
    const { org, engine, group } = await start();
    await grantByHand(org, group, "PC_GROUP", "Foreign", "Ireland");
    await engine.up("AuthRole", "views", role("Views"));
    const inputs = { groupId: group, exclusive: true, roles: [{ roleName: "Views", divisionNames: ["Ireland"] }] };
    await engine.up("GroupRoles", "quality", inputs);
    expect(await org.grants(group)).toEqual(["Views in Ireland"]);
    await grantByHand(org, group, "PC_GROUP", "Foreign again", "Ireland");
    await engine.read("GroupRoles", "quality");
    expect(await engine.changes("GroupRoles", "quality", inputs)).toEqual(["delete roles[1]"]);
    await engine.up("GroupRoles", "quality", inputs);
    expect(await org.grants(group)).toEqual(["Views in Ireland"]);
  });

  it("show a grant that somebody took away, and give it back as their own", async () => {
    const { org, engine, group } = await start();
    await engine.up("AuthRole", "views", role("Views"));
    const inputs = { groupId: group, roles: [{ roleName: "Views", divisionNames: ["Ireland", "UK Service Desk"] }] };
    await engine.up("GroupRoles", "quality", inputs);
    const [, grant] = engine.outputs("GroupRoles", "quality")["grants"] as Values[];
    await org.call("POST", `/api/v2/authorization/subjects/${group}/bulkremove`, { grants: [grant] });
    await engine.read("GroupRoles", "quality");
    expect(await engine.changes("GroupRoles", "quality", inputs)).toEqual(["update roles[0]"]);
    await engine.up("GroupRoles", "quality", inputs);
    expect(await org.grants(group)).toEqual(["Views in Ireland", "Views in UK Service Desk"]);
    await engine.delete("GroupRoles", "quality");
    expect(await org.grants(group)).toEqual([]);
  });

  it("use the home division when none is named", async () => {
    const { org, engine, group } = await start();
    await engine.up("AuthRole", "views", role("Views"));
    await engine.up("GroupRoles", "quality", { groupId: group, roles: [{ roleName: "Views" }] });
    const home = await org.call("GET", "/api/v2/authorization/divisions/home");
    expect(await org.grants(group)).toEqual([`Views in ${home.name}`]);
  });

  it("are replaced for another group, the old ones first, and not for another way to name the same one", async () => {
    const { org, engine, group } = await start();
    await engine.up("AuthRole", "views", role("Views"));
    await engine.up("Group", "other", { name: "Other" });
    const roles = [{ roleName: "Views", divisionNames: ["Ireland"] }];
    await engine.up("GroupRoles", "quality", { groupName: "service-desk-quality", roles });
    expect(await engine.changes("GroupRoles", "quality", { groupId: group, roles })).toEqual([]);
    expect(await engine.up("GroupRoles", "quality", { groupId: String(engine.outputs("Group", "other")["id"]), roles })).toBe("replace");
    expect(await org.grants(group)).toEqual([]);
  });

  it("are imported with all that the group holds", async () => {
    const { org, engine, group } = await start();
    const foreign = await grantByHand(org, group, "PC_GROUP", "Foreign", "Ireland");
    await engine.read("GroupRoles", "quality", group);
    const ireland = await org.divisionId("Ireland");
    expect(await engine.changes("GroupRoles", "quality", { groupId: group, roles: [{ roleId: foreign, divisionIds: [ireland] }] })).toEqual(
      [],
    );
  });

  it("name what does not exist, and what was probably meant", async () => {
    const { engine } = await start();
    await expect(
      engine.up("GroupRoles", "quality", {
        groupName: "service-desk-quality",
        roles: [{ roleName: "admin", divisionNames: ["UK Servicedesk"] }],
      }),
    ).rejects.toThrow(/There is no (role "admin"|division "UK Servicedesk")/);
    await expect(engine.up("GroupRoles", "quality", { groupName: "no such group", roles: [] })).rejects.toThrow(/no group "no such group"/);
    await engine.up("AuthRole", "views", role("Views"));
    await expect(
      engine.up("GroupRoles", "quality", {
        groupName: "service-desk-quality",
        roles: [{ roleName: "Views", divisionNames: ["UK Servicedesk"] }],
      }),
    ).rejects.toThrow(/no division "UK Servicedesk".*Did you mean "UK Service Desk"\?/);
  });
});

describe("roles of a user", () => {
  it("leave the user's other roles alone, found by email", async () => {
    const { org, engine, cat } = await start();
    await grantByHand(org, cat, "PC_USER", "Employee-like", "*");
    const before = await org.grants(cat);
    await engine.up("AuthRole", "views", role("Views"));
    await engine.up("UserRoles", "cat", { userEmail: "cat@example.com", roles: [{ roleName: "Views", divisionNames: ["Ireland"] }] });
    expect(await org.grants(cat)).toEqual([...before, "Views in Ireland"].sort());
    await engine.delete("UserRoles", "cat");
    expect(await org.grants(cat)).toEqual(before);
  });

  it("never take the last role from the user who deploys", async () => {
    const org = await startOrg({ seed: { users: [{ email: "root@example.com", roles: [{ role: "admin", divisions: ["*"] }] }] } });
    const { engine } = await startProvider({
      settings: org.settings({ oauthclientId: "", oauthclientSecret: "", accessToken: await org.userToken("root@example.com") }),
    });
    const { id } = await engine.invoke("getUser", { email: "root@example.com" });
    const held = await org.grants(String(id));
    await engine.read("UserRoles", "root", String(id));
    await expect(engine.up("UserRoles", "root", { userId: id ?? "", exclusive: true, roles: [] })).rejects.toThrow(
      /last role from the user who deploys/,
    );
    expect(await org.grants(String(id))).toEqual(held);
  });
});
