import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Sandbox } from "./sandbox";

let sandbox: Sandbox;
let emulator: string;

beforeAll(async () => {
  sandbox = new Sandbox();
  emulator = await sandbox.startEmulator();
});

afterAll(async () => {
  await sandbox.remove();
});

describe("an org file that would end in a refusal", () => {
  it("is rejected by preview and up with rule, place and fix, before anything is changed", async () => {
    sandbox.edit("wrong", () =>
      readFileSync(sandbox.orgFile("servicenow-uk"), "utf8").replace("GET /api/v2/conversations/{conversationId}/recordingmetadata", "GET /api/v2/analytics/screenrecordings"),
    );
    for (const command of ["preview", "up"]) {
      const ended = await sandbox.run([command, "wrong"]);
      expect(ended.code, ended.err).toBe(1);
      expect(ended.out).toContain("[mandatory] unknown-endpoint");
      expect(ended.out).toMatch(/where: stacks\/orgs\/Pulumi\.wrong\.yaml:\d+:\d+ \(application/);
      expect(ended.out).toContain("GET /api/v2/conversations/{conversationId}/recordings");
      for (const line of ended.out.split("\n")) if (/\S \S/.test(line.trim())) expect(line.length, line).toBeLessThanOrEqual(90);
    }
    const json = await sandbox.run(["up", "wrong", "--json"]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ result: "rejected", findings: expect.arrayContaining([expect.objectContaining({ rule: "unknown-endpoint", level: "mandatory", at: expect.stringMatching(/Pulumi\.wrong\.yaml:\d+:\d+$/) as unknown })]) });
    const { requests } = (await (await fetch(`${emulator}/emulator/orgs/wrong/requests`)).json()) as { requests: { method: string; path: string }[] };
    expect(requests.filter(({ method, path }) => method !== "GET" && path !== "/oauth/token" && !path.endsWith("/search"))).toEqual([]);
  });
});

describe("grants that act late", () => {
  it("are waited for, with a line that says so and how long at most", async () => {
    sandbox.edit("late", () => readFileSync(sandbox.orgFile("servicenow-uk"), "utf8"));
    await fetch(`${emulator}/emulator/options`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ lateGrantsSeconds: 12 }) });
    const up = await sandbox.run(["up", "late"]);
    await fetch(`${emulator}/emulator/options`, { method: "DELETE" });
    expect(up.code, up.err + up.out).toBe(0);
    expect(up.err).toContain("3 of 3 declared calls proven");
    expect(up.err).toMatch(/waiting for grants that are not in force yet \(\d of 3 calls\), at most \d+ min/);
  });
});

describe("an application that acts for a service user", () => {
  it("is proven with a token of that user, and a call that only users may make works", async () => {
    sandbox.edit("with-user", () => `config:
  genesys-access:org:
    region: eu-west-2
    divisions: [UK]
    scopesEnforced: true
  genesys-access:serviceUsers:
    pauser:
      email: pauser@example.com
  genesys-access:applications:
    pauser-app:
      owner: desk
      grant: code
      serviceUser: pauser
      redirectUris: ["https://example.com/callback"]
      calls:
        - GET /api/v2/users/me
        - GET /api/v2/routing/queues
      divisions: [UK]
`);
    const up = await sandbox.run(["up", "with-user", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(JSON.parse(up.out)).toMatchObject({ proof: { applications: [{ application: "pauser-app", calls: [{ outcome: "proven", status: 200 }, { status: 200 }] }] } });
  });
});

describe("plain Pulumi", () => {
  it("works with one line in the shell, on the state and the emulator that up uses", async () => {
    const up = await sandbox.run(["up", "servicenow-uk", "--no-verify"]);
    expect(up.code, up.err).toBe(0);
    const plain = await sandbox.spawn("sh", [
      "-c",
      'eval "$("$0" "$1" env)" && pulumi preview --stack servicenow-uk --policy-pack policies --non-interactive --color never --expect-no-changes',
      process.execPath,
      `${sandbox.root}/dist/cli.js`,
    ]);
    expect(plain.code, plain.err + plain.out).toBe(0);
    expect(plain.out).toMatch(/9 unchanged/);
  });

  it("keeps a backend and a passphrase of the user", async () => {
    const ended = await sandbox.run(["env", "--no-emulator", "--json"], { env: { PULUMI_BACKEND_URL: "s3://bucket", PULUMI_CONFIG_PASSPHRASE: "own" } });
    expect(ended.code, ended.err).toBe(0);
    const variables = JSON.parse(ended.out) as Record<string, string>;
    expect(variables["PULUMI_BACKEND_URL"] ?? "s3://bucket").toBe("s3://bucket");
    expect(variables["PULUMI_CONFIG_PASSPHRASE"] ?? "own").toBe("own");
  });
});

describe("the secret of a client", () => {
  it("is in no output, not even with --verbose, and not in the state in clear", async () => {
    sandbox.edit("secretive", () => readFileSync(sandbox.orgFile("servicenow-uk"), "utf8"));
    const up = await sandbox.run(["up", "secretive", "--verbose"]);
    expect(up.code, up.err).toBe(0);
    const shown = await sandbox.spawn("sh", ["-c", 'eval "$("$0" "$1" env)" 2>/dev/null && pulumi stack output applications --json --show-secrets --stack secretive', process.execPath, `${sandbox.root}/dist/cli.js`]);
    const secret = (JSON.parse(shown.out) as Record<string, { clientSecret: string }>)["servicenow-screen-recordings"]?.clientSecret ?? "";
    expect(secret.length).toBeGreaterThan(20);
    const json = await sandbox.run(["up", "secretive", "--json"]);
    const state = readFileSync(`${sandbox.root}/.genesys-access/state/.pulumi/stacks/genesys-access/secretive.json`, "utf8");
    for (const text of [up.out, up.err, json.out, json.err, state]) expect(text.includes(secret)).toBe(false);
  });
});

describe("an emulator that up starts by itself", () => {
  it("serves several runs at once and ends when nobody uses it any more", async () => {
    const other = new Sandbox();
    try {
      other.edit("second", () => readFileSync(other.orgFile("servicenow-uk"), "utf8"));
      const both = await Promise.all([other.run(["up", "servicenow-uk"]), other.run(["up", "second"])]);
      for (const ended of both) expect(ended.code, ended.err).toBe(0);
      await vi.waitFor(async () => expect((await other.run(["emulator", "--status"])).code).toBe(1), { timeout: 20_000, interval: 500 });
      expect((await other.run(["verify", "second"])).code).toBe(0);
    } finally {
      await other.remove();
    }
  });
});
