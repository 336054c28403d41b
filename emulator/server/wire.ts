import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiProblem, type Reply } from "./reply";

const maxBody = 10 * 1024 * 1024;

/** Writes an answer; without its body when only the head was asked for. */
export function send(response: ServerResponse, reply: Reply, correlationId: string, headOnly: boolean): void {
  const { body } = reply;
  const bytes = body === undefined ? undefined : typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const headers: Record<string, string | number> = {
    "ININ-Correlation-Id": correlationId,
    ...(bytes === undefined || reply.headers?.["Content-Type"] !== undefined ? {} : { "Content-Type": "application/json" }),
    ...reply.headers,
  };
  if (bytes === undefined) {
    if (reply.status !== 204) headers["Content-Length"] = 0;
  } else {
    headers["Content-Length"] = Buffer.byteLength(bytes);
  }
  response.writeHead(reply.status, headers);
  response.end(headOnly ? undefined : bytes);
}

/** Whether a request brings a body. */
export function hasBody(request: IncomingMessage): boolean {
  return request.headers["content-length"] !== undefined
    ? request.headers["content-length"] !== "0"
    : request.headers["transfer-encoding"] !== undefined;
}

/** The whole body; 413 when it is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new ApiProblem(413, "request.too.large", `The body may have at most ${maxBody} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
