import { describe, expect, test } from "vitest";
import { org, type TestOrg } from "../support";

test("a group echoes what was written, with the API's defaults for the rest", async () => {
  const to = await org();
  const made = await to.api("POST", "groups", {
    name: "G",
    type: "official",
    visibility: "owners",
    rulesVisible: true,
    addresses: [],
    rolesEnabled: true,
    callsEnabled: true,
    ownerIds: null,
    includeOwners: true,
  });
  expect(made.body).toMatchObject({
    name: "G",
    description: "",
    type: "official",
    visibility: "owners",
    rulesVisible: true,
    rolesEnabled: true,
    callsEnabled: true,
    includeOwners: true,
    owners: [],
    addresses: [],
    version: 1,
    state: "active",
    memberCount: 0,
  });
  const put = await to.api("PUT", `groups/${made.body.id}`, {
    version: 1,
    name: "G",
    description: "d",
    ownerIds: [" "],
    rolesEnabled: true,
  });
  expect(put.body).toMatchObject({ version: 2, description: "d", visibility: "owners", owners: [] });
  expect((await to.api("GET", `groups/${made.body.id}`)).body).toEqual(put.body);
});

test.each([
  [{ name: "Reviewers", type: "official", visibility: "public" }, "group.name.in.use"],
  [{ name: " ", type: "official", visibility: "public" }, "general.bad.request"],
  [{ name: "x", type: "secret", visibility: "public" }, "bad.request"],
  [{ name: "x", ownerIds: ["nobody"] }, "general.resource.not.found"],
])("a group that cannot be is refused: %j", async (body, code) => {
  const to = await org();
  const answer = await to.api("POST", "groups", body);
  expect([answer.status, answer.body.code]).toEqual([400, code]);
});

test("a stale version is a conflict, in words that Genesys' tools look for", async () => {
  const to = await org();
  const group = await to.group("Reviewers");
  for (const answer of [
    await to.api("PUT", `groups/${group}`, { name: "x", version: 7 }),
    await to.api("POST", `groups/${group}/members`, { memberIds: [await to.user("bob@example.com")], version: 7 }),
  ]) {
    expect(answer.status).toBe(409);
    expect(answer.body.message).toContain("does not match the current version");
  }
});

describe("members", () => {
  const emails = async (to: TestOrg, path: string): Promise<string[]> =>
    (await to.api("GET", path)).body.entities.map((user: { email: string }) => user.email);

  test("are added and removed by id, and listed in both ways", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    const [ann, bob] = [await to.user("ann@example.com"), await to.user("bob@example.com")];
    expect(await emails(to, `groups/${group}/individuals`)).toEqual(["ann@example.com"]);
    const added = await to.api("POST", `groups/${group}/members`, { memberIds: [ann, bob], version: 1 });
    expect([added.status, added.body]).toEqual([202, {}]);
    expect(await emails(to, `groups/${group}/members?pageSize=1&pageNumber=2`)).toEqual(["bob@example.com"]);
    expect((await to.api("GET", `groups/${group}`)).body).toMatchObject({ version: 2, memberCount: 2 });
    expect((await to.api("DELETE", `groups/${group}/members?ids=${ann},${bob}`)).status).toBe(202);
    expect(await emails(to, `groups/${group}/individuals`)).toEqual([]);
  });

  test("cannot be OAuth clients or anything else that is no user", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    const answer = await to.api("POST", `groups/${group}/members`, { memberIds: [to.deployer.clientId], version: 1 });
    expect([answer.status, answer.body.code, answer.body.message]).toEqual([
      400,
      "general.resource.not.found",
      "Group members were not found.",
    ]);
  });

  test("come at most fifty in a call", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    const ann = await to.user("ann@example.com");
    expect((await to.api("POST", `groups/${group}/members`, { memberIds: Array.from({ length: 51 }, () => ann), version: 1 })).status).toBe(
      400,
    );
  });

  test("are gone from the group when the user is deleted", async () => {
    const to = await org();
    const group = await to.group("Reviewers");
    await to.api("DELETE", `users/${await to.user("ann@example.com")}`);
    expect((await to.api("GET", `groups/${group}`)).body.memberCount).toBe(0);
  });
});

test("a search finds a group by its exact name", async () => {
  const to = await org();
  const search = (value: string) => to.api("POST", "groups/search", { query: [{ type: "EXACT", value, fields: ["name"] }] });
  expect((await search("Reviewers")).body).toMatchObject({ total: 1, results: [{ id: await to.group("Reviewers") }] });
  expect((await search("Review")).body).toMatchObject({ total: 0, results: [] });
});

test("the voicemail policy of a group is kept", async () => {
  const to = await org();
  const path = `voicemail/groups/${await to.group("Reviewers")}/policy`;
  expect((await to.api("GET", path)).body).toMatchObject({
    enabled: false,
    sendEmailNotifications: false,
    disableEmailPii: false,
    includeEmailTranscriptions: false,
  });
  expect((await to.api("PATCH", path, { sendEmailNotifications: true })).body.sendEmailNotifications).toBe(true);
  expect((await to.api("GET", path)).body.sendEmailNotifications).toBe(true);
  const { token } = await to.clientWith(["directory:group:edit"], ["Home"]);
  expect((await to.api("GET", path, undefined, token)).body.message).toContain("voicemail:groupPolicy:view");
});

test("deleting a group takes its grants along, and it is a 404 at once", async () => {
  const to = await org();
  const group = await to.group("Reviewers");
  expect((await to.api("DELETE", `groups/${group}`)).status).toBe(204);
  expect((await to.api("GET", `groups/${group}`)).status).toBe(404);
  expect((await to.api("GET", `authorization/subjects/${group}`)).status).toBe(404);
});
