import type { Plain } from "./plain";

/** A resource of a Pulumi program or state as plain data, whichever way it came. */
export interface ProgramResource {
  readonly urn: string;
  /** Type token, such as `genesyscloud:index/oauthClient:OauthClient`. */
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  /** URN of the provider that makes it, where the source says so. Components have none. */
  readonly provider?: string;
  readonly protect: boolean;
  /** Outputs where they are known, inputs otherwise. */
  readonly properties: { readonly [name: string]: Plain };
  /** URNs of the resources that a top-level property depends on: a set, whatever the order. */
  readonly propertyDependencies: { readonly [property: string]: readonly string[] };
  /** The resource's id, where the source knows it (a state does, the engine does not). */
  readonly id?: string;
}

/** Type tokens of the resources that decide access. Ours and the bridged provider share them. */
export const tokens = {
  client: "genesyscloud:index/oauthClient:OauthClient",
  role: "genesyscloud:index/authRole:AuthRole",
  division: "genesyscloud:index/authDivision:AuthDivision",
  group: "genesyscloud:index/group:Group",
  groupRoles: "genesyscloud:index/groupRoles:GroupRoles",
  user: "genesyscloud:index/user:User",
  userRoles: "genesyscloud:index/userRoles:UserRoles",
  provider: "pulumi:providers:genesyscloud",
} as const;

/** Start of the type tokens of our components. */
export const componentTokens = "genesys-access:index:";

/** True for a resource that the access graph is made of. */
export function matters(type: string): boolean {
  return type.startsWith("genesyscloud:") || type === tokens.provider || type.startsWith(componentTokens);
}
