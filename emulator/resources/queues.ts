import * as z from "zod";
import type { QueueRecord } from "../state/entities";
import { newId } from "../state/ids";
import type { Org } from "../state/org";
import { param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, notFound, ok } from "../server/reply";
import { wildcard } from "./name-filter";

const shape = z.object({
  name: z.string().nullish(),
  description: z.string().nullish(),
  division: z.looseObject({ id: z.string() }).nullish(),
});

/** Queues, as far as access needs them: names, divisions, members. */
export const queueHandlers: Handlers = {
  getRoutingQueues: (call) => {
    const divisions = call.access.divisions();
    const name = wildcard(call.query.get("name") ?? "*");
    const found = call.org.queues
      .filter((queue) => (divisions === "all" || divisions.has(queue.divisionId)) && name.test(queue.name))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    return ok(page(call, found, (queue) => render(call.org, queue)));
  },

  getRoutingQueue: (call) => ok(render(call.org, one(call))),

  postRoutingQueues: (call) => {
    const body = read(call, shape);
    const made: QueueRecord = {
      id: newId(),
      name: checkName(call, body.name),
      divisionId: division(call, body.division?.id ?? call.org.home.id),
      ...(body.description == null ? {} : { description: body.description }),
    };
    call.access.require({ divisions: [made.divisionId] });
    return ok(render(call.org, call.org.queues.put(made.id, made)));
  },

  putRoutingQueue: (call) => {
    const before = one(call);
    const body = read(call, shape);
    const after: QueueRecord = {
      ...before,
      name: checkName(call, body.name ?? before.name, before.id),
      divisionId: body.division == null ? before.divisionId : division(call, body.division.id),
      description: body.description ?? undefined,
    };
    return ok(render(call.org, call.org.queues.put(before.id, after)));
  },

  deleteRoutingQueue: (call) => {
    call.org.queues.delete(one(call).id);
    return ok({});
  },

  getRoutingQueueMembers: (call) => {
    const { memberIds = [] } = one(call);
    const users = memberIds.flatMap((id) => call.org.users.get(id) ?? []);
    return ok(page(call, users, (user) => ({ id: user.id, name: user.name, joined: true, memberBy: "user", user: { id: user.id } })));
  },

  postRoutingQueueMembers: (call) => {
    const before = one(call);
    const ids = read(call, z.array(z.looseObject({ id: z.string() }))).map((member) => member.id);
    const unknown = ids.find((id) => call.org.users.get(id)?.state !== "active");
    if (unknown !== undefined) throw badRequest(`The user ${unknown} was not found.`);
    const kept = (before.memberIds ?? []).filter((id) => !ids.includes(id));
    call.org.queues.put(before.id, { ...before, memberIds: call.query.get("delete") === "true" ? kept : [...kept, ...ids] });
    return ok({});
  },
};

function one(call: Call): QueueRecord {
  const queue = call.org.queues.get(param(call, "queueId"));
  if (queue === undefined) throw notFound();
  call.access.require({ divisions: [queue.divisionId] });
  return queue;
}

function checkName(call: Call, name: string | null | undefined, self?: string): string {
  if (name == null || name.trim() === "") throw badRequest("The queue's name is required.");
  if (call.org.queues.find((other) => other.id !== self && other.name.toLowerCase() === name.toLowerCase()) !== undefined)
    throw new ApiProblem(409, "general.conflict", `A queue with the name ${name} already exists.`);
  return name;
}

function division(call: Call, id: string): string {
  if (!call.org.divisions.has(id)) throw badRequest("The division id was invalid.", "invalid.division.id");
  return id;
}

function render(org: Org, queue: QueueRecord): unknown {
  return {
    id: queue.id,
    name: queue.name,
    description: queue.description ?? "",
    division: { id: queue.divisionId, name: org.divisions.get(queue.divisionId)?.name },
    memberCount: queue.memberIds?.length ?? 0,
    selfUri: `/api/v2/routing/queues/${queue.id}`,
  };
}
