/** An answer before it is written. No `body` means an empty one. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a body. */
export function ok(body: unknown): Reply {
  return { status: 200, body };
}

/** 204. */
export const noContent: Reply = { status: 204 };

/** A refusal or error in the Platform API's form. Throwing one takes back what the request changed. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly messageParams: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "ApiProblem";
  }
}

/** The error body of the Platform API. `contextId` is the correlation id of the answer. */
export function problemBody(problem: ApiProblem, contextId: string): unknown {
  return {
    message: problem.message,
    code: problem.code,
    status: problem.status,
    messageParams: problem.messageParams,
    contextId,
    details: [],
    errors: [],
  };
}

/** 404 of an object, in the words that the specification gives for every operation. */
export function notFound(code = "not.found", message = "The requested resource was not found."): ApiProblem {
  return new ApiProblem(404, code, message);
}

/** 400. The default code is the one the Platform API uses for a body that it can't read. */
export function badRequest(message: string, code = "bad.request"): ApiProblem {
  return new ApiProblem(400, code, message);
}
