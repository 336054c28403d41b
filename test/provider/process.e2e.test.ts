import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { describe, expect, it } from "vitest";
import { startOrg } from "./support/org";
import { launcher, spawnEngine, spawnProvider } from "./support/process";
import { Connection } from "./support/service";

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("the provider's process", () => {
  it("answers who it is, and says nothing but its port", async () => {
    const provider = await spawnProvider({ PULUMI_CONFIG_PASSPHRASE: "not-to-be-seen" });
    const connection = new Connection(provider.address);
    const info = await connection.ask(ResourceProviderService.getPluginInfo, new Empty());
    const { version } = JSON.parse(readFileSync(join(launcher, "..", "..", "schema.json"), "utf8")) as { version: string };
    expect(info.getVersion()).toBe(version);
    connection.close();
    provider.child.kill("SIGINT");
    await provider.ended;
    expect(provider.output).toBe("");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends on %s", async (signal) => {
    const provider = await spawnProvider();
    provider.child.kill(signal);
    expect(await provider.ended).toBe(0);
  });

  it("ends when its parent is gone", async () => {
    const parent = spawn(
      process.execPath,
      [
        "-e",
        `
      const child = require("node:child_process").spawn(process.argv[1], ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
      child.stdout.once("data", () => console.log(child.pid));
    `,
        launcher,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (text: Buffer) => resolve(Number(text.toString()))));
    expect(alive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => alive(pid), { timeout: 5_000 }).toBe(false);
  });

  it("takes borrowed roles back before it ends", async () => {
    const org = await startOrg();
    const before = await org.grants(org.deployer.clientId);
    const { engine, provider } = await spawnEngine(org.settings());
    await engine.up("AuthRole", "role", { permissionPolicies: [{ domain: "recording", entityName: "recording", actionSets: ["view"] }] });
    await org.setOptions({ fail: [{ method: "POST", path: "/api/v2/oauth/clients", status: 503 }] });
    const making = engine
      .up("OauthClient", "app", {
        authorizedGrantType: "CLIENT-CREDENTIALS",
        roles: [{ roleId: String(engine.outputs("AuthRole", "role")["id"]), divisionId: "*" }],
      })
      .catch(() => undefined);
    await expect.poll(async () => (await org.grants(org.deployer.clientId)).length, { interval: 10 }).toBeGreaterThan(before.length);
    provider.child.kill("SIGINT");
    expect(await provider.ended).toBe(0);
    await making;
    expect(await org.grants(org.deployer.clientId)).toEqual(before);
  });

  it("stops waiting when the engine cancels, and says so", async () => {
    const org = await startOrg();
    const { engine, provider } = await spawnEngine(org.settings());
    await org.setOptions({ fail: [{ method: "GET", path: "/api/v2/authorization/roles", status: 503, retryAfterSeconds: 30 }] });
    const making = engine.up("AuthRole", "role", { permissionPolicies: [] }).then(() => "made", String);
    await expect.poll(async () => (await org.requests()).length, { interval: 10 }).toBeGreaterThan(1);
    await engine.cancel();
    expect(await making).toMatch(/make role "role".*[Cc]ancelled/s);
    await provider.kill();
  });
});
