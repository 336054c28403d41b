import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledData, catalogue, checkCatalogue, createCatalogue, describeOperation } from "../../../access";

const facts = catalogue();
const dataFile = join(__dirname, "../../../access/catalogue/data/catalogue.json");

describe("the catalogue", () => {
  it("knows every operation, scope and region of the specification", () => {
    expect(facts.operations).toHaveLength(3_180);
    expect(facts.scopes).toHaveLength(134);
    expect(facts.regions).toHaveLength(18);
    expect(facts.operations.filter((operation) => operation.mode === "ANY")).toHaveLength(2_005);
    expect(facts.operations.filter((operation) => operation.mode === "ALL")).toHaveLength(803);
    expect(facts.operations.filter((operation) => operation.mode === "none")).toHaveLength(372);
    expect(facts.operations.filter((operation) => operation.context === "user")).toHaveLength(43);
    expect(facts.operations.filter((operation) => operation.context === "client")).toHaveLength(9);
    expect(facts.operations.filter((operation) => operation.deprecated)).toHaveLength(149);
    expect(facts.operations.filter((operation) => operation.scopes.length === 0)).toHaveLength(51);
  });

  it("accepts the read-only scope on 244 operations that are not reads", () => {
    const reading = facts.operations.filter(
      (operation) => operation.method !== "GET" && operation.scopes.some((scope) => scope.endsWith(":readonly")),
    );
    expect(reading).toHaveLength(244);
  });

  it("knows the permissions that operations declare and those that none declares", () => {
    const declared = new Set(facts.operations.flatMap((operation) => operation.permissions));
    expect(declared.size).toBe(1_401);
    expect(facts.permissions).toHaveLength(1_408);
    expect(facts.permission("recording:recording:viewSensitiveData")?.extra?.certainty).toBe("confirmed");
    expect(facts.permission("recording:screenRecording:view")?.operations).toContain("getRecordingsScreensessionsDetails");
    expect(facts.permission("recording:screenRecording:manage")).toBeUndefined();
    expect(facts.isPermission("admin")).toBe(true);
  });

  it("puts no sentence where a permission should stand, and says why", () => {
    const operation = facts.operation("getUserrecordingTranscoding");
    expect(operation).toMatchObject({ mode: "none", permissions: [] });
    expect(facts.overrides.find((override) => override.operation === "getUserrecordingTranscoding")?.reason).toContain("none is declared");
  });

  it("is packed into less than a megabyte, one line for each operation", () => {
    expect(statSync(dataFile).size).toBeLessThan(1_000_000);
    expect(readFileSync(dataFile, "utf8").split("\n").length).toBeGreaterThan(3_180);
  });

  it("is consistent in itself and with the facts written by hand", () => {
    expect(checkCatalogue(facts)).toEqual([]);
  });

  it("tells an inconsistency with its place", () => {
    const data = bundledData();
    const broken = createCatalogue({
      ...data,
      operations: {
        ...data.operations,
        Users: [...(data.operations["Users"] ?? []), "GET users/me | getUsersMe | users | ANY not a permission | 403=never.documented"],
      },
    });
    const problems = checkCatalogue(broken).map((problem) => `${problem.about}: ${problem.problem}`);
    expect(problems).toEqual(
      expect.arrayContaining([
        "GET /api/v2/users/me: the operation name getUsersMe occurs twice",
        "GET /api/v2/users/me: another operation has the same method and path",
        'GET /api/v2/users/me: "not a permission" is not a permission',
        "GET /api/v2/users/me: refusal 403 never.documented has no message template",
      ]),
    );
  });

  it("refuses data of another format with a sentence", () => {
    expect(() => createCatalogue({ ...bundledData(), format: 99 })).toThrow("format 99");
  });

  it("expands wildcards of a role's line and leaves other lines as they are", () => {
    const all = facts.permissionsMatching({ domain: "recording", entity: "screenRecording", actions: ["*"] });
    expect(all).toEqual([
      "recording:screenRecording:download",
      "recording:screenRecording:editRetention",
      "recording:screenRecording:participate",
      "recording:screenRecording:restore",
      "recording:screenRecording:stop",
      "recording:screenRecording:view",
    ]);
    const views = facts.permissionsMatching({ domain: "recording", entity: "*", actions: ["view"] });
    expect(views).toContain("recording:screenRecording:view");
    expect(views.every((permission) => permission.endsWith(":view"))).toBe(true);
    expect(facts.permissionsMatching({ domain: "recording", entity: "recording", actions: ["view", "invented"] })).toEqual([
      "recording:recording:view",
    ]);
    expect(facts.permissionsMatching({ domain: "admin", entity: "", actions: [] })).toEqual(["admin"]);
  });

  it("finds the region of any of its hosts and of nothing else", () => {
    expect(facts.regionOfHost("https://api.euw2.pure.cloud/api/v2/users/me")?.region).toBe("eu-west-2");
    expect(facts.regionOfHost("LOGIN.mypurecloud.com")?.region).toBe("us-east-1");
    expect(facts.regionOfHost("api.us.genesys.cloud")).toBeUndefined();
    expect(facts.region("eu-west-2")).toEqual({
      region: "eu-west-2",
      domain: "euw2.pure.cloud",
      api: "api.euw2.pure.cloud",
      login: "login.euw2.pure.cloud",
      apps: "apps.euw2.pure.cloud",
    });
  });

  it("has message templates for the refusals of every operation", () => {
    expect(facts.refusal("missing.any.permissions")?.messages[0]).toBe(
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: %s",
    );
    expect(facts.refusal("missing.permissions", 403)?.everywhere).toBe(true);
    expect(facts.refusal("missing.permissions", 400)?.everywhere).toBeUndefined();
    expect(facts.refusals.filter((refusal) => refusal.everywhere === true).map((refusal) => refusal.code)).toContain("ip.not.authorized");
  });

  it("names an operation by its method and path", () => {
    expect(facts.operations.filter((operation) => operation.id === "getUsersMe").map(describeOperation)).toEqual(["GET /api/v2/users/me"]);
  });
});
