import { expect, test } from "vitest";
import { emulator, request, seed, seedOrg, type TestOrg } from "./support";

/** A seed with a mistake, and what is said about it. */
const mistakes: readonly (readonly [string, object, RegExp])[] = [
  ["a field that there is not", { product: ["CX 3"] }, /product/],
  ["a setting that there is not", { settings: { maxStreams: 3 } }, /settings.*maxStreams/],
  ["a setting out of range", { settings: { maxSimultaneousStreams: 2001 } }, /settings\.maxSimultaneousStreams/],
  ["a division of a user", { users: [{ email: "x@example.com", division: "Nowhere" }] }, /Nowhere/],
  ["a role of a user", { users: [{ email: "x@example.com", roles: ["nobody's"] }] }, /nobody's/],
  ["a member of a group", { groups: [{ name: "g", members: ["nobody@example.com"] }] }, /nobody@example\.com/],
  ["a division of a queue", { queues: [{ name: "q", division: "Nowhere" }] }, /Nowhere/],
  ["a queue of a policy", { policies: [{ name: "p", queues: ["no queue"] }] }, /no queue/],
  ["a user of a policy", { policies: [{ name: "p", users: ["nobody@example.com"] }] }, /nobody@example\.com/],
  ["days of a policy", { policies: [{ name: "p", deleteAfterDays: -1 }] }, /policies\.0\.deleteAfterDays/],
  ["an agent of a conversation", { conversations: [{ agents: ["nobody@example.com"], recordings: [] }] }, /nobody@example\.com/],
  ["a medium of a recording", { conversations: [{ recordings: [{ media: "hologram" }] }] }, /conversations\.0\.recordings\.0\.media/],
  ["the conversation of an evaluation", { evaluations: [{ conversation: "none", form: "f", agent: "ann@example.com", evaluator: "bob@example.com" }] }, /none/],
  ["the score of an evaluation", { evaluations: [{ conversation: "desk", form: "f", agent: "ann@example.com", evaluator: "bob@example.com", score: 101 }] }, /evaluations\.0\.score/],
  ["a role of a deployer", { deployer: { roles: ["nobody's"] } }, /nobody's/],
];

test.each(mistakes)("a seed with a mistake is refused, with its place: %s", async (_, part, said) => {
  const running = await emulator();
  const answer = await request("POST", `${running.url}/emulator/orgs`, { body: { ...seed, ...part } });
  expect(answer.status).toBe(400);
  expect(answer.body.message).toMatch(said);
  expect(answer.body.code).toMatch(/^emulator\.(seed|body)$/);
  // Nothing of it stays behind.
  const clean = await seedOrg(await emulator());
  const again = await seedOrg(running);
  const contents = async (org: TestOrg): Promise<unknown> =>
    Promise.all(["users", "groups", "routing/queues", "recording/mediaretentionpolicies", "authorization/divisions"].map(async (path) => ((await org.api("GET", path)).body as { total: number }).total));
  expect(await contents(again)).toEqual(await contents(clean));
});
