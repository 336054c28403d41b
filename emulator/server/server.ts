import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Caller } from "../authorization/org-access";
import { authorize } from "../oauth/authorize";
import { issueToken } from "../oauth/token";
import { serveMedia } from "../resources/recordings/media";
import { answerApi } from "./api";
import { control } from "./control";
import type { Emulation, OrgInService } from "./emulation";
import { checkHost, isPreflight, originHeaders, preflightHeaders } from "./browsers";
import { ApiProblem, badRequest, notFound, problemBody, type Reply } from "./reply";
import { routeOf, type Route } from "./routes";
import { hasBody, readBody, send } from "./wire";

/** A request as far as its address tells. */
interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Set when the path lies in an org. */
  readonly inOrg?: { readonly name: string; readonly service: OrgInService };
}

/** What becomes known of a request while it is answered, for the log. */
interface Trace {
  caller?: Caller;
  route?: Route | undefined;
  template: string;
}

/** The HTTP server of an emulation. It does not listen yet. */
export function createEmulatorServer(emulation: Emulation): Server {
  const held = new Set<ServerResponse>();
  emulation.onRelease = () => {
    for (const response of held) response.destroy();
    held.clear();
  };
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    void serve(emulation, request, response, held).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  return server;
}

async function serve(emulation: Emulation, request: IncomingMessage, response: ServerResponse, held: Set<ServerResponse>): Promise<void> {
  const correlationId = randomUUID();
  const trace: Trace = { template: "" };
  let address: Address | undefined;
  let reply: Reply;
  let keepBack: "dropped" | "held" | undefined;
  try {
    checkHost(request);
    if (isPreflight(request)) {
      send(response, { status: 204, headers: preflightHeaders(request.headers.origin ?? "*") }, correlationId, false);
      return;
    }
    const body = hasBody(request) ? await readBody(request) : undefined;
    address = locate(emulation, request.url ?? "/");
    if (address.inOrg === undefined) {
      reply = answerControl(emulation, request, address, body);
    } else {
      const method = request.method ?? "GET";
      trace.template = address.path;
      if (address.path.startsWith("/api/v2/")) {
        trace.route = routeOf(method, address.path);
        trace.template = trace.route?.operation.path ?? address.path;
      }
      const { options } = emulation;
      if (options.latencyMs > 0) await sleep(options.latencyMs);
      const fault =
        options.fail.length === 0
          ? undefined
          : emulation.faults.hit({ org: address.inOrg.name, method, template: trace.template, path: address.path });
      if (fault?.status !== undefined) {
        const headers = fault.retryAfterSeconds === undefined ? {} : { "Retry-After": String(fault.retryAfterSeconds) };
        throw new ApiProblem(fault.status, fault.code ?? "emulator.injected", fault.message ?? "This failure was asked for.", {}, headers);
      }
      keepBack = fault?.drop !== undefined ? "dropped" : fault?.hold !== undefined ? "held" : undefined;
      reply =
        fault?.drop === "before" || fault?.hold === "before"
          ? { status: 0 }
          : answerOrg(emulation, request, address, address.inOrg.service, body, trace);
    }
    emulation.store.commit();
    if (!(address.path === "/oauth/token")) await emulation.store.durable();
  } catch (error) {
    emulation.store.rollback();
    reply = replyToError(error, correlationId);
  }
  if (address?.inOrg !== undefined) record(emulation, request, address, trace, reply, keepBack, correlationId);
  if (keepBack === "dropped") {
    request.socket.destroy();
  } else if (keepBack === "held") {
    held.add(response);
    response.once("close", () => held.delete(response));
  } else {
    const { origin } = request.headers;
    const open = origin !== undefined && address?.inOrg !== undefined;
    send(
      response,
      open ? { ...reply, headers: { ...reply.headers, ...originHeaders(origin) } } : reply,
      correlationId,
      request.method === "HEAD",
    );
  }
}

function locate(emulation: Emulation, url: string): Address {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? noQuery : new URLSearchParams(url.slice(mark + 1));
  if (path.startsWith("/orgs/")) {
    const end = path.indexOf("/", 6);
    const name = decode(path.slice(6, end < 0 ? undefined : end));
    const service = emulation.findOrg(name);
    if (service === undefined) throw emulation.unknownOrg(name);
    return { path: end < 0 ? "/" : path.slice(end), query, inOrg: { name, service } };
  }
  if (path === "/emulator" || path.startsWith("/emulator/") || path === "/") return { path, query };
  const only = emulation.onlyOrg();
  const service = only === undefined ? undefined : emulation.findOrg(only);
  return only === undefined || service === undefined ? { path, query } : { path, query, inOrg: { name: only, service } };
}

const noQuery = new URLSearchParams();

function answerControl(emulation: Emulation, request: IncomingMessage, address: Address, body: Buffer | undefined): Reply {
  if (request.headers.origin !== undefined) throw new ApiProblem(403, "emulator.origin", "The control API does not answer web pages.");
  if (address.path.startsWith("/emulator/"))
    return control(emulation, request.method ?? "GET", address.path.slice("/emulator/".length), body);
  const names = emulation.orgNames();
  throw notFound(
    "emulator.unknown",
    names.length === 0
      ? "The emulator has no org yet; seed one with POST /emulator/orgs."
      : `Name the org in the path: ${names.map((name) => `/orgs/${name}/`).join(", ")}.`,
  );
}

function answerOrg(
  emulation: Emulation,
  request: IncomingMessage,
  address: Address,
  service: OrgInService,
  body: Buffer | undefined,
  trace: Trace,
): Reply {
  const { org } = service;
  const now = emulation.now();
  const { path } = address;
  if (path.startsWith("/api/v2/")) {
    if (trace.route === undefined) throw notFound();
    return answerApi(
      {
        org,
        access: service.access,
        route: trace.route,
        query: address.query,
        authorization: request.headers.authorization,
        remoteAddress: request.socket.remoteAddress ?? "",
        body,
        options: emulation.options,
        now,
        base: emulation.baseOf(org.name),
        onCaller: (caller) => {
          trace.caller = caller;
        },
      },
      emulation.rates,
    );
  }
  if (path === "/oauth/token") {
    if (request.method !== "POST") throw new ApiProblem(405, "method.not.allowed", "The token endpoint takes POST.");
    return issueToken(org, {
      authorization: request.headers.authorization,
      contentType: request.headers["content-type"] ?? "",
      body: body?.toString("utf8") ?? "",
      now,
    });
  }
  if (path === "/oauth/authorize") {
    const form = request.method === "POST" ? new URLSearchParams(body?.toString("utf8")) : noQuery;
    const parameters = new URLSearchParams(
      [...address.query, ...form].filter(([name], index, all) => all.findIndex(([other]) => other === name) === index),
    );
    return authorize(org, request.method ?? "GET", parameters, now);
  }
  if (path.startsWith("/media/")) return serveMedia(org, path.slice("/media/".length), address.query, now);
  throw notFound();
}

function replyToError(error: unknown, correlationId: string): Reply {
  if (error instanceof ApiProblem) return { status: error.status, body: problemBody(error, correlationId), headers: error.headers };
  process.stderr.write(`emulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const why = code === "ENOSPC" ? "The disk of the emulator's state folder is full." : "The emulator has failed; its output says why.";
  return { status: 500, body: problemBody(new ApiProblem(500, "emulator.failed", why), correlationId) };
}

function record(
  emulation: Emulation,
  request: IncomingMessage,
  address: Address,
  trace: Trace,
  reply: Reply,
  keepBack: "dropped" | "held" | undefined,
  correlationId: string,
): void {
  const clientId = trace.caller?.client.id ?? (address.path === "/oauth/token" ? basicUser(request.headers.authorization) : undefined);
  const code = reply.status >= 400 ? (reply.body as { code?: string; error?: string } | undefined) : undefined;
  const name = code?.code ?? code?.error;
  emulation.log.add(address.inOrg?.name ?? "", {
    at: new Date(emulation.now()).toISOString(),
    method: request.method ?? "GET",
    path: trace.template,
    status: keepBack === undefined ? reply.status : 0,
    ...(trace.route === undefined ? {} : { operation: trace.route.operation.id }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(trace.caller?.kind === "user" ? { userId: trace.caller.id } : {}),
    ...(name === undefined ? {} : { code: name }),
    ...(keepBack === undefined ? {} : { outcome: keepBack }),
    correlationId,
  });
}

function basicUser(authorization: string | undefined): string | undefined {
  const match = /^basic (.+)$/i.exec(authorization ?? "");
  return match === null
    ? undefined
    : decode(
        Buffer.from(match[1] ?? "", "base64")
          .toString("utf8")
          .split(":", 1)[0] ?? "",
      );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest("The path is not correctly encoded.", "bad.request");
  }
}
