import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Operation, bundledData, catalogue } from "../../../access";
import { createUnpacker, packOperation } from "../../../access/catalogue/data";
import { readSpecification } from "../../../access/catalogue/generate/read";
import { catalogueData, serializeCatalogue } from "../../../access/catalogue/generate/write";
import { swaggerOf } from "./swagger";

const facts = catalogue();
const declared = facts.operations.map((operation) =>
  operation.id === "getUserrecordingTranscoding"
    ? { ...operation, mode: "ANY" as const, permissions: ["They are enforced by the backend"] }
    : operation,
);
const origin = { version: bundledData().version, date: bundledData().date, source: bundledData().source };

describe("the generator", () => {
  it("writes the checked-in file from Genesys' Swagger document", () => {
    const specification = readSpecification(swaggerOf(declared), "swagger.json");
    expect(specification.operations).toHaveLength(3_180);
    const data = catalogueData({ ...specification, refusals: facts.refusals }, origin);
    expect(serializeCatalogue(data)).toBe(readFileSync(join(__dirname, "../../../access/catalogue/data/catalogue.json"), "utf8"));
  });

  it("finds out which refusals every operation has, and which are its own", () => {
    const { operations, refusals } = readSpecification(swaggerOf(declared), "swagger.json");
    expect(refusals.find((refusal) => refusal.code === "missing.permissions" && refusal.status === 403)?.everywhere).toBe(true);
    expect(operations.find((operation) => operation.id === "getConversationRecordings")?.refusals.map((refusal) => refusal.code)).toEqual([
      "recording.recording.view.permission.check.failed",
      "recording.recordingsegment.view.permission.check.failed",
    ]);
  });

  it("knows by the refusal codes which operations want a user and which a client", () => {
    const { operations } = readSpecification(swaggerOf(declared), "swagger.json");
    expect(operations.find((operation) => operation.id === "getUsersMe")?.context).toBe("user");
    expect(operations.find((operation) => operation.id === "postConversationsMessagesAgentless")?.context).toBe("client");
  });

  it("reads the fact form", () => {
    const { operations, refusals } = readSpecification(
      {
        operations: [
          {
            method: "GET",
            path: "/api/v2/b",
            tag: ["B"],
            op: "getB",
            scopes: ["b:readonly", "b"],
            type: "ALL",
            perms: ["b:c:view"],
            success: ["200"],
            refusals: { "403": ["z.last", "a.first"] },
          },
          {
            method: "DELETE",
            path: "/api/v2/a",
            tag: ["A"],
            op: "deleteA",
            success: ["204"],
            deprecated: true,
            context: "user",
            body: "optional",
            requiredQuery: ["id"],
          },
        ],
        refusals: [
          { status: 403, code: "a.first", operations: 1, message: ["no"] },
          { status: 401, code: "bad", operations: 2, message: ["bad"] },
        ],
      },
      "facts.json",
    );
    expect(operations.map((operation) => operation.id)).toEqual(["deleteA", "getB"]);
    expect(operations[1]).toMatchObject({
      mode: "ALL",
      scopes: ["b", "b:readonly"],
      refusals: [
        { status: 403, code: "a.first" },
        { status: 403, code: "z.last" },
      ],
    });
    expect(operations[0]).toMatchObject({
      mode: "none",
      permissions: [],
      deprecated: true,
      context: "user",
      body: "optional",
      requiredQuery: ["id"],
    });
    expect(refusals).toEqual([
      { status: 401, code: "bad", messages: ["bad"], everywhere: true },
      { status: 403, code: "a.first", messages: ["no"] },
    ]);
  });

  it.each([
    ["a list", []],
    ["nothing", null],
    ["paths that are no object", { paths: { "/api/v2/a": 7 } }],
    ["an operation without a name", { paths: { "/api/v2/a": { get: {} } } }],
    ["a fact without a path", { operations: [{ method: "GET", op: "getA" }] }],
  ])("refuses %s with a sentence and a way on", (_what, value) => {
    expect(() => readSpecification(value, "broken.json")).toThrow(
      /broken\.json: this is not a Genesys Cloud API specification[\s\S]*Next: /,
    );
  });

  it("packs and unpacks any operation without loss", () => {
    const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.-]{0,12}$/);
    const operations: fc.Arbitrary<Operation> = fc
      .record({
        id: name,
        method: fc.constantFrom("GET", "POST", "DELETE"),
        path: name.map((part) => `/api/v2/${part}/{id}`),
        tag: fc.constant("Tag"),
        scopes: fc.subarray(["alpha", "alpha:readonly", "beta", "gamma:readonly"]),
        permissions: fc.uniqueArray(
          name.map((part) => `${part}:entity:view`),
          { maxLength: 4 },
        ),
        all: fc.boolean(),
        context: fc.constantFrom("user" as const, "client" as const, undefined),
        deprecated: fc.boolean(),
        successCodes: fc.subarray(["200", "202", "204"]),
        refusals: fc.array(fc.record({ status: fc.constantFrom(400, 403), code: name }), { maxLength: 3 }),
        requiredQuery: fc.uniqueArray(name, { maxLength: 3 }),
        body: fc.constantFrom("required" as const, "optional" as const, undefined),
      })
      .map(({ all, context, body, ...rest }) => ({
        ...rest,
        mode: rest.permissions.length === 0 ? ("none" as const) : all ? ("ALL" as const) : ("ANY" as const),
        ...(context === undefined ? {} : { context }),
        ...(body === undefined ? {} : { body }),
      }));
    fc.assert(
      fc.property(operations, (operation) => {
        expect(createUnpacker()(packOperation(operation), "Tag")).toEqual(operation);
      }),
    );
  });
});
