import { describe, expect, test } from "vitest";
import type { OrgSeed } from "../../../emulator";
import { Clock, org, request, seed, type TestOrg } from "../support";

const qualitySeed: OrgSeed = {
  ...seed,
  settings: { sensitiveDataRedaction: true },
  conversations: [
    {
      key: "desk",
      division: "UK Service Desk",
      queue: "Desk",
      agents: ["ann@example.com"],
      recordings: [{ media: "audio" }],
      transcript: [
        { participant: "customer", text: "Hello" },
        { participant: "customer", text: "4111 1111 1111 1111", sensitive: true },
      ],
    },
    { key: "sales", division: "Sales", agents: ["bob@example.com"], recordings: [] },
  ],
  evaluations: [
    { conversation: "desk", form: "Courtesy", agent: "ann@example.com", evaluator: "bob@example.com", score: 80 },
    { conversation: "sales", form: "Courtesy", agent: "bob@example.com", evaluator: "ann@example.com" },
  ],
};

const interval = "2026-11-19T12:00:00Z/2026-11-20T13:00:00Z";

async function setup(): Promise<{ to: TestOrg; desk: any; sales: any }> {
  const to = await org({ clock: new Clock() }, qualitySeed);
  const [desk, sales] = (await to.api("POST", "analytics/conversations/details/query", { interval, order: "desc" })).body.conversations;
  return { to, desk, sales };
}

describe("evaluations", () => {
  test("are found by conversation, agent or evaluator, in the divisions where the right is held", async () => {
    const { to, desk, sales } = await setup();
    const { token } = await to.clientWith(["quality:evaluation:view"], ["UK Service Desk"]);
    const ann = await to.user("ann@example.com");
    const find = (query: string) => to.api("GET", `quality/evaluations/query?${query}`, undefined, token);
    expect((await find("")).status).toBe(400);
    expect((await find(`agentUserId=${ann}`)).body.entities).toMatchObject([
      { conversation: { id: desk.conversationId }, answers: { totalScore: 80 }, evaluationForm: { name: "Courtesy" }, status: "FINISHED" },
    ]);
    expect((await find(`evaluatorUserId=${ann}`)).body.entities).toEqual([]);
    const [{ evaluationId }] = desk.evaluations;
    const one = await to.api("GET", `quality/conversations/${desk.conversationId}/evaluations/${evaluationId}`, undefined, token);
    expect(one.body).toMatchObject({ id: evaluationId, agent: { id: ann }, evaluationForm: { published: true } });
    const [other] = sales.evaluations;
    const refused = await to.api("GET", `quality/conversations/${sales.conversationId}/evaluations/${other.evaluationId}`, undefined, token);
    expect(refused.body.code).toBe("missing.any.division.permissions");
    const wrong = await to.api("GET", `quality/conversations/${desk.conversationId}/evaluations/${other.evaluationId}`, undefined, token);
    expect(wrong.status).toBe(404);
  });

  test("pass the gate with another right of the list, and are refused by the service all the same", async () => {
    const { to, desk } = await setup();
    const { token } = await to.clientWith(["quality:evaluation:assign"]);
    const path = `quality/conversations/${desk.conversationId}/evaluations/${desk.evaluations[0].evaluationId}`;
    expect((await to.api("GET", path, undefined, token)).body.code).toBe("quality.evaluation.view.permission.check.failed");
  });

  test("are made with a published form, changed and deleted", async () => {
    const { to, desk } = await setup();
    const form = (await to.api("POST", "quality/forms/evaluations", { name: "New", questionGroups: [] })).body;
    const evaluator = { id: await to.user("bob@example.com") };
    const path = `quality/conversations/${desk.conversationId}/evaluations`;
    const post = () => to.api("POST", path, { evaluationForm: { id: form.id }, evaluator });
    expect((await post()).status).toBe(400);
    await to.api("POST", "quality/publishedforms/evaluations", { id: form.id });
    const made = (await post()).body;
    expect(made.status).toBe("PENDING");
    const done = await to.api("PUT", `${path}/${made.id}`, { status: "FINISHED", answers: { totalScore: 50 } });
    expect(done.body).toMatchObject({ status: "FINISHED", answers: { totalScore: 50 }, releaseDate: expect.any(String) });
    expect((await to.api("DELETE", `${path}/${made.id}`)).status).toBe(200);
    expect((await to.api("GET", `${path}/${made.id}`)).status).toBe(404);
  });
});

describe("transcripts", () => {
  const path = (desk: any): string => {
    const session = desk.participants.find((participant: { purpose: string }) => participant.purpose === "agent").sessions[0].sessionId;
    return `speechandtextanalytics/conversations/${desk.conversationId}/communications/${session}/transcripturl`;
  };

  test("need both rights for one address, one right for the list of addresses", async () => {
    const { to, desk } = await setup();
    const one = await to.clientWith(["recording:recording:view"], ["*"], "one");
    const both = await to.clientWith(["recording:recording:view", "speechAndTextAnalytics:data:view"], ["*"], "both");
    const refused = await to.api("GET", path(desk), undefined, one.token);
    expect([refused.status, refused.body.code]).toEqual([403, "missing.permissions"]);
    expect(refused.body.message).toContain("speechAndTextAnalytics:data:view");
    expect((await to.api("GET", path(desk), undefined, both.token)).body.url).toContain("/media/");
    expect((await to.api("GET", `${path(desk)}s`, undefined, one.token)).body.urls).toHaveLength(1);
    expect((await to.api("GET", path(desk).replace(/communications\/[^/]+/, "communications/nope"), undefined, both.token)).status).toBe(404);
  });

  test("are files with the words, sensitive ones masked for who may not see them", async () => {
    const { to, desk } = await setup();
    const rights = ["recording:recording:view", "speechAndTextAnalytics:data:view"];
    const words = async (token: string): Promise<string[]> => {
      const { url } = (await to.api("GET", path(desk), undefined, token)).body;
      const file = (await (await fetch(url as string)).json()) as { transcripts: { phrases: { text: string }[] }[] };
      return file.transcripts[0]?.phrases.map((phrase) => phrase.text) ?? [];
    };
    const plain = await to.clientWith(rights, ["UK Service Desk"], "plain");
    const seeing = await to.clientWith([...rights, "recording:recording:viewSensitiveData"], ["UK Service Desk"], "seeing");
    expect(await words(plain.token)).toEqual(["Hello", "[redacted]"]);
    expect(await words(seeing.token)).toEqual(["Hello", "4111 1111 1111 1111"]);
  });
});

test("an unknown conversation in a seed's evaluation is told with those that there are", async () => {
  const to = await org();
  const answer = await request("POST", `${to.emulator.url}/emulator/orgs`, {
    body: { ...qualitySeed, evaluations: [{ conversation: "nope", form: "F", agent: "ann@example.com", evaluator: "bob@example.com" }] },
  });
  expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining("desk, sales")]);
});
