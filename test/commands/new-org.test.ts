import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../access/errors";
import { Invocation } from "../../commands/definition";
import { run } from "../../commands/new-org";
import { loadOrgFile, orgFilePath } from "../../stacks/orgfile";
import { memoryIo } from "./memory-io";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "genesys-access-new-org-"));
  mkdirSync(join(root, "stacks", "orgs"), { recursive: true });
  cpSync(join(__dirname, "..", "..", "stacks", "applications"), join(root, "stacks", "applications"), { recursive: true });
  writeFileSync(join(root, "Pulumi.yaml"), "name: genesys-access\n");
});

afterEach(() => rmSync(root, { recursive: true }));

async function make(name: string, options: Record<string, unknown> = {}): Promise<string> {
  const io = memoryIo({ cwd: root });
  expect(await run(new Invocation("new-org", [name], options), io)).toBe(0);
  return io.out();
}

async function mistake(name: string, options: Record<string, unknown>): Promise<string> {
  const failed = await make(name, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(UserError);
  expect(existsSync(orgFilePath(root, name))).toBe(false);
  return (failed as UserError).message;
}

describe("the org file of a further customer", () => {
  it("takes its applications from their definitions and is small", async () => {
    await make("partner-north", { application: ["recording-metadata"], division: ["North Stores"], region: "us-east-1", ring: "2" });
    const file = loadOrgFile(orgFilePath(root, "partner-north"));
    expect(file.definitions["recording-metadata"]).toMatchObject({ name: "recording-metadata", version: "2.0.0" });
    expect(file.applications["recording-metadata"]).toMatchObject({ divisions: ["North Stores"] });
    expect(file.org).toMatchObject({ region: "us-east-1", ring: 2, divisions: ["North Stores"], products: ["CX 3"] });
    expect(readFileSync(orgFilePath(root, "partner-north"), "utf8").split("\n").length).toBeLessThanOrEqual(22);
  });

  it("takes another version where one is named", async () => {
    await make("older", { application: ["recording-archive@1.0.0", "recording-metadata@2.0.0"] });
    const file = loadOrgFile(orgFilePath(root, "older"));
    expect(file.definitions["recording-archive"]).toMatchObject({ version: "1.0.0" });
    const text = readFileSync(orgFilePath(root, "older"), "utf8");
    expect(text.match(/version: .*/g)).toEqual(['version: "1.0.0"']);
  });

  it("names the version where the customer sets the org up, so that a later one is not taken to be there", async () => {
    await make("theirs", { application: ["recording-metadata"], division: ["Claims"], customer: true });
    expect(readFileSync(orgFilePath(root, "theirs"), "utf8")).toContain('version: "2.0.0"');
    expect(loadOrgFile(orgFilePath(root, "theirs")).definitions["recording-metadata"]).toMatchObject({ version: "2.0.0" });
  });

  it("asks for no passphrase where the customer sets the org up, since nothing is encrypted in it", async () => {
    const io = memoryIo({ cwd: root });
    expect(await run(new Invocation("new-org", ["theirs"], { application: ["recording-metadata"], customer: true, target: "cloud" }), io)).toBe(0);
    expect(io.err()).not.toContain("passphrase");
    expect(io.out()).toContain("THEIRS_RECORDING_METADATA_CLIENT_ID");
  });

  it.each([
    [{ application: ["recording-metdata"] }, "Did you mean 'recording-metadata'?"],
    [{ application: ["recording-archive@0.9"] }, "The versions are: 1.1.0, 1.0.0."],
    [{ application: ["recording-archive@"] }, "NAME@VERSION"],
    [{ region: "eu-west-22" }, "did you mean eu-west-2"],
    [{ region: "mars-1" }, "the regions are ap-northeast-1"],
    [{ target: "clod" }, "--target emulator or --target cloud"],
    [{ application: ["screen-watch"], call: ["GET /api/v2/users"] }, "--call and --application"],
  ])("is not written with the mistake %j", async (options, said) => {
    expect((await mistake("mistaken", options)).replace(/\s+/g, " ")).toContain(said);
  });
});
