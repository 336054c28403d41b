import { expect, test } from "vitest";
import { emulator, lastDay, seed, seedOrg, type TestOrg } from "./support";

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

test("integrations, policies, recording settings, pairings and conversations of one org do not exist in another", async () => {
  const [uk, us] = await two();
  const listings = ["integrations", "integrations/credentials/listing", "recording/mediaretentionpolicies", "recording/settings", "routing/queues"];
  const everything = () => Promise.all(listings.map(async (path) => (await us.api("GET", path)).body as unknown));
  const before = await everything();
  const { id, secret } = await uk.clientWith(["oauth:client:view"]);
  const credential = (await uk.api("POST", "integrations/credentials", { name: "c", type: { name: "pureCloudOAuthClient" }, credentialFields: { clientId: id, clientSecret: secret } })).body as { id: string };
  const integration = (await uk.api("POST", "integrations", { integrationType: { id: "purecloud-data-actions" } })).body as { id: string };
  const policy = (await uk.api("POST", "recording/mediaretentionpolicies", { name: "p", enabled: true, actions: { retainRecording: true } })).body as { id: string };
  const pairing = (await uk.api("POST", "orgauthorization/pairings", { userIds: [await uk.user("ann@example.com")] })).body as { id: string };
  await uk.api("PUT", "recording/settings", { ...((await uk.api("GET", "recording/settings")).body as object), maxSimultaneousStreams: 3 });
  const found = (await uk.api("POST", "analytics/conversations/details/query", { interval: lastDay() })).body as { conversations: { conversationId: string }[] };
  expect(await everything()).toEqual(before);
  const conversation = found.conversations[0]?.conversationId ?? "";
  for (const path of [`integrations/${integration.id}`, `integrations/credentials/${credential.id}`, `recording/mediaretentionpolicies/${policy.id}`, `conversations/${conversation}/recordingmetadata`]) {
    expect([path, (await uk.api("GET", path)).status]).toEqual([path, 200]);
    expect([path, (await us.api("GET", path)).status]).toEqual([path, 404]);
  }
  // A pairing is what two orgs share: whoever has its id reads it, and only that org is the trustee.
  expect((await us.api("GET", `orgauthorization/pairings/${pairing.id}`)).body.trustee.id).toBe(uk.id);
});
