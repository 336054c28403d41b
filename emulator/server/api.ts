import { type Caller, type OrgAccess, throwIfRefused } from "../authorization/org-access";
import { authenticate } from "../authorization/tokens";
import type { EmulatorOptions } from "../options";
import { handlers } from "../resources";
import type { Org } from "../state/org";
import type { RateLimit } from "./rate-limit";
import { ApiProblem, badRequest, type Reply } from "./reply";
import type { Route } from "./routes";

/** A request to `/api/v2/**` whose path is known. */
export interface ApiRequest {
  readonly org: Org;
  readonly access: OrgAccess;
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly remoteAddress: string;
  readonly body: Buffer | undefined;
  readonly options: EmulatorOptions;
  readonly now: number;
  readonly base: string;
  /** Told as soon as it is known who calls. */
  readonly onCaller: (caller: Caller) => void;
}

/**
 * Answers a request in the order that the platform is believed to use: token, address, rate limit,
 * access, and only then the operation itself (the order between these is in no published source).
 */
export function answerApi(request: ApiRequest, rates: RateLimit): Reply {
  const { org, access, route, query, options, now } = request;
  const { operation } = route;
  const caller = authenticate(org, request.authorization, now);
  request.onCaller(caller);
  const rateHeaders = options.rateLimitPerMinute === null ? undefined : rates.count(caller.tokenKey, options.rateLimitPerMinute, now);
  const at = { now, lateGrantsSeconds: options.lateGrantsSeconds };
  throwIfRefused(access.decide(caller, operation, at, { address: request.remoteAddress }));
  const handler = handlers[operation.id];
  if (handler === undefined) {
    throw new ApiProblem(
      501,
      "emulator.no.data",
      `Access is granted, but the emulator keeps no data for ${operation.method} ${operation.path}.`,
    );
  }
  for (const name of operation.requiredQuery)
    if (!query.has(name))
      throw missingQuery(
        name,
        operation.refusals.map((refusal) => refusal.code),
      );
  const reply = handler({
    org,
    operation,
    path: route.path,
    query,
    body: operation.body === undefined ? undefined : parseBody(request.body),
    caller,
    access: access.forCall(caller, operation, at),
    options,
    now,
    base: request.base,
  });
  return rateHeaders === undefined ? reply : { ...reply, headers: { ...rateHeaders, ...reply.headers } };
}

function missingQuery(name: string, codes: readonly string[]): ApiProblem {
  if (name === "permission" && codes.includes("missing.permission.param"))
    return badRequest("Missing required permission parameter", "missing.permission.param");
  return badRequest(`The query parameter ${name} is required.`);
}

function parseBody(body: Buffer | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw badRequest("The request could not be understood: its body is not JSON.");
  }
}
