import * as z from "zod";
import { lackingPermissions } from "../authorization/permissions";
import type { ConversationRecord, RecordingRecord } from "../state/entities";
import { derivedId, newId } from "../state/ids";
import type { Org } from "../state/org";
import { userByEmail } from "../state/people";
import { decideScreen, retentionOf, screenRetentionOf } from "./plan";
import { matchingPolicies, type Interaction } from "./policy";
import { transcriptShape } from "./transcript";

/** A conversation as `POST /emulator/orgs/NAME/conversations` takes it: what happens, never what is recorded. */
export const newConversationShape = z.strictObject({
  key: z.string().min(1).optional().describe("Makes the id the same on every machine; with a known key the conversation is answered that is there."),
  queue: z.string().optional().describe("Name of a queue; without one the interaction is not routed."),
  agents: z.array(z.string()).optional().describe("Emails of users."),
  divisions: z.array(z.string()).optional().describe("Names; left out: those of the queue and the agents."),
  mediaType: z.enum(["voice", "callback", "chat", "email", "message"]).optional(),
  direction: z.enum(["inbound", "outbound"]).optional(),
  start: z.iso.datetime().optional(),
  durationSeconds: z.int().min(1).optional(),
  ongoing: z.boolean().optional().describe("It goes on until `POST .../conversations/ID/end`."),
  transcodingReads: z.int().min(0).optional().describe("How many reads of a recording are answered with 202; 1 when left out."),
  sensitive: z.boolean().optional().describe("Sensitive data is in its recordings."),
  transcript: transcriptShape.optional(),
});

/** What the emulator decided about one agent's screen. */
export interface ScreenOutcome {
  readonly agent: string;
  readonly recorded: boolean;
  /** Name of the policy that started the recording. */
  readonly policy?: string;
  /** Why it was not started. */
  readonly why?: string;
}

/** Something that a request names and the org does not have. */
export class UnknownName extends Error {}

/** Has a conversation happen in an org: what is recorded of it follows from the org's policies, settings and agents. */
export function happen(
  org: Org,
  asked: z.output<typeof newConversationShape>,
  now: number,
  participates: (userId: string) => boolean,
): { readonly conversation: ConversationRecord; readonly screens: readonly ScreenOutcome[] } {
  const id = asked.key === undefined ? newId() : derivedId(org.id, "conversation", asked.key);
  const known = org.conversations.get(id);
  if (known !== undefined) return { conversation: known, screens: [] };
  const queue = asked.queue === undefined ? undefined : named("queue", asked.queue, org.queues.find((entry) => entry.name === asked.queue));
  const agents = (asked.agents ?? []).map((email) => named("user", email, userByEmail(org, email)));
  const divisionIds =
    asked.divisions?.map((name) => named("division", name, org.divisions.find((entry) => entry.name === name)).id) ??
    [...(queue === undefined ? [] : [queue.divisionId]), ...agents.map((agent) => agent.divisionId)];
  const ongoing = asked.ongoing === true;
  const seconds = asked.durationSeconds ?? 180;
  const start = asked.start === undefined ? (ongoing ? now : now - seconds * 1000) : Date.parse(asked.start);
  const end = ongoing ? start : start + seconds * 1000;
  const mediaType = asked.mediaType ?? "voice";
  const interaction: Interaction = {
    mediaType,
    direction: asked.direction ?? "inbound",
    ...(queue === undefined ? {} : { queueId: queue.id }),
    agentIds: agents.map((agent) => agent.id),
    start,
  };
  const atStart = matchingPolicies(org.retentionPolicies.values(), interaction);
  const common = {
    fileState: ongoing ? "UPLOADING" : "AVAILABLE",
    transcodingReads: asked.transcodingReads ?? 1,
    ...(asked.sensitive === true ? { sensitive: true } : {}),
  };
  let active = activeStreams(org);
  const screens: ScreenOutcome[] = [];
  const screenRecordings: RecordingRecord[] = [];
  for (const agent of agents) {
    const decision = decideScreen(atStart, {
      routed: queue !== undefined,
      available: !lackingPermissions(org.record).has("recording:screenRecording:view"),
      maxStreams: org.settings.maxSimultaneousStreams,
      activeStreams: active,
      participates: participates(agent.id),
    });
    if (!decision.recorded) {
      screens.push({ agent: agent.email, recorded: false, why: decision.why });
      continue;
    }
    if (ongoing) active += 1;
    screens.push({ agent: agent.email, recorded: true, policy: decision.policy.name });
    screenRecordings.push({ id: derivedId(id, "screen", agent.id), media: "screen", userId: agent.id, policyId: decision.policy.id, ...common });
  }
  const own: RecordingRecord = { id: derivedId(id, "recording"), media: medium(mediaType), ...common };
  const conversation: ConversationRecord = {
    id,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    divisionIds: divisionIds.length === 0 ? [org.home.id] : [...new Set(divisionIds)],
    ...(queue === undefined ? {} : { queueId: queue.id }),
    agentIds: interaction.agentIds,
    direction: interaction.direction,
    mediaType,
    recordings: [...screenRecordings, own],
    floating: false,
    ...(ongoing ? { ongoing } : {}),
    ...(asked.transcript === undefined ? {} : { transcript: asked.transcript }),
  };
  const kept = ongoing ? conversation : retained(org, conversation);
  org.conversations.put(id, kept);
  return { conversation: kept, screens };
}

/** Ends a conversation that goes on: its recordings are there, with the retention that the policies give them. */
export function end(org: Org, conversation: ConversationRecord, now: number): ConversationRecord {
  if (conversation.ongoing !== true) return conversation;
  const { ongoing: _, ...rest } = conversation;
  const over = retained(org, {
    ...rest,
    end: new Date(Math.max(now, Date.parse(conversation.start) + 1000)).toISOString(),
    recordings: conversation.recordings.map((recording) => ({ ...recording, fileState: "AVAILABLE" })),
  });
  for (const session of org.screenMonitoring.filter((entry) => entry.conversationId === conversation.id)) org.screenMonitoring.delete(session.id);
  return org.conversations.put(over.id, over);
}

/** How many screens are being recorded in an org now. */
export function activeStreams(org: Org): number {
  let count = 0;
  for (const conversation of org.conversations.values())
    if (conversation.ongoing === true) count += conversation.recordings.filter((recording) => recording.media === "screen").length;
  return count;
}

/** The conversation's recordings with the dates that the policies give them, now that its length is known. */
function retained(org: Org, conversation: ConversationRecord): ConversationRecord {
  const end = Date.parse(conversation.end);
  const policies = matchingPolicies(org.retentionPolicies.values(), {
    ...conversation,
    start: Date.parse(conversation.start),
    seconds: (end - Date.parse(conversation.start)) / 1000,
  });
  return {
    ...conversation,
    recordings: conversation.recordings.map((recording) => {
      if (recording.media !== "screen") return { ...recording, ...retentionOf(policies, end) };
      const by = policies.find((policy) => policy.id === recording.policyId);
      return by === undefined ? recording : { ...recording, ...screenRetentionOf(by, policies, end) };
    }),
  };
}

function medium(mediaType: string): RecordingRecord["media"] {
  return mediaType === "chat" || mediaType === "email" || mediaType === "message" ? mediaType : "audio";
}

function named<T>(kind: string, name: string, found: T | undefined): T {
  if (found === undefined) throw new UnknownName(`The org has no ${kind} "${name}".`);
  return found;
}
