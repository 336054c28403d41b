import type { GenesysApi } from "../api/client";
import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { Group, User } from "../genesys/model";
import { findGroup, findUsers } from "../genesys/search";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, withMark, withoutMark } from "../ownership/mark";
import { objects, textOf, texts, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { definitionOf } from "./definition";
import { sameTexts, settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";
import { retryingConflicts } from "./versions";

const definition = definitionOf(resourceDefinitions, "Group");

/** Members that one call may add or remove. */
const membersPerCall = 50;

function ownedSettings(inputs: Values): Record<string, unknown> {
  return {
    visibility: inputs["visibility"],
    rulesVisible: inputs["rulesVisible"],
    rolesEnabled: inputs["rolesEnabled"],
    callsEnabled: inputs["callsEnabled"],
    includeOwners: inputs["includeOwners"],
    ...(inputs["ownerIds"] === undefined ? {} : { ownerIds: texts(inputs["ownerIds"]) }),
  };
}

function body(operation: Operation, inputs: Values): Record<string, unknown> {
  return {
    name: inputs["name"],
    description: withMark(textOf(inputs["description"]), markOf(operation.urn)),
    ...ownedSettings(inputs),
  };
}

/** Whether the program says who the members are. */
function managesMembers(inputs: Values): boolean {
  return inputs["memberIds"] !== undefined || inputs["memberEmails"] !== undefined;
}

function outputsOf(id: string, inputs: Values, missing: readonly string[], resolvedMembers: readonly Values[]): Values {
  return { ...inputs, id, groupId: id, missingMembers: [...missing].sort(), resolvedMembers: [...resolvedMembers] };
}

async function individuals(api: GenesysApi, id: string): Promise<string[]> {
  const { entities } = await api.call<{ entities?: { id: string }[] }>({
    method: "GET",
    path: "/api/v2/groups/{groupId}/individuals",
    parameters: { groupId: id },
  });
  return (entities ?? []).map((entity) => entity.id);
}

async function readGroup(operation: Operation, id: string): Promise<Group | undefined> {
  try {
    const group = await operation.session.api.call<Group>({
      method: "GET",
      path: "/api/v2/groups/{groupId}",
      parameters: { groupId: id },
      onWait: operation.onWait,
    });
    return group.state === "deleted" ? undefined : group;
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

interface Members {
  readonly ids: readonly string[];
  readonly missing: readonly string[];
  /** Which user each address stands for. */
  readonly resolved: readonly Values[];
}

/** Ids of the members that the program names. Who does not exist or is not active is left out, with a warning. */
async function wantedMembers(operation: Operation, inputs: Values): Promise<Members> {
  const emails = texts(inputs["memberEmails"]);
  const users = emails.length === 0 ? [] : await findUsers(operation.session.api, "email", emails, ["active", "inactive"]);
  const ids = new Set(texts(inputs["memberIds"]));
  const missing: string[] = [];
  const resolved: Values[] = [];
  for (const email of emails) {
    const user: User | undefined = users.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase());
    if (user === undefined || (user.state ?? "active") !== "active") {
      missing.push(email);
      operation.session.log.warn(
        operation.urn,
        `${email} does not become a member of the group "${String(inputs["name"])}": ${user === undefined ? "there is no such user" : "the user is not active"}.`,
      );
    } else {
      ids.add(user.id);
      resolved.push({ email, userId: user.id });
    }
  }
  return { ids: [...ids].sort(), missing, resolved };
}

function chunks(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < ids.length; start += membersPerCall) parts.push(ids.slice(start, start + membersPerCall));
  return parts;
}

/** Makes the members exactly those that the program names. */
async function settleMembers(
  operation: Operation,
  id: string,
  wanted: Members,
  current: readonly string[],
  version: number | undefined,
): Promise<void> {
  const { api } = operation.session;
  for (const ids of chunks(current.filter((member) => !wanted.ids.includes(member)))) {
    await api.call({
      method: "DELETE",
      path: "/api/v2/groups/{groupId}/members",
      parameters: { groupId: id },
      query: { ids: ids.join(",") },
      onWait: operation.onWait,
    });
  }
  let known = version;
  for (const memberIds of chunks(wanted.ids.filter((member) => !current.includes(member)))) {
    await retryingConflicts(api, operation.onWait, async () => {
      known ??= (await readGroup(operation, id))?.version;
      const sent = known;
      known = undefined;
      await api.call({
        method: "POST",
        path: "/api/v2/groups/{groupId}/members",
        parameters: { groupId: id },
        body: { memberIds, version: sent },
        repeatable: true,
        onWait: operation.onWait,
        lateLimitMs: 60_000,
        late: ({ status }) => (status === 404 && operation.session.directory.isMade(id) ? "the group was only just made" : undefined),
      });
    });
  }
}

async function finish(
  operation: Operation,
  id: string,
  inputs: Values,
  current: () => Promise<readonly string[]>,
  version: number | undefined,
): Promise<Outcome> {
  if (!managesMembers(inputs)) return { id, outputs: outputsOf(id, inputs, [], []), problems: [] };
  let wanted: Members = { ids: [], missing: [], resolved: [] };
  try {
    wanted = await wantedMembers(operation, inputs);
    await settleMembers(operation, id, wanted, await current(), version);
    return { id, outputs: outputsOf(id, inputs, wanted.missing, wanted.resolved), problems: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      id,
      outputs: outputsOf(id, inputs, wanted.missing, wanted.resolved),
      problems: [`The group is there, but its members are not complete: ${reason}`],
    };
  }
}

async function make(operation: Operation, inputs: Values): Promise<Outcome> {
  const { session } = operation;
  const made = await session.api.call<Group>({
    method: "POST",
    path: "/api/v2/groups",
    body: { ...body(operation, inputs), type: inputs["type"], addresses: [] },
    onWait: operation.onWait,
  });
  session.directory.noteMade(made.id);
  return finish(operation, made.id, inputs, () => Promise.resolve([]), made.version);
}

async function put(operation: Operation, id: string, inputs: Values): Promise<Outcome> {
  const { api } = operation.session;
  const changed = await retryingConflicts(api, operation.onWait, async () => {
    const live = await readGroup(operation, id);
    if (live === undefined)
      throw new ProviderError(
        `The group ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes it again.`,
      );
    return api.call<Group>({
      method: "PUT",
      path: "/api/v2/groups/{groupId}",
      parameters: { groupId: id },
      // PUT replaces the group: what this resource does not manage goes back as it came.
      body: {
        ...(live.addresses === undefined ? {} : { addresses: live.addresses }),
        ...(live.images === undefined ? {} : { images: live.images }),
        ownerIds: (live.owners ?? []).map((owner) => owner.id),
        ...body(operation, inputs),
        version: live.version,
      },
      onWait: operation.onWait,
    });
  });
  return finish(operation, id, inputs, () => individuals(api, id), changed.version);
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { api } = operation.session;
  const name = textOf(inputs["name"]) ?? "";
  const same = async (): Promise<Group[]> => findGroup(api, name);
  const existing = await same();
  const own = findOwn(operation, "group", existing, ({ description }) => description);
  if (own !== undefined) return put(operation, own.id, inputs);
  const [other] = existing;
  if (other !== undefined) throw taken(operation, "Group", "group", other);
  try {
    return await make(operation, inputs);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const left = findOwn(operation, "group", await same(), ({ description }) => description);
    return left === undefined ? make(operation, inputs) : put(operation, left.id, inputs);
  }
}

/** Members as inputs: as the program wrote them while they are the members, else by id. */
function memberInputs(inputs: Values | undefined, state: Values | undefined, live: readonly string[]): Values {
  const known = new Map(objects(state?.["resolvedMembers"]).map(({ email, userId }) => [email, textOf(userId) ?? ""]));
  const gone = (email: string): boolean => known.has(email) && !live.includes(known.get(email) ?? "");
  const emails = texts(inputs?.["memberEmails"]).filter((email) => !gone(email));
  const fromEmails = emails.flatMap((email) => known.get(email) ?? []);
  const written = texts(inputs?.["memberIds"]);
  const ids = live.filter((id) => written.includes(id) || !fromEmails.includes(id));
  return {
    ...(inputs?.["memberEmails"] === undefined ? {} : { memberEmails: emails }),
    ...(inputs?.["memberIds"] === undefined && ids.length === 0 ? {} : { memberIds: sameTexts(written, ids) ? written : ids }),
  };
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const group = await readGroup(operation, id);
  if (group === undefined) return undefined;
  const managed = inputs !== undefined && managesMembers(inputs);
  const live = managed ? await individuals(operation.session.api, id) : [];
  const settled = settleInputs(definition.properties, inputs, {
    name: group.name,
    description: withoutMark(group.description),
    type: group.type ?? "official",
    visibility: group.visibility ?? "public",
    rulesVisible: group.rulesVisible ?? true,
    rolesEnabled: group.rolesEnabled ?? true,
    callsEnabled: group.callsEnabled ?? true,
    includeOwners: group.includeOwners ?? true,
    ...(inputs?.["ownerIds"] === undefined ? {} : { ownerIds: (group.owners ?? []).map((owner) => owner.id) }),
    ...(managed ? memberInputs(inputs, state, live) : {}),
  });
  return {
    id: group.id,
    inputs: settled,
    outputs: outputsOf(group.id, settled, texts(state?.["missingMembers"]), objects(state?.["resolvedMembers"])),
  };
}

async function remove(operation: Operation, id: string): Promise<void> {
  try {
    await operation.session.api.call({
      method: "DELETE",
      path: "/api/v2/groups/{groupId}",
      parameters: { groupId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
}

/** Groups. Members are left alone unless the program names them. */
export const group: ResourceHandler = {
  definition,
  unsettled: (before, after) =>
    sameTexts(texts(before["memberEmails"]), texts(after["memberEmails"])) ? [] : ["missingMembers", "resolvedMembers"],
  create,
  read,
  update: (operation, id, _state, _before, inputs) => put(operation, id, inputs),
  delete: remove,
};
