import type { RoleGrant } from "../args";

/** Arguments of {@link OAuthClient}. */
export interface OAuthClientArgs {
  /** Name of the client in Genesys Cloud. Default: the component's name. */
  clientName?: string;
  /** What the client is for. Default: empty. */
  description?: string;
  /** `CLIENT-CREDENTIALS`, `CODE` (with or without PKCE), `TOKEN`, `SAML2-BEARER` or `PASSWORD`. Default: `CLIENT-CREDENTIALS`. */
  grantType?: string;
  /** Roles that the client holds. They count for `CLIENT-CREDENTIALS` only, which needs at least one. Default: none. */
  roles?: RoleGrant[];
  /** OAuth scopes. They count for every grant type but `CLIENT-CREDENTIALS`. Default: none. */
  scopes?: string[];
  /** Redirect addresses of a client with a user's consent. Default: none. */
  redirectUris?: string[];
  /** Lifetime of a token in seconds, 300 to 172800. Default: 86400. */
  tokenLifetimeSeconds?: number;
  /** Any text. A new value replaces the client's secret in place, which interrupts every consumer. Default: none. */
  secretVersion?: string;
  /** Whether a destroy must lift the protection first. Default: `true`. */
  protect?: boolean;
}
