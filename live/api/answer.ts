import { catalogue, type Operation } from "../../access/catalogue";
import { needs } from "../../access/needs";

/** A refusal or another answer that is not a success, as far as it says why. */
export interface LiveRefusal {
  /** `METHOD /path/template`. */
  readonly call: string;
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly correlationId?: string;
}

/** What a call got: a body, or why not. */
export type LiveAnswer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly refusal: LiveRefusal };

/** Something of the org that could not be read. What is not read is not known; it is never taken to be empty. */
export interface Unread {
  /** In a person's words: `OAuth clients`. */
  readonly what: string;
  /** `METHOD /path/template`. */
  readonly call: string;
  /** The permissions that would let it be read; empty when none would help. */
  readonly permissions: readonly string[];
  readonly status?: number;
  readonly code?: string;
  /** Why, in one clause without a full stop. */
  readonly why: string;
}

/** A value that was read, or why it is unknown. */
export type Read<Value> = { readonly known: true; readonly value: Value } | { readonly known: false; readonly unread: Unread };

/** A value that was read. */
export function known<Value>(value: Value): Read<Value> {
  return { known: true, value };
}

/** The same value in another form; what is unknown stays unknown. */
export function mapRead<Value, Other>(read: Read<Value>, change: (value: Value) => Other): Read<Other> {
  return read.known ? known(change(read.value)) : read;
}

/** The value, or another one in its place when it is unknown. */
export function valueOr<Value, Other>(read: Read<Value>, other: Other): Value | Other {
  return read.known ? read.value : other;
}

/** What stands in the place of something that the org refused to show. */
export function unreadOf(what: string, refusal: LiveRefusal): Unread {
  const { call, status, code } = refusal;
  const operation = operationOf(call);
  const permissions = status === 403 && operation !== undefined ? needs([call]).role.permissions : [];
  return { what, call, permissions, status, ...(code === undefined ? {} : { code }), why: reason(refusal, permissions, operation) };
}

/** What stands in the place of something that was not asked for, because enough was asked. */
export function notAsked(what: string, call: string, limit: number): Unread {
  return { what, call, permissions: [], why: `not asked for: the limit of ${limit} calls was reached` };
}

function operationOf(call: string): Operation | undefined {
  const resolved = catalogue().resolve(call);
  return resolved.known ? resolved.operation : undefined;
}

function reason(refusal: LiveRefusal, permissions: readonly string[], operation: Operation | undefined): string {
  const answer = `${refusal.status}${refusal.code === undefined ? "" : ` ${refusal.code}`}`;
  if (refusal.status === 403) {
    if (refusal.code === "app.not.authorized.for.scope" && operation !== undefined) {
      return `the token has none of the scopes ${operation.scopes.join(", ")}`;
    }
    if (permissions.length > 0) return `${permissions.join(" and ")} ${permissions.length === 1 ? "is" : "are"} missing`;
  }
  return `the org answers ${answer}`;
}
