import { describe, expect, it } from "vitest";
import { objectsOf } from "../../../commands/proof/ask";
import { canBeLate, classify, shownDivisions } from "../../../commands/proof/classify";

describe("an answer", () => {
  it.each([
    [{ status: 200 }, "answered"],
    [{ status: 202 }, "answered"],
    [{ status: 404, code: "not.found" }, "gate passed"],
    [{ status: 400, code: "bad.request" }, "gate passed"],
    [{ status: 409 }, "gate passed"],
    [{ status: 501, code: "emulator.no.data" }, "gate passed"],
    [{ status: 501, code: "not.implemented" }, "refused"],
    [{ status: 400, code: "not.a.user" }, "refused"],
    [{ status: 400, code: "not.a.client" }, "refused"],
    [{ status: 401, code: "bad.credentials" }, "refused"],
    [{ status: 401, code: "ip.not.authorized" }, "not provable from here"],
    [{ status: 403, code: "missing.any.permissions" }, "refused"],
    [{ status: 405 }, "refused"],
    [{ status: 429 }, "no answer"],
    [{ status: 500 }, "no answer"],
    [{ status: 0 }, "no answer"],
  ] as const)("%j: %s", (answer, verdict) => {
    expect(classify(answer)).toBe(verdict);
  });
});

describe("a refusal", () => {
  it.each(["missing.permissions", "missing.any.permissions", "missing.division.permission", "recording.recording.view.permission.check.failed"])("%s can be a grant that is not in force yet", (code) => {
    expect(canBeLate({ status: 403, code })).toBe(true);
  });

  it.each([
    { status: 403, code: "app.not.authorized.for.scope" },
    { status: 403, code: "authz.policy.denied" },
    { status: 400, code: "not.a.user" },
    { status: 401, code: "bad.credentials" },
    { status: 403 },
  ])("%j stays", (answer) => {
    expect(canBeLate(answer)).toBe(false);
  });
});

describe("declared divisions", () => {
  const wanted = { kind: "some", divisions: [{ name: "UK", id: "1" }, { name: "DE", id: "2" }] } as const;

  it("are shown by objects that are in them; an object may be in several", () => {
    expect(shownDivisions([{ id: "x", divisions: ["1", "9"] }], wanted)).toEqual({ shown: ["UK"], missing: ["DE"], undivided: false });
    expect(shownDivisions([{ id: "x", divisions: ["1", "2"] }], wanted)).toMatchObject({ missing: [] });
  });

  it("are all shown by an object of a kind that has no division", () => {
    expect(shownDivisions([{ id: "x" }], wanted)).toEqual({ shown: ["UK", "DE"], missing: [], undivided: true });
  });

  it("are not shown by nothing", () => {
    expect(shownDivisions([], wanted).missing).toEqual(["UK", "DE"]);
    expect(shownDivisions([], { kind: "all" }).missing).toEqual(["all divisions"]);
  });

  it("without an id are never taken as shown by a divided object", () => {
    expect(shownDivisions([{ id: "x", divisions: ["1"] }], { kind: "some", divisions: [{ name: "UK" }] }).missing).toEqual(["UK"]);
  });
});

describe("what is kept of a body", () => {
  it.each([
    [{ entities: [{ id: "a", name: "secret name", division: { id: "1" } }], total: 1 }, [{ id: "a", divisions: ["1"] }]],
    [{ conversations: [{ conversationId: "c", divisionIds: ["1", "2"], participants: [] }], totalHits: 1 }, [{ id: "c", divisions: ["1", "2"] }]],
    [
      {
        conversations: [
          {
            conversationId: "c",
            evaluations: [{ evaluationId: "e" }],
            participants: [
              { participantId: "p", purpose: "agent", participantName: "A person", sessions: [{ sessionId: "s" }] },
              { participantId: "q", purpose: "customer", sessions: [{ sessionId: "t" }] },
            ],
          },
        ],
      },
      [{ id: "c", parts: { evaluationId: ["e"], participantId: ["p", "q"], communicationId: ["s"] } }],
    ],
    [[{ id: "r1" }, { id: "r2" }], [{ id: "r1" }, { id: "r2" }]],
    [{ id: "c", divisions: [{ division: { id: "1" } }] }, [{ id: "c", divisions: ["1"] }]],
    [{ totalHits: 0 }, []],
    [{ entities: [], total: 0 }, []],
    [undefined, []],
    [{}, []],
    ["text", []],
  ])("%j", (body, objects) => {
    expect(objectsOf(body)).toEqual(objects);
  });
});
