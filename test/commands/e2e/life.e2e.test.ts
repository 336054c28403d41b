import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, deployerOf, Sandbox, type OrgContents } from "./sandbox";

let sandbox: Sandbox;
let emulator: string;
let before: OrgContents;
let orgFile: string;

beforeAll(async () => {
  sandbox = new Sandbox();
  orgFile = readFileSync(sandbox.orgFile("servicenow-uk"), "utf8");
  emulator = await sandbox.startEmulator();
});

afterAll(async () => {
  await sandbox.remove();
});

describe("the life of the first org", () => {
  it("is shown by preview before anything exists", async () => {
    const preview = await sandbox.run(["preview"]);
    expect(preview).toMatchObject({ code: 0 });
    expect(preview.out).toContain("servicenow-uk: 4 to create");
    before = await contentsOf(emulator, "servicenow-uk");
    expect(before.clients.map((client) => client.name)).not.toContain("servicenow-screen-recordings");
  });

  it("begins with one command, every declared call proven", async () => {
    const up = await sandbox.run(["up"]);
    expect(up.err).toContain("[5/5] Proof     3 of 3 declared calls proven");
    expect(up.code).toBe(0);
    expect(up.out).toContain("servicenow-uk is up: 4 created.");
    for (const line of (up.out + up.err).split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(up.out + up.err).not.toMatch(/\u001b/);
  });

  it("goes on with a second up that changes nothing and says so", async () => {
    const up = await sandbox.run(["up", "servicenow-uk", "--json"]);
    expect(up.code).toBe(0);
    const answer = JSON.parse(up.out) as Record<string, unknown>;
    expect(answer).toMatchObject({ result: "unchanged", target: "emulator", proof: { verdict: "good", asked: { kind: "emulator" } }, engine: { version: expect.any(String), origin: expect.any(String) } });
    expect(up.out).not.toMatch(/clientSecret/i);
  });

  it("is proven again by verify, also strictly", async () => {
    const verify = await sandbox.run(["verify", "--strict", "--json"]);
    expect(verify.code).toBe(0);
    expect(JSON.parse(verify.out)).toMatchObject({ verdict: "good", applications: [{ calls: [{ outcome: "proven", divisions: { shown: ["UK Service Desk"] } }, { outcome: "proven" }, { outcome: "proven" }] }] });
  });

  it("has no drift", async () => {
    const refresh = await sandbox.run(["refresh"]);
    expect(refresh.out).toContain("the org is as the state says");
    expect(refresh.code).toBe(0);
  });

  it("shows what somebody took away by hand, and up puts it right", async () => {
    const role = (await contentsOf(emulator, "servicenow-uk")).roles.find(({ name }) => name === "servicenow-screen-recordings");
    await (await deployerOf(emulator, "servicenow-uk")).call("PUT", `/api/v2/authorization/roles/${role?.id ?? ""}`, {
      name: "servicenow-screen-recordings",
      permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"] }],
    });
    const verify = await sandbox.run(["verify", "--wait", "0", "--json"]);
    expect(verify.code).toBe(1);
    expect(JSON.parse(verify.out)).toMatchObject({ verdict: "refused", applications: [{ calls: [{ outcome: "refused", status: 403, code: "missing.any.permissions" }, {}, {}] }] });
    const refresh = await sandbox.run(["refresh"]);
    expect(refresh.code).toBe(1);
    expect(refresh.out).toContain("~ role servicenow-screen-recordings");
    await sandbox.run(["refresh", "--accept"]);
    const up = await sandbox.run(["up"]);
    expect(up.out).toContain("servicenow-uk is up: 1 changed.");
    expect(up.code).toBe(0);
  });

  it("ends with destroy, which leaves the org as it was", async () => {
    const destroy = await sandbox.run(["destroy"]);
    expect(destroy.code).toBe(0);
    expect(destroy.out).toContain("servicenow-uk is destroyed: 4 deleted. Nothing else was touched.");
    expect(await contentsOf(emulator, "servicenow-uk")).toEqual(before);
  });

  it("never made the org file different", () => {
    expect(readFileSync(sandbox.orgFile("servicenow-uk"), "utf8")).toBe(orgFile);
  });

  it("can be destroyed twice", async () => {
    const destroy = await sandbox.run(["destroy", "--json"]);
    expect(destroy.code).toBe(0);
    expect(JSON.parse(destroy.out)).toMatchObject({ result: "nothing" });
  });
});
