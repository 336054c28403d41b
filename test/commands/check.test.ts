import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run as check } from "../../commands/check";
import { run as rules } from "../../commands/rules";
import { Invocation } from "../../commands/definition";
import { memoryIo } from "./memory-io";

let root: string;

const clean = `config:
  genesys-access:org:
    region: eu-west-2
  genesys-access:applications:
    reader:
      owner: somebody
      calls:
        - GET /api/v2/routing/queues
      divisions: [home]
`;
const broken = clean.replace("- GET /api/v2/routing/queues", "- GET /api/v2/routing/queues\n        - GET /api/v2/analytics/screenrecordings");
const nextMonth = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "genesys-access-check-"));
  mkdirSync(join(root, "stacks", "orgs"), { recursive: true });
  writeFileSync(join(root, "Pulumi.yaml"), "name: genesys-access\n");
  write("good", clean);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(org: string, text: string): void {
  writeFileSync(join(root, "stacks", "orgs", `Pulumi.${org}.yaml`), text);
}

async function run(args: readonly string[] = [], options: Record<string, unknown> = {}, env: Record<string, string> = {}) {
  const io = memoryIo({ cwd: root, env });
  const code = await check(new Invocation("check", args, options), io);
  return { code, out: io.out(), err: io.err() };
}

describe("check", () => {
  it("ends with 0 where nothing is wrong", async () => {
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining("Passed") });
  });

  it("ends with 1 for a finding, with rule, file and line", async () => {
    write("bad", broken);
    const { code, out } = await run(["bad"], { json: true });
    expect(code).toBe(1);
    expect((JSON.parse(out) as { findings: unknown[] }).findings[0]).toMatchObject({ rule: "unknown-endpoint", level: "mandatory", status: "violation", org: "bad", line: 9, file: expect.stringContaining("Pulumi.bad.yaml") });
  });

  it("ends with 2 for a file that cannot be read, and checks the others all the same", async () => {
    write("torn", "config: [");
    const { code, out, err } = await run();
    expect(code).toBe(2);
    expect(out).toContain("Checked 1 org");
    expect(out).toContain("Not checked: 1 org file could not be read.");
    expect(out).not.toContain("Passed");
    expect(err).toContain("Pulumi.torn.yaml:1");
  });

  it("points at the definition for what an application has from there", async () => {
    mkdirSync(join(root, "stacks", "applications"));
    writeFileSync(join(root, "stacks", "applications", "export.yaml"), `version: "1.0.0"
owner: somebody
reviewBy: "2020-01-01"
tokenLifetime: 1h
jobDuration: 9h
permissions:
  - permission: authorization:grant:add
    reason: it was easy
calls:
  - GET /api/v2/analytics/screenrecordings
`);
    write("from", "config:\n  genesys-access:org: { region: eu-west-2 }\n  genesys-access:applications:\n    export: { from: export, divisions: [home] }\n");
    const { out } = await run(["from"], { json: true });
    const { findings } = JSON.parse(out) as { findings: readonly { rule: string; file: string; line: number }[] };
    const places = Object.fromEntries(findings.map(({ rule, file, line }) => [rule, `${file.split("/").at(-1)}:${line}`]));
    expect(places).toMatchObject({
      "grant-like-permission": "export.yaml:7",
      "review-overdue": "export.yaml:3",
      "token-expired-or-idle": "export.yaml:4",
      "unknown-endpoint": "export.yaml:10",
    });
  });

  it("finds the provider's own secrets that stand in the file in clear, and prints none", async () => {
    write("clear", clean.replace("config:", "config:\n  genesyscloud:oauthclientId: 0b1c\n  genesyscloud:oauthclientSecret: hunter2\n  genesyscloud:accessToken: { secure: v1:a:b }"));
    const { code, out } = await run(["clear"], { json: true });
    expect(code).toBe(1);
    expect((JSON.parse(out) as { findings: unknown[] }).findings).toEqual([expect.objectContaining({ rule: "plain-secret", line: 3, key: "genesyscloud:oauthclientSecret" })]);
    expect(out).not.toContain("hunter2");
  });

  it("needs no Pulumi project: a folder with org files or rules of its own is enough", async () => {
    rmSync(join(root, "Pulumi.yaml"));
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining("Checked 1 org, 1 application") });
  });

  it("takes a path as well as a name", async () => {
    write("bad", broken);
    expect((await run(["stacks/orgs/Pulumi.bad.yaml"])).code).toBe(1);
  });

  it.each([
    [["goood"], {}, /no org "goood"[\s\S]*nearest is good/],
    [[], { format: "pdf" }, /no format "pdf"/],
    [[], { threshold: "some" }, /no threshold "some"/],
    [[], { state: "nowhere.json" }, /does not exist/],
  ])("tells the mistake in %j %j", async (args, options, said) => {
    await expect(run(args, options)).rejects.toThrow(said);
  });

  it("refuses a level of a rule that does not exist, with the nearest", async () => {
    write("good", `${clean}  genesys-access:policies:\n    unknown-endpont: advisory\n`);
    const { code, err } = await run();
    expect(code).toBe(2);
    expect(err).toContain("unknown-endpoint");
  });

  it("writes a report to a file", async () => {
    const { err } = await run([], { format: "sarif", output: "out/report.sarif" });
    expect(err).toBe("Wrote out/report.sarif: 0 mandatory, 0 advisory, 0 undecided; passed.\n");
    expect(JSON.parse(readFileSync(join(root, "out/report.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  it("says why the check failed when the report went to a file", async () => {
    write("bad", broken);
    const { code, err } = await run(["bad"], { format: "sarif", output: "out/report.sarif" });
    expect(code).toBe(1);
    expect(err).toMatch(/^Wrote out\/report\.sarif: 1 mandatory, \d+ advisory, 0 undecided; failed\.\n$/);
  });
});

describe("files that hold for all orgs", () => {
  it("set levels", async () => {
    write("bad", broken);
    mkdirSync(join(root, "policies"));
    writeFileSync(join(root, "policies", "settings.yaml"), "unknown-endpoint: advisory\n");
    expect((await run(["bad"])).code).toBe(0);
    expect((await run(["bad"], { threshold: "advisory" })).code).toBe(1);
  });

  it("waive a finding, which is still counted", async () => {
    write("bad", broken);
    const { out } = await run(["bad"], { json: true });
    const { key } = (JSON.parse(out) as { findings: { key: string }[] }).findings[0] ?? { key: "" };
    mkdirSync(join(root, "policies"));
    writeFileSync(
      join(root, "policies", "waivers.yaml"),
      `waivers:\n  - rule: unknown-endpoint\n    finding: ${JSON.stringify(key)}\n    org: bad\n    reason: the vendor says it comes\n    owner: ann\n    approvedBy: bob\n    expires: "${nextMonth}"\n`,
    );
    const waived = await run(["bad"]);
    expect(waived.out).toContain("1 waived");
    expect(waived.code).toBe(0);
  });

  it("let only new findings fail once there is a baseline, which never grows", async () => {
    write("bad", broken);
    expect((await run([], { writeBaseline: true })).out).toMatch(/^Wrote .*policies\/baseline\.json: 1 finding/);
    expect((await run()).code).toBe(0);
    write("worse", broken);
    expect((await run()).code).toBe(1);
    await run([], { writeBaseline: true });
    expect((await run()).code).toBe(1);
    expect(existsSync(join(root, "policies/baseline.json"))).toBe(true);
  });
});

describe("rules", () => {
  it("lists them, and shows one with its examples", async () => {
    const io = memoryIo({ cwd: root });
    expect(await rules(new Invocation("rules", [], {}), io)).toBe(0);
    expect(io.out()).toContain("missing-division-grant (mandatory");
    const one = memoryIo({ cwd: root });
    await rules(new Invocation("rules", ["missing-division-grant"], {}), one);
    expect(one.out()).toContain("Broken by:");
  });

  it("names the nearest for one that does not exist", async () => {
    await expect(rules(new Invocation("rules", ["missing-division"], {}), memoryIo({ cwd: root }))).rejects.toThrow(/the nearest: .*missing-division-grant/);
  });
});
