import type { AccessFragment } from "../../access/graph/fragment";
import type { SubjectRef } from "../../access/graph/graph";
import type { PlannedObject } from "../../access/graph/planned";
import { groupBy } from "./group";

/** What must be made for what a graph shows, where nobody says which resources make it. */
export function plannedFrom(graph: Pick<AccessFragment, "clients" | "roles" | "groups" | "users" | "grants" | "memberships">): readonly PlannedObject[] {
  const names = new Map(graph.roles.map(({ key, name }) => [key, name]));
  const held = groupBy(graph.grants, ({ subject }) => `${subject.kind} ${subject.key}`);
  const rolesOf = ({ kind, key }: SubjectRef): { readonly roles?: readonly { readonly roleName: string }[] } => {
    const own = held.get(`${kind} ${key}`) ?? [];
    const keys = new Set(own.flatMap(({ role }) => (role.kind === "role" ? [role.key] : role.keys)));
    return own.length === 0 ? {} : { roles: [...keys].map((role) => ({ roleName: names.get(role) ?? role })) };
  };
  const holders = new Map(graph.grants.flatMap(({ subject }) => (subject.kind === "client" ? [] : [[`${subject.kind} ${subject.key}`, subject] as const])));
  return [
    ...graph.clients.map(({ key, name }) => ({ type: "OauthClient", name, key, inputs: { name, ...rolesOf({ kind: "client", key }) } })),
    ...graph.roles.flatMap(({ key, name, builtIn, incomplete }) => (builtIn === true || incomplete !== undefined ? [] : [{ type: "AuthRole", name, key, inputs: { name } }])),
    ...graph.groups.flatMap(({ key, name, existing }) => (existing === true ? [] : [{ type: "Group", name, key, inputs: { name, ...members(key) } }])),
    ...graph.users.flatMap(({ key, email, incomplete }) => (incomplete === undefined ? [{ type: "User", name: email, key, inputs: { email } }] : [])),
    ...[...holders.values()].map((subject) => ({ type: subject.kind === "group" ? "GroupRoles" : "UserRoles", name: subject.key, key: subject.key, inputs: rolesOf(subject) })),
  ];

  function members(group: string): { readonly memberIds?: readonly string[] } {
    const keys = graph.memberships.filter((one) => one.group === group).map(({ member }) => member.key);
    return keys.length === 0 ? {} : { memberIds: keys };
  }
}
