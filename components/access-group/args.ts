import type * as pulumi from "@pulumi/pulumi";
import type { PermissionRequest } from "../args";

/** Arguments of {@link AccessGroup}. */
export interface AccessGroupArgs {
  /** Name of the group in Genesys Cloud. Default: the component's name. */
  groupName?: string;
  /** Whether the group is somebody else's: it is found by its name and only receives grants. Default: `true`. */
  existing?: boolean;
  /** What the group is for; written to a group that is made here. Default: empty. */
  description?: string;
  /** Whether roles granted to the group reach its members. Default: `true`. */
  rolesEnabled?: boolean;
  /**
   * Performance views that its members open: `dashboards`, `contact-center`, `agents-status`, `interactions`,
   * `recordings`, `own-recordings`. Default: none.
   */
  performanceViews?: string[];
  /** Grants the `ui:*` permissions of those views too. Their spelling is not confirmed. Default: `false`. */
  uiPermissions?: boolean;
  /** What its members see of recordings: `screen`, `audio`, or both. Default: none. */
  recordings?: string[];
  /** Permissions asked for outright. Default: none. */
  permissions?: PermissionRequest[];
  /** Roles by name that the group gets beside its own. Default: none. */
  roles?: string[];
  /**
   * Ids of those roles among `roles` that the same program makes, by name: the grants then follow their
   * replacement. Default: roles are found by name.
   */
  roleIds?: Record<string, pulumi.Input<string>>;
  /** Divisions by name, or `all`, or `home`, in which it holds its roles. Default: `["home"]`. */
  divisions?: string[];
  /**
   * Members by email, exactly these; only for a group that is made here. A missing or inactive one is a
   * warning. Default: the members are left alone.
   */
  members?: string[];
  /** Whether a destroy must lift the protection of the role (and of a group made here) first. Default: `true`. */
  protect?: boolean;
}
