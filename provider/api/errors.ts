/** Genesys Cloud answered, and the answer is a refusal or an error. */
export class ApiError extends Error {
  /** Method and path template, such as `POST /api/v2/oauth/clients`. */
  readonly call: string;
  readonly status: number;
  /** The API's own code, such as `missing.any.permissions`; empty when the answer had none. */
  readonly code: string;
  /** The API's own message, with nothing secret in it. */
  readonly apiMessage: string;
  /** Genesys' support asks for it. */
  readonly correlationId: string;
  /** From the header Retry-After, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(parts: {
    call: string;
    status: number;
    code: string;
    apiMessage: string;
    correlationId: string;
    retryAfterMs?: number | undefined;
  }) {
    super(`${parts.call}: ${parts.status} ${parts.code} ${parts.apiMessage}`);
    this.name = "ApiError";
    this.call = parts.call;
    this.status = parts.status;
    this.code = parts.code;
    this.apiMessage = parts.apiMessage;
    this.correlationId = parts.correlationId;
    this.retryAfterMs = parts.retryAfterMs;
  }
}

/** There was no answer. */
export class ConnectionError extends Error {
  readonly call: string;
  /** The host that was asked, with its port if it is not the usual one. */
  readonly host: string;
  /** `not-sent`: the request cannot have had an effect. `unclear`: it may have had one. */
  readonly effect: "not-sent" | "unclear";
  readonly reason: string;

  constructor(parts: { call: string; host: string; effect: "not-sent" | "unclear"; reason: string }) {
    super(`${parts.call}: ${parts.host}: ${parts.reason}`);
    this.name = "ConnectionError";
    this.call = parts.call;
    this.host = parts.host;
    this.effect = parts.effect;
    this.reason = parts.reason;
  }
}

/** Something that the user can act on, told in full in the message. */
export class ProviderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ProviderError";
  }
}

/** Whether an error is the API's answer with this status, and this code if one is named. */
export function isApiError(error: unknown, status: number, code?: string): error is ApiError {
  return error instanceof ApiError && error.status === status && (code === undefined || error.code === code);
}

/** Whether the effect of a failed request is not known: it may have been carried out. */
export function isUnclear(error: unknown): boolean {
  return (
    (error instanceof ConnectionError && error.effect === "unclear") ||
    (error instanceof ApiError && (error.status === 408 || (error.status >= 500 && error.status !== 501 && error.status !== 503)))
  );
}
