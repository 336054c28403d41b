import type { AccessFragment } from "../../access/graph/fragment";
import type { Application } from "../../access/graph/graph";
import { needs } from "../../access/needs";
import { divisionRef, divisionsOrHome, graphGrants, namedRole, plannedGrants } from "../grants";
import { grantTypeOf, planOAuthClient, type ClientPlan } from "../oauth-client/plan";
import { pick } from "../pick";
import { tokens, type PlaceOf, type Plan, type Planned } from "../plan";
import { planRole, recordingMedia, wantedPermissions, type RolePlan } from "../service-account-role/plan";
import type { ApplicationArgs } from "./args";

/** The client, role and grants of an application. */
export interface ApplicationPlan extends Plan {
  /** Absent when no declared call needs a permission: a role without permissions is good for nothing. */
  readonly role?: RolePlan;
  readonly client: ClientPlan;
  /** Grants to the user for whom the application's tokens act. */
  readonly userRoles?: Planned<typeof tokens.userRoles>;
  /** Divisions in which the roles are granted: names, or `all`, or `home`. */
  readonly divisions: readonly string[];
}

/** What an application needs in an org, from the calls that it declares. */
export function planApplication(name: string, args: ApplicationArgs, placeOf: PlaceOf): ApplicationPlan {
  const fullName = args.applicationName ?? name;
  const actsAlone = grantTypeOf(args.grantType) === "CLIENT-CREDENTIALS";
  const userKey = actsAlone ? undefined : args.serviceUserEmail?.toLowerCase();
  const wanted = actsAlone || userKey !== undefined ? wantedPermissions(args, placeOf) : [];
  const role =
    wanted.length === 0
      ? undefined
      : planRole(
          name,
          fullName,
          wanted,
          { ...pick(args, ["description", "protect"]), ...(args.exclusiveRole === undefined ? {} : { exclusive: args.exclusiveRole }) },
          placeOf,
        );
  const roleNames = [...(role === undefined ? [] : [role.roleName]), ...(args.roles ?? [])];
  const divisions = args.divisions === undefined ? {} : { divisions: args.divisions };

  const client = planOAuthClient(
    name,
    {
      clientName: fullName,
      roles: actsAlone ? roleNames.map((roleName) => ({ roleName, ...divisions })) : [],
      scopes: args.scopes ?? (actsAlone ? [] : [...needs(args.calls ?? [], { recordings: recordingMedia(args.recordings) }).scopes]),
      ...pick(args, ["description", "grantType", "redirectUris", "tokenLifetimeSeconds", "secretVersion", "protect"]),
    },
    args.scopes === undefined ? (path) => placeOf(path[0] === "scopes" ? ["calls"] : path) : placeOf,
  );
  const userRoles: Planned<typeof tokens.userRoles> | undefined =
    userKey === undefined || roleNames.length === 0
      ? undefined
      : { type: tokens.userRoles, name, protect: false, inputs: { userEmail: userKey, roles: plannedGrants(roleNames, args.divisions) } };

  const access: AccessFragment = {
    roles: [...(role?.access.roles ?? []), ...(args.roles ?? []).map((one, index) => namedRole(one, placeOf(["roles", index])))],
    clients: client.access.clients,
    users:
      userKey === undefined
        ? []
        : [
            {
              key: userKey,
              email: userKey,
              state: "active",
              service: true,
              incomplete: "what else this user holds is not described here",
              place: placeOf(["serviceUser"]),
            },
          ],
    groups: [],
    memberships: [],
    grants: [
      ...client.access.grants,
      ...(userKey === undefined ? [] : graphGrants({ kind: "user", key: userKey }, roleNames, args.divisions, placeOf(["divisions"]))),
    ],
    applications: [applicationEntity(name, fullName, userKey, args, placeOf)],
  };
  return {
    ...(role === undefined ? {} : { role }),
    client,
    divisions: divisionsOrHome(args.divisions),
    ...(userRoles === undefined ? {} : { userRoles }),
    resources: [...(role?.resources ?? []), ...client.resources, ...(userRoles === undefined ? [] : [userRoles])],
    permissions: role?.permissions ?? [],
    access,
  };
}

function applicationEntity(key: string, name: string, user: string | undefined, args: ApplicationArgs, placeOf: PlaceOf): Application {
  const placed = <Field extends "headers" | "hosts" | "topics">(
    field: Field,
  ): readonly { readonly text: string; readonly place: ReturnType<PlaceOf> }[] =>
    (args[field] ?? []).map((text, index) => ({ text, place: placeOf([field, index]) }));
  return {
    key,
    name,
    client: key,
    ...(user === undefined ? {} : { user }),
    calls: (args.calls ?? []).map((call, index) => ({ call, place: placeOf(["calls", index]) })),
    permissions: (args.permissions ?? []).map((one, index) => ({
      permission: one.permission,
      reason: one.reason,
      place: placeOf(["permissions", index, "permission"]),
    })),
    recordings: recordingMedia(args.recordings),
    divisions: divisionsOrHome(args.divisions).map(divisionRef),
    ...pick(args, ["description", "owner", "purpose", "ticket", "reviewBy", "tokenLifetimeSeconds", "jobSeconds", "allowedAddresses"]),
    headers: placed("headers").map(({ text, place }) => ({ name: text, place })),
    hosts: placed("hosts").map(({ text, place }) => ({ host: text, place })),
    topics: placed("topics").map(({ text, place }) => ({ topic: text, place })),
    ...(args.batchJobs === undefined
      ? {}
      : { batchJobs: { postedBy: args.batchJobs.postedBy, readBy: args.batchJobs.readBy, place: placeOf(["batchJobs"]) } }),
    places: Object.fromEntries(placedFields.filter((field) => args[field] !== undefined).map((field) => [field, placeOf([field])])),
    place: placeOf([]),
  };
}

/** Fields whose values a rule judges by themselves. */
const placedFields = ["reviewBy", "tokenLifetimeSeconds", "jobSeconds", "allowedAddresses"] as const;
