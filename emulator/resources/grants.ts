import * as z from "zod";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";
import type { GrantRecord, SubjectType } from "../state/entities";
import { grantKey } from "../state/org";

const pairs = z.object({ grants: z.array(z.object({ roleId: z.string(), divisionId: z.string() })) });
const maxGrants = 1000;

interface Subject {
  readonly id: string;
  readonly type: SubjectType;
  readonly name: string;
}

/** Grants: roles in divisions, held by users, groups and OAuth clients. */
export const grantHandlers: Handlers = {
  getAuthorizationSubject: (call) => ok(renderSubject(call, subject(call, param(call, "subjectId")))),

  getAuthorizationSubjectsMe: (call) => ok(renderSubject(call, subject(call, call.caller.id), true)),

  postAuthorizationSubjectBulkadd: (call) => {
    const to = typedSubject(call);
    for (const pair of read(call, pairs).grants) add(call, to, pair.roleId, pair.divisionId);
    return noContent;
  },

  postAuthorizationSubjectBulkremove: (call) => {
    const from = subject(call, param(call, "subjectId"));
    for (const pair of read(call, pairs).grants) remove(call, from, pair.roleId, pair.divisionId);
    return noContent;
  },

  postAuthorizationSubjectBulkreplace: (call) => {
    const to = typedSubject(call);
    const wanted = read(call, pairs).grants;
    const keep = new Set(wanted.map((pair) => grantKey({ subjectId: to.id, ...pair })));
    for (const grant of call.org.grantsOf(to.id)) if (!keep.has(grantKey(grant))) remove(call, to, grant.roleId, grant.divisionId);
    for (const pair of wanted) add(call, to, pair.roleId, pair.divisionId);
    return noContent;
  },

  postAuthorizationSubjectDivisionRole: (call) => {
    add(call, typedSubject(call), param(call, "roleId"), param(call, "divisionId"));
    return noContent;
  },

  deleteAuthorizationSubjectDivisionRole: (call) => {
    const from = subject(call, param(call, "subjectId"));
    const key = grantKey({ subjectId: from.id, divisionId: param(call, "divisionId"), roleId: param(call, "roleId") });
    if (!call.org.grants.has(key)) throw notFound();
    remove(call, from, param(call, "roleId"), param(call, "divisionId"));
    return noContent;
  },

  postAuthorizationRole: (call) => {
    const roleId = param(call, "roleId");
    const body = read(call, z.object({ subjectIds: z.array(z.string()), divisionIds: z.array(z.string()) }));
    for (const id of body.subjectIds) {
      const to = subjectOfType(call, id);
      for (const divisionId of body.divisionIds) add(call, to, roleId, divisionId);
    }
    return noContent;
  },

  getAuthorizationRoleSubjectgrants: (call) => {
    const roleId = param(call, "roleId");
    if (!call.org.roles.has(roleId)) throw notFound();
    const bySubject = new Map<string, GrantRecord[]>();
    for (const grant of call.org.grants.values())
      if (grant.roleId === roleId) bySubject.set(grant.subjectId, [...(bySubject.get(grant.subjectId) ?? []), grant]);
    const entities = [...bySubject].map(([id, grants]) => ({
      id,
      name: find(call, id)?.name,
      type: grants[0]?.subjectType,
      divisions: grants.map((grant) => renderDivision(call, grant.divisionId)),
    }));
    return ok({ entities, total: entities.length, pageSize: Math.max(entities.length, 25), pageNumber: 1, pageCount: 1 });
  },

  getUserRoles: (call) => {
    const user = call.org.users.get(param(call, "subjectId"));
    if (user === undefined) throw notFound();
    return ok(renderUserRoles(call, user.id));
  },

  putUserRoles: (call) => {
    const user = call.org.users.get(param(call, "subjectId"));
    if (user === undefined) throw notFound();
    const wanted = new Set(read(call, z.array(z.string())));
    const to: Subject = { id: user.id, type: "PC_USER", name: user.name };
    for (const grant of call.org.grantsOf(user.id)) if (!wanted.has(grant.roleId)) remove(call, to, grant.roleId, grant.divisionId);
    const held = new Set(call.org.grantsOf(user.id).map((grant) => grant.roleId));
    for (const roleId of wanted) if (!held.has(roleId)) add(call, to, roleId, "*");
    return ok(renderUserRoles(call, user.id));
  },

  putAuthorizationRoleUsersAdd: (call) => {
    const ids = read(call, z.array(z.string()));
    for (const id of ids) add(call, { ...subject(call, id), type: "PC_USER" }, param(call, "roleId"), call.org.home.id);
    return ok(ids);
  },

  putAuthorizationRoleUsersRemove: (call) => {
    const ids = read(call, z.array(z.string()));
    for (const id of ids)
      for (const grant of call.org.grantsOf(id))
        if (grant.roleId === param(call, "roleId")) remove(call, subject(call, id), grant.roleId, grant.divisionId);
    return ok(ids);
  },

  getAuthorizationDivisionspermittedPagedMe: (call) => {
    const permission = call.query.get("permission") ?? "";
    const divisions = call.access.divisionsOf([permission]);
    const seen = [...call.org.divisions.values()]
      .filter((division) => divisions === "all" || divisions.has(division.id))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const entities = seen.map((division) => ({ id: division.id, name: division.name }));
    return ok({ entities, total: entities.length, pageSize: Math.max(entities.length, 25), pageNumber: 1, pageCount: 1 });
  },
};

function add(call: Call, to: Subject, roleId: string, divisionId: string): void {
  const { org } = call;
  if (!org.roles.has(roleId)) throw badRequest("Invalid role divisions in request.", "bad.role.divisions");
  if (divisionId !== "*" && !org.divisions.has(divisionId)) throw badRequest("Invalid role divisions in request.", "bad.role.divisions");
  checkGranter(call, divisionId);
  if (org.grantsOf(to.id).length >= maxGrants) throw badRequest("Too many roles granted to a subject", "max.role.assignments.exceeded");
  org.addGrant({ subjectId: to.id, subjectType: to.type, roleId, divisionId, madeAt: call.now });
}

function remove(call: Call, from: Subject, roleId: string, divisionId: string): void {
  checkGranter(call, divisionId);
  call.org.grants.delete(grantKey({ subjectId: from.id, divisionId, roleId }));
}

/** `RoleSettings.authorizationGrantDivisionAware`: the granter needs its right in the division that it grants. */
function checkGranter(call: Call, divisionId: string): void {
  if (!call.org.settings.divisionAwareGranting) return;
  const divisions = call.access.divisions();
  if (divisions === "all" || (divisionId !== "*" && divisions.has(divisionId))) return;
  throw new ApiProblem(403, "missing.division.permissions", "User doesn't have required permissions to the division");
}

/** The subject of a grant call. `subjectType` defaults to PC_USER, so a client or group without it is not found. */
function typedSubject(call: Call): Subject {
  const type = call.query.get("subjectType") ?? "PC_USER";
  const found = subject(call, param(call, "subjectId"));
  if (found.type !== type) throw notFound();
  return found;
}

function subjectOfType(call: Call, id: string): Subject {
  const type = call.query.get("subjectType") ?? "PC_USER";
  const found = subject(call, id);
  if (found.type !== type) throw notFound();
  return found;
}

function subject(call: Call, id: string): Subject {
  const found = find(call, id);
  if (found === undefined) throw notFound();
  return found;
}

function find({ org }: Call, id: string): Subject | undefined {
  const user = org.users.get(id);
  if (user !== undefined && user.state !== "deleted") return { id, type: "PC_USER", name: user.name };
  const group = org.groups.get(id);
  if (group !== undefined) return { id, type: "PC_GROUP", name: group.name };
  const client = org.clients.get(id);
  return client === undefined ? undefined : { id, type: "PC_OAUTH_CLIENT", name: client.name };
}

function renderSubject(call: Call, of: Subject, inherited = false): unknown {
  const subjects = [of.id];
  if (of.type === "PC_USER" && (inherited || listOf(call.query, "includeDuplicates").includes("true"))) {
    for (const group of call.org.groups.values())
      if (group.rolesEnabled && group.state === "active" && group.memberIds.includes(of.id)) subjects.push(group.id);
  }
  return {
    id: of.id,
    name: of.name,
    grants: subjects.flatMap((id) => call.org.grantsOf(id)).map((grant) => renderGrant(call, grant)),
    version: 1,
  };
}

function renderGrant(call: Call, grant: GrantRecord): unknown {
  const role = call.org.roles.get(grant.roleId);
  return {
    subjectId: grant.subjectId,
    division: renderDivision(call, grant.divisionId),
    role: {
      id: grant.roleId,
      name: role?.name,
      description: role?.description,
      default: role?.defaultRoleId !== undefined,
      policies: (role?.policies ?? []).map((policy) => ({
        domain: policy.domain,
        entityName: policy.entityName,
        actions: policy.actionSet,
      })),
    },
    grantMadeAt: new Date(grant.madeAt).toISOString(),
  };
}

function renderDivision(call: Call, id: string): unknown {
  if (id === "*") return { id: "*", name: "All Divisions", description: "", homeDivision: false };
  const division = call.org.divisions.get(id);
  return { id, name: division?.name, description: division?.description, homeDivision: division?.home === true };
}

function renderUserRoles(call: Call, userId: string): unknown {
  const ids = [...new Set(call.org.grantsOf(userId).map((grant) => grant.roleId))];
  return {
    roles: ids.map((id) => ({ id, name: call.org.roles.get(id)?.name })),
    unusedRoles: [],
    permissions: [],
    permissionPolicies: [],
  };
}
