import * as z from "zod";
import type { GroupRecord } from "../state/entities";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";
import { search, searchPage, searchShape } from "./search";
import { renderUserReference } from "./users";

const shape = z.object({
  name: z.string().optional(),
  description: z.string().nullish(),
  type: z.enum(["official", "social"]).nullish(),
  visibility: z.enum(["public", "owners", "members"]).nullish(),
  rulesVisible: z.boolean().nullish(),
  rolesEnabled: z.boolean().nullish(),
  callsEnabled: z.boolean().nullish(),
  includeOwners: z.boolean().nullish(),
  addresses: z.array(z.unknown()).nullish(),
  ownerIds: z.array(z.string()).nullish(),
  version: z.int().nullish(),
});

/** Groups and their members. Members are users only. */
export const groupHandlers: Handlers = {
  getGroups: (call) => {
    const ids = listOf(call.query, "id");
    const found = living(call).filter((group) => ids.length === 0 || ids.includes(group.id));
    return ok(page(call, found, (group) => render(call, group)));
  },

  postGroupsSearch: (call) => {
    const body = read(call, searchShape);
    const found = search(body, living(call), (group, name) => (name === "name" ? group.name : name === "id" ? group.id : undefined));
    return ok(searchPage(body, found, (group) => render(call, group)));
  },

  getGroup: (call) => ok(render(call, group(call))),

  postGroups: (call) => {
    const body = read(call, shape);
    const made: GroupRecord = {
      id: newId(),
      name: checkName(call, body.name),
      description: body.description ?? "",
      type: body.type ?? "official",
      visibility: body.visibility ?? "public",
      rulesVisible: body.rulesVisible ?? true,
      rolesEnabled: body.rolesEnabled ?? false,
      callsEnabled: body.callsEnabled ?? false,
      includeOwners: body.includeOwners ?? false,
      addresses: body.addresses ?? [],
      ownerIds: owners(call, body.ownerIds ?? (call.caller.kind === "user" ? [call.caller.id] : [])),
      memberIds: [],
      version: 1,
      state: "active",
      dateModified: new Date(call.now).toISOString(),
      voicemailPolicy: {},
    };
    return ok(render(call, call.org.groups.put(made.id, made)));
  },

  putGroup: (call) => {
    const before = group(call);
    const body = read(call, shape);
    checkVersion(before, body.version);
    return ok(
      render(
        call,
        change(call, before, {
          name: checkName(call, body.name ?? before.name, before.id),
          description: body.description ?? "",
          visibility: body.visibility ?? before.visibility,
          rulesVisible: body.rulesVisible ?? before.rulesVisible,
          rolesEnabled: body.rolesEnabled ?? before.rolesEnabled,
          callsEnabled: body.callsEnabled ?? before.callsEnabled,
          includeOwners: body.includeOwners ?? before.includeOwners,
          addresses: body.addresses ?? before.addresses,
          ownerIds: body.ownerIds == null ? before.ownerIds : owners(call, body.ownerIds),
        }),
      ),
    );
  },

  deleteGroup: (call) => {
    const gone = group(call);
    call.org.removeGrants((grant) => grant.subjectId === gone.id);
    call.org.groups.delete(gone.id);
    return noContent;
  },

  getGroupMembers: (call) => ok(page(call, members(call), (user) => renderUserReference(user))),

  getGroupIndividuals: (call) => {
    const entities = members(call).map((user) => renderUserReference(user));
    return ok({ entities, total: entities.length, pageSize: Math.max(entities.length, 25), pageNumber: 1, pageCount: 1 });
  },

  postGroupMembers: (call) => {
    const before = group(call);
    const body = read(call, z.object({ memberIds: z.array(z.string()).min(1).max(50), version: z.int() }));
    checkVersion(before, body.version);
    const users = body.memberIds.map((id) => call.org.users.get(id));
    if (users.some((user) => user === undefined || user.state === "deleted"))
      throw badRequest("Group members were not found.", "general.resource.not.found");
    change(call, before, { memberIds: [...new Set([...before.memberIds, ...body.memberIds])] });
    return { status: 202, body: {} };
  },

  deleteGroupMembers: (call) => {
    const before = group(call);
    const ids = new Set(listOf(call.query, "ids"));
    change(call, before, { memberIds: before.memberIds.filter((id) => !ids.has(id)) });
    return { status: 202, body: {} };
  },

  getVoicemailGroupPolicy: (call) => ok(voicemailPolicy(group(call))),

  patchVoicemailGroupPolicy: (call) => {
    const before = group(call);
    const patch = read(call, z.record(z.string(), z.unknown()));
    const after = { ...before, voicemailPolicy: { ...before.voicemailPolicy, ...patch } };
    return ok(voicemailPolicy(call.org.groups.put(after.id, after)));
  },
};

function living(call: Call): GroupRecord[] {
  return call.org.groups
    .filter((group) => group.state !== "deleted")
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function group(call: Call): GroupRecord {
  const found = call.org.groups.get(param(call, "groupId"));
  if (found === undefined) throw notFound("general.resource.not.found", "Unable to find a group with that id.");
  return found;
}

function members(call: Call) {
  return group(call)
    .memberIds.flatMap((id) => call.org.users.get(id) ?? [])
    .filter((user) => user.state !== "deleted");
}

function change(call: Call, before: GroupRecord, values: Partial<GroupRecord>): GroupRecord {
  const after = { ...before, ...values, version: before.version + 1, dateModified: new Date(call.now).toISOString() };
  return call.org.groups.put(after.id, after);
}

function checkVersion(before: GroupRecord, version: number | null | undefined): void {
  if (version == null) throw badRequest("The version of the group is required.");
  if (version !== before.version) {
    throw new ApiProblem(
      409,
      "general.conflict",
      `The version ${version} does not match the current version ${before.version} of the group.`,
    );
  }
}

function checkName(call: Call, name: string | undefined, self?: string): string {
  if (name === undefined || name.trim() === "") throw badRequest("Group name is required.", "general.bad.request");
  if (
    call.org.groups.find((other) => other.id !== self && other.state !== "deleted" && other.name.toLowerCase() === name.toLowerCase()) !==
    undefined
  ) {
    throw badRequest(`The group name ${name} is in use.`, "group.name.in.use");
  }
  return name;
}

/** Genesys' Terraform provider sends `[" "]` for "no owners". */
function owners(call: Call, ids: readonly string[]): string[] {
  const named = ids.map((id) => id.trim()).filter((id) => id !== "");
  if (named.some((id) => !call.org.users.has(id))) throw badRequest("Group owners were not found.", "general.resource.not.found");
  return named;
}

function voicemailPolicy(of: GroupRecord): unknown {
  return {
    name: of.name,
    group: { id: of.id, selfUri: `/api/v2/groups/${of.id}` },
    enabled: false,
    sendEmailNotifications: false,
    disableEmailPii: false,
    includeEmailTranscriptions: false,
    ...of.voicemailPolicy,
  };
}

function render(call: Call, of: GroupRecord): unknown {
  return {
    id: of.id,
    name: of.name,
    description: of.description,
    dateModified: of.dateModified,
    memberCount: of.memberIds.length,
    state: of.state,
    version: of.version,
    type: of.type,
    rulesVisible: of.rulesVisible,
    visibility: of.visibility,
    rolesEnabled: of.rolesEnabled,
    callsEnabled: of.callsEnabled,
    includeOwners: of.includeOwners,
    addresses: of.addresses,
    images: [],
    owners: of.ownerIds.map((id) => ({ id, name: call.org.users.get(id)?.name, selfUri: `/api/v2/users/${id}` })),
    selfUri: `/api/v2/groups/${of.id}`,
  };
}
