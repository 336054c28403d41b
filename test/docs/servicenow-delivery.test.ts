import { spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { checkout } from "./thread-pages";

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

const secret = "the-secret-of-the-client";
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A stand-in for ServiceNow's Table API that answers with one status. */
async function serviceNow(status: number): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      asked.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body: JSON.parse(body) });
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  stops.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function deliver(env: Record<string, string>, input: string): Promise<{ readonly code: number | null; readonly out: string }> {
  const child = spawn(process.execPath, [join(checkout, "stacks", "delivery", "servicenow.mjs")], { env, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((done) => child.once("close", done))]);
  return { code, out: out + err };
}

const settings = { SERVICENOW_USER: "writer", SERVICENOW_PASSWORD: "pw", SERVICENOW_OAUTH_ENTITY: "a1/b2" };
const given = JSON.stringify({ org: "o", application: "reader", clientId: "id-1", clientSecret: secret });

describe("the delivery to ServiceNow", () => {
  it("writes id and secret into the record, and prints neither", async () => {
    const { url, asked } = await serviceNow(200);
    const { code, out } = await deliver({ ...settings, SERVICENOW_INSTANCE: url }, given);
    expect(code, out).toBe(0);
    expect(asked).toEqual([
      {
        method: "PATCH",
        url: "/api/now/table/oauth_entity/a1%2Fb2?sysparm_fields=sys_id",
        authorization: `Basic ${Buffer.from("writer:pw").toString("base64")}`,
        body: { client_id: "id-1", client_secret: secret },
      },
    ]);
    expect(out).not.toMatch(new RegExp(`${secret}|id-1`));
  });

  it.each([401, 403, 500])("fails when ServiceNow answers %i, so that the next up delivers again", async (status) => {
    const { url } = await serviceNow(status);
    const { code, out } = await deliver({ ...settings, SERVICENOW_INSTANCE: url }, given);
    expect([code, out]).toEqual([1, `ServiceNow answers ${status}\n`]);
  });

  it("fails when ServiceNow cannot be reached, a setting is missing, or nothing is given", async () => {
    expect((await deliver({ ...settings, SERVICENOW_INSTANCE: "http://127.0.0.1:1" }, given)).code).toBe(1);
    expect(await deliver({ SERVICENOW_INSTANCE: "http://127.0.0.1:1" }, given)).toEqual({ code: 2, out: "not set: SERVICENOW_USER, SERVICENOW_PASSWORD, SERVICENOW_OAUTH_ENTITY\n" });
    for (const input of ["", "{}", "null"]) expect((await deliver({ ...settings, SERVICENOW_INSTANCE: "http://127.0.0.1:1" }, input)).code, input).toBe(2);
  });
});
