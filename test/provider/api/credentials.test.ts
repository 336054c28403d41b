import { describe, expect, it } from "vitest";
import { FakeClock } from "../support/clock";
import { startOrg } from "../support/org";
import { startProvider } from "../support/service";

describe("credentials that do not work", () => {
  it("are told from a wrong region as far as that is possible, and not shown", async () => {
    const org = await startOrg();
    const { engine } = await startProvider({ settings: org.settings({ oauthclientSecret: "not-the-secret" }) });
    const error = await engine.up("AuthRole", "role", {}).catch(String);
    expect(error).toMatch(
      new RegExp(
        `make role "role": Genesys Cloud refused it\\.[\\s\\S]*does not accept the credentials of the deploying client ${org.deployer.clientId}`,
      ),
    );
    expect(error).toMatch(/check the client's id, its secret and the region/);
    expect(error).not.toContain("not-the-secret");
  });

  it("that are not there are asked for when they are needed, not before", async () => {
    const { engine } = await startProvider({ settings: { awsRegion: "eu-west-2" } });
    const inputs = await engine.check("AuthRole", "role", {});
    expect((await engine.create("AuthRole", "role", inputs, true)).outputs).toMatchObject({ name: "role" });
    await expect(engine.create("AuthRole", "role", inputs)).rejects.toThrow(/no credentials for Genesys Cloud/);
  });
});

describe("a host that does not answer", () => {
  it("is named, within seconds", async () => {
    const clock = new FakeClock();
    const { engine } = await startProvider({
      settings: { oauthclientId: "a", oauthclientSecret: "b", gateways: [{ host: "127.0.0.1", port: "1", protocol: "http" }] },
      clock,
    });
    await expect(engine.up("AuthRole", "role", {})).rejects.toThrow(
      /make role "role": no answer from 127\.0\.0\.1:1: nothing listens there\.\nNext: /,
    );
    expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15_000);
  });
});
