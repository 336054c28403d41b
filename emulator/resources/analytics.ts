import * as z from "zod";
import type { ConversationRecord } from "../state/entities";
import { newId } from "../state/ids";
import type { Org } from "../state/org";
import { param, read, type Call, type Handlers } from "../server/call";
import { badRequest, noContent, notFound, ok } from "../server/reply";
import { communicationId, participantsOf, visibleConversation, visibleConversations } from "./conversations";

const predicate = z.object({
  type: z.string().nullish(),
  dimension: z.string().nullish(),
  operator: z.string().nullish(),
  value: z.string().nullish(),
});
type Predicate = z.output<typeof predicate>;
const clause = z.object({ type: z.string().nullish(), predicates: z.array(predicate).nullish() });
const filter = z.object({ type: z.string().nullish(), predicates: z.array(predicate).nullish(), clauses: z.array(clause).nullish() });
type Filter = z.output<typeof filter>;

const detailsQuery = z.object({
  interval: z.string(),
  order: z.string().nullish(),
  orderBy: z.string().nullish(),
  paging: z.object({ pageSize: z.int().min(1).max(100).nullish(), pageNumber: z.int().min(1).nullish() }).nullish(),
  segmentFilters: z.array(filter).nullish(),
  conversationFilters: z.array(filter).nullish(),
});

/** A query for conversations as jobs take it. */
export const asyncQuery = detailsQuery.omit({ paging: true });

const aggregateQuery = z.object({
  interval: z.string(),
  metrics: z.array(z.string()).min(1),
  groupBy: z.array(z.string()).nullish(),
  filter: filter.nullish(),
});

const observationQuery = z.object({ filter, metrics: z.array(z.string()).min(1) });

/** Conversation analytics over the conversations that the token may see. */
export const analyticsHandlers: Handlers = {
  postAnalyticsConversationsDetailsQuery: (call) => {
    const body = read(call, detailsQuery);
    const found = select(call, body);
    const size = body.paging?.pageSize ?? 25;
    const number = body.paging?.pageNumber ?? 1;
    const shown = found.slice((number - 1) * size, number * size);
    return ok(
      shown.length === 0
        ? { totalHits: found.length }
        : { conversations: shown.map((conversation) => details(call.org, conversation)), totalHits: found.length },
    );
  },

  getAnalyticsConversationDetails: (call) => ok(details(call.org, visibleConversation(call))),

  getAnalyticsConversationsDetails: (call) => {
    const ids = call.query.getAll("id").flatMap((value) => value.split(","));
    return ok({
      conversations: visibleConversations(call)
        .filter((conversation) => ids.includes(conversation.id))
        .map((conversation) => details(call.org, conversation)),
    });
  },

  postAnalyticsConversationsDetailsJobs: (call) => {
    const body = read(call, asyncQuery);
    parseInterval(body.interval);
    const id = newId();
    call.org.jobs.put(id, {
      id,
      kind: "conversation-details",
      createdBy: { kind: call.caller.kind, key: call.caller.id },
      createdAt: call.now,
      request: body,
    });
    return { status: 202, body: { jobId: id } };
  },

  getAnalyticsConversationsDetailsJob: (call) => {
    const found = job(call);
    return ok({
      state: "FULFILLED",
      submissionDate: new Date(found.createdAt).toISOString(),
      completionDate: new Date(found.createdAt).toISOString(),
    });
  },

  getAnalyticsConversationsDetailsJobResults: (call) => {
    const found = select(call, job(call).request as z.output<typeof detailsQuery>);
    const size = Math.min(Number(call.query.get("pageSize") ?? 1000), 10_000);
    const start = Number(Buffer.from(call.query.get("cursor") ?? "", "base64url").toString() || 0);
    if (!Number.isInteger(start) || start < 0 || !Number.isInteger(size) || size < 1)
      throw badRequest("The cursor or page size is invalid.");
    return ok({
      conversations: found.slice(start, start + size).map((conversation) => details(call.org, conversation)),
      ...(start + size < found.length ? { cursor: Buffer.from(String(start + size)).toString("base64url") } : {}),
      dataAvailabilityDate: new Date(call.now).toISOString(),
    });
  },

  deleteAnalyticsConversationsDetailsJob: (call) => {
    call.org.jobs.delete(job(call).id);
    return noContent;
  },

  getAnalyticsConversationsDetailsJobsAvailability: (call) => ok({ dataAvailabilityDate: new Date(call.now).toISOString() }),

  postAnalyticsConversationsAggregatesQuery: (call) => {
    const body = read(call, aggregateQuery);
    const found = inInterval(visibleConversations(call), parseInterval(body.interval)).filter((conversation) =>
      passes(conversation, body.filter == null ? [] : [body.filter]),
    );
    const groups = new Map<string, { group: Record<string, string>; conversations: ConversationRecord[] }>();
    for (const conversation of found) {
      const group = Object.fromEntries(
        (body.groupBy ?? []).flatMap((dimension) => {
          const value = dimensionOf(conversation, dimension)[0];
          return value === undefined ? [] : [[dimension, value]];
        }),
      );
      const key = JSON.stringify(group);
      const entry = groups.get(key) ?? { group, conversations: [] };
      entry.conversations.push(conversation);
      groups.set(key, entry);
    }
    return ok({
      results: [...groups.values()].map(({ group, conversations }) => ({
        group: { mediaType: conversations[0]?.mediaType ?? "voice", ...group },
        data: [{ interval: body.interval, metrics: body.metrics.map((metric) => ({ metric, stats: stats(metric, conversations) })) }],
      })),
    });
  },

  postAnalyticsQueuesObservationsQuery: (call) => {
    const body = read(call, observationQuery);
    const divisions = call.access.divisions();
    const asked = new Set(
      [...(body.filter.predicates ?? []), ...(body.filter.clauses ?? []).flatMap((entry) => entry.predicates ?? [])].flatMap((entry) =>
        entry.dimension === "queueId" && entry.value != null ? [entry.value] : [],
      ),
    );
    const queues = call.org.queues.filter((queue) => asked.has(queue.id) && (divisions === "all" || divisions.has(queue.divisionId)));
    return ok({
      results: queues.map((queue) => ({
        group: { queueId: queue.id, mediaType: "voice" },
        data: body.metrics.map((metric) => ({ metric, stats: { count: 0 } })),
      })),
    });
  },

  postAnalyticsUsersObservationsQuery: (call) => {
    const body = read(call, observationQuery);
    const divisions = call.access.divisions();
    const asked = new Set(
      [...(body.filter.predicates ?? []), ...(body.filter.clauses ?? []).flatMap((entry) => entry.predicates ?? [])].flatMap((entry) =>
        entry.dimension === "userId" && entry.value != null ? [entry.value] : [],
      ),
    );
    const users = call.org.users.filter((user) => asked.has(user.id) && (divisions === "all" || divisions.has(user.divisionId)));
    return ok({
      results: users.map((user) => ({ group: { userId: user.id }, data: body.metrics.map((metric) => ({ metric, stats: { count: 0 } })) })),
    });
  },

  postAnalyticsUsersAggregatesQuery: (call) => {
    const body = read(call, aggregateQuery);
    parseInterval(body.interval);
    return ok({ results: [] });
  },

  postAnalyticsUsersDetailsQuery: (call) => {
    const body = read(call, z.object({ interval: z.string() }));
    parseInterval(body.interval);
    return ok({ userDetails: [] });
  },
};

function job(call: Call) {
  const found = call.org.jobs.get(param(call, "jobId"));
  if (found === undefined || found.kind !== "conversation-details") throw notFound();
  return found;
}

function select(
  call: Call,
  body: Pick<z.output<typeof detailsQuery>, "interval" | "order" | "segmentFilters" | "conversationFilters">,
): ConversationRecord[] {
  const found = inInterval(visibleConversations(call), parseInterval(body.interval)).filter((conversation) =>
    passes(conversation, [...(body.segmentFilters ?? []), ...(body.conversationFilters ?? [])]),
  );
  return body.order?.toLowerCase() === "desc" ? found.reverse() : found;
}

/** Conversations that touch an interval. */
export function inInterval(conversations: readonly ConversationRecord[], [from, to]: readonly [number, number]): ConversationRecord[] {
  return conversations.filter((conversation) => Date.parse(conversation.start) < to && Date.parse(conversation.end) >= from);
}

/** ISO 8601, `from/to`, at most 31 days. */
export function parseInterval(text: string): readonly [number, number] {
  const [from = "", to = ""] = text.split("/");
  const start = Date.parse(from);
  const end = Date.parse(to);
  if (Number.isNaN(start) || Number.isNaN(end) || end <= start)
    throw badRequest("The interval must be two ISO 8601 times, from/to.", "invalid.interval");
  if (end - start > 31 * 86_400_000) throw badRequest("The interval may be at most 31 days long.", "invalid.interval");
  return [start, end];
}

/** Whether a conversation meets every filter. */
export function passes(conversation: ConversationRecord, filters: readonly Filter[]): boolean {
  return filters.every((entry) => {
    const parts = [
      ...(entry.predicates ?? []).map((part) => matches(conversation, part)),
      ...(entry.clauses ?? []).map((part) => passes(conversation, [part])),
    ];
    return parts.length === 0 || (entry.type === "or" ? parts.some(Boolean) : parts.every(Boolean));
  });
}

/** A dimension that the emulator does not keep matches nothing. */
function matches(conversation: ConversationRecord, part: Predicate): boolean {
  const values = dimensionOf(conversation, part.dimension ?? "");
  if (part.operator === "exists") return values.length > 0;
  if (part.operator === "notExists") return values.length === 0;
  return part.value != null && values.includes(part.value);
}

function dimensionOf(conversation: ConversationRecord, dimension: string): readonly string[] {
  switch (dimension) {
    case "conversationId":
      return [conversation.id];
    case "divisionId":
      return conversation.divisionIds;
    case "queueId":
      return conversation.queueId === undefined ? [] : [conversation.queueId];
    case "userId":
      return conversation.agentIds;
    case "mediaType":
      return [conversation.mediaType];
    case "direction":
    case "originatingDirection":
      return [conversation.direction];
    case "recording":
      return [String(conversation.recordings.length > 0)];
    default:
      return [];
  }
}

function stats(metric: string, conversations: readonly ConversationRecord[]): unknown {
  const durations = conversations.map((conversation) => Date.parse(conversation.end) - Date.parse(conversation.start));
  if (!metric.startsWith("t")) return { count: conversations.length };
  return {
    count: durations.length,
    sum: durations.reduce((sum, duration) => sum + duration, 0),
    min: Math.min(...durations),
    max: Math.max(...durations),
  };
}

function details(org: Org, of: ConversationRecord): unknown {
  return {
    conversationId: of.id,
    conversationStart: of.start,
    ...(of.ongoing === true ? {} : { conversationEnd: of.end }),
    divisionIds: of.divisionIds,
    originatingDirection: of.direction,
    ...evaluationsOf(org, of),
    participants: participantsOf(org, of).map((participant) => ({
      participantId: participant.id,
      participantName: participant.name,
      purpose: participant.purpose,
      ...(participant.userId === undefined ? {} : { userId: participant.userId }),
      sessions: [
        {
          sessionId: communicationId(participant.id),
          mediaType: of.mediaType,
          direction: of.direction,
          recording: of.recordings.length > 0,
          segments: [
            {
              segmentStart: of.start,
              segmentEnd: of.end,
              segmentType: "interact",
              conference: false,
              ...(participant.queueId === undefined ? {} : { queueId: participant.queueId }),
            },
          ],
        },
      ],
    })),
  };
}

function evaluationsOf(org: Org, of: ConversationRecord): Record<string, unknown> {
  if (org.evaluations.size === 0) return {};
  const found = org.evaluations.filter((evaluation) => evaluation.conversationId === of.id);
  if (found.length === 0) return {};
  return {
    evaluations: found.map((evaluation) => ({
      evaluationId: evaluation.id,
      evaluationStatus: evaluation.status,
      evaluatorId: evaluation.evaluatorId,
      userId: evaluation.agentId,
      formId: evaluation.formId,
      formName: org.evaluationForms.get(evaluation.formId)?.name,
      eventTime: evaluation.changedDate,
      oTotalScore: evaluation.answers["totalScore"],
    })),
  };
}
