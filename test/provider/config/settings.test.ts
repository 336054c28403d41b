import { describe, expect, it } from "vitest";
import { checkSettings, readSettings, resolveSettings } from "../../../provider/config/settings";
import type { Values } from "../../../provider/rpc/values";

const reasons = (values: Values): string[] => checkSettings(readSettings(values)).map(({ path, reason }) => `${path}: ${reason}`);
const gateway = { host: "127.0.0.1", port: "8080", protocol: "http" };

describe("the provider's settings", () => {
  it("name a region's hosts, in whatever letters", () => {
    expect(resolveSettings({ awsRegion: "EU-West-2" }, {})).toMatchObject({
      apiBase: "https://api.euw2.pure.cloud",
      loginBase: "https://login.euw2.pure.cloud",
    });
    expect(resolveSettings({}, { GENESYSCLOUD_REGION: "us-east-1" })).toMatchObject({ apiBase: "https://api.mypurecloud.com" });
    expect(resolveSettings({}, {}).apiBase).toBeUndefined();
  });

  it("go through a gateway with its path prefixes", () => {
    const pathParams = [
      { pathName: "api", pathValue: "/orgs/uk/" },
      { pathName: "login", pathValue: "orgs/uk" },
    ];
    expect(resolveSettings({ awsRegion: "eu-west-2", gateways: [{ ...gateway, pathParams }] }, {})).toMatchObject({
      apiBase: "http://127.0.0.1:8080/orgs/uk",
      loginBase: "http://127.0.0.1:8080/orgs/uk",
    });
    expect(resolveSettings({ gateways: [{ ...gateway, port: "443", protocol: "https" }] }, {})).toMatchObject({
      apiBase: "https://127.0.0.1",
    });
  });

  it("arrive as JSON text when they are not texts", () => {
    expect(reasons({ gateways: JSON.stringify([gateway]), grantTimeout: "60", sdkDebug: "true", version: "0.1.0" })).toEqual([]);
    expect(resolveSettings(readSettings({ gateways: JSON.stringify([gateway]), grantTimeout: "60" }), {})).toMatchObject({
      apiBase: "http://127.0.0.1:8080",
      grantTimeoutMs: 60_000,
    });
  });

  it("take credentials from the environment only when the program gives none", () => {
    const environment = {
      GENESYSCLOUD_OAUTHCLIENT_ID: "env-id",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "env-secret",
      GENESYSCLOUD_ACCESS_TOKEN: "env-token",
    };
    expect(resolveSettings({}, environment)).toMatchObject({ clientId: "env-id", clientSecret: "env-secret", accessToken: "env-token" });
    const own = resolveSettings({ oauthclientId: "own", oauthclientSecret: "own-secret" }, environment);
    expect(own).toMatchObject({ clientId: "own", clientSecret: "own-secret" });
    expect(own.accessToken).toBeUndefined();
    expect(resolveSettings({ accessToken: "own" }, environment).clientId).toBeUndefined();
  });

  it("have defaults", () => {
    expect(resolveSettings({}, {})).toMatchObject({ deployerRoles: "borrow", grantTimeoutMs: 330_000 });
  });

  it("accept what only the bridged provider needs", () => {
    expect(
      reasons({
        tokenPoolSize: 10,
        customRetryTimeout: "5m",
        logStackTraces: false,
        sdkClientPoolDebug: true,
        sdkDebug: false,
        sdkDebugFormat: "json",
        sdkDebugFilePath: "x",
        tokenInitTimeout: "1m",
        tokenAcquireTimeout: "1m",
        logStackTracesFilePath: "y",
      }),
    ).toEqual([]);
  });

  it.each<[Values, RegExp]>([
    [{ awsRegion: "eu-west2" }, /^awsRegion: eu-west2 is not a region.*Did you mean eu-west-2\?/],
    [{ awsRegion: "mars" }, /Regions: ap-northeast-1/],
    [{ awsregion: "eu-west-2" }, /^awsregion: .*Did you mean awsRegion\?/],
    [{ deployerRoles: "lend" }, /^deployerRoles: must be one of borrow, keep, never/],
    [{ grantTimeout: -1 }, /^grantTimeout: must be from 0/],
    [{ gateways: [{ host: "h" }] }, /^gateways\[0\]\.port: port is required/],
    [{ gateways: [gateway, gateway] }, /^gateways: only one/],
    [{ proxy: { port: "1" } }, /^proxy\.host: host is required/],
  ])("refuse %j", (values, expected) => {
    expect(reasons(values).join("\n")).toMatch(expected);
  });

  it("use a proxy for far hosts, never for this machine", () => {
    const own = resolveSettings({ proxy: { host: "proxy", port: "3128", protocol: "http", auth: { username: "u", password: "p" } } }, {});
    expect(own.proxyFor(new URL("https://api.euw2.pure.cloud"))).toMatchObject({
      authorization: `Basic ${Buffer.from("u:p").toString("base64")}`,
    });
    expect(own.proxyFor(new URL("http://127.0.0.1:80"))).toBeUndefined();
    const environment = resolveSettings({}, { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: ".pure.cloud,example.com" });
    expect(environment.proxyFor(new URL("https://api.mypurecloud.com"))?.url.host).toBe("proxy:3128");
    expect(environment.proxyFor(new URL("https://api.euw2.pure.cloud"))).toBeUndefined();
    expect(resolveSettings({}, { HTTPS_PROXY: "not an address" }).proxyFor(new URL("https://api.mypurecloud.com"))).toBeUndefined();
  });
});
