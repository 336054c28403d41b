import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue, type Operation } from "../../access";
import { run } from "../../commands/catalogue";
import { Invocation } from "../../commands/definition";
import { commandDefinitions } from "../../commands/definitions";
import { UserError } from "../../access/errors";
import { swaggerOf } from "../access/catalogue/swagger";
import { memoryIo } from "./memory-io";

const operations = catalogue().operations;
const recordings = "/api/v2/conversations/{conversationId}/recordings";

/** Today's operations with one tightened, one loosened, one deprecated, one gone and one new. */
function changed(): readonly Operation[] {
  const users = operations.find((operation) => operation.id === "getUsers");
  if (users === undefined) throw new Error("getUsers is gone");
  return [
    ...operations
      .filter((operation) => operation.id !== "deleteRecordingJob")
      .map((operation): Operation => {
        if (operation.id === "getConversationRecordings") return { ...operation, mode: "ALL" };
        if (operation.id === "postRecordingBatchrequests") return { ...operation, permissions: [...operation.permissions, "recording:batch:add"] };
        if (operation.id === "getUsers") return { ...operation, deprecated: true };
        return operation;
      }),
    { ...users, id: "getScreenrecordings", path: "/api/v2/screenrecordings", mode: "ANY", permissions: ["recording:screenRecording:view"] },
  ];
}

describe("catalogue refresh FILE", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "genesys-access-"));
    const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    write("same.json", swaggerOf(operations));
    write("changed.json", swaggerOf(changed()));
    write("swagger.json", swaggerOf(changed()));
    write("cut.json", JSON.stringify(swaggerOf(operations)).slice(0, 2_000_000));
    write("small.json", swaggerOf(operations.slice(0, 40)));
    write("binary.json", "\u0000\u0007\u001b[31m\ufffd");
    write("empty.json", "");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function refresh(file: string, options: Record<string, unknown> = {}): Promise<{ code: number; out: string }> {
    const io = memoryIo({ cwd: folder });
    const code = await run(new Invocation("catalogue refresh", [file], options), io);
    return { code, out: io.out() };
  }

  it("says that nothing changed", async () => {
    const { code, out } = await refresh("same.json");
    expect(code).toBe(0);
    expect(out).toContain("3180 operations");
    expect(out).toContain("nothing changed about access");
    expect(out).toContain("Nothing was written");
  });

  it("says what changed, in terms of access", async () => {
    const { code, out } = await refresh("changed.json");
    expect(code).toBe(1);
    expect(out).toContain("5 changes");
    expect(out).toContain(`permissions tightened: GET ${recordings}`);
    expect(out).toContain("permissions loosened: POST /api/v2/recording/batchrequests");
    expect(out).toContain("deprecated: GET /api/v2/users");
    expect(out).toContain("removed: DELETE /api/v2/recording/jobs/{jobId}");
    expect(out).toContain("added: GET /api/v2/screenrecordings");
    expect(out.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  const examples = commandDefinitions.flatMap(({ examples }) => examples.filter(({ needs }) => needs === "specification"));

  it.each(examples.filter((example) => !example.run.includes("--write")))("answers as its help shows: $run", async ({ run: line, exit }) => {
    expect((await refresh(line.split(" ")[2] ?? "")).code).toBe(exit ?? 0);
  });

  it("says the same to a script, with a version that is a date", async () => {
    const { out } = await refresh("changed.json", { json: true });
    const answer = JSON.parse(out) as { version: string; changes: { kind: string; operation: string }[]; written: null };
    expect(answer.version).toMatch(/^\d{4}-\d{2}$/);
    expect(answer.written).toBeNull();
    expect(answer.changes.map((change) => change.operation).sort()).toEqual([
      "deleteRecordingJob",
      "getConversationRecordings",
      "getScreenrecordings",
      "getUsers",
      "postRecordingBatchrequests",
    ]);
  });

  it.each([
    ["cut.json", /is not JSON/],
    ["small.json", /40 operations.*too small/],
    ["binary.json", /is not JSON/],
    ["empty.json", /is not JSON/],
    [".", /a folder, not a file/],
    ["nothing.json", /neither a file nor a region/],
    ["eu-west-22", /neither a file nor a region/],
  ])("refuses %s with a sentence", async (file, sentence) => {
    const error = await refresh(file).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(sentence);
    // eslint-disable-next-line no-control-regex
    expect((error as UserError).message).not.toMatch(/[\u0000-\u0009\u001b\ufffd]/);
  });
});
