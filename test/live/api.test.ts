import { describe, expect, it } from "vitest";
import { LiveApi } from "../../live";
import { UserError } from "../../access/errors";
import { madeUp, SleepyClock, type MadeUp } from "./support";

const target = { apiBase: "https://api.example.com", loginBase: "https://login.example.com", clientId: "id", clientSecret: "a-secret-of-ours", credentials: "the test" };
const token = { "POST /oauth/token": { body: { access_token: "token-of-ours" } } };
const roles = { method: "GET", path: "/api/v2/authorization/roles" } as const;

function apiWith(answers: MadeUp, limit?: number): { api: LiveApi; clock: SleepyClock; sent: string[] } {
  const { send, sent } = madeUp({ ...token, ...answers });
  const clock = new SleepyClock();
  return { api: new LiveApi(target, { send, clock, ...(limit === undefined ? {} : { limit }) }), clock, sent };
}

describe("asking a live org", () => {
  it("waits as long as Retry-After says, and asks again", async () => {
    const { api, clock } = apiWith({ "GET /api/v2/authorization/roles": [{ status: 429, headers: { "retry-after": "7" } }, { body: { entities: [] } }] });
    expect(await api.call(roles)).toEqual({ ok: true, body: { entities: [] } });
    expect(clock.slept).toEqual([7000]);
    expect(api.calls).toBe(3);
  });

  it("asks again when the org has trouble, and says so when the trouble stays", async () => {
    const { api } = apiWith({ "GET /api/v2/authorization/roles": { status: 503, body: { code: "service.unavailable" } } });
    expect(await api.call(roles)).toMatchObject({ ok: false, refusal: { status: 503, code: "service.unavailable" } });
    expect(api.calls).toBe(6);
  });

  it("takes 501 as an answer", async () => {
    const { api } = apiWith({ "GET /api/v2/authorization/roles": { status: 501, body: { code: "not.implemented" } } });
    expect(await api.call(roles)).toMatchObject({ ok: false, refusal: { status: 501 } });
    expect(api.calls).toBe(2);
  });

  it("reads every page, and nothing of a listing that breaks off", async () => {
    const page = (pageNumber: number) => `GET /api/v2/authorization/divisions?pageSize=100&pageNumber=${pageNumber}`;
    const two = { [page(1)]: { body: { entities: [{ id: "a" }], pageCount: 2 } }, [page(2)]: { body: { entities: [{ id: "b" }], pageCount: 2 } } };
    const id = (entity: unknown): unknown => (entity as { id: string }).id;
    expect(await apiWith(two).api.readAll("divisions", "/api/v2/authorization/divisions", id)).toEqual({ known: true, value: ["a", "b"] });
    const broken = await apiWith({ ...two, [page(2)]: { status: 403, body: { code: "missing.any.permissions" } } }).api.readAll("divisions", "/api/v2/authorization/divisions", id);
    expect(broken.known).toBe(false);
  });

  it("stays below three hundred requests a minute", async () => {
    const { api, clock } = apiWith({ "GET /api/v2/authorization/roles": { body: {} } }, 1000);
    for (let asked = 0; asked < 400; asked += 1) await api.call(roles);
    expect(clock.slept).toEqual([60_000]);
  });

  it("does not ask beyond its limit", async () => {
    const { api, sent } = apiWith({ "GET /api/v2/authorization/roles": { body: {} } }, 2);
    const read = (): Promise<unknown> => api.read("roles", roles, () => "read");
    expect([await read(), await read(), await read()]).toMatchObject([{ known: true }, { known: true }, { known: false, unread: { why: "not asked for: the limit of 2 calls was reached" } }]);
    expect(sent).toHaveLength(3);
  });

  it.each([
    ["a wrong secret", { "POST /oauth/token": { status: 400, body: { error: "invalid_client", description: "authentication failed" } } }, /secret is wrong/],
    ["an address that is not allowed", { "GET /api/v2/authorization/roles": { status: 401, body: { code: "ip.not.authorized" } } }, /this machine's address/],
    ["a token that has ended", { "GET /api/v2/authorization/roles": { status: 401, body: { code: "bad.credentials" } } }, /does not accept the token/],
  ] as const)("tells %s as one, without any secret", async (_, answers, said) => {
    const error = await apiWith(answers as MadeUp).api.call(roles).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(said);
    expect((error as Error).message).not.toMatch(/of-ours/);
  });
});
