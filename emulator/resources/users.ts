import * as z from "zod";
import type { UserRecord } from "../state/entities";
import { newId } from "../state/ids";
import { trustedPerson } from "../state/partners";
import { hashPassword, newUser, userByEmail } from "../state/people";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";
import { search, searchPage, searchShape } from "./search";
import { proficiency } from "./proficiency";

const shape = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  state: z.enum(["active", "inactive", "deleted"]).nullish(),
  divisionId: z.string().nullish(),
  department: z.string().nullish(),
  title: z.string().nullish(),
  manager: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
  acdAutoAnswer: z.boolean().nullish(),
  addresses: z.array(z.unknown()).nullish(),
  locations: z.array(z.unknown()).nullish(),
  certifications: z.array(z.string()).nullish(),
  profileSkills: z.array(z.string()).nullish(),
  employerInfo: z.record(z.string(), z.unknown()).nullish(),
  password: z.string().nullish(),
  version: z.int().nullish(),
});

type Body = z.output<typeof shape>;

/** Users, as far as access and Genesys' own tools need them. A deleted user stays findable as such. */
export const userHandlers: Handlers = {
  getUsers: (call) => {
    const state = call.query.get("state") ?? "active";
    const ids = listOf(call.query, "id");
    const found = sorted(call).filter(
      (user) => (state === "any" ? user.state !== "deleted" : user.state === state) && (ids.length === 0 || ids.includes(user.id)),
    );
    return ok(page(call, found, (user) => render(call, user)));
  },

  postUsersSearch: (call) => {
    const body = read(call, searchShape);
    const asksState = (body.query ?? []).some((criterion) => criterion.fields?.includes("state"));
    const divisions = call.access.divisions();
    const visible = sorted(call).filter(
      (user) => (asksState || user.state !== "deleted") && (divisions === "all" || divisions.has(user.divisionId)),
    );
    return ok(searchPage(body, search(body, visible, field), (user) => render(call, user)));
  },

  getUser: (call) => ok(render(call, user(call, call.query.get("state") === "deleted"))),

  getUsersMe: (call) => {
    const me = call.org.users.get(call.caller.id) ?? trustedPerson(call.org, call.caller.id)?.user;
    if (me === undefined) throw notFound();
    return ok(render(call, me));
  },

  postUsers: (call) => {
    const body = read(call, shape);
    const { name, email } = body;
    if (name === undefined || name.trim() === "") throw badRequest("The user's name is required.", "invalid.name");
    if (email === undefined || !/^[^@\s]+@[^@\s]+$/.test(email)) throw badRequest("The user's email is invalid.", "invalid.email");
    if (
      userByEmail(call.org, email) !== undefined ||
      call.org.users.find((other) => other.email.toLowerCase() === email.toLowerCase()) !== undefined
    ) {
      throw new ApiProblem(409, "general.conflict", `A user with the email ${email} already exists.`);
    }
    const divisionId = division(call, body.divisionId ?? call.org.home.id);
    call.access.require({ divisions: [divisionId] });
    const id = newId();
    const made = {
      ...newUser(id, name, email, divisionId),
      ...patch(call, body),
      ...(body.password == null ? {} : { passwordHash: hashPassword(body.password, id) }),
    };
    call.org.users.put(id, made);
    const employee = call.org.roles.find((role) => role.defaultRoleId === "employee");
    if (employee !== undefined)
      call.org.addGrant({ subjectId: id, subjectType: "PC_USER", roleId: employee.id, divisionId: call.org.home.id, madeAt: call.now });
    return ok(render(call, made));
  },

  patchUser: (call) => {
    const before = user(call, true);
    const body = read(call, shape);
    if (body.version == null) throw badRequest("The version of the user is required.", "invalid.version");
    if (body.version !== before.version)
      throw new ApiProblem(
        409,
        "general.conflict",
        `The version ${body.version} does not match the current version ${before.version} of the user.`,
      );
    call.access.require({ divisions: [before.divisionId] });
    const email = body.email ?? before.email;
    const other = userByEmail(call.org, email);
    if (other !== undefined && other.id !== before.id)
      throw new ApiProblem(409, "general.conflict", `A user with the email ${email} already exists.`);
    const after = {
      ...before,
      ...patch(call, body),
      name: body.name ?? before.name,
      email,
      ...(body.divisionId == null ? {} : { divisionId: division(call, body.divisionId) }),
      version: before.version + 1,
    };
    if (after.state !== "active") endTokens(call, after.id);
    return ok(render(call, call.org.users.put(after.id, after)));
  },

  deleteUser: (call) => {
    const gone = user(call);
    call.access.require({ divisions: [gone.divisionId] });
    call.org.removeGrants((grant) => grant.subjectId === gone.id);
    endTokens(call, gone.id);
    for (const group of call.org.groups.filter(
      (candidate) => candidate.memberIds.includes(gone.id) || candidate.ownerIds.includes(gone.id),
    )) {
      call.org.groups.put(group.id, {
        ...group,
        memberIds: group.memberIds.filter((id) => id !== gone.id),
        ownerIds: group.ownerIds.filter((id) => id !== gone.id),
        version: group.version + 1,
      });
    }
    call.org.users.put(gone.id, { ...gone, state: "deleted", version: gone.version + 1 });
    return ok({});
  },

  postUserPassword: (call) => {
    const before = user(call);
    const { newPassword } = read(call, z.object({ newPassword: z.string().min(1) }));
    call.org.users.put(before.id, { ...before, passwordHash: hashPassword(newPassword, before.id) });
    return noContent;
  },
};

/** A user by the path's id; deleted ones only for who asks for them. */
export function user(call: Call, deletedToo = false): UserRecord {
  const found = call.org.users.get(call.path["userId"] ?? param(call, "subjectId"));
  if (found === undefined || (found.state === "deleted" && !deletedToo)) throw notFound("not.found", "Unable to find a user with that id.");
  return found;
}

function division(call: Call, id: string): string {
  if (!call.org.divisions.has(id)) throw badRequest("The division id was invalid.", "invalid.division.id");
  return id;
}

function endTokens(call: Call, userId: string): void {
  call.org.removeTokens((token) => token.userId === userId);
}

function sorted(call: Call): UserRecord[] {
  return [...call.org.users.values()].sort((one, other) => (one.email < other.email ? -1 : one.email > other.email ? 1 : 0));
}

function field(of: UserRecord, name: string): string | undefined {
  switch (name) {
    case "email":
      return of.email;
    case "name":
      return of.name;
    case "id":
      return of.id;
    case "state":
      return of.state;
    case "department":
      return of.department;
    case "title":
      return of.title;
    default:
      return undefined;
  }
}

function patch(call: Call, body: Body): Partial<UserRecord> {
  const manager = typeof body.manager === "string" ? body.manager : body.manager?.id;
  if (manager !== undefined && manager !== "" && !call.org.users.has(manager))
    throw badRequest("The manager was not found.", "general.resource.not.found");
  return {
    ...(body.state == null ? {} : { state: body.state }),
    ...(body.department === undefined ? {} : { department: body.department ?? undefined }),
    ...(body.title === undefined ? {} : { title: body.title ?? undefined }),
    ...(body.manager === undefined ? {} : { managerId: manager === "" ? undefined : manager }),
    ...(body.acdAutoAnswer == null ? {} : { acdAutoAnswer: body.acdAutoAnswer }),
    ...(body.addresses == null ? {} : { addresses: body.addresses }),
    ...(body.locations == null ? {} : { locations: body.locations }),
    ...(body.certifications == null ? {} : { certifications: body.certifications }),
    ...(body.profileSkills == null ? {} : { profileSkills: body.profileSkills }),
    ...(body.employerInfo == null ? {} : { employerInfo: body.employerInfo }),
  };
}

/** A user as groups and listings name it. */
export function renderUserReference(of: UserRecord): unknown {
  return { id: of.id, name: of.name, email: of.email, state: of.state, type: "User", selfUri: `/api/v2/users/${of.id}` };
}

function render(call: Call, of: UserRecord): unknown {
  const home = call.org.divisions.get(of.divisionId) ?? call.org.home;
  return {
    id: of.id,
    name: of.name,
    division: { id: home.id, name: home.name, selfUri: `/api/v2/authorization/divisions/${home.id}` },
    chat: { jabberId: `${of.id}@emulator` },
    ...(of.department === undefined ? {} : { department: of.department }),
    email: of.email,
    primaryContactInfo: [{ address: of.email, mediaType: "EMAIL", type: "PRIMARY" }],
    addresses: of.addresses,
    state: of.state,
    ...(of.title === undefined ? {} : { title: of.title }),
    username: of.email,
    ...(of.managerId === undefined ? {} : { manager: { id: of.managerId } }),
    version: of.version,
    acdAutoAnswer: of.acdAutoAnswer,
    skills: of.skills.map((skill) => proficiency(skill, "skill")),
    languages: of.languages.map((language) => proficiency(language, "language")),
    locations: of.locations,
    profileSkills: of.profileSkills,
    certifications: of.certifications,
    employerInfo: of.employerInfo,
    selfUri: `/api/v2/users/${of.id}`,
  };
}
