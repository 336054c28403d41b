import { ApiProblem } from "../server/reply";
import type { ClientRecord, TokenRecord } from "../state/entities";
import { hashOf } from "../state/ids";
import type { Org } from "../state/org";
import { trustedPerson } from "../state/partners";
import { builtInClient } from "./graph";
import type { Caller } from "./org-access";

/** Finds out who a request acts for, or throws 401 as the API does. */
export function authenticate(org: Org, authorization: string | undefined, now: number): Caller {
  if (authorization === undefined || !/^bearer /i.test(authorization)) {
    throw new ApiProblem(401, "authentication.required", "No authentication bearer token specified in authorization header.");
  }
  const tokenKey = hashOf(authorization.slice(7).trim());
  const token = org.tokens.get(tokenKey);
  if (token === undefined || token.expiresAt <= now) throw badCredentials();
  const client = token.builtIn === true ? genesysOwnClient : org.clients.get(token.clientId);
  if (client === undefined || client.state === "disabled") throw badCredentials();
  if (token.userId === undefined) return { kind: "client", id: client.id, tokenKey, token, client };
  if ((org.users.get(token.userId) ?? trustedPerson(org, token.userId)?.user)?.state !== "active") throw badCredentials();
  return { kind: "user", id: token.userId, tokenKey, token, client };
}

function badCredentials(): ApiProblem {
  return new ApiProblem(401, "bad.credentials", "Invalid login credentials.");
}

/** A token row for a client of the org, or for a user who signed in through it. */
export function tokenFor(
  client: ClientRecord,
  now: number,
  user?: { readonly id: string; readonly scope: readonly string[] },
): TokenRecord {
  return {
    clientId: client.id,
    ...(user === undefined ? {} : { userId: user.id, scope: user.scope }),
    createdAt: now,
    expiresAt: now + client.accessTokenValiditySeconds * 1000,
  };
}

const genesysOwnClient: ClientRecord = {
  id: builtInClient,
  name: "Genesys Cloud",
  description: "",
  accessTokenValiditySeconds: 86_400,
  authorizedGrantType: "TOKEN",
  registeredRedirectUri: [],
  scope: [],
  state: "active",
  secretHash: "",
  dateCreated: "2020-01-01T00:00:00.000Z",
  dateModified: "2020-01-01T00:00:00.000Z",
};

/** A token row for a user who signed in at Genesys' own pages, as the developer centre hands them out. */
export function builtInToken(userId: string, now: number): TokenRecord {
  return {
    clientId: builtInClient,
    userId,
    createdAt: now,
    expiresAt: now + genesysOwnClient.accessTokenValiditySeconds * 1000,
    builtIn: true,
  };
}
