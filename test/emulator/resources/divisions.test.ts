import { describe, expect, test } from "vitest";
import { makeRole, org } from "../support";

test("a division is made, read, changed and deleted", async () => {
  const to = await org();
  const made = await to.api("POST", "authorization/divisions", { name: "Billing", description: "d" });
  expect(made.body).toMatchObject({ name: "Billing", description: "d", homeDivision: false });
  const path = `authorization/divisions/${made.body.id}`;
  expect((await to.api("GET", `${path}?objectCount=false`)).body).toEqual(made.body);
  expect((await to.api("PUT", path, { name: "Accounts" })).body).toMatchObject({ name: "Accounts", description: "" });
  expect((await to.api("DELETE", `${path}?force=false`)).status).toBe(204);
  expect((await to.api("GET", path)).status).toBe(404);
});

test("Home is one of them, and stays", async () => {
  const to = await org();
  const home = await to.api("GET", "authorization/divisions/home");
  expect(home.body).toMatchObject({ name: "Home", homeDivision: true });
  expect((await to.api("DELETE", `authorization/divisions/${home.body.id}`)).body.code).toBe("precondition.failure");
});

test.each([
  [{ name: "" }, 400, "division.name.invalid"],
  [{ name: "sales" }, 409, "resource.already.exists"],
])("a name that cannot be is refused: %j", async (body, status, code) => {
  const to = await org();
  const answer = await to.api("POST", "authorization/divisions", body);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test("one that still holds users is deleted only by force, which moves them to Home", async () => {
  const to = await org();
  const path = `authorization/divisions/${await to.division("Sales")}`;
  expect((await to.api("DELETE", path)).body.code).toBe("precondition.failure");
  expect((await to.api("DELETE", `${path}?force=true`)).status).toBe(204);
  expect((await to.api("GET", `users/${await to.user("bob@example.com")}`)).body.division.name).toBe("Home");
});

test("grants in a deleted division are gone", async () => {
  const to = await org();
  const { id } = await to.api("POST", "authorization/divisions", { name: "Billing" }).then((answer) => answer.body);
  const roleId = await makeRole(to, "r", ["oauth:client:view"]);
  const group = await to.group("Reviewers");
  await to.api("POST", `authorization/subjects/${group}/bulkadd?subjectType=PC_GROUP`, { grants: [{ roleId, divisionId: id }] });
  await to.api("DELETE", `authorization/divisions/${id}`);
  expect((await to.api("GET", `authorization/subjects/${group}`)).body.grants).toEqual([]);
});

describe("moving a user to a division", () => {
  test("moves", async () => {
    const to = await org();
    const sales = await to.division("Sales");
    expect((await to.api("POST", `authorization/divisions/${sales}/objects/USER`, [await to.user("ann@example.com")])).status).toBe(204);
    expect((await to.api("GET", `users/${await to.user("ann@example.com")}`)).body.division.id).toBe(sales);
  });

  test("needs directory:user:edit in both divisions, though the specification declares nothing", async () => {
    const to = await org();
    const { token } = await to.clientWith(["directory:user:edit"], ["Home"]);
    const answer = await to.api(
      "POST",
      `authorization/divisions/${await to.division("Sales")}/objects/USER`,
      [await to.user("ann@example.com")],
      token,
    );
    expect([answer.status, answer.body.code]).toEqual([403, "missing.division.permission"]);
  });
});

test("listings are paged, and a page past the end is empty", async () => {
  const to = await org();
  const first = await to.api("GET", "authorization/divisions?pageSize=2&pageNumber=1");
  expect(first.body).toMatchObject({ total: 3, pageCount: 2, pageNumber: 1, pageSize: 2, entities: [{ name: "Home" }, { name: "Sales" }] });
  expect((await to.api("GET", "authorization/divisions?pageSize=2&pageNumber=3")).body).toMatchObject({
    total: 3,
    pageCount: 2,
    entities: [],
  });
  expect((await to.api("GET", "authorization/divisions?pageSize=0")).status).toBe(400);
});
