import type * as z from "zod";
import type { Operation } from "../../access/catalogue";
import type { CallAccess, Caller } from "../authorization/org-access";
import type { EmulatorOptions } from "../options";
import type { Org } from "../state/org";
import { badRequest, type Reply } from "./reply";

/** One authorized request to `/api/v2/**`, as a handler sees it. */
export interface Call {
  readonly org: Org;
  readonly operation: Operation;
  /** Values of the path's parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly caller: Caller;
  /** What the token may see and do beyond the gate that it has passed. */
  readonly access: CallAccess;
  readonly options: EmulatorOptions;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Address of the org, without a slash at the end. */
  readonly base: string;
}

/** Answers one operation. Handlers are synchronous, so that a request is one transaction. */
export type Handler = (call: Call) => Reply;

/** Handlers by operation name. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A path parameter. */
export function param(call: Call, name: string): string {
  const value = call.path[name];
  if (value === undefined) throw new Error(`The operation ${call.operation.id} has no path parameter ${name}.`);
  return value;
}

/** The body in its shape, or 400 with the first thing that is wrong. */
export function read<T extends z.ZodType>(call: Call, shape: T): z.output<T> {
  const result = shape.safeParse(call.body ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badRequest(
    `The request could not be understood: ${issue === undefined ? "its body is wrong" : `${issue.path.join(".") || "body"}: ${issue.message}`}.`,
  );
}

/** Values of a query parameter that may be repeated or hold a comma list. */
export function listOf(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "");
}
