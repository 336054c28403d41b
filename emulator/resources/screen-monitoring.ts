import * as z from "zod";
import { refusedByService } from "../authorization/org-access";
import type { ScreenMonitoringRecord, UserRecord } from "../state/entities";
import { newId } from "../state/ids";
import { param, read, type Call, type Handlers } from "../server/call";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";
import { aboutConversation, participantsOf, visibleConversation } from "./conversations";

/** Live views of agents' screens. They are for supervisors, so a client without a user is refused (likely, not documented). */
export const screenMonitoringHandlers: Handlers = {
  postUserScreenmonitorsSessions: (call) => {
    requireUser(call);
    const agent = agentOf(call, param(call, "userId"));
    call.access.require({ divisions: [agent.divisionId], agent: { kind: "user", key: agent.id } });
    return start(call, agent, {});
  },

  getUserScreenmonitorsSession: (call) => ok(render(one(call, (session) => session.targetUserId === param(call, "userId")))),

  deleteUserScreenmonitorsSession: (call) => {
    requireUser(call);
    return stop(call, one(call, (session) => session.targetUserId === param(call, "userId")));
  },

  postConversationParticipantScreenmonitorsSessions: (call) => {
    requireUser(call);
    const conversation = visibleConversation(call);
    const participant = participantsOf(call.org, conversation).find((entry) => entry.id === param(call, "participantId"));
    if (participant?.userId === undefined) throw notFound();
    const agent = agentOf(call, participant.userId);
    call.access.require({ ...aboutConversation(conversation), agent: { kind: "user", key: agent.id } });
    if (conversation.ongoing !== true) throw badRequest("The conversation is over.");
    return start(call, agent, { conversationId: conversation.id, participantId: participant.id });
  },

  getConversationParticipantScreenmonitorsSession: (call) => ok(render(one(call, ofParticipant(call)))),

  deleteConversationParticipantScreenmonitorsSession: (call) => {
    requireUser(call);
    return stop(call, one(call, ofParticipant(call)));
  },

  getScreenmonitorsUserSessions: (call) => {
    const userId = param(call, "userId");
    if (!call.org.users.has(userId)) throw notFound();
    const found = call.org.screenMonitoring.filter((session) => session.targetUserId === userId || session.sourceUserId === userId);
    return ok({ entities: found.map(render) });
  },

  getScreenmonitorsSessionsDetails: ({ org }) => ok({ count: org.screenMonitoring.size }),

  postScreenmonitorsSessionsUsersDetails: (call) => {
    const ids = read(call, z.array(z.string()));
    return ok({
      entities: ids.map((id) => ({
        targetUser: { id },
        count: call.org.screenMonitoring.filter((session) => session.targetUserId === id).length,
      })),
    });
  },

  getScreenmonitorsSettings: (call) => ok(settings(call)),
  putScreenmonitorsSettings: (call) => {
    const changes = read(
      call,
      z.object({ enableAgentNotifications: z.boolean().nullish(), maxSimultaneousScreenMonitoringSessions: z.int().min(0).nullish() }),
    );
    const sent = Object.fromEntries(Object.entries(changes).filter(([, value]) => value != null));
    call.org.documents.put("screen-monitor-settings", { ...settings(call), ...sent });
    return noContent;
  },
};

interface Settings {
  readonly enableAgentNotifications: boolean;
  readonly maxSimultaneousScreenMonitoringSessions: number;
}

function settings(call: Call): Settings {
  const defaults: Settings = { enableAgentNotifications: true, maxSimultaneousScreenMonitoringSessions: 100 };
  return { ...defaults, ...call.org.documents.get("screen-monitor-settings") };
}

function requireUser(call: Call): void {
  if (call.caller.kind === "user") return;
  throw refusedByService({ status: 400, code: "not.a.user", cause: "user-context-required", certainty: "likely" });
}

function agentOf(call: Call, id: string): UserRecord {
  const found = call.org.users.get(id);
  if (found === undefined || found.state !== "active") throw notFound("not.found", "Unable to find a user with that id.");
  return found;
}

function start(call: Call, agent: UserRecord, more: Pick<ScreenMonitoringRecord, "conversationId" | "participantId">): ReturnType<typeof ok> {
  if (agent.routingStatus === "OFF_QUEUE")
    throw new ApiProblem(409, "agent.invalid.routing.state", "The agent is not on queue.");
  const sessions = [...call.org.screenMonitoring.values()];
  const limit = settings(call).maxSimultaneousScreenMonitoringSessions;
  if (sessions.length >= limit) throw badRequest(`The organization has all ${limit} simultaneous screen monitoring sessions in use.`);
  if (sessions.some((session) => session.targetUserId === agent.id && session.sourceUserId === call.caller.id))
    throw badRequest("The agent's screen is monitored by the same user already.");
  const id = newId();
  call.org.screenMonitoring.put(id, {
    id,
    sourceUserId: call.caller.id,
    targetUserId: agent.id,
    ...more,
    dateCreated: new Date(call.now).toISOString(),
  });
  return ok({ screenMonitoringId: id });
}

function stop(call: Call, session: ScreenMonitoringRecord): typeof noContent {
  call.org.screenMonitoring.delete(session.id);
  return noContent;
}

function one(call: Call, belongs: (session: ScreenMonitoringRecord) => boolean): ScreenMonitoringRecord {
  const found = call.org.screenMonitoring.get(param(call, "screenMonitoringId"));
  if (found === undefined || !belongs(found)) throw notFound();
  return found;
}

function ofParticipant(call: Call): (session: ScreenMonitoringRecord) => boolean {
  visibleConversation(call);
  return (session) => session.participantId === param(call, "participantId");
}

function render(session: ScreenMonitoringRecord): unknown {
  return {
    screenMonitoringId: session.id,
    sourceUser: { id: session.sourceUserId },
    targetUser: { id: session.targetUserId },
    ...(session.conversationId === undefined ? {} : { conversation: { id: session.conversationId }, participantId: session.participantId }),
    monitoringType: session.conversationId === undefined ? "AGENT" : "CONVERSATION",
    dateCreated: session.dateCreated,
    selfUri:
      session.conversationId === undefined
        ? `/api/v2/users/${session.targetUserId}/screenmonitors/sessions/${session.id}`
        : `/api/v2/conversations/${session.conversationId}/participants/${session.participantId ?? ""}/screenmonitors/sessions/${session.id}`,
  };
}
