import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue } from "../../access/catalogue";
import { handlers } from "../../emulator/resources";
import type { RunningEmulator } from "../../emulator";
import { emulator, org, request, seed, seedOrg, type TestOrg } from "./support";

const fields = [
  "name",
  "description",
  "permissionPolicies",
  "roleDivisions",
  "roleId",
  "divisionId",
  "grants",
  "authorizedGrantType",
  "scope",
  "registeredRedirectUri",
  "state",
  "version",
  "memberIds",
  "ownerIds",
  "email",
  "query",
  "fields",
  "value",
  "type",
  "interval",
  "paging",
  "metrics",
  "filter",
  "predicates",
  "batchDownloadRequestList",
  "conversationId",
  "credentialFields",
  "integrationType",
  "id",
  "credentials",
  "ipAddressAllowlist",
  "subjectIds",
  "divisionIds",
  "newPassword",
  "intendedState",
];

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      1,
      -1,
      "",
      "*",
      "active",
      "official",
      "CLIENT-CREDENTIALS",
      "recording",
      "2026-01-01T00:00:00Z/2026-01-02T00:00:00Z",
      "__proto__",
    ),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fields), tie("value"), { maxKeys: 6 }),
  ),
}));

/** An org whose deployer may do everything; a new one when random requests have taken the last one apart. */
async function intactOrg(running: RunningEmulator, last: TestOrg | undefined, count: () => number): Promise<TestOrg> {
  if (last !== undefined) {
    await request("POST", `${running.url}/emulator/orgs`, { body: { name: last.name, region: "eu-west-2" } });
    const token = await last.tokenAnswer(last.deployer.clientId, last.deployer.clientSecret);
    if (
      token.status === 200 &&
      (await last.api("GET", "recordings/screensessions/details", undefined, token.body.access_token as string)).status === 200
    )
      return last;
  }
  return seedOrg(running, { ...seed, name: `org-${count()}` });
}

test("no body, id or query breaks an operation that has data", async () => {
  const running = await emulator();
  let orgs = 0;
  let answered = 0;
  let to: TestOrg | undefined;
  const operations = Object.keys(handlers)
    .filter((id) => !["deleteTokensMe", "patchOrganizationsAuthenticationSettings"].includes(id))
    .map((id) => catalogue().operation(id));
  const kinds = ["client", "role", "division", "group", "user", "*", "nope", "__proto__", "ä/ö"] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      fc.array(fc.constantFrom(...kinds), { minLength: 4, maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom("pageSize", "pageNumber", "name", "ids", "id", "subjectType", "q64", "permission", "cursor", "force"),
        fc.oneof(fc.string(), fc.constantFrom("1", "-1", "*", "PC_GROUP")),
        { maxKeys: 3 },
      ),
      value,
      async (operation, parameters, query, body) => {
        const current = (to = await intactOrg(running, to, () => (orgs += 1)));
        const own = await current.token(current.deployer.clientId, current.deployer.clientSecret);
        const first = async (path: string): Promise<string> =>
          ((await current.api("GET", path, undefined, own)).body.entities as { id: string }[]).at(-1)?.id ?? "none";
        const ids: Record<string, string> = {
          client: current.deployer.clientId,
          role: await first("authorization/roles?pageSize=100"),
          division: await first("authorization/divisions"),
          group: await first("groups"),
          user: await first("users"),
        };
        let next = 0;
        const path = (operation?.path ?? "").replace(/\{\w+\}/g, () => {
          const kind = parameters[(next += 1) % parameters.length] ?? "";
          return encodeURIComponent(ids[kind] ?? kind);
        });
        const answer = await request(operation?.method ?? "", `${current.base}${path}?${new URLSearchParams(query).toString()}`, {
          token: own,
          body,
        });
        if (answer.status < 400) answered += 1;
        if (answer.status >= 500 && answer.status !== 501)
          throw new Error(`${operation?.id} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      },
    ),
    { numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(30);
}, 180_000);

test.each([
  "/api/v2/groups/%ZZ",
  "/api/v2/groups/%",
  "/orgs/%ZZ/api/v2/groups",
  "//",
  "/api/v2/",
  "/api/v2/groups/../../emulator/health",
  "/oauth/token/x",
])("a path that makes no sense is a refusal, not a failure: %s", async (path) => {
  const to = await org();
  for (const method of ["GET", "POST", "DELETE"]) {
    const answer = await request(method, `${to.emulator.url}${path}`, {});
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
});

test("a body that is not JSON, or too large, is refused in the API's form", async () => {
  const to = await org();
  const token = await to.token(to.deployer.clientId, to.deployer.clientSecret);
  const post = (body: string): Promise<Response> =>
    fetch(`${to.base}/api/v2/groups`, {
      method: "POST",
      body,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    });
  expect(((await (await post("{")).json()) as { code: string }).code).toBe("bad.request");
  expect((await post(`"${"x".repeat(10 * 1024 * 1024)}"`)).status).toBe(413);
});
