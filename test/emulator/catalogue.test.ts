import { describe, expect, test } from "vitest";
import { catalogue, type Operation } from "../../access/catalogue";
import { handlers } from "../../emulator/resources";
import { org, request, type Answer, type TestOrg } from "./support";

const { operations } = catalogue();

/** A call of the operation with made-up ids and nothing else. */
async function call(to: TestOrg, operation: Operation, token?: string): Promise<Answer> {
  const path = operation.path.replace(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000");
  return request(operation.method, `${to.base}${path}`, {
    ...(token === undefined ? {} : { token }),
    ...(operation.body === undefined ? {} : { body: {} }),
  });
}

async function forAll(check: (operation: Operation) => Promise<string | undefined>): Promise<string[]> {
  const wrong: string[] = [];
  const queue = [...operations];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let operation = queue.pop(); operation !== undefined; operation = queue.pop()) {
        const problem = await check(operation);
        if (problem !== undefined) wrong.push(`${operation.id}: ${problem}`);
      }
    }),
  );
  return wrong.sort();
}

describe("every operation of the catalogue", () => {
  test("asks for a token before anything else", async () => {
    const to = await org();
    const wrong = await forAll(async (operation) => {
      const answer = await call(to, operation);
      const code = operation.method === "HEAD" ? "authentication.required" : answer.body?.code;
      return answer.status === 401 && code === "authentication.required" ? undefined : `${answer.status} ${answer.body?.code}`;
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  test("refuses a client without permissions as the catalogue says", async () => {
    const to = await org();
    const { token } = await to.clientWith(["recording:screenRecording:participate"], ["Home"]);
    const wrong = await forAll(async (operation) => {
      if (endsItsToken(operation)) return undefined;
      const answer = await call(to, operation, token);
      const got = `${answer.status} ${answer.body?.code}`;
      if (operation.context === "user") return got === "400 not.a.user" ? undefined : got;
      if (operation.method === "HEAD") return operation.mode === "none" || answer.status === 403 ? undefined : got;
      if (operation.mode === "ANY")
        return got === "403 missing.any.permissions" &&
          operation.permissions.every((permission) => answer.body.message.includes(permission))
          ? undefined
          : got;
      if (operation.mode === "ALL")
        return got === "403 missing.permissions" && operation.permissions.every((permission) => answer.body.message.includes(permission))
          ? undefined
          : got;
      if (answer.status === 401 || answer.status === 403) return got;
      return undefined;
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  test("lets a client with every permission through, to data or to a 501 of the emulator's own", async () => {
    const to = await org();
    const token = await to.token(to.deployer.clientId, to.deployer.clientSecret);
    const wrong = await forAll(async (operation) => {
      if (endsItsToken(operation)) return undefined;
      const answer = await call(to, operation, token);
      const got = `${answer.status} ${answer.body?.code}`;
      if (operation.context === "user") return got === "400 not.a.user" ? undefined : got;
      if (handlers[operation.id] === undefined)
        return answer.status === 501 && (operation.method === "HEAD" || answer.body.code === "emulator.no.data")
          ? undefined
          : reachable(operation)
            ? got
            : undefined;
      return answer.status === 401 || answer.status === 403 || answer.status >= 500 ? got : undefined;
    });
    expect(wrong).toEqual([]);
  }, 120_000);
});

function endsItsToken(operation: Operation): boolean {
  return operation.id === "deleteTokensMe";
}

/** One operation carries a sentence where a permission should stand: nobody can hold it. `admin` is a legacy right outside roles. */
function reachable(operation: Operation): boolean {
  const holdable = operation.permissions.filter(
    (permission) => catalogue().permission(permission) !== undefined && permission.split(":").length === 3,
  );
  return operation.mode === "none" || (operation.mode === "ANY" ? holdable.length > 0 : holdable.length === operation.permissions.length);
}

test("an unknown path is a 404 in the API's form, with and without a token", async () => {
  const to = await org();
  for (const answer of [
    await to.api("GET", "analytics/screenrecordings"),
    await request("GET", `${to.base}/api/v2/analytics/screenrecordings`),
  ]) {
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: "not.found", status: 404, contextId: answer.headers.get("ININ-Correlation-Id") });
  }
});
