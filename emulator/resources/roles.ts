import * as z from "zod";
import { allPolicies, expandedPolicies, unknownPermission } from "../authorization/permissions";
import { defaultRoles } from "../state/default-roles";
import type { PolicyRecord, RoleRecord } from "../state/entities";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { badRequest, noContent, notFound, ok } from "../server/reply";
import { wildcard } from "./name-filter";

const operand = z.object({
  type: z.string().optional(),
  value: z.string().nullish(),
  user: z.object({ id: z.string() }).nullish(),
  queue: z.object({ id: z.string() }).nullish(),
});
const term = z.object({ variableName: z.string().nullish(), operator: z.string().nullish(), operands: z.array(operand).nullish() });
const conditionNode = term.extend({ conjunction: z.string().nullish(), terms: z.array(term).nullish() });

const shape = z.object({
  name: z.string().optional(),
  description: z.string().nullish(),
  defaultRoleId: z.string().nullish(),
  permissions: z.array(z.string()).nullish(),
  permissionPolicies: z
    .array(
      z.object({
        domain: z.string(),
        entityName: z.string(),
        actionSet: z.array(z.string()).min(1),
        allowConditions: z.boolean().nullish(),
        resourceConditionNode: conditionNode.nullish(),
      }),
    )
    .nullish(),
});

const maxRoles = 5000;

/** Roles. A wildcard is kept as it was written and comes back written out, unless the emulator is told to echo it. */
export const roleHandlers: Handlers = {
  getAuthorizationRoles: (call) => {
    const name = call.query.get("name") ?? "";
    const ids = listOf(call.query, "id");
    const defaults = listOf(call.query, "defaultRoleId");
    const permissions = listOf(call.query, "permission");
    const found = [...call.org.roles.values()]
      .filter(
        (role) =>
          (name === "" || wildcard(name).test(role.name)) &&
          (ids.length === 0 || ids.includes(role.id)) &&
          (defaults.length === 0 || (role.defaultRoleId !== undefined && defaults.includes(role.defaultRoleId))) &&
          (permissions.length === 0 || permissions.every((permission) => hasPermission(role, permission))),
      )
      .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : 1));
    return ok(page(call, found, (role) => render(call, role)));
  },

  getAuthorizationRole: (call) => ok(render(call, role(call))),

  postAuthorizationRoles: (call) => {
    const body = read(call, shape);
    const { org } = call;
    if (org.roles.size >= maxRoles)
      throw badRequest("Cannot create role because maximum number of role is exceeded.", "max.roles.exceeded");
    const name = checkName(call, body.name);
    const made: RoleRecord = {
      id: newId(),
      name,
      description: body.description ?? "",
      permissions: body.permissions ?? [],
      policies: policiesOf(call, body.permissionPolicies ?? []),
    };
    return ok(render(call, org.roles.put(made.id, made)));
  },

  putAuthorizationRole: (call) => {
    const before = role(call);
    const body = read(call, shape);
    return ok(
      render(
        call,
        call.org.roles.put(before.id, {
          ...before,
          name: checkName(call, body.name ?? before.name, before.id),
          description: body.description ?? "",
          permissions: body.permissions ?? [],
          policies: policiesOf(call, body.permissionPolicies ?? []),
        }),
      ),
    );
  },

  patchAuthorizationRole: (call) => {
    const before = role(call);
    const body = read(call, shape);
    return ok(
      render(
        call,
        call.org.roles.put(before.id, {
          ...before,
          name: checkName(call, body.name ?? before.name, before.id),
          description: body.description ?? before.description,
          permissions: body.permissions ?? before.permissions,
          policies: body.permissionPolicies == null ? before.policies : policiesOf(call, body.permissionPolicies),
        }),
      ),
    );
  },

  deleteAuthorizationRole: (call) => {
    const gone = role(call);
    if (gone.defaultRoleId !== undefined) throw badRequest("A default role cannot be deleted.", "general.bad.request");
    call.org.removeGrants((grant) => grant.roleId === gone.id);
    call.org.roles.delete(gone.id);
    return noContent;
  },

  putAuthorizationRolesDefault: (call) => {
    const wanted = read(call, z.array(z.object({ id: z.string() })));
    const restored: RoleRecord[] = [];
    for (const { id } of wanted) {
      const before = call.org.roles.get(id);
      const standard = defaultRoles.find((candidate) => candidate.defaultRoleId === before?.defaultRoleId);
      if (before === undefined || standard === undefined) throw notFound();
      const policies = standard.policies === "all" ? allPolicies() : standard.policies;
      restored.push(
        call.org.roles.put(id, { ...before, name: standard.name, description: standard.description, permissions: [], policies }),
      );
    }
    return ok(page(call, restored, (role) => render(call, role)));
  },

  getAuthorizationRoleUsers: (call) => {
    const { id } = role(call);
    const holders = new Set(
      call.org.grants.filter((grant) => grant.roleId === id && grant.subjectType === "PC_USER").map((grant) => grant.subjectId),
    );
    const users = call.org.users.filter((user) => holders.has(user.id) && user.state !== "deleted");
    return ok(page(call, users, (user) => ({ id: user.id, name: user.name, selfUri: `/api/v2/users/${user.id}` })));
  },
};

function role(call: Call): RoleRecord {
  const found = call.org.roles.get(param(call, "roleId"));
  if (found === undefined) throw notFound();
  return found;
}

function checkName(call: Call, name: string | undefined, self?: string): string {
  if (name === undefined || name.trim() === "") throw badRequest("Role name is required.", "general.bad.request");
  if (call.org.roles.find((other) => other.id !== self && other.name.toLowerCase() === name.toLowerCase()) !== undefined) {
    throw badRequest(`A role with the name ${name} already exists.`, "general.bad.request");
  }
  return name;
}

function policiesOf(call: Call, policies: NonNullable<z.output<typeof shape>["permissionPolicies"]>): PolicyRecord[] {
  return policies.map((sent) => {
    const policy: PolicyRecord = {
      domain: sent.domain,
      entityName: sent.entityName,
      actionSet: sent.actionSet,
      ...(sent.allowConditions == null ? {} : { allowConditions: sent.allowConditions }),
      ...(sent.resourceConditionNode == null ? {} : { resourceConditionNode: sent.resourceConditionNode }),
    };
    const unknown = unknownPermission(policy, call.org.record);
    if (unknown !== undefined) throw badRequest(`The permission ${unknown} does not exist in this organization.`, "general.bad.request");
    return policy;
  });
}

function hasPermission(role: RoleRecord, permission: string): boolean {
  const [domain, entity, action = ""] = permission.split(":");
  return expandedPolicies(role).some(
    (policy) => policy.domain === domain && policy.entityName === entity && policy.actionSet.includes(action),
  );
}

function render(call: Call, role: RoleRecord): unknown {
  const userCount =
    call.query.get("userCount") === "false"
      ? {}
      : {
          userCount: new Set(
            call.org.grants.filter((grant) => grant.roleId === role.id && grant.subjectType === "PC_USER").map((grant) => grant.subjectId),
          ).size,
        };
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    ...(role.defaultRoleId === undefined ? {} : { defaultRoleId: role.defaultRoleId }),
    permissions: role.permissions,
    unusedPermissions: [],
    permissionPolicies: call.options.expandWildcards ? expandedPolicies(role) : role.policies,
    ...userCount,
    roleNeedsUpdate: false,
    base: role.defaultRoleId !== undefined,
    default: role.defaultRoleId !== undefined,
    selfUri: `/api/v2/authorization/roles/${role.id}`,
  };
}
