import { describe, expect, it } from "vitest";
import { GenesysApi, retryAfter } from "../../../provider/api/client";
import { ApiError, ConnectionError, ProviderError } from "../../../provider/api/errors";
import type { Transport, WireRequest, WireResponse } from "../../../provider/api/transport";
import { resolveSettings } from "../../../provider/config/settings";
import type { Values } from "../../../provider/rpc/values";
import { FakeClock } from "../support/clock";

type Answer = Partial<WireResponse> | Error | ((request: WireRequest) => Partial<WireResponse>);

const json = (status: number, body: unknown, headers: WireResponse["headers"] = {}): WireResponse => ({
  status,
  body: JSON.stringify(body),
  headers,
});
const token = json(200, { access_token: "token-one", expires_in: 86399 });

/** An API whose answers are given one after the other; the token endpoint answers by itself. */
function api(
  answers: Answer[],
  settings: Values = {},
  parts: { signal?: AbortSignal } = {},
): { client: GenesysApi; clock: FakeClock; requests: WireRequest[]; hidden: string[]; waits: string[] } {
  const requests: WireRequest[] = [];
  const hidden: string[] = [];
  const clock = new FakeClock();
  const transport: Transport = async (request) => {
    requests.push(request);
    const answer = request.url.pathname === "/oauth/token" ? token : answers.shift();
    if (answer === undefined) throw new Error(`nothing is prepared for ${request.call}`);
    if (answer instanceof Error) throw answer;
    const made = typeof answer === "function" ? answer(request) : answer;
    return { status: 200, headers: {}, body: "", ...made };
  };
  const client = new GenesysApi({
    settings: resolveSettings({ awsRegion: "eu-west-2", oauthclientId: "deployer", oauthclientSecret: "s3cret-value", ...settings }, {}),
    transport,
    clock,
    userAgent: "test",
    signal: parts.signal ?? new AbortController().signal,
    hide: (secret) => hidden.push(secret),
  });
  return { client, clock, requests, hidden, waits: [] };
}

const get = { method: "GET", path: "/api/v2/authorization/roles/{roleId}", parameters: { roleId: "a/b*" } } as const;
const refusal = (status: number, code: string, headers: WireResponse["headers"] = {}): WireResponse =>
  json(status, { code, message: `${code} it is` }, headers);
const dropped = new ConnectionError({ call: "x", host: "api", effect: "unclear", reason: "dropped" });
const refused = new ConnectionError({ call: "x", host: "api", effect: "not-sent", reason: "nothing listens there" });

describe("the connection to Genesys Cloud", () => {
  it("asks for a token when it is first needed, and then uses it", async () => {
    const { client, requests, hidden } = api([json(200, { id: 1 }), json(200, { id: 2 })]);
    expect(requests).toEqual([]);
    await client.call(get);
    await client.call(get);
    expect(requests.map(({ url }) => url.href)).toEqual([
      "https://login.euw2.pure.cloud/oauth/token",
      "https://api.euw2.pure.cloud/api/v2/authorization/roles/a%2Fb%2A",
      "https://api.euw2.pure.cloud/api/v2/authorization/roles/a%2Fb%2A",
    ]);
    expect(requests[0]?.headers["authorization"]).toBe(`Basic ${Buffer.from("deployer:s3cret-value").toString("base64")}`);
    expect(requests[1]?.headers["authorization"]).toBe("Bearer token-one");
    expect(hidden).toContain("token-one");
  });

  it("shares one token among calls that begin at once", async () => {
    const { client, requests } = api([json(200, {}), json(200, {}), json(200, {})]);
    await Promise.all([client.call(get), client.call(get), client.call(get)]);
    expect(requests.filter(({ call }) => call === "POST /oauth/token")).toHaveLength(1);
  });

  it("asks for no token when it is given one", async () => {
    const { client, requests } = api([json(200, {})], { accessToken: "given" });
    await client.call(get);
    expect(requests.map(({ headers }) => headers["authorization"])).toEqual(["Bearer given"]);
  });

  it("gets a new token once when the old one is refused or over", async () => {
    const { client, requests, clock } = api([refusal(401, "bad.credentials"), json(200, {}), json(200, {})]);
    await client.call(get);
    expect(requests.map(({ call }) => call)).toEqual(["POST /oauth/token", expect.any(String), "POST /oauth/token", expect.any(String)]);
    clock.time += 86_400_000;
    await client.call(get);
    expect(requests).toHaveLength(6);
  });

  it("does not try another token when the address is not allowed", async () => {
    const { client, requests } = api([refusal(401, "ip.not.authorized")]);
    await expect(client.call(get)).rejects.toThrow(ApiError);
    expect(requests).toHaveLength(2);
  });

  it("says what is missing when there are no credentials or no region", async () => {
    await expect(api([], { oauthclientSecret: "" }).client.call(get)).rejects.toThrow(
      /no credentials.*\n.*GENESYSCLOUD_OAUTHCLIENT_SECRET/,
    );
    await expect(api([], { awsRegion: "" }).client.call(get)).rejects.toThrow(/which region/);
  });

  it("stops before the first call when the organization is another one", async () => {
    const { client, requests } = api([json(200, { id: "org-b", name: "Beta" })], { organizationId: "org-a" });
    await expect(client.call({ method: "POST", path: "/api/v2/groups", body: {} })).rejects.toThrow(
      /"Beta" \(org-b\).*organizationId says org-a. Nothing was changed/,
    );
    await expect(client.call(get)).rejects.toThrow(ProviderError);
    expect(requests.map(({ call }) => call)).toEqual(["POST /oauth/token", "GET /api/v2/organizations/me"]);
  });

  it("asks for the organization once when it is the right one", async () => {
    const { client, requests } = api([json(200, { id: "ORG-A", name: "Alpha" }), json(200, {}), json(200, {})], {
      organizationId: "org-a",
    });
    await client.call(get);
    await client.call(get);
    expect(requests.filter(({ call }) => call.includes("organizations"))).toHaveLength(1);
  });

  it("waits as long as Retry-After says", async () => {
    const { client, clock } = api([refusal(429, "rate.limit.exceeded", { "retry-after": "17" }), json(200, {})]);
    await client.call(get);
    expect(clock.waits).toEqual([17_000]);
  });

  it("sends no more than 300 requests a minute", async () => {
    const { client, clock, requests } = api(Array.from({ length: 301 }, () => json(200, {})));
    for (let count = 0; count < 300; count++) await client.call(get);
    expect(clock.waits).toEqual([]);
    await client.call(get);
    expect(clock.waits).toEqual([60_000]);
    expect(requests).toHaveLength(302);
  });

  it("tries again what does no harm twice, and leaves the rest to whoever asked", async () => {
    const again = api([dropped, refusal(502, ""), json(200, { ok: true })]);
    expect(await again.client.call(get)).toEqual({ ok: true });
    const once = api([dropped]);
    await expect(once.client.call({ method: "POST", path: "/api/v2/groups", body: {} })).rejects.toBe(dropped);
    const never = api([refused, json(200, { ok: true })]);
    expect(await never.client.call({ method: "POST", path: "/api/v2/groups", body: {} })).toEqual({ ok: true });
  });

  it("gives up on a host that is not there within seconds, and on one that fails within a minute", async () => {
    const absent = api(Array.from({ length: 50 }, () => refused));
    await expect(absent.client.call(get)).rejects.toBe(refused);
    expect(absent.clock.time - 1_000_000).toBeLessThanOrEqual(15_000);
    const failing = api(Array.from({ length: 50 }, () => refusal(503, "")));
    await expect(failing.client.call(get)).rejects.toThrow(ApiError);
    expect(failing.clock.time - 1_000_000).toBeLessThanOrEqual(60_000);
  });

  it("does not wait for what is not implemented", async () => {
    const { client, clock } = api([refusal(501, "emulator.no.data")]);
    await expect(client.call(get)).rejects.toThrow(ApiError);
    expect(clock.waits).toEqual([]);
  });

  it("waits no more when it is cancelled", async () => {
    const cancelled = new AbortController();
    const { client } = api(
      [
        () => {
          cancelled.abort();
          return refusal(503, "");
        },
      ],
      {},
      { signal: cancelled.signal },
    );
    await expect(client.call(get)).rejects.toThrow(ApiError);
  });

  it("keeps the API's code, message and correlation id, and survives an answer that is no JSON", async () => {
    const { client } = api([refusal(400, "bad.thing", { "inin-correlation-id": "c-1" }), { status: 404, body: "<html>" }]);
    await expect(client.call(get)).rejects.toMatchObject({
      status: 400,
      code: "bad.thing",
      apiMessage: "bad.thing it is",
      correlationId: "c-1",
    });
    await expect(client.call(get)).rejects.toMatchObject({ status: 404, apiMessage: "(the answer is not JSON)" });
  });

  it("reads all pages of a list", async () => {
    const { client, requests } = api([
      json(200, { entities: [{ id: "a" }], pageCount: 2 }),
      json(200, { entities: [{ id: "b" }], pageCount: 2 }),
    ]);
    expect(await client.list("/api/v2/authorization/roles")).toEqual([{ id: "a" }, { id: "b" }]);
    expect(requests[2]?.url.search).toBe("?pageSize=100&pageNumber=2");
  });

  it("understands both forms of Retry-After", () => {
    expect(retryAfter("3", 0)).toBe(3000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4000)).toBe(6000);
    expect(retryAfter("soon", 0)).toBeUndefined();
    expect(retryAfter(undefined, 0)).toBeUndefined();
  });
});
