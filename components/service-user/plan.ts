import { graphGrants, namedRole, plannedGrants } from "../grants";
import { ownRoleName } from "../names";
import { pick } from "../pick";
import { tokens, type PlaceOf, type Plan, type Planned } from "../plan";
import { outrightPermissions, planRole, type RolePlan } from "../service-account-role/plan";
import type { ServiceUserArgs } from "./args";

/** A user for a machine, its own role and its grants. */
export interface ServiceUserPlan extends Plan {
  readonly email: string;
  readonly role?: RolePlan;
  /** Absent for an existing user. */
  readonly user?: Planned<typeof tokens.user>;
  readonly userRoles?: Planned<typeof tokens.userRoles>;
}

/** The user, unless it exists, and what it may do beside the roles of the applications that act for it. */
export function planServiceUser(name: string, args: ServiceUserArgs, placeOf: PlaceOf): ServiceUserPlan {
  const email = args.email.toLowerCase();
  const userName = args.userName ?? name;
  const wanted = outrightPermissions(args.permissions, placeOf);
  const role =
    wanted.length === 0 ? undefined : planRole(name, ownRoleName(userName), wanted, pick(args, ["description", "protect"]), placeOf);
  const roleNames = [...(role === undefined ? [] : [role.roleName]), ...(args.roles ?? [])];
  const user: Planned<typeof tokens.user> | undefined =
    args.existing === true
      ? undefined
      : { type: tokens.user, name, protect: args.protect ?? true, inputs: { email, name: userName, division: args.division ?? "home" } };
  const userRoles: Planned<typeof tokens.userRoles> | undefined =
    roleNames.length === 0
      ? undefined
      : { type: tokens.userRoles, name, protect: false, inputs: { userEmail: email, roles: plannedGrants(roleNames, args.divisions) } };
  return {
    email,
    ...(role === undefined ? {} : { role }),
    ...(user === undefined ? {} : { user }),
    ...(userRoles === undefined ? {} : { userRoles }),
    resources: [...(role?.resources ?? []), ...(user === undefined ? [] : [user]), ...(userRoles === undefined ? [] : [userRoles])],
    permissions: role?.permissions ?? [],
    access: {
      roles: [...(role?.access.roles ?? []), ...(args.roles ?? []).map((one, index) => namedRole(one, placeOf(["roles", index])))],
      clients: [],
      users: [{ key: email, email, name: userName, state: "active", service: true, place: placeOf([]) }],
      groups: [],
      memberships: [],
      grants: graphGrants({ kind: "user", key: email }, roleNames, args.divisions, placeOf(["divisions"])),
      applications: [],
    },
  };
}
