import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grant, makeRole, org, request, type TestOrg } from "../support";

const grantsOf = async (to: TestOrg, subject: string): Promise<string[]> =>
  (await to.api("GET", `authorization/subjects/${subject}?includeDuplicates=true`)).body.grants
    .map((entry: { role: { id: string }; division: { id: string } }) => `${entry.role.id} ${entry.division.id}`)
    .sort();

test("a subject shows its grants with role, division and time", async () => {
  const to = await org();
  const group = await to.group("Reviewers");
  const roleId = await makeRole(to, "r", ["oauth:client:view"]);
  const sales = await to.division("Sales");
  await grant(to, group, "PC_GROUP", roleId, [sales, "*"]);
  const { body } = await to.api("GET", `authorization/subjects/${group}?includeDuplicates=true`);
  expect(body).toMatchObject({ id: group, name: "Reviewers" });
  expect(body.grants).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        subjectId: group,
        division: expect.objectContaining({ id: sales, name: "Sales" }),
        role: expect.objectContaining({ id: roleId, name: "r" }),
        grantMadeAt: expect.any(String),
      }),
      expect.objectContaining({ division: expect.objectContaining({ id: "*" }) }),
    ]),
  );
});

test("a subject type that does not fit finds no subject, and PC_USER is the default", async () => {
  const to = await org();
  const roleId = await makeRole(to, "r", ["oauth:client:view"]);
  const body = { grants: [{ roleId, divisionId: "*" }] };
  const { id } = await to.clientWith(["oauth:client:view"], ["Home"]);
  const group = await to.group("Reviewers");
  const statuses = [];
  for (const path of [
    `${id}/bulkadd?subjectType=PC_USER`,
    `${id}/bulkadd`,
    `${group}/bulkadd`,
    `${group}/bulkadd?subjectType=PC_OAUTH_CLIENT`,
    `${id}/bulkadd?subjectType=PC_OAUTH_CLIENT`,
  ]) {
    statuses.push((await to.api("POST", `authorization/subjects/${path}`, body)).status);
  }
  expect(statuses).toEqual([404, 404, 404, 404, 204]);
});

test("an unknown role or division is refused, and nothing of the request is done", async () => {
  const to = await org();
  const group = await to.group("Reviewers");
  const roleId = await makeRole(to, "r", ["oauth:client:view"]);
  const answer = await to.api("POST", `authorization/subjects/${group}/bulkadd?subjectType=PC_GROUP`, {
    grants: [
      { roleId, divisionId: "*" },
      { roleId, divisionId: "nowhere" },
    ],
  });
  expect([answer.status, answer.body.code]).toEqual([400, "bad.role.divisions"]);
  expect(await grantsOf(to, group)).toEqual([]);
});

test("a grant is taken back by its path, `*` encoded or not; a second time it is a 404", async () => {
  const to = await org();
  const group = await to.group("Reviewers");
  const roleId = await makeRole(to, "r", ["oauth:client:view"]);
  for (const star of ["*", "%2A"]) {
    await grant(to, group, "PC_GROUP", roleId, ["*"]);
    expect((await to.api("DELETE", `authorization/subjects/${group}/divisions/${star}/roles/${roleId}`)).status).toBe(204);
    expect((await to.api("DELETE", `authorization/subjects/${group}/divisions/${star}/roles/${roleId}`)).status).toBe(404);
  }
});

describe("bulk calls", () => {
  test("replace leaves exactly what it names", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    const [one, two] = [await makeRole(to, "one", ["oauth:client:view"]), await makeRole(to, "two", ["oauth:client:add"])];
    await grant(to, group, "PC_GROUP", one, ["*"]);
    const sales = await to.division("Sales");
    expect(
      (
        await to.api("POST", `authorization/subjects/${group}/bulkreplace?subjectType=PC_GROUP`, {
          grants: [{ roleId: two, divisionId: sales }],
        })
      ).status,
    ).toBe(204);
    expect(await grantsOf(to, group)).toEqual([`${two} ${sales}`]);
    expect(
      (await to.api("POST", `authorization/subjects/${group}/bulkremove`, { grants: [{ roleId: two, divisionId: sales }] })).status,
    ).toBe(204);
    expect(await grantsOf(to, group)).toEqual([]);
  });

  test("add and remove keep a set, whatever their order", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    const roles = [await makeRole(to, "one", ["oauth:client:view"]), await makeRole(to, "two", ["oauth:client:add"])];
    const divisions = ["*", await to.division("Home"), await to.division("Sales")];
    const pair = fc.record({ roleId: fc.constantFrom(...roles), divisionId: fc.constantFrom(...divisions) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ add: fc.boolean(), grants: fc.array(pair, { minLength: 1, maxLength: 4 }) }), { maxLength: 6 }),
        async (steps) => {
          await to.api("POST", `authorization/subjects/${group}/bulkreplace?subjectType=PC_GROUP`, { grants: [] });
          const model = new Set<string>();
          for (const { add, grants } of steps) {
            await to.api("POST", `authorization/subjects/${group}/${add ? "bulkadd" : "bulkremove"}?subjectType=PC_GROUP`, { grants });
            for (const { roleId, divisionId } of grants) {
              if (add) model.add(`${roleId} ${divisionId}`);
              else model.delete(`${roleId} ${divisionId}`);
            }
          }
          expect(await grantsOf(to, group)).toEqual([...model].sort());
        },
      ),
      { numRuns: 20 },
    );
  });
});

test("a user's own grants are shown without those of its groups, unless the user asks for itself", async () => {
  const to = await org();
  const ann = await to.user("ann@example.com");
  const roleId = await makeRole(to, "r", ["recording:screenRecording:view"]);
  await grant(to, await to.group("Reviewers"), "PC_GROUP", roleId, ["*"]);
  const direct = await to.api("GET", `authorization/subjects/${ann}`);
  expect(direct.body.grants.map((entry: { role: { name: string } }) => entry.role.name)).toEqual(["employee"]);
  const token = (await request("POST", `${to.emulator.url}/emulator/orgs/uk/tokens`, { body: { email: "ann@example.com" } })).body
    .access_token as string;
  const me = await to.api("GET", "authorization/subjects/me", undefined, token);
  expect(me.body.grants.map((entry: { role: { name: string } }) => entry.role.name).sort()).toEqual(["employee", "r"]);
});

test("replacing a user's roles keeps grants of those that stay and gives new ones everywhere", async () => {
  const to = await org();
  const ann = await to.user("ann@example.com");
  const roleId = await makeRole(to, "r", ["recording:screenRecording:view"]);
  const employee = await to.role("employee");
  const put = await to.api("PUT", `users/${ann}/roles`, [employee, roleId]);
  expect(put.body.roles.map((role: { id: string }) => role.id).sort()).toEqual([employee, roleId].sort());
  expect(await grantsOf(to, ann)).toEqual([`${employee} ${await to.division("Home")}`, `${roleId} *`].sort());
  expect((await to.api("PUT", `users/${ann}/roles`, [])).body.roles).toEqual([]);
});

test("granting looks at the granter's divisions when the org says so", async () => {
  const to = await org();
  const { token } = await to.clientWith(["authorization:grant:add", "authorization:grant:delete"], ["Sales"]);
  const group = await to.group("Reviewers");
  const roleId = await makeRole(to, "r", ["oauth:client:view"]);
  const add = async (division: string): Promise<string> => {
    const answer = await to.api(
      "POST",
      `authorization/subjects/${group}/bulkadd?subjectType=PC_GROUP`,
      { grants: [{ roleId, divisionId: await to.division(division) }] },
      token,
    );
    return `${answer.status} ${answer.body?.code ?? ""}`.trim();
  };
  expect(await add("Home")).toBe("204");
  await to.api("PUT", "authorization/roles/settings", { authorizationGrantDivisionAware: true });
  expect([await add("Home"), await add("*"), await add("Sales")]).toEqual([
    "403 missing.division.permissions",
    "403 missing.division.permissions",
    "204",
  ]);
});

test("the divisions permitted to the caller are those in which it holds the permission", async () => {
  const to = await org();
  const { token } = await to.clientWith(["routing:queue:view"], ["Sales"]);
  const { body } = await to.api("GET", "authorization/divisionspermitted/paged/me?permission=routing:queue:view", undefined, token);
  expect(body.entities.map((division: { name: string }) => division.name)).toEqual(["Sales"]);
});
