import type { AccessFragment } from "../../access/graph/fragment";
import type { Membership, User } from "../../access/graph/graph";
import { graphGrants, namedRole, plannedGrants } from "../grants";
import { ownRoleName } from "../names";
import { viewPermissions } from "../performance-views/plan";
import { pick } from "../pick";
import { tokens, type PlaceOf, type Plan, type Planned } from "../plan";
import { planRole, type RolePlan } from "../service-account-role/plan";
import type { AccessGroupArgs } from "./args";

/** What a group gets, and the group itself when it is made here. */
export interface AccessGroupPlan extends Plan {
  readonly groupName: string;
  /** The group's own role; absent when no view and no permission is asked for. */
  readonly role?: RolePlan;
  /** Absent for an existing group. */
  readonly group?: Planned<typeof tokens.group>;
  /** Absent when there is no role to grant. */
  readonly groupRoles?: Planned<typeof tokens.groupRoles>;
}

/** The role, the grants and, if it is to be made, the group. */
export function planAccessGroup(name: string, args: AccessGroupArgs, placeOf: PlaceOf): AccessGroupPlan {
  const groupName = args.groupName ?? name;
  const existing = args.existing ?? true;
  const protect = args.protect ?? true;
  const rolesEnabled = args.rolesEnabled ?? true;
  const wanted = viewPermissions(
    { views: args.performanceViews ?? [], ...pick(args, ["recordings", "uiPermissions", "permissions"]) },
    placeOf,
  );
  const role =
    wanted.length === 0 ? undefined : planRole(name, ownRoleName(groupName), wanted, pick(args, ["description", "protect"]), placeOf);
  const roleNames = [...(role === undefined ? [] : [role.roleName]), ...(args.roles ?? [])];
  const members = args.members === undefined ? undefined : [...new Set(args.members)].sort();

  const group: Planned<typeof tokens.group> | undefined = existing
    ? undefined
    : {
        type: tokens.group,
        name,
        protect,
        inputs: {
          name: groupName,
          description: args.description ?? "",
          rolesEnabled,
          ...(members === undefined ? {} : { memberEmails: members }),
        },
      };
  const groupRoles: Planned<typeof tokens.groupRoles> | undefined =
    roleNames.length === 0
      ? undefined
      : { type: tokens.groupRoles, name, protect: false, inputs: { groupName, roles: plannedGrants(roleNames, args.divisions) } };

  const access: AccessFragment = {
    roles: [...(role?.access.roles ?? []), ...(args.roles ?? []).map((one, index) => namedRole(one, placeOf(["roles", index])))],
    clients: [],
    users: (members ?? []).filter(isEmail).map((email) => member(email, placeOf(["members", (args.members ?? []).indexOf(email)]))),
    groups: [
      {
        key: name,
        name: groupName,
        rolesEnabled,
        state: "active",
        existing,
        performanceViews: (args.performanceViews ?? []).map((view, index) => ({ view, place: placeOf(["performanceViews", index]) })),
        place: placeOf([]),
      },
    ],
    memberships: (members ?? []).map((one) => membership(name, one, placeOf(["members", (args.members ?? []).indexOf(one)]))),
    grants: graphGrants({ kind: "group", key: name }, roleNames, args.divisions, placeOf(["divisions"])),
    applications: [],
  };
  return {
    groupName,
    ...(role === undefined ? {} : { role }),
    ...(group === undefined ? {} : { group }),
    ...(groupRoles === undefined ? {} : { groupRoles }),
    resources: [...(role?.resources ?? []), ...(group === undefined ? [] : [group]), ...(groupRoles === undefined ? [] : [groupRoles])],
    permissions: role?.permissions ?? [],
    access,
  };
}

function isEmail(text: string): boolean {
  return text.includes("@");
}

function member(email: string, place: User["place"]): User {
  return {
    key: email.toLowerCase(),
    email: email.toLowerCase(),
    state: "active",
    incomplete: "what else this person holds is not described here",
    place,
  };
}

/** What is no email address is taken for an application: a client cannot be a member, and the rules say so. */
function membership(group: string, who: string, place: Membership["place"]): Membership {
  return { group, member: isEmail(who) ? { kind: "user", key: who.toLowerCase() } : { kind: "client", key: who }, place };
}
