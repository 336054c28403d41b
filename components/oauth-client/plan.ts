import { emptyFragment } from "../../access/graph/fragment";
import type { GrantType, OAuthClient } from "../../access/graph/graph";
import { divisionsOrHome, graphGrants, namedRole } from "../grants";
import { tokens, type PlaceOf, type Plan, type Planned } from "../plan";
import type { OAuthClientArgs } from "./args";

/** Seconds that a token lives when nothing is said (specification, model OAuthClient). */
export const defaultTokenLifetimeSeconds = 86400;

const grantTypes: readonly GrantType[] = ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"];

/** A client and its grants. */
export interface ClientPlan extends Plan {
  readonly client: Planned<typeof tokens.client>;
}

/** The grant type that a text names, whatever its case. */
export function grantTypeOf(text: string | undefined): OAuthClient["grantType"] {
  const upper = (text ?? "CLIENT-CREDENTIALS").toUpperCase();
  return grantTypes.find((known) => known === upper) ?? { unknown: `'${text ?? ""}' is not a grant type` };
}

/** The client, its roles and its scopes, as they are given: whether they fit together is a rule's matter. */
export function planOAuthClient(name: string, args: OAuthClientArgs, placeOf: PlaceOf): ClientPlan {
  const protect = args.protect ?? true;
  const roles = args.roles ?? [];
  const scopes = [...new Set(args.scopes ?? [])];
  const redirectUris = [...new Set(args.redirectUris ?? [])].sort();
  const lifetime = args.tokenLifetimeSeconds ?? defaultTokenLifetimeSeconds;
  const grantType = grantTypeOf(args.grantType);
  const clientName = args.clientName ?? name;
  const client: Planned<typeof tokens.client> = {
    type: tokens.client,
    name,
    protect,
    inputs: {
      name: clientName,
      description: args.description ?? "",
      authorizedGrantType: typeof grantType === "string" ? grantType : (args.grantType ?? ""),
      accessTokenValiditySeconds: lifetime,
      registeredRedirectUris: redirectUris,
      scopes: [...scopes].sort(),
      roles: roles.map((role) => ({ roleName: role.roleName, divisions: divisionsOrHome(role.divisions) })),
      ...(args.secretVersion === undefined ? {} : { secretVersion: args.secretVersion }),
    },
  };
  return {
    client,
    resources: [client],
    permissions: [],
    access: {
      ...emptyFragment,
      roles: roles.map((role, index) => namedRole(role.roleName, placeOf(["roles", index]))),
      clients: [
        {
          key: name,
          name: clientName,
          grantType,
          scopes: scopes.map((scope) => ({ scope, place: placeOf(["scopes", (args.scopes ?? []).indexOf(scope)]) })),
          state: "active",
          redirectUris,
          tokenLifetimeSeconds: lifetime,
          protected: protect,
          place: placeOf([]),
        },
      ],
      grants: roles.flatMap((role) => graphGrants({ kind: "client", key: name }, [role.roleName], role.divisions, placeOf(["divisions"]))),
    },
  };
}
