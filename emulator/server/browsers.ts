import type { IncomingMessage } from "node:http";
import { ApiProblem } from "./reply";

/** A page of another site that has bound its name to loopback sends that name as the host: it gets nothing. */
export function checkHost(request: IncomingMessage): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (host === "127.0.0.1" || host === "localhost" || host === "[::1]") return;
  throw new ApiProblem(421, "emulator.host", "The emulator answers only under 127.0.0.1 and localhost.");
}

/** Pages may call the orgs from a browser, as they may call Genesys Cloud; the control API is not for pages. */
export function isPreflight(request: IncomingMessage): boolean {
  return request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined && !isControl(request.url ?? "");
}

function isControl(url: string): boolean {
  return url.startsWith("/emulator/");
}

/** What a page is allowed to send. */
export function preflightHeaders(origin: string): Record<string, string> {
  return {
    ...originHeaders(origin),
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE, HEAD",
    "Access-Control-Allow-Headers":
      "Authorization, Content-Type, Accept, Accept-Language, Idempotency-Key, If-Match, If-None-Match, purecloud-sdk",
    "Access-Control-Max-Age": "600",
  };
}

/** What lets a page read an answer. */
export function originHeaders(origin: string): Record<string, string> {
  return { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "ININ-Correlation-Id, Retry-After", Vary: "Origin" };
}
