import type { About } from "../authorization/org-access";
import type { ConversationRecord } from "../state/entities";
import { derivedId } from "../state/ids";
import type { Org } from "../state/org";
import { param, type Call, type Handlers } from "../server/call";
import { notFound, ok } from "../server/reply";

/** Conversations as such. */
export const conversationHandlers: Handlers = {
  getConversation: (call) => ok(render(call.org, visibleConversation(call))),
};

/** The path's conversation: 404 when there is none, 403 when it touched no division that the caller may see. */
export function visibleConversation(call: Call): ConversationRecord {
  const found = call.org.conversations.get(param(call, "conversationId"));
  if (found === undefined) throw notFound("conversation.not.found", "Conversation was not found.");
  call.access.require(aboutConversation(found));
  return found;
}

/** Conversations that touched a division in which the caller holds one of the call's permissions; one division is enough. */
export function visibleConversations(call: Call): ConversationRecord[] {
  return call.org.conversations
    .filter((conversation) => call.access.allows(aboutConversation(conversation)))
    .sort((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : one.id < other.id ? -1 : 1));
}

/** A conversation as decisions see it: its divisions, and the agents and queue that conditions on permissions can name. */
export function aboutConversation(of: ConversationRecord): About {
  return { divisions: of.divisionIds, object: { User: of.agentIds, Queue: of.queueId === undefined ? [] : [of.queueId] } };
}

/** The participants of a conversation: a customer, the queue, and each agent. */
export function participantsOf(
  org: Org,
  of: ConversationRecord,
): { id: string; purpose: string; name: string; userId?: string; queueId?: string }[] {
  const queue = of.queueId === undefined ? undefined : org.queues.get(of.queueId);
  return [
    { id: derivedId(of.id, "participant", "customer"), purpose: of.direction === "inbound" ? "customer" : "external", name: "Customer" },
    ...(queue === undefined ? [] : [{ id: derivedId(of.id, "participant", "acd"), purpose: "acd", name: queue.name, queueId: queue.id }]),
    ...of.agentIds.map((userId) => ({
      id: derivedId(of.id, "participant", userId),
      purpose: "agent",
      name: org.users.get(userId)?.name ?? userId,
      userId,
      ...(queue === undefined ? {} : { queueId: queue.id }),
    })),
  ];
}

/** Id of a participant's communication: a call's id, and the session's in analytics. */
export function communicationId(participantId: string): string {
  return derivedId(participantId, "session");
}

function render(org: Org, of: ConversationRecord): unknown {
  const ended = of.ongoing === true ? {} : { endTime: of.end };
  const state = of.ongoing === true ? "connected" : "terminated";
  const recordingState = of.recordingState ?? (of.ongoing === true && of.recordings.length > 0 ? "ACTIVE" : "NONE");
  return {
    id: of.id,
    startTime: of.start,
    ...ended,
    address: "tel:+442079460000",
    participants: participantsOf(org, of).map((participant) => ({
      id: participant.id,
      name: participant.name,
      purpose: participant.purpose,
      startTime: of.start,
      ...ended,
      ...(participant.userId === undefined ? {} : { userId: participant.userId }),
      ...(participant.queueId === undefined ? {} : { queueId: participant.queueId }),
      calls:
        of.mediaType === "voice"
          ? [
              {
                id: communicationId(participant.id),
                state,
                direction: of.direction,
                recording: of.recordings.length > 0,
                recordingState: recordingState.toLowerCase(),
              },
            ]
          : [],
    })),
    divisions: of.divisionIds.map((id) => ({ division: { id, name: org.divisions.get(id)?.name }, entities: [] })),
    conversationIds: [],
    recordingState,
    state,
    selfUri: `/api/v2/conversations/${of.id}`,
  };
}
