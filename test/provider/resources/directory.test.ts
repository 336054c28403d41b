import { describe, expect, it } from "vitest";
import { startOrg, type TestOrg } from "../support/org";
import { NotFinished, startProvider } from "../support/service";

async function start(options: Parameters<typeof startOrg>[0] = {}): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg(options);
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

describe("a division", () => {
  it("is made, renamed, refreshed and deleted, and its mark is in no diff", async () => {
    const { org, engine } = await start();
    expect(await engine.up("AuthDivision", "claims", { name: "Claims", description: "Insurance" })).toBe("create");
    await engine.read("AuthDivision", "claims");
    expect(await engine.up("AuthDivision", "claims", { name: "Claims", description: "Insurance" })).toBe("same");
    expect(await engine.up("AuthDivision", "claims", { name: "Claims UK", description: "Insurance" })).toBe("update");
    expect(await org.divisionId("Claims UK")).toBe(engine.outputs("AuthDivision", "claims")["authDivisionId"]);
    await engine.delete("AuthDivision", "claims");
    expect(await org.divisionId("Claims UK")).toBe("");
  });

  it("of the same name is left alone", async () => {
    const { engine } = await start();
    await expect(engine.up("AuthDivision", "ireland", { name: "ireland" })).rejects.toThrow(/"Ireland" exists already[\s\S]*pulumi import/);
  });

  it("stands for the home division when asked, which is never deleted", async () => {
    const { org, engine } = await start();
    const before = await org.call("GET", "/api/v2/authorization/divisions/home");
    await engine.up("AuthDivision", "home", { home: true, name: before.name, description: "Everything else" });
    expect(await org.call("GET", "/api/v2/authorization/divisions/home")).toMatchObject({ id: before.id, description: "Everything else" });
    await engine.delete("AuthDivision", "home");
    expect(await org.call("GET", "/api/v2/authorization/divisions/home")).toMatchObject({ id: before.id });
  });

  it("that still holds something is not deleted, and the error says why", async () => {
    const org = await startOrg();
    const { FakeClock } = await import("../support/clock");
    const { engine } = await startProvider({ settings: org.settings(), clock: new FakeClock() });
    await engine.up("AuthDivision", "claims", { name: "Claims" });
    await engine.up("User", "dan", { email: "dan@example.com", divisionName: "Claims" });
    await expect(engine.delete("AuthDivision", "claims")).rejects.toThrow(/still holds something[\s\S]*Nothing was moved or deleted/);
  });
});

describe("a group", () => {
  it("is made with members by email; who is missing or not active is a warning", async () => {
    const { org, engine, log } = await start();
    const inputs = {
      name: "Quality",
      description: "Reviewers",
      memberEmails: ["ann@example.com", "bob@example.com", "nobody@example.com"],
    };
    expect(await engine.up("Group", "quality", inputs)).toBe("create");
    const { id, missingMembers } = engine.outputs("Group", "quality");
    const { entities } = await org.call("GET", `/api/v2/groups/${String(id)}/individuals`);
    expect(entities.map((user: { email: string }) => user.email)).toEqual(["ann@example.com"]);
    expect(missingMembers).toEqual(["bob@example.com", "nobody@example.com"]);
    expect(log.texts("warn").join("\n")).toMatch(/bob@example.com.*not active[\s\S]*nobody@example.com.*no such user/);
    await org.clearLog();
    expect(await engine.up("Group", "quality", inputs)).toBe("same");
    expect(await org.requests()).toEqual([]);
    await engine.read("Group", "quality");
    expect(await engine.up("Group", "quality", inputs)).toBe("same");
  });

  it("leaves members alone unless they are named, and then they are exactly those", async () => {
    const { org, engine } = await start();
    await engine.up("Group", "quality", { name: "Quality" });
    const id = String(engine.outputs("Group", "quality")["id"]);
    const { results } = await org.call("POST", "/api/v2/users/search", {
      query: [{ type: "EXACT", fields: ["email"], values: ["ann@example.com", "cat@example.com"] }],
    });
    const [ann, cat] = results.map((user: { id: string }) => user.id) as string[];
    await org.call("POST", `/api/v2/groups/${id}/members`, {
      memberIds: [cat],
      version: (await org.call("GET", `/api/v2/groups/${id}`)).version,
    });
    const members = async (): Promise<string[]> =>
      (await org.call("GET", `/api/v2/groups/${id}/individuals`)).entities.map((user: { id: string }) => user.id).sort();
    await engine.read("Group", "quality");
    expect(await engine.up("Group", "quality", { name: "Quality" })).toBe("same");
    await engine.up("Group", "quality", { name: "Quality", description: "New" });
    expect(await members()).toEqual([cat]);
    await engine.up("Group", "quality", { name: "Quality", description: "New", memberIds: [ann ?? ""] });
    expect(await members()).toEqual([ann]);
  });

  it("is replaced when its type changes", async () => {
    const { engine } = await start();
    await engine.up("Group", "quality", { name: "Quality" });
    expect(await engine.changes("Group", "quality", { name: "Quality", type: "social" })).toEqual(["update-replace type"]);
    expect(await engine.up("Group", "quality", { name: "Quality", type: "social" })).toBe("replace");
  });

  it("keeps what is not managed here when it changes", async () => {
    const { org, engine } = await start();
    await engine.up("Group", "quality", { name: "Quality" });
    const id = String(engine.outputs("Group", "quality")["id"]);
    const live = await org.call("GET", `/api/v2/groups/${id}`);
    await org.call("PUT", `/api/v2/groups/${id}`, {
      ...live,
      addresses: [{ address: "+441234", type: "GROUPRING", mediaType: "PHONE" }],
      version: live.version,
    });
    await engine.up("Group", "quality", { name: "Quality", visibility: "members" });
    expect((await org.call("GET", `/api/v2/groups/${id}`)).addresses).toHaveLength(1);
  });

  it("refuses a voicemail policy by name", async () => {
    const { engine } = await start();
    await expect(engine.check("Group", "quality", { name: "Quality", voicemailPolicy: { sendEmailNotifications: true } })).rejects.toThrow(
      /voicemailPolicy.*nothing to do with who may do what/,
    );
  });

  it("is in the state with its id when its members could not be added, and the next run goes on", async () => {
    const { org, engine } = await start();
    await org.setOptions({
      fail: [{ method: "POST", path: "/api/v2/groups/{groupId}/members", status: 403, code: "missing.permissions", message: "no" }],
    });
    await expect(engine.up("Group", "quality", { name: "Quality", memberEmails: ["ann@example.com"] })).rejects.toThrow(NotFinished);
    const kept = engine.kept.get(engine.urn("Group", "quality"));
    expect(kept).toMatchObject({ unfinished: true, id: await org.groupId("Quality") });
    await org.setOptions({ fail: [] });
    expect(await engine.up("Group", "quality", { name: "Quality", memberEmails: ["ann@example.com"] })).toBe("update");
    expect((await org.call("GET", `/api/v2/groups/${kept?.id ?? ""}/individuals`)).entities).toHaveLength(1);
  });
});

describe("a user", () => {
  const dan = { email: "dan@example.com", name: "Dan", divisionName: "UK Service Desk", title: "Service" };

  it("is made in its division, and its mark is in no diff", async () => {
    const { org, engine } = await start();
    expect(await engine.up("User", "dan", dan)).toBe("create");
    const id = String(engine.outputs("User", "dan")["userId"]);
    const live = await org.call("GET", `/api/v2/users/${id}`);
    expect(live).toMatchObject({ name: "Dan", division: { id: await org.divisionId("UK Service Desk") } });
    expect(live.title).toMatch(/^Service \(pulumi:/);
    await engine.read("User", "dan");
    expect(await engine.up("User", "dan", dan)).toBe("same");
    expect(engine.outputs("User", "dan")["title"]).toBe("Service");
  });

  it("moves to another division and back after a drift", async () => {
    const { org, engine } = await start();
    await engine.up("User", "dan", dan);
    const id = String(engine.outputs("User", "dan")["userId"]);
    const division = async (): Promise<string> => (await org.call("GET", `/api/v2/users/${id}`)).division.name;
    await engine.up("User", "dan", { ...dan, divisionName: "Ireland" });
    expect(await division()).toBe("Ireland");
    await org.call("POST", `/api/v2/authorization/divisions/${await org.divisionId("UK Service Desk")}/objects/USER`, [id]);
    await engine.read("User", "dan");
    expect(await engine.up("User", "dan", { ...dan, divisionName: "Ireland" })).toBe("update");
    expect(await division()).toBe("Ireland");
  });

  it("keeps its password secret, and sets it again only when it changes", async () => {
    const { org, engine } = await start();
    await engine.up("User", "dan", { ...dan, password: "correct horse" });
    expect(engine.kept.get(engine.urn("User", "dan"))?.secrets).toContain("password");
    await org.clearLog();
    await engine.up("User", "dan", { ...dan, password: "correct horse", department: "IT" });
    expect(await org.requests()).not.toContain("POST /api/v2/users/{userId}/password");
    await engine.up("User", "dan", { ...dan, password: "battery staple", department: "IT" });
    expect(await org.requests()).toContain("POST /api/v2/users/{userId}/password");
  });

  it("never shows its password in an error", async () => {
    const { org, engine } = await start();
    await org.setOptions({
      fail: [
        {
          method: "POST",
          path: "/api/v2/users/{userId}/password",
          status: 400,
          code: "invalid.password",
          message: "correct horse is too simple",
        },
      ],
    });
    const error = await engine.up("User", "dan", { ...dan, password: "correct horse" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NotFinished);
    expect(String(error)).toContain("[secret] is too simple");
    expect(String(error)).not.toContain("correct horse");
  });

  it("that this resource deleted is restored when it is made again; anybody else's is left alone", async () => {
    const { org, engine } = await start();
    await engine.up("User", "dan", dan);
    const id = engine.outputs("User", "dan")["userId"];
    await engine.delete("User", "dan");
    await engine.delete("User", "dan").catch(() => undefined);
    await engine.up("User", "dan", dan);
    expect(engine.outputs("User", "dan")["userId"]).toBe(id);
    expect(await org.call("GET", `/api/v2/users/${String(id)}`)).toMatchObject({ state: "active" });

    await expect(engine.up("User", "ann", { email: "ann@example.com" })).rejects.toThrow(/"Ann" exists already[\s\S]*pulumi import/);
    const { results } = await org.call("POST", "/api/v2/users/search", {
      query: [{ type: "EXACT", fields: ["email"], value: "ann@example.com" }],
    });
    await org.call("DELETE", `/api/v2/users/${results[0].id}`);
    await expect(engine.up("User", "ann", { email: "ann@example.com" })).rejects.toThrow(/deleted user holds the email address/);
  });

  it("refuses what has nothing to do with access, and addresses that are none", async () => {
    const { engine } = await start();
    await expect(engine.check("User", "dan", { ...dan, routingSkills: [] })).rejects.toThrow(/routingSkills is not accepted/);
    await expect(engine.check("User", "dan", { ...dan, email: "dan" })).rejects.toThrow(/^email: must be an email address/);
  });
});
