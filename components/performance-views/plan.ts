import { catalogue, permissionsOfView, recordingKinds } from "../../access/catalogue";
import type { PolicyCondition } from "../../access/graph/graph";
import type { WantedPermission } from "../permissions";
import type { PlaceOf } from "../plan";
import { outrightPermissions, planRole, recordingMedia, type RolePlan } from "../service-account-role/plan";
import type { PerformanceViewsArgs } from "./args";

/**
 * User EQUALS Current User, which is how Genesys' help describes a role for one's own recordings.
 * The variable's name in the API stands on no page, so a real org may refuse it.
 */
const ownOnly: PolicyCondition = {
  conjunction: "AND",
  terms: [{ variable: "Conversation.users", operator: "EQ", operands: [{ type: "USER" }] }],
};

/** The role that opens Performance views. */
export function planPerformanceViews(name: string, args: PerformanceViewsArgs, placeOf: PlaceOf): RolePlan {
  return planRole(name, args.roleName ?? name, viewPermissions(args, placeOf), args, placeOf);
}

/** Permissions of views, of the recordings shown in them, and those asked for outright. Views that do not exist add none. */
export function viewPermissions(args: PerformanceViewsArgs, placeOf: PlaceOf): readonly WantedPermission[] {
  const media = recordingMedia(args.recordings);
  const views = args.views.flatMap((key, index) => {
    const view = catalogue().view(key);
    if (view === undefined) return [];
    const place = placeOf(["performanceViews", index]);
    return permissionsOfView(view, { media, ui: args.uiPermissions ?? false }).map((permission) => ({
      permission,
      place,
      ...(view.ownOnly ? { condition: ownOnly } : {}),
    }));
  });
  const everyone = args.views.length > 0 && args.views.every((key) => catalogue().view(key)?.ownOnly === true);
  const recordings = everyone
    ? []
    : recordingKinds
        .filter((kind, index) => media.includes(kind.media) && recordingKinds.findIndex((other) => other.media === kind.media) === index)
        .map((kind) => ({ permission: kind.permission, place: placeOf(["recordings"]) }));
  return [...views, ...recordings, ...outrightPermissions(args.permissions, placeOf)];
}
