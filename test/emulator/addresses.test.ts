import { expect, test } from "vitest";
import { org, seed } from "./support";

test("an org that allows other addresses only answers 401 ip.not.authorized, naming the caller's", async () => {
  const to = await org({}, { ...seed, settings: { allowedAddresses: ["10.0.0.0/8"] } });
  const answer = await to.api("GET", "organizations/me");
  expect([answer.status, answer.body.code, answer.body.message]).toEqual([
    401,
    "ip.not.authorized",
    "Requests originating from this IP address are not authorized: [127.0.0.1]",
  ]);
});

test("an org that allows this machine's addresses answers", async () => {
  const to = await org({}, { ...seed, settings: { allowedAddresses: ["10.0.0.0/8", "127.0.0.0/8"] } });
  expect((await to.api("GET", "organizations/me")).status).toBe(200);
});

test("an administrator can lock everybody out", async () => {
  const to = await org();
  await to.api("PATCH", "organizations/authentication/settings", { ipAddressAllowlist: ["192.0.2.0/24"] });
  expect((await to.api("GET", "organizations/authentication/settings")).body.code).toBe("ip.not.authorized");
});
