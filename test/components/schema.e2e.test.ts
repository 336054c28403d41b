import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, it } from "vitest";

const out = mkdtempSync(join(tmpdir(), "components-sdk-"));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

it("has a schema of which Pulumi generates a package", { timeout: 120_000 }, () => {
  const bin = engineFolder();
  execFileSync(join(bin, "pulumi"), ["package", "gen-sdk", "components/schema.json", "--language", "nodejs", "--out", out], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, PULUMI_SKIP_UPDATE_CHECK: "true" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const files = readdirSync(join(out, "nodejs"));
  expect(files).toEqual(expect.arrayContaining(["application.ts", "dataActionConnection.ts", "screenRecording.ts", "serviceUserClient.ts"]));
  const application = readFileSync(join(out, "nodejs", "application.ts"), "utf8");
  expect(application).toContain("public /*out*/ readonly clientSecret: pulumi.Output<string>");
  expect(application).toContain('additionalSecretOutputs: ["clientSecret"]');
});

/** The tests' set-up has the engine ready: on the path, or below PULUMI_HOME. */
function engineFolder(): string {
  const versions = join(process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "versions");
  const installed = existsSync(versions)
    ? readdirSync(versions)
        .sort()
        .reverse()
        .map((version) => join(versions, version, "bin"))
    : [];
  const found = [...(process.env["PATH"] ?? "").split(delimiter), ...installed].find(
    (folder) => existsSync(join(folder, "pulumi")) && existsSync(join(folder, "pulumi-language-nodejs")),
  );
  if (found === undefined) throw new Error("no Pulumi engine is installed");
  return found;
}
