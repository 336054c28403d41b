import { describe, expect, test } from "vitest";
import { Clock, emulator, makeRole, request, seed, seedOrg, type TestOrg } from "../support";

/** A customer's org and a partner's, in one emulator. */
async function two(): Promise<{ customer: TestOrg; partner: TestOrg; clock: Clock }> {
  const clock = new Clock();
  const running = await emulator({ clock });
  const customer = await seedOrg(running, { ...seed, name: "customer" });
  const partner = await seedOrg(running, {
    name: "partner",
    region: "us-east-1",
    users: [
      { email: "pat@partner.example", name: "Pat", password: "pat's" },
      { email: "quinn@partner.example", name: "Quinn" },
    ],
    groups: [{ name: "Support", members: ["quinn@partner.example"] }],
  });
  return { customer, partner, clock };
}

/** The partner offers Pat, the customer lets Pat in with a role in one division. */
async function trusted(customer: TestOrg, partner: TestOrg, more: Record<string, unknown> = {}): Promise<{ pat: string; roleId: string }> {
  const pat = await partner.user("pat@partner.example");
  const pairing = (await partner.api("POST", "orgauthorization/pairings", { userIds: [pat] })).body;
  const roleId = await makeRole(customer, "Partner reader", ["analytics:conversationDetail:view", "directory:user:view"]);
  const made = await customer.api("POST", "orgauthorization/trustees", {
    pairingId: pairing.id,
    enabled: true,
    users: [{ id: pat, roleDivisions: { grants: [{ roleId, divisionId: await customer.division("Sales") }] } }],
    ...more,
  });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  return { pat, roleId };
}

/** Signs a user of the partner in at the customer's org, as the partner's people do. */
async function signIn(to: TestOrg, form: Record<string, string>): Promise<{ status: number; token: string }> {
  const redirect = "https://app.example/back";
  const client = (
    await to.api("POST", "oauth/clients", {
      name: "app",
      authorizedGrantType: "CODE",
      scope: ["analytics:readonly", "authorization:readonly", "user-basic-info"],
      registeredRedirectUri: [redirect],
    })
  ).body;
  const answer = await request("POST", `${to.base}/oauth/authorize`, {
    body: new URLSearchParams({ response_type: "code", client_id: client.id, redirect_uri: redirect, consent: "allow", ...form }),
  });
  if (answer.status !== 302) return { status: answer.status, token: "" };
  const tokens = await request("POST", `${to.base}/oauth/token`, {
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "",
      redirect_uri: redirect,
    }),
    headers: { Authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` },
  });
  return { status: tokens.status, token: tokens.body.access_token };
}

const interval = "2026-11-19T12:00:00Z/2026-11-20T13:00:00Z";

describe("a pairing", () => {
  test("names users and groups of the org that makes it, and both orgs read it", async () => {
    const { customer, partner } = await two();
    const pat = await partner.user("pat@partner.example");
    const support = await partner.group("Support");
    const made = await partner.api("POST", "orgauthorization/pairings", { userIds: [pat], groupIds: [support] });
    expect(made.body).toMatchObject({ trustee: { id: partner.id }, users: [{ id: pat, email: "pat@partner.example" }], groups: [{ id: support }] });
    for (const org of [customer, partner])
      expect((await org.api("GET", `orgauthorization/pairings/${made.body.id}`)).body).toEqual(made.body);
  });

  test("never names an OAuth client, nobody, or more than 25", async () => {
    const { partner } = await two();
    const post = async (body: unknown): Promise<string> => (await partner.api("POST", "orgauthorization/pairings", body)).body.code as string;
    expect(await post({ userIds: [partner.deployer.clientId] })).toBe("bad.request");
    expect(await post({})).toBe("trustee.user.or.group.required");
    expect(await post({ userIds: Array.from({ length: 26 }, (_, index) => String(index)) })).toBe("bad.request");
  });

  test("is gone after 48 hours", async () => {
    const { partner, clock } = await two();
    const { id } = (await partner.api("POST", "orgauthorization/pairings", { userIds: [await partner.user("pat@partner.example")] })).body;
    clock.pass(48 * 3600);
    const token = await partner.token(partner.deployer.clientId, partner.deployer.clientSecret);
    expect((await partner.api("GET", `orgauthorization/pairings/${id}`, undefined, token)).status).toBe(404);
  });
});

describe("a trust", () => {
  test("is made from another org's pairing only, for those it names", async () => {
    const { customer, partner } = await two();
    const ann = await customer.user("ann@example.com");
    const own = (await customer.api("POST", "orgauthorization/pairings", { userIds: [ann] })).body.id as string;
    const theirs = (await partner.api("POST", "orgauthorization/pairings", { userIds: [await partner.user("pat@partner.example")] })).body
      .id as string;
    const post = async (body: Record<string, unknown>): Promise<string> =>
      (await customer.api("POST", "orgauthorization/trustees", { enabled: true, ...body })).body.code as string;
    expect(await post({ pairingId: own, users: [{ id: ann }] })).toBe("self.trust.not.allowed");
    expect(await post({ pairingId: theirs })).toBe("trustee.user.or.group.required");
    expect(await post({ pairingId: theirs, users: [{ id: await partner.user("quinn@partner.example") }] })).toBe("bad.request");
    expect(await post({ pairingId: "nope", users: [{ id: ann }] })).toBe("not.found");
  });

  test("lets a user in with the roles that the trusting org gave, in their divisions", async () => {
    const { customer, partner } = await two();
    const { pat } = await trusted(customer, partner);
    expect((await signIn(customer, { email: "quinn@partner.example" })).status).toBe(401);
    expect((await signIn(customer, { email: "pat@partner.example" })).status).toBe(401);
    const { token } = await signIn(customer, { email: "pat@partner.example", password: "pat's" });
    const me = (await customer.api("GET", "tokens/me", undefined, token)).body;
    expect([me.organization.id, me.homeOrganization.id]).toEqual([customer.id, partner.id]);
    const found = await customer.api("POST", "analytics/conversations/details/query", { interval }, token);
    expect(found.body.totalHits).toBe(2);
    expect((await customer.api("GET", "authorization/roles", undefined, token)).status).toBe(403);
    expect((await partner.api("GET", "users/me", undefined, token)).status).toBe(401);
    const shown = (await customer.api("GET", `orgauthorization/trustees/${partner.id}/users`)).body.entities;
    expect(shown).toMatchObject([{ id: pat, email: "pat@partner.example", authorization: { roles: [{ name: "Partner reader" }] } }]);
  });

  test("lets the members of a trusted group in", async () => {
    const { customer, partner } = await two();
    const { roleId } = await trusted(customer, partner);
    const support = await partner.group("Support");
    await customer.api("POST", `orgauthorization/trustees/${partner.id}/groups`, { id: support, roleIds: [roleId] });
    const { token } = await signIn(customer, { email: "quinn@partner.example" });
    expect((await customer.api("POST", "analytics/conversations/details/query", { interval }, token)).body.totalHits).toBe(1);
    await partner.api("DELETE", `groups/${support}/members?ids=${await partner.user("quinn@partner.example")}`);
    expect((await customer.api("POST", "analytics/conversations/details/query", { interval }, token)).status).toBe(401);
  });

  test.each(["disabled", "expired"])("that is %s refuses with missing.trustor.permissions on both sides", async (how) => {
    const { customer, partner, clock } = await two();
    await trusted(customer, partner, how === "expired" ? { dateExpired: "2026-11-20T12:30:00Z" } : {});
    const { token } = await signIn(customer, { email: "pat@partner.example", password: "pat's" });
    const ask = async (): Promise<string | number> => {
      const answer = await customer.api("POST", "analytics/conversations/details/query", { interval }, token);
      return (answer.body.code as string | undefined) ?? answer.status;
    };
    expect(await ask()).toBe(200);
    if (how === "expired") clock.pass(1800);
    else await customer.api("PUT", `orgauthorization/trustees/${partner.id}`, { enabled: false });
    expect(await ask()).toBe("missing.trustor.permissions");
    expect((await partner.api("GET", `orgauthorization/trustors/${customer.id}/users`)).body.code).toBe("missing.trustor.permissions");
    expect((await partner.api("GET", "orgauthorization/trustors")).body.entities).toMatchObject([{ id: customer.id }]);
  });

  test("is ended by either org, and with it the rights", async () => {
    for (const end of ["trustor", "trustee"]) {
      const { customer, partner } = await two();
      const { pat } = await trusted(customer, partner);
      const answer =
        end === "trustor"
          ? await partner.api("DELETE", `orgauthorization/trustors/${customer.id}`)
          : await customer.api("DELETE", `orgauthorization/trustees/${partner.id}`);
      expect(answer.status).toBe(204);
      expect((await customer.api("GET", `orgauthorization/trustees/${partner.id}`)).status).toBe(404);
      expect((await partner.api("GET", `orgauthorization/trustors/${customer.id}`)).status).toBe(404);
      expect((await signIn(customer, { email: "pat@partner.example", password: "pat's" })).status).toBe(401);
      expect((await customer.api("GET", `authorization/subjects/${pat}`)).status).toBe(404);
    }
  });

  test("says nothing about the partner's OAuth clients: they stay unknown, and the customer's clients stay the customer's", async () => {
    const { customer, partner } = await two();
    await trusted(customer, partner);
    const { id, secret } = await partner.clientWith(["analytics:conversationDetail:view"]);
    expect((await customer.tokenAnswer(id, secret)).body.error).toBe("invalid_client");
    const own = await partner.token(id, secret);
    expect((await customer.api("GET", "organizations/me", undefined, own)).status).toBe(401);
  });

  test("needs both rights of who makes it", async () => {
    const { customer } = await two();
    const { token } = await customer.clientWith(["authorization:orgTrustee:add"]);
    const refused = await customer.api("POST", "orgauthorization/trustees", { enabled: true }, token);
    expect([refused.status, refused.body.code]).toEqual([403, "missing.permissions"]);
    expect(refused.body.message).toContain("authorization:orgTrusteeUser:add");
  });
});

test("a role of the trusting org is changed and taken by the Organization Authorization API", async () => {
  const { customer, partner } = await two();
  const { pat, roleId } = await trusted(customer, partner);
  const base = `orgauthorization/trustees/${partner.id}/users/${pat}`;
  const other = await makeRole(customer, "Other", ["oauth:client:view"]);
  expect((await customer.api("PUT", `${base}/roledivisions`, { grants: [{ roleId: other, divisionId: "*" }] })).body.roles).toMatchObject([
    { id: other },
  ]);
  expect((await customer.api("PUT", `${base}/roles`, [roleId])).body.roles).toMatchObject([{ id: roleId }]);
  expect((await customer.api("PUT", `${base}/roles`, ["nope"])).body.code).toBe("bad.role.divisions");
  expect((await customer.api("GET", `${base}/roles`)).body.roles).toMatchObject([{ id: roleId }]);
  expect((await customer.api("DELETE", `${base}/roles`)).status).toBe(204);
  expect((await customer.api("GET", `${base}/roles`)).body.roles).toEqual([]);
});
