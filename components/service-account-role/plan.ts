import { emptyFragment } from "../../access/graph/fragment";
import type { PolicyCondition, RecordingMedia } from "../../access/graph/graph";
import { needs } from "../../access/needs";
import type { PermissionCondition, PermissionRequest } from "../args";
import { graphPolicies, onePartPermissions, permissionList, plannedPolicies, type WantedPermission } from "../permissions";
import { tokens, type PlaceOf, type Plan, type Planned } from "../plan";
import type { ServiceAccountRoleArgs } from "./args";

/** A role and nothing else. */
export interface RolePlan extends Plan {
  readonly roleName: string;
  readonly role: Planned<typeof tokens.role>;
}

/** The role that exactly the declared calls and the permissions asked for outright need. */
export function planServiceAccountRole(name: string, args: ServiceAccountRoleArgs, placeOf: PlaceOf): RolePlan {
  return planRole(name, args.roleName ?? name, wantedPermissions(args, placeOf), args, placeOf);
}

/** Permissions of declared calls and those asked for outright, with where each was declared. */
export function wantedPermissions(
  args: {
    readonly calls?: readonly string[];
    readonly recordings?: readonly string[];
    readonly permissions?: readonly PermissionRequest[];
  },
  placeOf: PlaceOf,
): readonly WantedPermission[] {
  const calls = args.calls ?? [];
  const called = needs(calls, { recordings: recordingMedia(args.recordings) }).role.reasons;
  return [
    ...called.map(({ permission, reasons }) => ({
      permission,
      place: placeOf(["calls", Math.max(0, calls.indexOf(reasons[0]?.call ?? ""))]),
    })),
    ...outrightPermissions(args.permissions, placeOf),
  ];
}

/** Permissions asked for outright, as a role wants them. */
export function outrightPermissions(permissions: readonly PermissionRequest[] | undefined, placeOf: PlaceOf): readonly WantedPermission[] {
  return (permissions ?? []).map((one, index) => ({
    permission: one.permission,
    place: placeOf(["permissions", index, "permission"]),
    ...(one.condition === undefined ? {} : { condition: policyCondition(one.condition) }),
  }));
}

/** A role from the permissions it shall hold. */
export function planRole(
  name: string,
  roleName: string,
  wanted: readonly WantedPermission[],
  args: { readonly description?: string; readonly exclusive?: boolean; readonly protect?: boolean },
  placeOf: PlaceOf,
): RolePlan {
  const protect = args.protect ?? true;
  const onePart = onePartPermissions(wanted);
  const role: Planned<typeof tokens.role> = {
    type: tokens.role,
    name,
    protect,
    inputs: {
      name: roleName,
      description: args.description ?? "",
      ...(onePart.length === 0 ? {} : { permissions: onePart }),
      permissionPolicies: plannedPolicies(wanted),
      exclusive: args.exclusive ?? false,
    },
  };
  return {
    roleName,
    role,
    resources: [role],
    permissions: permissionList(wanted),
    access: {
      ...emptyFragment,
      roles: [{ key: roleName, name: roleName, policies: graphPolicies(wanted), protected: protect, place: placeOf([]) }],
    },
  };
}

/** The media among the given words; others are left to the schema of whoever wrote them. */
export function recordingMedia(words: readonly string[] | undefined): RecordingMedia[] {
  return [...new Set(words ?? [])].filter((word): word is RecordingMedia => word === "screen" || word === "audio").sort();
}

function policyCondition(condition: PermissionCondition): PolicyCondition {
  return {
    conjunction: condition.conjunction === "OR" ? "OR" : "AND",
    terms: condition.terms as PolicyCondition["terms"],
  };
}
