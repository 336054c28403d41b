import { createHash, randomBytes } from "node:crypto";
import { UserError } from "../../access/errors";
import type { Answer, AnswerObject } from "./classify";
import type { Pace } from "./pace";

/** Time as the proof sees it, so that tests need none. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The real time. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** One request. The token is not part of it. */
export interface ProbeRequest {
  readonly method: string;
  /** Path from `/api/v2/` on, filled in. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A token, or why there is none. */
export type TokenAnswer = { readonly token: string } | { readonly refused: Answer };

const timeoutMilliseconds = 30_000;
const attempts = 4;
const longestWaitMilliseconds = 60_000;

/** Asks one org's API with one client's credentials. Bodies are read for ids and thrown away. */
export class Asker {
  constructor(
    private readonly apiBase: string,
    private readonly loginBase: string,
    private readonly clock: Clock,
    private readonly pace?: Pick<Pace, "turn">,
  ) {}

  /** A token by client credentials. */
  async clientToken(clientId: string, clientSecret: string): Promise<TokenAnswer> {
    return this.token(new URLSearchParams({ grant_type: "client_credentials" }), clientId, clientSecret);
  }

  /** A token of a user who has consented before. */
  async refreshedToken(clientId: string, clientSecret: string, refreshToken: string): Promise<TokenAnswer> {
    return this.token(new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }), clientId, clientSecret);
  }

  /**
   * A token of a user by authorization code with PKCE, where nobody has to be asked for consent: in
   * the emulator, whose users sign in with their email alone.
   */
  async consentedToken(clientId: string, clientSecret: string, redirectUri: string, email: string): Promise<TokenAnswer> {
    const verifier = randomBytes(32).toString("base64url");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const parameters = { client_id: clientId, response_type: "code", redirect_uri: redirectUri, code_challenge: challenge, code_challenge_method: "S256", email, consent: "allow" };
    const response = await this.send(() =>
      fetch(`${trim(this.loginBase)}/oauth/authorize`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(parameters).toString(),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMilliseconds),
      }),
    );
    if ("failure" in response) return { refused: { status: 0, message: response.failure } };
    const location = response.ok.headers.get("location") ?? "";
    await response.ok.body?.cancel();
    const code = URL.canParse(location) ? new URL(location).searchParams.get("code") : null;
    if (code === null) return { refused: { status: response.ok.status, message: "no authorization code was given" } };
    return this.token(new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier }), clientId, clientSecret);
  }

  private async token(form: URLSearchParams, clientId: string, clientSecret: string): Promise<TokenAnswer> {
    const response = await this.send(() =>
      fetch(`${trim(this.loginBase)}/oauth/token`, {
        method: "POST",
        headers: {
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: form.toString(),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      }),
    );
    if ("failure" in response) return { refused: { status: 0, message: response.failure } };
    const body = record(await json(response.ok));
    const token = body["access_token"];
    if (response.ok.status === 200 && typeof token === "string") return { token };
    return { refused: errorAnswer(response.ok, body) };
  }

  /** Makes one request and keeps of the answer only what decides. */
  async ask(token: string, request: ProbeRequest): Promise<Answer> {
    const query = request.query === undefined || Object.keys(request.query).length === 0 ? "" : `?${new URLSearchParams(request.query).toString()}`;
    const response = await this.send(() =>
      fetch(`${trim(this.apiBase)}${request.path}${query}`, {
        method: request.method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: "application/json",
          ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      }),
    );
    if ("failure" in response) return { status: 0, message: response.failure };
    const body = await json(response.ok);
    if (response.ok.status >= 200 && response.ok.status < 300) return { status: response.ok.status, objects: objectsOf(body) };
    return errorAnswer(response.ok, record(body));
  }

  /** The objects of a listing as the API sends them, for a caller that keeps one field of them for a moment; none when it is refused. */
  async read(token: string, request: Pick<ProbeRequest, "path">): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const response = await this.get(token, request.path);
    if ("failure" in response) return [];
    const body = await json(response.ok);
    if (response.ok.status !== 200) return [];
    const listed = Array.isArray(body) ? body : record(body)["entities"];
    return Array.isArray(listed) ? listed.map(record) : [];
  }

  /** The organization that a token belongs to, or why it does not say. */
  async organization(token: string): Promise<{ readonly id: string; readonly name: string } | { readonly refused: Answer }> {
    const response = await this.get(token, "/api/v2/organizations/me");
    if ("failure" in response) return { refused: { status: 0, message: response.failure } };
    const body = record(await json(response.ok));
    const id = text(body["id"]);
    if (response.ok.status !== 200 || id === undefined) return { refused: errorAnswer(response.ok, body) };
    return { id, name: text(body["name"]) ?? "" };
  }

  /** Ids of divisions by lower-case name, as far as the token's principal may see them. */
  async divisionIds(token: string): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    const home = await this.get(token, "/api/v2/authorization/divisions/home");
    if ("ok" in home && home.ok.status === 200) {
      const id = text(record(await json(home.ok))["id"]);
      if (id !== undefined) ids.set("home", id);
    }
    for (let page = 1; page <= 20; page += 1) {
      const response = await this.get(token, `/api/v2/authorization/divisions?pageSize=100&pageNumber=${page}`);
      if (!("ok" in response) || response.ok.status !== 200) break;
      const body = record(await json(response.ok));
      const entities = Array.isArray(body["entities"]) ? body["entities"].map(record) : [];
      for (const entity of entities) {
        const id = text(entity["id"]);
        const name = text(entity["name"]);
        if (id !== undefined && name !== undefined) ids.set(name.toLowerCase(), id);
      }
      if (entities.length < 100) break;
    }
    return ids;
  }

  /** All pages of a listing, as the API sends them. Throws when one is refused. */
  async pages(token: string, path: string): Promise<readonly unknown[]> {
    const pages: unknown[] = [];
    for (let page = 1; ; page += 1) {
      const response = await this.get(token, `${path}?pageSize=100&pageNumber=${page}`);
      if (!("ok" in response)) throw new UserError({ what: "the API cannot be reached", where: `${trim(this.apiBase)}${path}`, why: response.failure });
      const body = await json(response.ok);
      if (response.ok.status !== 200) {
        const { status, code, message } = errorAnswer(response.ok, record(body));
        throw new UserError({ what: "the listing is refused", where: `${trim(this.apiBase)}${path}`, why: `${status} ${code ?? ""} ${message ?? ""}`.trim() });
      }
      pages.push(body);
      const { pageCount, entities } = record(body);
      if (!(typeof pageCount === "number" && page < pageCount && Array.isArray(entities) && entities.length > 0)) return pages;
    }
  }

  private get(token: string, path: string): Promise<{ ok: Response } | { failure: string }> {
    return this.send(() =>
      fetch(`${trim(this.apiBase)}${path}`, {
        headers: { authorization: `Bearer ${token}`, accept: "application/json" },
        signal: AbortSignal.timeout(timeoutMilliseconds),
      }),
    );
  }

  private async send(request: () => Promise<Response>): Promise<{ ok: Response } | { failure: string }> {
    let failure = "no answer";
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const answered = await this.pace?.turn();
      try {
        const response = await request();
        answered?.();
        const again = response.status === 429 || response.status === 503;
        if (!again || attempt === attempts) return { ok: response };
        await response.body?.cancel();
        await this.clock.sleep(retryAfter(response.headers.get("retry-after"), attempt));
      } catch (error) {
        answered?.();
        failure = reason(error);
        if (attempt === attempts) break;
        await this.clock.sleep(500 * attempt);
      }
    }
    return { failure };
  }
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

function trim(base: string): string {
  return base.replace(/\/+$/, "").replace(/\/api\/v2$/, "");
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function errorAnswer(response: Response, body: Readonly<Record<string, unknown>>): Answer {
  const code = text(body["code"]) ?? text(body["error"]);
  const message = text(body["message"]) ?? text(body["error_description"]) ?? text(body["description"]);
  const correlationId = response.headers.get("inin-correlation-id") ?? text(body["contextId"]);
  return {
    status: response.status,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(correlationId === undefined || correlationId === null ? {} : { correlationId }),
  };
}

/** The ids in an answer, and the divisions beside them: of a listing, of a conversation query, of an array, or of one object. */
export function objectsOf(body: unknown): readonly AnswerObject[] {
  if (Array.isArray(body)) return body.map(objectOf).filter((object) => object !== undefined);
  const whole = record(body);
  for (const key of ["entities", "conversations", "results"]) {
    const listed = whole[key];
    if (Array.isArray(listed)) return listed.map(objectOf).filter((object) => object !== undefined);
  }
  // A query that found nothing leaves its list out; every page of it still says how many there are.
  if ("totalHits" in whole || ("total" in whole && "pageSize" in whole)) return [];
  const one = objectOf(body);
  return one === undefined || Object.keys(whole).length === 0 ? [] : [one];
}

function objectOf(value: unknown): AnswerObject | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const object = record(value);
  const id = text(object["id"]) ?? text(object["conversationId"]) ?? text(object["screenMonitoringId"]);
  const own = text(record(object["division"])["id"]) ?? text(object["divisionId"]);
  const several = object["divisionIds"] ?? (Array.isArray(object["divisions"]) ? object["divisions"].map((entry) => text(record(record(entry)["division"])["id"])) : undefined);
  const divisions = [
    ...(own === undefined ? [] : [own]),
    ...(Array.isArray(several) ? several.filter((entry): entry is string => typeof entry === "string") : []),
  ];
  const parts = partsOf(object);
  return {
    ...(id === undefined ? {} : { id }),
    ...(divisions.length === 0 ? {} : { divisions }),
    ...(Object.keys(parts).length === 0 ? {} : { parts }),
  };
}

/** Ids inside a conversation, as the conversation query lists them; a session of an agent is what other operations call a communication. */
function partsOf(conversation: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly string[]>> {
  const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.map(record) : []);
  const participants = list(conversation["participants"]);
  const found = {
    evaluationId: list(conversation["evaluations"]).map((one) => text(one["evaluationId"])),
    participantId: participants.map((one) => text(one["participantId"])),
    communicationId: participants.filter((one) => one["purpose"] === "agent").flatMap((one) => list(one["sessions"]).map((session) => text(session["sessionId"]))),
  };
  return Object.fromEntries(
    Object.entries(found)
      .map(([name, ids]) => [name, ids.filter((id) => id !== undefined)] as const)
      .filter(([, ids]) => ids.length > 0),
  );
}
