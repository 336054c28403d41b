import type * as pulumi from "@pulumi/pulumi";

/** A permission asked for outright, with the reason why no declared call shows that it is needed. */
export interface PermissionRequest {
  /** `domain:entity:action`; entity and action may be `*`. */
  permission: string;
  /** Why it is needed. */
  reason: string;
  /** Restricts the permission. A client-credentials client has no current user, so a condition on it never holds. */
  condition?: PermissionCondition;
}

/** A condition on a permission, as Genesys Cloud's roles know it. */
export interface PermissionCondition {
  /** `AND` or `OR`. Default: `AND`. */
  conjunction?: string;
  /** What is compared with what. */
  terms: PermissionConditionTerm[];
}

/** One comparison of a condition. */
export interface PermissionConditionTerm {
  /** What is compared. */
  variable: string;
  /** `EQ`, `IN`, `GE`, `GT`, `LE` or `LT`. */
  operator: string;
  /** With what it is compared. */
  operands: PermissionConditionOperand[];
}

/** One side of a comparison. */
export interface PermissionConditionOperand {
  /** `USER`, `QUEUE`, `SCALAR` or `VARIABLE`. */
  type: string;
  /** Id, number or name. Left out with `USER`: the current user. */
  value?: string;
}

/** A role and the divisions in which it is granted. */
export interface RoleGrant {
  /** Name of the role. */
  roleName: string;
  /**
   * Id of the role, when the same program makes it: then the grant waits for the role and follows
   * its replacement. Default: the role is found by its name.
   */
  roleId?: pulumi.Input<string>;
  /** Divisions by name, or `all`, or `home`. Default: `["home"]`. */
  divisions?: string[];
}
