/** The name of an operation in Genesys' specification, which is also its method name in the JavaScript SDK: `getConversationRecordings`. */
export type OperationId = string;

/** How an operation's list of permissions is meant: one of them, all of them, or no list at all ("none declared" is not "none needed"). */
export type PermissionMode = "ANY" | "ALL" | "none";

/** One operation of the Platform API (method + path template), as the specification declares it, with the project's overrides applied. */
export interface Operation {
  readonly id: OperationId;
  /** `GET`, `POST`, … */
  readonly method: string;
  /** Path template from `/api/v2/` on, with parameters in braces. */
  readonly path: string;
  readonly tag: string;
  /** Scopes of which a user's token needs one (alternatives). Empty: the specification states none, which is not "none needed". */
  readonly scopes: readonly string[];
  readonly mode: PermissionMode;
  readonly permissions: readonly string[];
  /** `user`: refuses client credentials (400 `not.a.user`); `client`: refuses a user's token (400 `not.a.client`). */
  readonly context?: "user" | "client";
  readonly deprecated: boolean;
  /** Documented success codes, such as `["200", "202"]`; may be empty. */
  readonly successCodes: readonly string[];
  /** Documented refusal codes beyond those that every operation has. */
  readonly refusals: readonly OperationRefusal[];
  /** Names of the query parameters without which the call is a 400. */
  readonly requiredQuery: readonly string[];
  readonly body?: "required" | "optional";
}

/** One refusal that an operation documents: HTTP status and Genesys' code. */
export interface OperationRefusal {
  readonly status: number;
  readonly code: string;
}

/** `GET /api/v2/…`: how an operation is named for people. */
export function describeOperation(operation: Pick<Operation, "method" | "path">): string {
  return `${operation.method} ${operation.path}`;
}
