import { describe, expect, it } from "vitest";
import type { Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { startProvider } from "../support/service";

const settings = {
  maxSimultaneousStreams: 0,
  maxConfigurableScreenRecordingStreams: 100,
  recordingPlaybackUrlTtl: 60,
  recordingBatchDownloadUrlTtl: 60,
};

async function start(options: Parameters<typeof startOrg>[0] = {}): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg({ ...options, seed: { settings, ...options.seed } });
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

const type = "RecordingSettings";

const live = (org: TestOrg): Promise<Values> => org.call("GET", "/api/v2/recording/settings") as Promise<Values>;

describe("settings for recordings", () => {
  it("are changed as far as they are named, and put back at the end", async () => {
    const { org, engine, log } = await start();
    const before = await live(org);
    expect(await engine.up(type, "settings", { maxSimultaneousStreams: 20 })).toBe("create");
    expect(await live(org)).toEqual({ ...before, maxSimultaneousStreams: 20 });
    expect(engine.outputs(type, "settings")).toMatchObject({
      found: { maxSimultaneousStreams: 0 },
      written: { maxSimultaneousStreams: 20 },
      maxConfigurableScreenRecordingStreams: 100,
    });
    await org.clearLog();
    expect(await engine.up(type, "settings", { maxSimultaneousStreams: 20 })).toBe("same");
    expect(await org.requests()).toEqual([]);
    expect(await engine.read(type, "settings")).toBe(true);
    expect(await engine.up(type, "settings", { maxSimultaneousStreams: 20 })).toBe("same");
    await engine.delete(type, "settings");
    expect(await live(org)).toEqual(before);
    expect(log.texts("info").join()).toContain("Put back as it was found: maxSimultaneousStreams 0.");
  });

  it("that others change stay as they set them", async () => {
    const { org, engine } = await start();
    await engine.up(type, "settings", { maxSimultaneousStreams: 20 });
    await org.call("PUT", "/api/v2/recording/settings", { ...(await live(org)), recordingPlaybackUrlTtl: 5 });
    expect(await engine.read(type, "settings")).toBe(true);
    expect(await engine.up(type, "settings", { maxSimultaneousStreams: 20 })).toBe("same");
    await engine.up(type, "settings", { maxSimultaneousStreams: 30 });
    await engine.delete(type, "settings");
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 0, recordingPlaybackUrlTtl: 5 });
  });

  it.each([
    ["without a refresh", false],
    ["with a refresh", true],
  ])("that somebody changed after this resource did are not put back, %s", async (_, refresh) => {
    const { org, engine, log } = await start();
    await engine.up(type, "settings", { maxSimultaneousStreams: 20, recordingPlaybackUrlTtl: 10 });
    await org.call("PUT", "/api/v2/recording/settings", { ...(await live(org)), maxSimultaneousStreams: 50 });
    if (refresh) expect(await engine.read(type, "settings")).toBe(true);
    await engine.delete(type, "settings");
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 50, recordingPlaybackUrlTtl: 60 });
    expect(log.texts("warn").join()).toMatch(/maxSimultaneousStreams was 0 before and was set to 20; somebody changed it to 50 since, so it stays/);
  });

  it("that somebody changed are shown by a refresh, set again by the next run, and put back in the end as they were at first", async () => {
    const { org, engine } = await start();
    await engine.up(type, "settings", { maxSimultaneousStreams: 20 });
    await org.call("PUT", "/api/v2/recording/settings", { ...(await live(org)), maxSimultaneousStreams: 50 });
    await engine.read(type, "settings");
    expect(await engine.changes(type, "settings", { maxSimultaneousStreams: 20 })).toEqual(["update maxSimultaneousStreams"]);
    await engine.up(type, "settings", { maxSimultaneousStreams: 20 });
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 20 });
    await engine.delete(type, "settings");
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 0 });
  });

  it("that the program names no longer are put back, and new ones are noted", async () => {
    const { org, engine } = await start();
    await engine.up(type, "settings", { maxSimultaneousStreams: 20 });
    expect(await engine.up(type, "settings", { recordingPlaybackUrlTtl: 10 })).toBe("update");
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 0, recordingPlaybackUrlTtl: 10 });
    expect(engine.outputs(type, "settings")).toMatchObject({ found: { recordingPlaybackUrlTtl: 60 }, written: { recordingPlaybackUrlTtl: 10 } });
    await engine.delete(type, "settings");
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 0, recordingPlaybackUrlTtl: 60 });
  });

  it("that are right already are not written, and it is said that they will stay so", async () => {
    const { org, engine, log } = await start();
    await org.clearLog();
    await engine.up(type, "settings", { maxSimultaneousStreams: 0 });
    expect(await org.requests()).toEqual(["POST /oauth/token", "GET /api/v2/recording/settings"]);
    expect(log.texts("info").join()).toContain("so it stays when this resource is deleted: maxSimultaneousStreams 0.");
  });

  it("are imported, and then nothing is put back but what this resource changed", async () => {
    const { org, engine } = await start();
    await engine.read(type, "settings", "settings");
    expect(engine.outputs(type, "settings")).toMatchObject({ maxSimultaneousStreams: 0, recordingPlaybackUrlTtl: 60 });
    await engine.up(type, "settings", { maxSimultaneousStreams: 5 });
    await org.call("PUT", "/api/v2/recording/settings", { ...(await live(org)), recordingPlaybackUrlTtl: 5 });
    await engine.delete(type, "settings");
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 0, recordingPlaybackUrlTtl: 5 });
  });

  it("beyond what the organization allows are refused before anything is changed", async () => {
    const { org, engine } = await start();
    await expect(engine.up(type, "settings", { maxSimultaneousStreams: 500 })).rejects.toThrow(
      /maxSimultaneousStreams is 500, but this organization allows at most 100\. Nothing was changed/,
    );
    expect(await live(org)).toMatchObject({ maxSimultaneousStreams: 0 });
  });

  it("must be named, exist, and be in range", async () => {
    const { engine } = await start();
    await expect(engine.check(type, "settings", {})).rejects.toThrow(/names no setting; there are: maxSimultaneousStreams/);
    await expect(engine.check(type, "settings", { maxSimultaneousStreams: 2001 })).rejects.toThrow(/^maxSimultaneousStreams: must be from 0 to 2000/);
    await expect(engine.check(type, "settings", { maxConfigurableScreenRecordingStreams: 1 })).rejects.toThrow(/given by the provider/);
    await expect(engine.check(type, "settings", { maxStreams: 1 })).rejects.toThrow(/not a known property/);
  });

  it("need a permission that an error names", async () => {
    const { engine } = await start({
      seed: {
        roles: [{ name: "Looks", policies: [{ domain: "recording", entityName: "settings", actionSet: ["editUrlExpiration"] }] }],
        deployer: { roles: [{ role: "Looks", divisions: ["*"] }] },
      },
    });
    await expect(engine.up(type, "settings", { maxSimultaneousStreams: 5 })).rejects.toThrow(
      /make settings for recordings "settings": .*lacks the permission recording:settings:editScreenRecordings/s,
    );
    expect(await engine.up(type, "settings", { recordingPlaybackUrlTtl: 5 })).toBe("create");
  });
});
