import type { RecordingRecord } from "../state/entities";
import type { MatchedPolicy, PolicyActions } from "./policy";

/** What decides whether the screen of one agent of an interaction is recorded. */
export interface ScreenFacts {
  /** Whether a queue routed the interaction. */
  readonly routed: boolean;
  /** Whether the permissions of screen recordings exist in the org: its products may not bring them. */
  readonly available: boolean;
  /** `RecordingSettings.maxSimultaneousStreams`. */
  readonly maxStreams: number;
  /** Screens that are being recorded already. */
  readonly activeStreams: number;
  /** Whether the agent holds `recording:screenRecording:participate`. */
  readonly participates: boolean;
}

/** Whether a screen is recorded, by which policy, and otherwise why not. */
export type ScreenDecision =
  { readonly recorded: true; readonly policy: MatchedPolicy } | { readonly recorded: false; readonly why: string };

/**
 * Whether an agent's screen is recorded: a policy with `initiateScreenRecording`, an interaction that
 * a queue routed, a stream that is free, and the agent's own right (authorization facts 3.1).
 */
export function decideScreen(policies: readonly MatchedPolicy[], facts: ScreenFacts): ScreenDecision {
  const no = (why: string): ScreenDecision => ({ recorded: false, why });
  if (!facts.available) return no("the products of the org bring no screen recording");
  const policy = policies.find(({ actions }) => actions.initiateScreenRecording != null);
  if (policy === undefined) return no("no enabled retention policy that starts screen recording holds for the interaction");
  if (!facts.routed) return no("no queue routed the interaction; only those are screen recorded");
  if (!facts.participates) return no("the agent does not hold recording:screenRecording:participate");
  if (facts.maxStreams === 0) return no("maxSimultaneousStreams is 0: the org records no screens");
  if (facts.activeStreams >= facts.maxStreams)
    return no(`all ${facts.maxStreams} simultaneous streams are in use (maxSimultaneousStreams)`);
  return { recorded: true, policy };
}

/** Dates and medium of a recording's retention. */
export type Retention = Pick<RecordingRecord, "archiveDate" | "archiveMedium" | "deleteDate">;

/** What the policies decide for the recording of the interaction itself: `alwaysDelete`, then retaining, then deleting; without any it stays. */
export function retentionOf(policies: readonly MatchedPolicy[], end: number): Retention {
  const actions = policies.map((policy) => policy.actions);
  if (actions.some((entry) => entry.alwaysDelete === true)) return { deleteDate: iso(end) };
  const retaining = actions.filter((entry) => entry.retainRecording === true);
  const [longest] = retaining.sort((one, other) => deleteDays(other) - deleteDays(one));
  if (longest !== undefined) return dates(longest.retentionDuration, end);
  return actions.some((entry) => entry.deleteRecording === true) ? { deleteDate: iso(end) } : {};
}

/** What becomes of a screen recording: as the policy says that started it, unless another deletes always. */
export function screenRetentionOf(by: MatchedPolicy, policies: readonly MatchedPolicy[], end: number): Retention {
  if (policies.some(({ actions }) => actions.alwaysDelete === true)) return { deleteDate: iso(end) };
  const own = by.actions.initiateScreenRecording;
  const given = own?.archiveRetention != null || own?.deleteRetention != null ? own : by.actions.retentionDuration;
  return dates(given, end);
}

function deleteDays(actions: PolicyActions): number {
  return actions.retentionDuration?.deleteRetention?.days ?? Number.POSITIVE_INFINITY;
}

function dates(
  of: Pick<NonNullable<PolicyActions["initiateScreenRecording"]>, "archiveRetention" | "deleteRetention"> | null | undefined,
  end: number,
): Retention {
  const archive = of?.archiveRetention;
  const remove = of?.deleteRetention;
  return {
    ...(archive?.days == null ? {} : { archiveDate: iso(end + archive.days * day) }),
    ...(archive?.storageMedium == null ? {} : { archiveMedium: archive.storageMedium }),
    ...(remove?.days == null ? {} : { deleteDate: iso(end + remove.days * day) }),
  };
}

const day = 86_400_000;

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** The state of a recording at a moment: dates of retention act without anybody doing anything. */
export function stateAt(recording: RecordingRecord, now: number): string {
  const past = (date: string | undefined): boolean => date !== undefined && Date.parse(date) <= now;
  if (recording.fileState === "UPLOADING" || recording.fileState === "ERROR") return recording.fileState;
  if (past(recording.deleteDate)) return "DELETED";
  if (recording.fileState === "RESTORED" && past(recording.restoreExpirationTime)) return "ARCHIVED";
  if (recording.fileState === "AVAILABLE" && past(recording.archiveDate)) return "ARCHIVED";
  return recording.fileState;
}
