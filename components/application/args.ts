import type * as pulumi from "@pulumi/pulumi";
import type { PermissionRequest } from "../args";

/** What a machine that calls the API is and does, whoever its token acts for. */
export interface CallerArgs {
  /** Name of the client and of the role in Genesys Cloud. Default: the component's name. */
  applicationName?: string;
  /** What the application is for, in one sentence. Genesys Cloud shows it at the client and the role. Default: empty. */
  description?: string;
  /** Team or person who answers for it. */
  owner?: string;
  /** Why it may have this access. */
  purpose?: string;
  /** Where the access was asked for. */
  ticket?: string;
  /** Day until which the access was reviewed, such as `2027-12-31`. */
  reviewBy?: string;
  /** Operations that it calls: `METHOD /api/v2/path`, or the operation's name. Its role and its scopes follow from them. Default: none. */
  calls?: string[];
  /** Permissions asked for outright. Default: none. */
  permissions?: PermissionRequest[];
  /** Roles that the org has already, by name, beside the application's own. Default: none. */
  roles?: string[];
  /**
   * Ids of those roles among `roles` that the same program makes, by name: the grants then follow their
   * replacement. Default: roles are found by name.
   */
  roleIds?: Record<string, pulumi.Input<string>>;
  /** What it reads of recordings: `screen`, `audio`, or both. Default: none. */
  recordings?: string[];
  /** Divisions by name, or `all`, or `home`, in which it holds its roles. Default: `["home"]`, which is Genesys Cloud's own. */
  divisions?: string[];
  /** OAuth scopes; they count for grants with a user. Default there: the scopes that the calls need. */
  scopes?: string[];
  /** Redirect addresses of a client with a user's consent. Default: none. */
  redirectUris?: string[];
  /** Lifetime of a token in seconds, 300 to 172800. Default: 86400. */
  tokenLifetimeSeconds?: number;
  /** How long one run of the application lasts at most, in seconds. */
  jobSeconds?: number;
  /** HTTP headers that it sends beside Authorization and Content-Type. */
  headers?: string[];
  /** Hosts that it talks to. */
  hosts?: string[];
  /** Notification topics that it subscribes to. */
  topics?: string[];
  /** Who posts and who reads batch download requests. */
  batchJobs?: BatchJobs;
  /** IPv4 addresses or CIDRs from which it calls. */
  allowedAddresses?: string[];
  /** Whether permissions that somebody else added to its role are removed. Default: `false`: they are kept and named. */
  exclusiveRole?: boolean;
  /** Any text. A new value replaces the client's secret in place, which interrupts every consumer. Default: none. */
  secretVersion?: string;
  /** Whether a destroy must lift the protection of client and role first. Default: `true`. */
  protect?: boolean;
}

/** Arguments of {@link Application}. */
export interface ApplicationArgs extends CallerArgs {
  /** `CLIENT-CREDENTIALS`, `CODE` (with or without PKCE), `TOKEN`, `SAML2-BEARER` or `PASSWORD`. Default: `CLIENT-CREDENTIALS`. */
  grantType?: string;
  /**
   * Email of the user for whom its tokens act; never with `CLIENT-CREDENTIALS`. That user then gets the role.
   * Default: whoever signs in.
   */
  serviceUserEmail?: string;
  /** Id of that user, when the same program makes it. Default: the user is found by its email. */
  serviceUserId?: pulumi.Input<string>;
}

/** Who posts and who reads batch download requests: only the one that posted may read. */
export interface BatchJobs {
  /** Name of the application that posts them. */
  postedBy: string;
  /** Name of the application that reads their results. */
  readBy: string;
}
