import { describe, expect, test } from "vitest";
import { org, type TestOrg } from "../support";

test("a user is made in a division, with what Genesys' tools read", async () => {
  const to = await org();
  const sales = await to.division("Sales");
  const made = await to.api("POST", "users", {
    name: "Cy",
    email: "cy@example.com",
    divisionId: sales,
    department: "d",
    title: "t",
    addresses: [],
  });
  expect(made.body).toMatchObject({
    name: "Cy",
    email: "cy@example.com",
    state: "active",
    version: 1,
    department: "d",
    title: "t",
    acdAutoAnswer: false,
    division: { id: sales, name: "Sales" },
    addresses: [],
    skills: [],
    languages: [],
    locations: [],
    profileSkills: [],
    certifications: [],
    employerInfo: {},
  });
  expect((await to.api("GET", `users/${made.body.id}?expand=skills,languages`)).body).toEqual(made.body);
  expect((await to.api("GET", `users/${made.body.id}/roles`)).body.roles).toMatchObject([{ name: "employee" }]);
});

test("a change needs the current version", async () => {
  const to = await org();
  const path = `users/${await to.user("ann@example.com")}`;
  expect((await to.api("PATCH", path, { version: 1, title: "Lead" })).body).toMatchObject({ version: 2, title: "Lead", name: "Ann" });
  const stale = await to.api("PATCH", path, { version: 1, title: "x" });
  expect([stale.status, stale.body.code]).toEqual([409, "general.conflict"]);
  expect((await to.api("PATCH", path, { title: "x" })).status).toBe(400);
});

test("an email is taken by one user only, whatever its case", async () => {
  const to = await org();
  expect((await to.api("POST", "users", { name: "x", email: "ANN@example.com" })).body.code).toBe("general.conflict");
  expect((await to.api("PATCH", `users/${await to.user("bob@example.com")}`, { version: 1, email: "ann@example.com" })).status).toBe(409);
});

describe("a deleted user", () => {
  const search = (to: TestOrg, state?: string) =>
    to.api("POST", "users/search", {
      query: [
        { type: "EXACT", fields: ["email"], value: "ann@example.com" },
        ...(state === undefined ? [] : [{ type: "EXACT", fields: ["state"], value: state }]),
      ],
    });

  test("is found as such, and by its id only for who asks for it", async () => {
    const to = await org();
    const ann = await to.user("ann@example.com");
    const gone = await to.api("DELETE", `users/${ann}`);
    expect([gone.status, gone.body]).toEqual([200, {}]);
    expect((await to.api("GET", `users/${ann}`)).status).toBe(404);
    expect((await to.api("GET", `users/${ann}?state=deleted`)).body.state).toBe("deleted");
    expect((await search(to)).body.total).toBe(0);
    expect((await search(to, "deleted")).body).toMatchObject({ total: 1, results: [{ id: ann, state: "deleted" }] });
  });

  test("keeps its email, and can be brought back", async () => {
    const to = await org();
    const ann = await to.user("ann@example.com");
    await to.api("DELETE", `users/${ann}`);
    expect((await to.api("POST", "users", { name: "x", email: "ann@example.com" })).body.code).toBe("general.conflict");
    const { version } = (await to.api("GET", `users/${ann}?state=deleted`)).body;
    expect((await to.api("PATCH", `users/${ann}`, { version, state: "active" })).body.state).toBe("active");
    expect((await search(to)).body.total).toBe(1);
  });
});

describe("rights over users are held per division", () => {
  test("a change elsewhere is refused with the permission and division", async () => {
    const to = await org();
    const { token } = await to.clientWith(["directory:user:edit", "directory:user:add", "directory:user:delete"], ["Sales"]);
    const ann = await to.user("ann@example.com");
    const answers = [
      await to.api("PATCH", `users/${ann}`, { version: 1, title: "x" }, token),
      await to.api("DELETE", `users/${ann}`, undefined, token),
      await to.api("POST", "users", { name: "x", email: "x@example.com" }, token),
    ];
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
      [403, "missing.any.division.permissions"],
      [403, "missing.any.division.permissions"],
      [403, "missing.any.division.permissions"],
    ]);
    expect((await to.api("PATCH", `users/${await to.user("bob@example.com")}`, { version: 1, title: "x" }, token)).status).toBe(200);
    expect(
      (await to.api("POST", "users", { name: "x", email: "x@example.com", divisionId: await to.division("Sales") }, token)).status,
    ).toBe(200);
  });

  test("a search shows only the users there", async () => {
    const to = await org();
    const { token } = await to.clientWith(["directory:user:view"], ["Sales"]);
    const found = await to.api("POST", "users/search", { query: [] }, token);
    expect(found.body.results.map((user: { email: string }) => user.email)).toEqual(["bob@example.com"]);
  });
});

test("voicemail, utilization, skills and profile skills are kept", async () => {
  const to = await org();
  const ann = await to.user("ann@example.com");
  expect((await to.api("PATCH", `voicemail/userpolicies/${ann}`, { alertTimeoutSeconds: 30 })).body).toMatchObject({
    alertTimeoutSeconds: 30,
    sendEmailNotifications: true,
  });
  expect((await to.api("GET", `voicemail/userpolicies/${ann}`)).body.alertTimeoutSeconds).toBe(30);
  expect((await to.api("GET", `routing/users/${ann}/utilization`)).body).toEqual({
    level: "Organization",
    utilization: {},
    labelUtilizations: {},
  });
  await to.api("PUT", `routing/users/${ann}/utilization`, { utilization: { call: { maximumCapacity: 1 } } });
  expect((await to.api("GET", `routing/users/${ann}/utilization`)).body).toEqual({
    level: "Agent",
    utilization: { call: { maximumCapacity: 1 } },
    labelUtilizations: {},
  });
  await to.api("DELETE", `routing/users/${ann}/utilization`);
  expect((await to.api("GET", `routing/users/${ann}/utilization`)).body.level).toBe("Organization");
  await to.api("PATCH", `users/${ann}/routingskills/bulk`, [{ id: "s1", proficiency: 3 }]);
  expect((await to.api("GET", `users/${ann}/routingskills?pageSize=50&pageNumber=1`)).body.entities).toMatchObject([
    { id: "s1", proficiency: 3 },
  ]);
  expect((await to.api("GET", `users/${ann}/routingskills?pageSize=50&pageNumber=2`)).body.entities).toEqual([]);
  await to.api("DELETE", `users/${ann}/routingskills/s1`);
  await to.api("PATCH", `users/${ann}/routinglanguages/bulk`, [{ id: "l1", proficiency: 5 }]);
  expect((await to.api("GET", `users/${ann}`)).body).toMatchObject({ skills: [], languages: [{ id: "l1", proficiency: 5 }] });
  expect((await to.api("PUT", `users/${ann}/profileskills`, ["listening"])).body).toEqual(["listening"]);
});
