import { createHash, timingSafeEqual } from "node:crypto";
import { tokenFor } from "../authorization/tokens";
import type { Reply } from "../server/reply";
import type { ClientRecord } from "../state/entities";
import { hashOf, newSecret } from "../state/ids";
import type { Org } from "../state/org";
import { trustedPerson } from "../state/partners";

/** A request to the token endpoint, body decoded. */
export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly body: string;
  readonly now: number;
}

/** A refusal of the token endpoint. Its body is not the Platform API's. */
class TokenProblem extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly description: string,
  ) {
    super(description);
  }
}

/**
 * `POST /oauth/token`: client credentials, authorization code (with PKCE), refresh token.
 * Bodies are as seen on the real endpoint; the status of `invalid_client` is RFC 6749's (likely).
 */
export function issueToken(org: Org, request: TokenRequest): Reply {
  try {
    return answer(org, request);
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    return { status: error.status, body: { error: error.error, description: error.description, error_description: error.description } };
  }
}

function answer(org: Org, request: TokenRequest): Reply {
  if (!/^application\/x-www-form-urlencoded/i.test(request.contentType)) {
    throw new TokenProblem(400, "invalid_request", "the body must be application/x-www-form-urlencoded");
  }
  const form = new URLSearchParams(request.body);
  const grant = form.get("grant_type");
  if (grant === null || grant === "") throw new TokenProblem(400, "invalid_request", "missing parameter: grant_type");
  switch (grant) {
    case "client_credentials":
      return clientCredentials(org, request);
    case "authorization_code":
      return authorizationCode(org, request, form);
    case "refresh_token":
      return refresh(org, request, form);
    default:
      throw new TokenProblem(400, "unsupported_grant_type", `grant type is not supported: ${grant}`);
  }
}

function clientCredentials(org: Org, request: TokenRequest): Reply {
  const client = secretClient(org, request);
  requireGrantType(client, "CLIENT-CREDENTIALS");
  return tokenReply(org, client, request.now);
}

function authorizationCode(org: Org, request: TokenRequest, form: URLSearchParams): Reply {
  const codeHash = hashOf(form.get("code") ?? "");
  const code = org.codes.get(codeHash);
  const verifier = form.get("code_verifier");
  const client =
    code?.challenge !== undefined && request.authorization === undefined ? publicClient(org, form) : secretClient(org, request);
  requireGrantType(client, "CODE");
  if (code === undefined || code.clientId !== client.id || code.expiresAt <= request.now)
    throw new TokenProblem(400, "invalid_grant", "authorization code is invalid or expired");
  org.codes.delete(codeHash);
  if (form.get("redirect_uri") !== code.redirectUri)
    throw new TokenProblem(400, "invalid_grant", "redirect_uri does not match the authorization request");
  if (code.challenge !== undefined) {
    if (verifier === null) throw new TokenProblem(400, "invalid_request", "missing parameter: code_verifier");
    const computed = code.challenge.method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
    if (computed !== code.challenge.value) throw new TokenProblem(400, "invalid_grant", "code_verifier does not match the code_challenge");
  } else if (verifier !== null && verifier !== "") {
    throw new TokenProblem(400, "invalid_grant", "the authorization request had no code_challenge");
  }
  return tokenReply(org, client, request.now, { id: code.userId, scope: code.scope });
}

function refresh(org: Org, request: TokenRequest, form: URLSearchParams): Reply {
  const hash = hashOf(form.get("refresh_token") ?? "");
  const known = org.refreshTokens.get(hash);
  const client = request.authorization === undefined ? publicClient(org, form) : secretClient(org, request);
  requireGrantType(client, "CODE");
  if (known === undefined || known.clientId !== client.id || (org.users.get(known.userId) ?? trustedPerson(org, known.userId)?.user)?.state !== "active") {
    throw new TokenProblem(400, "invalid_grant", "refresh token is invalid");
  }
  org.refreshTokens.delete(hash);
  return tokenReply(org, client, request.now, { id: known.userId, scope: known.scope });
}

function tokenReply(org: Org, client: ClientRecord, now: number, user?: { id: string; scope: readonly string[] }): Reply {
  const token = newSecret();
  if (org.tokens.size > manyTokens) org.forgetExpired(now);
  org.tokens.put(hashOf(token), tokenFor(client, now, user));
  const body = { access_token: token, token_type: "bearer", expires_in: client.accessTokenValiditySeconds - 1 };
  if (user === undefined) return { status: 200, body };
  const refreshToken = newSecret();
  org.refreshTokens.put(hashOf(refreshToken), { clientId: client.id, userId: user.id, scope: user.scope });
  return { status: 200, body: { ...body, refresh_token: refreshToken } };
}

/** From here on it is worth looking for expired ones. */
const manyTokens = 5000;

function secretClient(org: Org, request: TokenRequest): ClientRecord {
  const match = /^basic (.+)$/i.exec(request.authorization ?? "");
  if (match === null) throw new TokenProblem(400, "invalid_request", "client id and secret must be in a Basic authorization header");
  const decoded = Buffer.from(match[1] ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  if (colon < 0) throw new TokenProblem(400, "invalid_request", "client id and secret must be in a Basic authorization header");
  const client = activeClient(org, decode(decoded.slice(0, colon)));
  const given = Buffer.from(hashOf(decode(decoded.slice(colon + 1))));
  const kept = Buffer.from(client.secretHash);
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) throw new TokenProblem(401, "invalid_client", "authentication failed");
  return client;
}

/** RFC 6749 has id and secret form-encoded before they are joined; neither has characters for which that matters, unless a client is sloppy. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** With PKCE a client that can keep no secret names itself in the form. */
function publicClient(org: Org, form: URLSearchParams): ClientRecord {
  const id = form.get("client_id");
  if (id === null || id === "") throw new TokenProblem(400, "invalid_request", "missing parameter: client_id");
  return activeClient(org, id);
}

function activeClient(org: Org, id: string): ClientRecord {
  const client = org.clients.get(id);
  if (client === undefined) throw new TokenProblem(401, "invalid_client", "client not found");
  if (client.state !== "active") throw new TokenProblem(401, "invalid_client", `client is ${client.state}`);
  return client;
}

function requireGrantType(client: ClientRecord, wanted: string): void {
  if (client.authorizedGrantType !== wanted)
    throw new TokenProblem(400, "unauthorized_client", "client is not authorized for this grant type");
}
