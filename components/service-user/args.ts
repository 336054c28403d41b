import type * as pulumi from "@pulumi/pulumi";
import type { PermissionRequest } from "../args";

/** Arguments of {@link ServiceUser}. */
export interface ServiceUserArgs {
  /** Email address and login name of the user. */
  email: string;
  /** Name of the user in Genesys Cloud. Default: the component's name. */
  userName?: string;
  /** What the user is for. Default: empty. */
  description?: string;
  /** Whether the user is there already and only receives grants. Default: `false`. */
  existing?: boolean;
  /** Division that the user itself is in, by name, or `home`. Default: `home`. */
  division?: string;
  /** Permissions asked for outright. Default: none. */
  permissions?: PermissionRequest[];
  /** Roles by name that the user gets beside its own. Default: none. */
  roles?: string[];
  /**
   * Ids of those roles among `roles` that the same program makes, by name: the grants then follow their
   * replacement. Default: roles are found by name.
   */
  roleIds?: Record<string, pulumi.Input<string>>;
  /** Divisions by name, or `all`, or `home`, in which it holds its roles. Default: `["home"]`. */
  divisions?: string[];
  /** Whether a destroy must lift the protection of the user and its role first. Default: `true`. */
  protect?: boolean;
}
