import * as http from "node:http";
import * as https from "node:https";
import * as tls from "node:tls";
import { ConnectionError } from "./errors";

/** A request with everything that goes over the wire. */
export interface WireRequest {
  /** Method and path template for messages. */
  readonly call: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Ends the request when nothing depends on its answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer as it came. */
export interface WireResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Sends one request and gives the answer as it came; rejects where no answer came. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

/** A forward proxy. */
export interface ProxySettings {
  readonly url: URL;
  /** Value of the header Proxy-Authorization. */
  readonly authorization: string | undefined;
}

/** How long one attempt may take. */
const attemptTimeout = 30_000;

/** Errors after which it is certain that the server has seen nothing. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
]);

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "ECONNREFUSED":
      return "nothing listens there";
    case "ENOTFOUND":
      return "no such host";
    case "EAI_AGAIN":
      return "the name cannot be resolved";
    case "ECONNRESET":
      return "the connection was dropped";
    default:
      return error.code ?? error.message;
  }
}

/** Opens a connection to a TLS server through a proxy. */
function tunnel(proxy: ProxySettings, target: URL): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const address = `${target.hostname}:${target.port === "" ? "443" : target.port}`;
    const request = (proxy.url.protocol === "https:" ? https : http).request({
      host: proxy.url.hostname,
      port: proxy.url.port === "" ? undefined : proxy.url.port,
      method: "CONNECT",
      path: address,
      headers: { host: address, ...(proxy.authorization === undefined ? {} : { "proxy-authorization": proxy.authorization }) },
      timeout: attemptTimeout,
    });
    request.on("connect", (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        reject(Object.assign(new Error(`the proxy answered ${response.statusCode}`), { code: "ECONNREFUSED" }));
      } else resolve(tls.connect({ socket, servername: target.hostname }));
    });
    request.on("timeout", () => request.destroy(new Error("the proxy does not answer")));
    request.on("error", reject);
    request.end();
  });
}

/** Sends requests with connections kept open, through a proxy when `proxyFor` names one for the target. */
export function createTransport(proxyFor: (url: URL) => ProxySettings | undefined): Transport {
  const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };

  return async ({ call, method, url, headers, body, signal }) => {
    const failed = (error: NodeJS.ErrnoException, sent: boolean): ConnectionError =>
      new ConnectionError({
        call,
        host: url.host,
        effect: !sent || neverSent.has(error.code ?? "") ? "not-sent" : "unclear",
        reason: reasonOf(error),
      });
    const proxy = proxyFor(url);
    let socket: tls.TLSSocket | undefined;
    if (proxy !== undefined && url.protocol === "https:") {
      try {
        socket = await tunnel(proxy, url);
      } catch (error) {
        throw failed(error as NodeJS.ErrnoException, false);
      }
    }
    return new Promise<WireResponse>((resolve, reject) => {
      const options: https.RequestOptions = {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
        timeout: attemptTimeout,
        ...(signal === undefined ? {} : { signal }),
      };
      const agent = agents[url.protocol as "http:" | "https:"];
      const request =
        socket !== undefined
          ? https.request(url, { ...options, createConnection: () => socket, agent: false })
          : proxy !== undefined
            ? http.request({
                ...options,
                host: proxy.url.hostname,
                port: proxy.url.port,
                path: url.href,
                headers: { ...(options.headers as object), host: url.host },
              })
            : (url.protocol === "https:" ? https : http).request(url, { ...options, agent });
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString("utf8") }),
        );
        response.on("error", (error) => reject(failed(error, true)));
      });
      request.on("timeout", () =>
        request.destroy(Object.assign(new Error(`no answer within ${attemptTimeout / 1000} s`), { code: undefined })),
      );
      request.on("error", (error) => reject(failed(error, true)));
      request.end(body);
    });
  };
}

/** Whether an address is this machine's own: such requests never go through a proxy. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host.startsWith("127.");
}

/** Whether `NO_PROXY` (a list of host names and domain endings, or `*`) excludes a host. */
export function isExcluded(host: string, noProxy: string): boolean {
  return noProxy
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "")
    .some((entry) => {
      const ending = entry.replace(/^\*?\./, "");
      return entry === "*" || host.toLowerCase() === ending || host.toLowerCase().endsWith(`.${ending}`);
    });
}
