import { createServer, type Server } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ConnectionError } from "../../../provider/api/errors";
import { createTransport, isExcluded, isLoopback, type WireRequest } from "../../../provider/api/transport";

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function listen(server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
  close(): unknown;
}): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  ends.push(() => {
    (server as Server).closeAllConnections?.();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const request = (url: string, more: Partial<WireRequest> = {}): WireRequest => ({
  call: "POST /x",
  method: "POST",
  url: new URL(url),
  headers: { "x-own": "1" },
  body: "{}",
  ...more,
});

describe("a request", () => {
  it("carries method, headers and body, and brings the answer", async () => {
    const port = await listen(
      createServer((incoming, response) => {
        let text = "";
        incoming.on("data", (chunk: Buffer) => (text += chunk.toString()));
        incoming.on("end", () =>
          response
            .writeHead(201, { "inin-correlation-id": "c" })
            .end(`${incoming.method} ${incoming.url} ${incoming.headers["x-own"]} ${text}`),
        );
      }),
    );
    const answer = await createTransport(() => undefined)(request(`http://127.0.0.1:${port}/a?b=1`, { body: "ä" }));
    expect(answer).toMatchObject({ status: 201, body: "POST /a?b=1 1 ä", headers: { "inin-correlation-id": "c" } });
  });

  it("that nobody listened to cannot have had an effect; one that was cut off can", async () => {
    const port = await listen(createServer((incoming) => incoming.socket.destroy()));
    const send = createTransport(() => undefined);
    await expect(send(request(`http://127.0.0.1:${port}`))).rejects.toMatchObject({ effect: "unclear", host: `127.0.0.1:${port}` });
    await expect(send(request("http://127.0.0.1:1"))).rejects.toMatchObject({ effect: "not-sent", reason: "nothing listens there" });
    await expect(send(request("http://127.0.0.1:1"))).rejects.toBeInstanceOf(ConnectionError);
  });

  it("ends when it is cancelled", async () => {
    const port = await listen(createServer(() => undefined));
    const cancelled = new AbortController();
    const waiting = createTransport(() => undefined)(request(`http://127.0.0.1:${port}`, { signal: cancelled.signal }));
    cancelled.abort();
    await expect(waiting).rejects.toThrow();
  });
});

describe("a forward proxy", () => {
  it("gets plain requests whole", async () => {
    const port = await listen(createServer((incoming, response) => response.end(`${incoming.url} for ${incoming.headers.host}`)));
    const answer = await createTransport(() => ({ url: new URL(`http://127.0.0.1:${port}`), authorization: undefined }))(
      request("http://genesys.example/api/v2/x"),
    );
    expect(answer.body).toBe("http://genesys.example/api/v2/x for genesys.example");
  });

  it("is asked for a tunnel to a TLS host, with its own credentials and none of the request's", async () => {
    let asked = "";
    const port = await listen(
      createTcpServer((socket: Socket) => {
        socket.once("data", (chunk) => {
          asked = chunk.toString();
          socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        });
      }),
    );
    const send = createTransport(() => ({ url: new URL(`http://127.0.0.1:${port}`), authorization: "Basic dTpw" }));
    await expect(
      send(request("https://api.euw2.pure.cloud/api/v2/x", { headers: { authorization: "Bearer secret" } })),
    ).rejects.toMatchObject({ effect: "not-sent" });
    expect(asked).toMatch(/^CONNECT api\.euw2\.pure\.cloud:443 HTTP\/1\.1\r\n/);
    expect(asked).toContain("proxy-authorization: Basic dTpw");
    expect(asked).not.toContain("secret");
  });
});

describe("addresses", () => {
  it("of this machine are known", () => {
    expect(["localhost", "127.0.0.1", "127.1.2.3", "[::1]"].map(isLoopback)).toEqual([true, true, true, true]);
    expect(isLoopback("api.euw2.pure.cloud")).toBe(false);
  });

  it("can be excluded from the proxy", () => {
    expect(isExcluded("api.euw2.pure.cloud", "example.com, .pure.cloud")).toBe(true);
    expect(isExcluded("pure.cloud", "*.pure.cloud")).toBe(true);
    expect(isExcluded("impure.cloud", "pure.cloud")).toBe(false);
    expect(isExcluded("anything", "*")).toBe(true);
    expect(isExcluded("anything", "")).toBe(false);
  });
});
