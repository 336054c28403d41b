import type { PermissionRequest } from "../args";

/** Arguments of {@link ServiceAccountRole}. */
export interface ServiceAccountRoleArgs {
  /** Name of the role in Genesys Cloud. Default: the component's name. */
  roleName?: string;
  /** What the role is for. Default: empty. */
  description?: string;
  /** Operations that its holder calls: `METHOD /api/v2/path`, or the operation's name. Default: none. */
  calls?: string[];
  /** What the calls read of recordings: `screen`, `audio`, or both. Default: what the calls themselves show. */
  recordings?: string[];
  /** Permissions asked for outright. Default: none. */
  permissions?: PermissionRequest[];
  /** Whether permissions that somebody else added to the role are removed. Default: `false`: they are kept and named. */
  exclusive?: boolean;
  /** Whether a destroy must lift the protection first. Default: `true`. */
  protect?: boolean;
}
