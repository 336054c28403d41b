import { answered, UserError } from "../../access/errors";
import type { Target } from "../../stacks/target";
import { notAsked, unreadOf, known, type LiveAnswer, type LiveRefusal, type Read } from "./answer";
import { realClock, type Clock } from "./clock";

/** A call of the Platform API. */
export interface LiveCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path template, such as `/api/v2/oauth/clients/{clientId}`. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
}

/** Sends one request; a test gives its own. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Where the API is and as whom it is asked. */
export type LiveTarget = Pick<Target, "apiBase" | "loginBase" | "clientId" | "clientSecret" | "accessToken" | "credentials">;

/** The parts that a client of a live org works with. */
export interface LiveApiOptions {
  readonly clock?: Clock;
  readonly send?: Send;
  /** The most calls that are made, apart from repeated ones. */
  readonly limit?: number;
}

/** The most calls of one reading, unless more are allowed: half of what Genesys Cloud admits in a minute. */
export const defaultLimit = 150;

const perMinute = 300;
const attempts = 5;
const timeoutMilliseconds = 30_000;
const longestWaitMilliseconds = 180_000;
const pageSize = 100;

/**
 * The Platform API of one org, for reading it: token, limit of requests, retries, paging, a bound
 * on the number of calls. Nothing secret stands in what it throws or returns.
 */
export class LiveApi {
  /** How many requests were made so far, the one for a token and repeated ones among them. */
  calls = 0;
  /** The most calls that are made. */
  readonly limit: number;
  readonly #target: LiveTarget;
  readonly #clock: Clock;
  readonly #send: Send;
  readonly #sent: number[] = [];
  #token: Promise<string> | undefined;
  #asked = 0;

  constructor(target: LiveTarget, options: LiveApiOptions = {}) {
    this.#target = target;
    this.#clock = options.clock ?? realClock;
    this.#send = options.send ?? ((url, init) => fetch(url, init));
    this.limit = options.limit ?? defaultLimit;
  }

  /** Whether the token belongs to the client whose credentials were given, rather than being given itself. */
  get hasClientCredentials(): boolean {
    return this.#target.accessToken === undefined;
  }

  /** Whether another call may be made. */
  get mayAsk(): boolean {
    return this.#asked < this.limit;
  }

  /**
   * Makes one call. Throws a UserError when the org cannot be reached or does not accept the
   * credentials at all; every other answer is returned.
   */
  async call(call: LiveCall): Promise<LiveAnswer> {
    this.#asked += 1;
    const token = await this.#currentToken();
    const url = new URL(trimmed(this.#target.apiBase) + filled(call.path, call.parameters ?? {}));
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
    const name = `${call.method} ${call.path}`;
    const response = await this.#request(url.href, call.method !== "POST" || /\/search$/.test(call.path), {
      method: call.method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    const body = await json(response);
    if (response.status >= 200 && response.status < 300) return { ok: true, body };
    const refusal = refusalOf(name, response, body);
    if (response.status === 401) throw this.#notAccepted(refusal);
    return { ok: false, refusal };
  }

  /** Reads something. What may not be read, or not any more, is unknown. */
  async read<Value>(what: string, call: LiveCall, convert: (body: unknown) => Value): Promise<Read<Value>> {
    if (!this.mayAsk) return { known: false, unread: notAsked(what, `${call.method} ${call.path}`, this.limit) };
    const answer = await this.call(call);
    return answer.ok ? known(convert(answer.body)) : { known: false, unread: unreadOf(what, answer.refusal) };
  }

  /** Reads all pages of a listing. A listing that cannot be read to its end is unknown as a whole. */
  async readAll<Entity>(what: string, path: string, convert: (entity: unknown) => Entity, options: ListOptions = {}): Promise<Read<readonly Entity[]>> {
    const entities: Entity[] = [];
    for (let pageNumber = 1; ; pageNumber += 1) {
      const query = { ...options.query, pageSize, pageNumber };
      const page = await this.read(
        what,
        { method: "GET", path, query, ...(options.parameters === undefined ? {} : { parameters: options.parameters }) },
        (body) => record(body),
      );
      if (!page.known) return page;
      const listed = Array.isArray(page.value["entities"]) ? page.value["entities"] : [];
      entities.push(...listed.map(convert));
      const pageCount = page.value["pageCount"];
      if (listed.length === 0 || typeof pageCount !== "number" || pageNumber >= pageCount) return known(entities);
    }
  }

  #currentToken(): Promise<string> {
    this.#token ??= this.#target.accessToken === undefined ? this.#newToken() : Promise.resolve(this.#target.accessToken);
    return this.#token;
  }

  async #newToken(): Promise<string> {
    const { loginBase, clientId = "", clientSecret = "", credentials } = this.#target;
    const response = await this.#request(`${trimmed(loginBase)}/oauth/token`, true, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    const body = record(await json(response));
    const token = body["access_token"];
    if (response.status === 200 && typeof token === "string") return token;
    const { status, code, message } = refusalOf("POST /oauth/token", response, body);
    throw new UserError({
      what: "the deployer gets no token",
      where: `${trimmed(loginBase)}/oauth/token`,
      why:
        code === "invalid_client"
          ? `Genesys Cloud says ${message ?? code}: the secret is wrong, or the client is of another region or org. Credentials from: ${credentials}.`
          : `${answered({ status, code, message })}. Credentials from: ${credentials}.`,
      next: "correct the credentials and run the same command again. Nothing was changed.",
    });
  }

  #notAccepted({ code, message, status }: LiveRefusal): UserError {
    const isAddress = code === "ip.not.authorized";
    return new UserError({
      what: isAddress ? "the org admits no call from this machine's address" : "the org does not accept the token",
      where: trimmed(this.#target.apiBase),
      why: `${answered({ status, code, message })}. Credentials from: ${this.#target.credentials}.`,
      next: isAddress
        ? "have an administrator add this machine's address to the allowed addresses, or run this where it is allowed. Nothing was changed."
        : "get a new token, or correct the credentials. Nothing was changed.",
    });
  }

  async #request(url: string, repeatable: boolean, init: RequestInit): Promise<Response> {
    let failure = "no answer";
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      await this.#keepPace();
      this.calls += 1;
      try {
        const response = await this.#send(url, { ...init, signal: AbortSignal.timeout(timeoutMilliseconds) });
        const again = response.status === 429 || (repeatable && response.status >= 500 && response.status !== 501);
        if (!again || attempt === attempts) return response;
        await response.body?.cancel();
        await this.#clock.sleep(retryAfter(response.headers.get("retry-after"), attempt));
      } catch (error) {
        failure = reason(error);
        if (!repeatable || attempt === attempts) break;
        await this.#clock.sleep(500 * attempt);
      }
    }
    throw new UserError({
      what: "the org cannot be reached",
      where: new URL(url).origin,
      why: failure,
      next: repeatable
        ? "check network, proxy and region, then run the same command again. Nothing was changed."
        : "whether the last call was carried out is not known. Run the same command again: it finds what it has made.",
    });
  }

  /** Stays below what Genesys Cloud admits in a minute with one token. */
  async #keepPace(): Promise<void> {
    const now = this.#clock.now();
    while (this.#sent.length > 0 && now - (this.#sent[0] ?? 0) >= 60_000) this.#sent.shift();
    if (this.#sent.length >= perMinute) {
      await this.#clock.sleep(60_000 - (now - (this.#sent[0] ?? now)));
      return this.#keepPace();
    }
    this.#sent.push(now);
  }
}

/** How a listing is read. */
export interface ListOptions {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
}

/** A value as a record; anything else is one without fields. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts of a list; anything else is an empty one. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function retryAfter(header: string | null, attempt: number): number {
  const seconds = header === null ? Number.NaN : Number(header);
  return Math.min(Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 1000 * attempt, longestWaitMilliseconds);
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error) return ("code" in cause && typeof cause.code === "string" ? cause.code : cause.message) || cause.name;
  return String(cause);
}

function trimmed(base: string): string {
  return base.replace(/\/+$/, "").replace(/\/api\/v2$/, "");
}

function filled(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? "").replace(/\*/g, "%2A"));
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function refusalOf(call: string, response: Response, body: unknown): LiveRefusal {
  const fields = record(body);
  const code = text(fields["code"]) ?? text(fields["error"]);
  const message = text(fields["message"]) ?? text(fields["error_description"]) ?? text(fields["description"]);
  const correlationId = response.headers.get("inin-correlation-id") ?? text(fields["contextId"]);
  return {
    call,
    status: response.status,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(correlationId === null || correlationId === undefined ? {} : { correlationId }),
  };
}
