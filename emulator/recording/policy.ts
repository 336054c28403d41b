import * as z from "zod";
import type { RetentionPolicyRecord } from "../state/entities";

const reference = z.object({ id: z.string() });
const days = z.object({ days: z.number().nullish(), storageMedium: z.string().nullish() }).nullish();

const actionsShape = z.object({
  retainRecording: z.boolean().nullish(),
  deleteRecording: z.boolean().nullish(),
  alwaysDelete: z.boolean().nullish(),
  retentionDuration: z.object({ archiveRetention: days, deleteRetention: days }).nullish(),
  initiateScreenRecording: z.object({ recordACW: z.boolean().nullish(), archiveRetention: days, deleteRetention: days }).nullish(),
});

const slot = z.object({ startTime: z.string().nullish(), stopTime: z.string().nullish(), day: z.number().nullish() });
const conditionsShape = z.object({
  forQueues: z.array(reference).nullish(),
  forUsers: z.array(reference).nullish(),
  directions: z.array(z.string()).nullish(),
  mediaTypes: z.array(z.string()).nullish(),
  dateRanges: z.array(z.string()).nullish(),
  timeAllowed: z.object({ timeSlots: z.array(slot).nullish(), timeZoneId: z.string().nullish(), empty: z.boolean().nullish() }).nullish(),
  duration: z
    .object({ durationMode: z.string().nullish(), durationOperator: z.string().nullish(), durationRange: z.string().nullish() })
    .nullish(),
  wrapupCodes: z.array(z.unknown()).nullish(),
  languages: z.array(z.unknown()).nullish(),
  teams: z.array(z.unknown()).nullish(),
  customerParticipation: z.string().nullish(),
});
type Conditions = z.output<typeof conditionsShape>;

const part = z.object({ actions: actionsShape.nullish(), conditions: conditionsShape.nullish() }).nullish();
const policyShape = z.object({
  id: z.string(),
  name: z.string(),
  order: z.number().nullish(),
  enabled: z.boolean().nullish(),
  actions: actionsShape.nullish(),
  conditions: conditionsShape.nullish(),
  mediaPolicies: z.object({ callPolicy: part, chatPolicy: part, emailPolicy: part, messagePolicy: part }).nullish(),
});

/** What a policy does with the recordings of an interaction that meets its conditions (specification, model PolicyActions). */
export type PolicyActions = z.output<typeof actionsShape>;

/** What of an interaction policies look at. */
export interface Interaction {
  readonly mediaType: string;
  readonly direction: "inbound" | "outbound";
  readonly queueId?: string | undefined;
  readonly agentIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Absent while it goes on: what depends on its length can't be met yet. */
  readonly seconds?: number | undefined;
}

/** A policy that holds for an interaction, with the actions that it has for its medium. */
export interface MatchedPolicy {
  readonly id: string;
  readonly name: string;
  readonly actions: PolicyActions;
}

/** The enabled policies whose conditions an interaction meets, in their order. */
export function matchingPolicies(policies: Iterable<RetentionPolicyRecord>, interaction: Interaction): MatchedPolicy[] {
  return [...policies]
    .flatMap((record) => policyShape.safeParse(record).data ?? [])
    .filter((policy) => policy.enabled === true)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0) || (one.name < other.name ? -1 : 1))
    .flatMap((policy) => {
      const own = mediaPart(policy.mediaPolicies, interaction.mediaType);
      const parts = own === undefined ? [{ actions: policy.actions, conditions: policy.conditions }] : [own];
      return parts.flatMap(({ actions, conditions }) =>
        actions == null || !meets(conditions ?? {}, interaction) ? [] : [{ id: policy.id, name: policy.name, actions }],
      );
    });
}

function mediaPart(
  parts: z.output<typeof policyShape>["mediaPolicies"],
  mediaType: string,
): { actions?: PolicyActions | null | undefined; conditions?: Conditions | null | undefined } | undefined {
  if (parts == null) return undefined;
  const { callPolicy, chatPolicy, emailPolicy, messagePolicy } = parts;
  if (callPolicy == null && chatPolicy == null && emailPolicy == null && messagePolicy == null) return undefined;
  const found = { CALL: callPolicy, CHAT: chatPolicy, EMAIL: emailPolicy, MESSAGE: messagePolicy }[policyMedium(mediaType)];
  return found ?? { actions: undefined, conditions: undefined };
}

/** The name that policies have for a medium. */
function policyMedium(mediaType: string): "CALL" | "CHAT" | "EMAIL" | "MESSAGE" {
  const upper = mediaType.toUpperCase();
  return upper === "CHAT" || upper === "EMAIL" || upper === "MESSAGE" ? upper : "CALL";
}

/** Wrap-up codes, languages, teams and customers are not kept by the emulator: a condition on one is never met. */
function meets(conditions: Conditions, of: Interaction): boolean {
  const oneOf = (wanted: readonly { id: string }[] | null | undefined, have: readonly string[]): boolean =>
    empty(wanted) || wanted?.some(({ id }) => have.includes(id)) === true;
  const named = (wanted: readonly string[] | null | undefined, have: string): boolean =>
    empty(wanted) || wanted?.some((name) => name.toUpperCase() === have.toUpperCase()) === true;
  return (
    oneOf(conditions.forQueues, of.queueId === undefined ? [] : [of.queueId]) &&
    oneOf(conditions.forUsers, of.agentIds) &&
    named(conditions.directions, of.direction) &&
    named(conditions.mediaTypes, policyMedium(of.mediaType)) &&
    (empty(conditions.dateRanges) || conditions.dateRanges?.some((range) => inRange(range, of.start)) === true) &&
    inSlots(conditions.timeAllowed, of.start) &&
    lasts(conditions.duration, of.seconds) &&
    [conditions.wrapupCodes, conditions.languages, conditions.teams].every(empty) &&
    (conditions.customerParticipation == null || conditions.customerParticipation === "")
  );
}

function empty(list: readonly unknown[] | null | undefined): boolean {
  return list == null || list.length === 0;
}

function inRange(range: string, at: number): boolean {
  const [from = "", to = ""] = range.split("/");
  return Date.parse(from) <= at && at < Date.parse(to);
}

/** Slots are local to the time zone; Monday is day 1 and Sunday day 7. */
function inSlots(allowed: Conditions["timeAllowed"], at: number): boolean {
  if (allowed == null || allowed.empty === true || empty(allowed.timeSlots)) return true;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: allowed.timeZoneId ?? "UTC",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const valueOf = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? "";
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(valueOf("weekday")) + 1;
  const time = `${valueOf("hour")}:${valueOf("minute")}:${valueOf("second")}`;
  return (allowed.timeSlots ?? []).some(
    (entry) => entry.day === day && (entry.startTime ?? "00:00:00") <= time && time < (entry.stopTime ?? "24:00:00"),
  );
}

/** `Over` and `Under` with a length in seconds or ISO 8601 (`PT30S`); unknown operators are not met. */
function lasts(duration: Conditions["duration"], seconds: number | undefined): boolean {
  if (duration == null || duration.durationRange == null || duration.durationRange === "") return true;
  if (seconds === undefined) return false;
  const match = /^(?:PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?|(\d+))$/.exec(duration.durationRange);
  if (match === null) return false;
  const limit = Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) + Number(match[4] ?? 0);
  const operator = (duration.durationOperator ?? duration.durationMode ?? "").toUpperCase();
  return operator === "UNDER" ? seconds < limit : operator === "OVER" ? seconds > limit : false;
}
