import { expect, test } from "vitest";
import { emulator, seed, seedOrg, type TestOrg } from "./support";

async function two(): Promise<[TestOrg, TestOrg]> {
  const running = await emulator();
  return [await seedOrg(running), await seedOrg(running, { ...seed, name: "us", region: "us-east-1" })];
}

test("a token of one org is worth nothing in another", async () => {
  const [uk, us] = await two();
  const token = await uk.token(uk.deployer.clientId, uk.deployer.clientSecret);
  expect((await us.api("GET", "organizations/me", undefined, token)).body).toMatchObject({ status: 401, code: "bad.credentials" });
  expect((await us.api("GET", "organizations/me")).body.id).toBe(us.id);
  expect(us.id).not.toBe(uk.id);
});

test("what is made, changed or deleted in one org is not seen in another", async () => {
  const [uk, us] = await two();
  const everything = () =>
    Promise.all(
      ["authorization/divisions", "authorization/roles?pageSize=100", "users", "groups", "oauth/clients"].map(
        async (path) => (await us.api("GET", path)).body as unknown,
      ),
    );
  const before = await everything();
  await uk.clientWith(["oauth:client:view"]);
  await uk.api("POST", "authorization/divisions", { name: "New" });
  await uk.api("DELETE", `groups/${await uk.group("Reviewers")}`);
  await uk.api("DELETE", `users/${await uk.user("ann@example.com")}`);
  expect(await everything()).toEqual(before);
});

test("ids of one org are unknown in another", async () => {
  const [uk, us] = await two();
  const roleId = await uk.role("employee");
  const group = await uk.group("Reviewers");
  expect((await us.api("GET", `authorization/roles/${roleId}`)).status).toBe(404);
  expect((await us.api("GET", `groups/${group}`)).status).toBe(404);
  expect((await us.api("GET", `authorization/subjects/${uk.deployer.clientId}`)).status).toBe(404);
});

test("each org has its own request log", async () => {
  const [uk, us] = await two();
  await uk.api("GET", "groups");
  expect((await uk.log()).some((entry) => entry.operation === "getGroups")).toBe(true);
  expect((await us.log()).some((entry) => entry.operation === "getGroups")).toBe(false);
});
