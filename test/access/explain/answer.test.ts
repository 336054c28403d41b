import { describe, expect, it } from "vitest";
import { explain, explanationToJson, renderExplanation } from "../../../access/explain";
import { GraphBuilder } from "../../../access/graph/build";
import { orgFileToGraph, parseOrgFile } from "../../../stacks/orgfile";
import { cases } from "./cases";
import { forumCases } from "./forum";
import { body } from "./table";
import { threads } from "./threads";

const level = { certain: 2, likely: 1, possible: 0 } as const;

describe("the answer", () => {
  it("has the fields that scripts rely on", () => {
    const json = JSON.parse(JSON.stringify(explanationToJson(explain({ text: threads[0]?.text ?? "" })))) as Record<string, unknown>;
    expect(json).toMatchObject({
      causes: expect.arrayContaining([
        expect.objectContaining({
          id: expect.any(String),
          certainty: expect.stringMatching(/^(?:certain|likely|possible)$/),
          evidence: expect.any(Array),
          fix: expect.any(String),
        }),
      ]),
      unknown: {
        operations: expect.any(Array),
        scopes: expect.any(Array),
        permissions: expect.any(Array),
        headers: expect.any(Array),
        hosts: expect.any(Array),
      },
      nearest: expect.any(Array),
    });
    expect((json["nearest"] as unknown[]).every((name) => typeof name === "string")).toBe(true);
  });

  it("names the surest causes first", () => {
    for (const { text, flags } of [...cases, ...forumCases]) {
      const { causes } = explain({ ...(text === undefined ? {} : { text }), ...(flags === undefined ? {} : { flags }) });
      const levels = causes.map((cause) => level[cause.certainty]);
      expect([...levels].sort((a, b) => b - a)).toEqual(levels);
      expect(new Set(causes.map((cause) => cause.id)).size).toBe(causes.length);
    }
  });

  it("is shown in 80 columns without colour, commands and YAML aside", () => {
    for (const text of [...cases, ...forumCases].flatMap((one) => one.text ?? [])) {
      for (const line of renderExplanation(explain({ text })).split("\n")) {
        expect(line).not.toMatch(/\u001b/);
        if (/^ {3}prove|^ {5}/.test(line) || !line.includes(" ")) continue;
        expect(line.length, line).toBeLessThanOrEqual(80);
      }
    }
  });

  it("names no secondary guess as certain: with a vague code several causes stay open", () => {
    for (const code of ["not.authorized", "forbidden", "access.denied", "not.found", "bad.credentials"]) {
      const { causes } = explain({ flags: { code } });
      expect(causes.length, code).toBeGreaterThan(1);
      expect(
        causes.every((cause) => cause.certainty !== "certain"),
        code,
      ).toBe(true);
    }
  });

  it("says which region's hosts and which call to prove it with", () => {
    const explanation = explain({
      text: `curl https://api.euw2.pure.cloud/api/v2/routing/queues\n${body(403, "missing.any.permissions", "You must have at least one of the following permissions assigned: [routing:queue:view]")}`,
    });
    expect(explanation.causes[0]?.prove.join("\n")).toContain('genesys-access needs "GET /api/v2/routing/queues"');
    const token = explain({ text: "https://login.mypurecloud.ie/oauth/token invalid_client authentication failed" });
    expect(token.causes[0]?.prove.join("\n")).toContain("https://login.mypurecloud.ie/oauth/token");
  });

  it("says what to do about a user who is disabled, and that this is not confirmed", () => {
    const explanation = explain({ text: '{"error":"invalid_grant","description":"user is inactive"}' });
    expect(explanation.causes[0]?.fix).toContain("Set the user active again");
    expect(explanation.causes[0]?.orgFile).toBeUndefined();
    expect(explanation.notes.join(" ")).toContain("most likely");
  });

  it("explains 202 as no refusal", () => {
    const explanation = explain({
      text: "GET /api/v2/conversations/1a2b3c4d-1111-2222-3333-444455556666/recordings answers 202 with an empty body",
    });
    expect(explanation.causes).toEqual([]);
    expect(explanation.notes.join(" ")).toContain("202 is no refusal");
  });
});

const file = (yaml: string) =>
  orgFileToGraph(
    parseOrgFile(
      `config:\n  genesys-access:org:\n    region: eu-west-2\n    divisions: [Claims]\n  genesys-access:applications:\n    reporting:\n${yaml}`,
      "stacks/orgs/Pulumi.uk.yaml",
      "uk",
    ),
  );

describe("with an org file", () => {
  it("finds the true reason and gives the fix as a change to the file", () => {
    const graph = file("      calls:\n        - GET /api/v2/routing/queues\n");
    const explanation = explain({ text: "403 Forbidden on POST /api/v2/analytics/conversations/details/query" }, { graph });
    const [first] = explanation.causes;
    expect(first?.id).toBe("missing-permission-any");
    expect(first?.certainty).toBe("certain");
    expect(first?.evidence.join(" ")).toContain("by the org file");
    expect(first?.fix).toContain("application reporting (stacks/orgs/Pulumi.uk.yaml:6:");
    expect(first?.orgFile).toContain("- POST /api/v2/analytics/conversations/details/query");
  });

  it.each([
    ["403 missing.permissions GET /api/v2/routing/queues client credentials", "missing-permission-all"],
    ["works in api explorer but my client credentials app gets 403 on GET /api/v2/routing/queues", "wrong-principal-roles"],
    ["403 missing.any.permissions on GET /api/v2/routing/queues", "missing-permission-any"],
  ])("shows the refused call, and no other, in what is pasted: %s", (text, id) => {
    const [first] = explain({ text }).causes;
    expect(first?.id).toBe(id);
    expect(first?.orgFile?.match(/- [A-Z]+ .*/g)).toEqual(["- GET /api/v2/routing/queues"]);
    expect(first?.orgFile).not.toContain("recordings");
    expect(() => parseOrgFile(`config:\n  genesys-access:org: { region: eu-west-2 }\n${(first?.orgFile ?? "").replace(/^/gm, "  ")}\n`, "x.yaml", "x")).not.toThrow();
  });

  it("says of an example that it is one where no call is named", () => {
    const [first] = explain({ text: '{"status":403,"code":"missing.permissions","message":"Missing the following permission(s): [routing:queue:view]"}' }).causes;
    expect(first?.id).toBe("missing-permission-all");
    expect(first?.orgFile).toMatch(/^# An example/);
  });

  it("adds the division of the refused object", () => {
    const graph = file("      calls:\n        - GET /api/v2/routing/queues/{queueId}\n");
    const explanation = explain(
      {
        text: body(
          403,
          "missing.division.permission",
          "You are missing the following permission 'routing:queue:view' in the provided division(s).",
        ),
        flags: { calls: ["GET /api/v2/routing/queues/{queueId}"], divisions: ["Claims"] },
      },
      { graph },
    );
    const cause = explanation.causes.find((one) => one.id === "missing-division-grant" || one.id === "home-division-only-grant");
    expect(cause?.orgFile).toContain("divisions: [Claims]");
  });

  it("finds the file's own mistakes at their lines", () => {
    const graph = file(
      "      calls:\n        - GET /api/v2/recordings/screens\n      headers: [X-Genesys-Org]\n      scopes: [recordings:read]\n",
    );
    const explanation = explain({ text: "reporting gets a 403" }, { graph });
    const ids = explanation.causes.map((cause) => cause.id);
    expect(ids).toContain("unknown-endpoint");
    expect(ids).toContain("invented-header");
    expect(explanation.causes.find((cause) => cause.id === "unknown-endpoint")?.fix).toContain("stacks/orgs/Pulumi.uk.yaml:8:");
    expect(explanation.causes.find((cause) => cause.id === "invented-header")?.fix).toContain("stacks/orgs/Pulumi.uk.yaml:9:");
    expect(explanation.unknown.scopes).toContain("recordings:read");
  });

  it("goes by the recordings that the file declares, not by what is usual", () => {
    const graph = file("      calls:\n        - GET /api/v2/routing/queues\n      recordings: [screen]\n");
    for (const text of ["", "it is about call recordings"]) {
      const { causes } = explain(
        { text: `reporting gets 403 Forbidden. ${text}`, flags: { calls: ["GET /api/v2/conversations/{conversationId}/recordings"] } },
        { graph },
      );
      const fix = causes.find((cause) => cause.id === "missing-permission-any")?.fix;
      expect(fix).toContain("recording:screenRecording:view");
      expect(fix).not.toContain("recording:recording:view");
    }
  });

  it("says so when the file would allow what was refused", () => {
    const graph = file("      calls:\n        - GET /api/v2/routing/queues\n      divisions: [all]\n");
    const explanation = explain(
      {
        text: body(
          403,
          "missing.any.permissions",
          "You must have at least one of the following permissions assigned: [routing:queue:view]",
        ),
        flags: { calls: ["GET /api/v2/routing/queues"] },
      },
      { graph },
    );
    expect(explanation.notes.join(" ")).toContain("would be allowed");
    expect(explanation.causes[0]?.fix).toContain("genesys-access up uk");
  });

  it("asks which application is meant when there are several", () => {
    const graph = new GraphBuilder("uk").client("a").client("b").application("first-one", "a").application("second-one", "b").build();
    expect(explain({ text: "403" }, { graph }).notes.join(" ")).toContain("2 applications");
    expect(explain({ text: "403 for second-one on GET /api/v2/users/me" }, { graph }).causes[0]?.id).toBe("user-context-required");
  });
});

describe("a wrong call in the org file", () => {
  it("does not take the place of the call that is asked about", () => {
    const graph = file("      calls:\n        - GET /api/v2/recordings/screens\n        - GET /api/v2/routing/queues\n");
    const explanation = explain(
      { text: body(400, "not.a.user", "This request requires a user context."), flags: { calls: ["GET /api/v2/users/me"] } },
      { graph },
    );
    expect(explanation.causes[0]?.id).toBe("user-context-required");
    expect(explanation.unknown.operations).toEqual(["GET /api/v2/recordings/screens"]);
  });
});
