import { AsyncLocalStorage } from "node:async_hooks";
import type { Settings } from "../config/settings";
import type { Clock } from "./clock";
import { ApiError, isApiError, ProviderError } from "./errors";
import { SentRequests } from "./rate";
import { afterFailure } from "./retry";
import type { Transport, WireResponse } from "./transport";

/** One call of the Platform API. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path template, such as `/api/v2/oauth/clients/{clientId}`. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** Doing it twice has the same effect as once. True for everything but POST and PATCH unless said. */
  readonly repeatable?: boolean;
  /** Says why a refusal may pass by itself; see RetryPolicy. */
  readonly late?: (error: ApiError) => string | undefined;
  /** How long such a refusal is waited out, in milliseconds; the setting grantTimeout unless said. */
  readonly lateLimitMs?: number;
  /** Told about every wait of a second or more. */
  readonly onWait?: ((message: string) => void) | undefined;
}

/** The parts that the client works with. */
export interface ApiParts {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly userAgent: string;
  /** Aborted when the engine cancels: waiting ends, requests that have an effect are let finish. */
  readonly signal: AbortSignal;
  /** Keeps a secret out of every later message. */
  readonly hide: (secret: string) => void;
}

/** When the operation that makes the calls must be done, on the clock's scale: the resource option customTimeouts. */
export const deadline = new AsyncLocalStorage<number>();

interface Token {
  readonly value: string;
  readonly expires: number;
}

/** An organization as `GET /api/v2/organizations/me` describes it. */
export type Organization = { readonly id: string; readonly name: string } & Readonly<Record<string, unknown>>;

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(body: unknown, ...names: string[]): string {
  for (const name of names) {
    const value = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

/** Milliseconds of a `Retry-After` header: seconds, or a date. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function fill(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? "").replace(/\*/g, "%2A"));
}

/**
 * The Platform API of one organization: token, limit of requests, retries. Nothing is asked before the first call, and no call
 * is made before the organization is known to be the expected one.
 */
export class GenesysApi {
  private readonly parts: ApiParts;
  private readonly sent: SentRequests;
  private token: Promise<Token> | undefined;
  private organization: Promise<Organization> | undefined;

  constructor(parts: ApiParts) {
    this.parts = parts;
    this.sent = new SentRequests(parts.settings.callsPerSecond);
    // Whoever started this process, or a preview before it, may have asked the same org just now.
    for (let left = parts.settings.callsPerSecond ?? 0; left > 0; left -= 1) this.sent.note(parts.clock.now());
  }

  get settings(): Settings {
    return this.parts.settings;
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  /** The organization that the credentials belong to; asked once. */
  organizationMe(): Promise<Organization> {
    this.organization ??= this.perform({ method: "GET", path: "/api/v2/organizations/me" }).then(
      (body) => body as Organization,
      (error: unknown) => {
        this.organization = undefined;
        throw error;
      },
    );
    return this.organization;
  }

  /**
   * Makes sure that the credentials belong to the organization that the settings name, if they name one.
   *
   * @throws ProviderError when they belong to another one
   */
  async checkOrganization(): Promise<void> {
    const expected = this.settings.organizationId;
    if (expected === undefined) return;
    const { id, name } = await this.organizationMe();
    if (id.toLowerCase() === expected.toLowerCase()) return;
    throw new ProviderError(
      `These credentials belong to the organization "${name}" (${id}), but organizationId says ${expected}. Nothing was changed.\n` +
        "Next: use the credentials of the right organization, or correct organizationId if this is the right one.",
    );
  }

  /**
   * Makes a call and returns the answer's body.
   *
   * @throws ApiError, ConnectionError when it failed for good; ProviderError when it could not be made at all
   */
  async call<Body = unknown>(call: Call): Promise<Body> {
    await this.checkOrganization();
    return (await this.perform(call)) as Body;
  }

  /** All entities of a paged listing. */
  async list<Entity>(path: string, query: Readonly<Record<string, string | number | boolean>> = {}): Promise<Entity[]> {
    const entities: Entity[] = [];
    for (let pageNumber = 1; ; pageNumber++) {
      const page = await this.call<{ entities?: Entity[]; pageCount?: number }>({
        method: "GET",
        path,
        query: { ...query, pageSize: 100, pageNumber },
      });
      entities.push(...(page.entities ?? []));
      if (pageNumber >= (page.pageCount ?? 1) || (page.entities ?? []).length === 0) return entities;
    }
  }

  private async perform(call: Call): Promise<unknown> {
    const { clock, signal, settings } = this.parts;
    const policy = {
      repeatable: call.repeatable ?? (call.method !== "POST" && call.method !== "PATCH"),
      lateLimitMs: call.lateLimitMs ?? settings.grantTimeoutMs,
      ...(call.late === undefined ? {} : { late: call.late }),
    };
    const started = clock.now();
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      // Outside: what failed about the token has been tried again already.
      const token = await this.currentToken();
      try {
        return await this.once(call, token);
      } catch (error) {
        if (isApiError(error, 401) && error.code !== "ip.not.authorized" && !renewed && settings.accessToken === undefined) {
          renewed = true;
          this.token = undefined;
          continue;
        }
        const decision = afterFailure(error, attempt, clock.now() - started, policy);
        if (!decision.retry || signal.aborted) throw error;
        const soFar = Math.round((clock.now() - started) / 1000);
        await this.wait(decision.afterMs, soFar === 0 ? decision.why : `${decision.why} (${soFar} s so far)`, call.onWait);
      }
    }
  }

  private async wait(ms: number, why: string, onWait: Call["onWait"]): Promise<void> {
    const { clock, signal } = this.parts;
    if (clock.now() + ms > (deadline.getStore() ?? Infinity))
      throw new ProviderError(`The time that customTimeouts allows is over while ${why}.`);
    if (ms >= 1000) onWait?.(`waiting ${Math.round(ms / 1000)} s: ${why}`);
    try {
      await clock.sleep(ms, signal);
    } catch {
      throw new ProviderError("Cancelled while waiting for Genesys Cloud.");
    }
  }

  /** Waits until another request may be sent. */
  private async room(onWait: Call["onWait"]): Promise<void> {
    const { clock, settings } = this.parts;
    for (let delay = this.sent.delay(clock.now()); delay > 0; delay = this.sent.delay(clock.now())) {
      await this.wait(delay, settings.callsPerSecond === undefined ? "300 requests a minute are allowed" : `${settings.callsPerSecond} requests a second are wanted at most`, onWait);
    }
  }

  private async once(call: Call, token: string): Promise<unknown> {
    const { clock, settings, transport, userAgent } = this.parts;
    await this.room(call.onWait);
    const url = new URL(this.base("apiBase") + fill(call.path, call.parameters ?? {}));
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
    const name = `${call.method} ${call.path}`;
    const sent = this.sent.note(clock.now());
    const response = await transport({
      call: name,
      method: call.method,
      url,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        "user-agent": userAgent,
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal: call.method === "GET" ? this.parts.signal : undefined,
    });
    if (settings.callsPerSecond !== undefined) sent.at = clock.now();
    const body = parse(response.body);
    if (response.status >= 200 && response.status < 300) return body;
    throw this.refusal(name, response, body);
  }

  private refusal(call: string, response: WireResponse, body: unknown): ApiError {
    const header = (name: string): string | undefined => {
      const value = response.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    return new ApiError({
      call,
      status: response.status,
      code: field(body, "code", "error"),
      apiMessage:
        field(body, "message", "error_description", "description") ||
        (body === undefined && response.body !== "" ? "(the answer is not JSON)" : ""),
      correlationId: header("inin-correlation-id") ?? field(body, "contextId"),
      retryAfterMs: retryAfter(header("retry-after"), this.parts.clock.now()),
    });
  }

  private base(which: "apiBase" | "loginBase"): string {
    const base = this.settings[which];
    if (base !== undefined) return base;
    throw new ProviderError(
      "The provider does not know which region the organization is in.\n" +
        "Next: set awsRegion on the provider, or the variable GENESYSCLOUD_REGION.",
    );
  }

  private async currentToken(): Promise<string> {
    const { settings, clock } = this.parts;
    if (settings.accessToken !== undefined) return settings.accessToken;
    if (this.token !== undefined) {
      const { value, expires } = await this.token;
      if (clock.now() < expires) return value;
    }
    this.token = this.newToken().catch((error: unknown) => {
      this.token = undefined;
      throw error;
    });
    return (await this.token).value;
  }

  private async newToken(): Promise<Token> {
    const { settings, clock, transport, userAgent, hide } = this.parts;
    const { clientId, clientSecret } = settings;
    if (clientId === undefined || clientSecret === undefined) {
      throw new ProviderError(
        "The provider has no credentials for Genesys Cloud.\n" +
          "Next: set oauthclientId and oauthclientSecret on the provider, or GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET.",
      );
    }
    const policy = { repeatable: true, lateLimitMs: 0 };
    const started = clock.now();
    const call = "POST /oauth/token";
    for (let attempt = 1; ; attempt++) {
      try {
        // Genesys Cloud does not count it among the requests of a minute; who wants few in a second means it as well.
        if (settings.callsPerSecond !== undefined) await this.room(undefined);
        const sent = settings.callsPerSecond === undefined ? undefined : this.sent.note(clock.now());
        const response = await transport({
          call,
          method: "POST",
          url: new URL(`${this.base("loginBase")}/oauth/token`),
          headers: {
            authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
            accept: "application/json",
            "content-type": "application/x-www-form-urlencoded",
            "user-agent": userAgent,
          },
          body: "grant_type=client_credentials",
          signal: this.parts.signal,
        });
        if (sent !== undefined) sent.at = clock.now();
        const body = parse(response.body);
        const value = field(body, "access_token");
        if (response.status !== 200 || value === "") throw this.refusal(call, response, body);
        hide(value);
        const lifetime = Number((body as { expires_in?: unknown }).expires_in ?? 0);
        return { value, expires: clock.now() + 1000 * Math.max(60, lifetime - 60) };
      } catch (error) {
        const decision = afterFailure(error, attempt, clock.now() - started, policy);
        if (!decision.retry || this.parts.signal.aborted) throw error;
        await this.wait(decision.afterMs, decision.why, undefined);
      }
    }
  }
}
