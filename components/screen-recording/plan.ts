import { UserError } from "../../access/errors";
import { emptyFragment } from "../../access/graph/fragment";
import { pick } from "../pick";
import { tokens, type Plan, type Planned } from "../plan";
import type { ScreenRecordingArgs, ScreenRecordingPolicy } from "./args";

/** What the org shall record of screens, and what of that is made here. */
export interface ScreenRecordingPlan extends Plan {
  readonly manage: boolean;
  /** Absent when they are not managed, or no setting is named. */
  readonly settings?: Planned<typeof tokens.recordingSettings>;
  /** Policies that are made here; none when they are not managed. */
  readonly policies: readonly Planned<typeof tokens.retentionPolicy>[];
  /** What the org must have, whoever makes it: the same policies, managed or not. */
  readonly expected: ExpectedRecording;
}

/** What is declared about the recording of screens. */
export interface ExpectedRecording {
  /** Screens recorded at once; absent: any number but 0. */
  readonly maxSimultaneousStreams?: number;
  /** Names of the policies that start screen recordings, with the queues and users that they are for. */
  readonly policies: readonly { readonly name: string; readonly queues: readonly string[]; readonly users: readonly string[] }[];
}

/**
 * Settings and policies, in order of their names. Throws a UserError for a managed policy that names
 * neither queues nor users: it would record every screen of the org.
 */
export function planScreenRecording(name: string, args: ScreenRecordingArgs): ScreenRecordingPlan {
  const manage = args.manage ?? false;
  const declared = Object.entries(args.policies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (manage) checkBounds(name, declared);
  const settings: Planned<typeof tokens.recordingSettings> | undefined =
    !manage || args.maxSimultaneousStreams === undefined
      ? undefined
      : { type: tokens.recordingSettings, name, protect: false, inputs: { maxSimultaneousStreams: args.maxSimultaneousStreams } };
  const policies = manage ? declared.map(([key, policy]) => plannedPolicy(key, policy, args.protect ?? false)) : [];
  return {
    manage,
    ...(settings === undefined ? {} : { settings }),
    policies,
    expected: {
      ...pick(args, ["maxSimultaneousStreams"]),
      policies: declared.map(([key, policy]) => ({
        name: policy.policyName ?? key,
        queues: sorted(policy.queues),
        users: sorted(policy.users?.map((email) => email.toLowerCase())),
      })),
    },
    resources: [...(settings === undefined ? [] : [settings]), ...policies],
    permissions: [],
    access: emptyFragment,
  };
}

function plannedPolicy(key: string, policy: ScreenRecordingPolicy, protect: boolean): Planned<typeof tokens.retentionPolicy> {
  const { archiveAfterDays, deleteAfterDays, exportTo } = policy;
  const [queues, users] = [sorted(policy.queues), sorted(policy.users?.map((email) => email.toLowerCase()))];
  return {
    type: tokens.retentionPolicy,
    name: key,
    protect,
    inputs: {
      name: policy.policyName ?? key,
      description: policy.description ?? "",
      enabled: policy.enabled ?? true,
      ...pick(policy, ["order"]),
      conditions: {
        ...(queues.length === 0 ? {} : { forQueueNames: queues }),
        ...(users.length === 0 ? {} : { forUserEmails: users }),
        ...(policy.directions === undefined ? {} : { directions: sorted(policy.directions).map((direction) => direction.toUpperCase()) }),
        mediaTypes: sorted(policy.mediaTypes ?? ["call"]).map((media) => media.toUpperCase()),
      },
      actions: {
        initiateScreenRecording: {
          recordAcw: policy.recordAfterCallWork ?? false,
          ...(archiveAfterDays === undefined ? {} : { archiveRetention: { days: archiveAfterDays, storageMedium: "CLOUDARCHIVE" } }),
          ...(deleteAfterDays === undefined ? {} : { deleteRetention: { days: deleteAfterDays } }),
        },
        ...(exportTo === undefined ? {} : { integrationExport: { integrationName: exportTo, shouldExportScreenRecordings: true } }),
      },
    },
  };
}

function checkBounds(name: string, declared: readonly (readonly [string, ScreenRecordingPolicy])[]): void {
  const next = "name the queues or users that it is for; recording people's screens is switched on for somebody, never for all.";
  if (declared.length === 0) {
    throw new UserError({ where: `ScreenRecording '${name}'`, what: "'manage' needs a policy that starts screen recordings", next: `add one to 'policies', and ${next}` });
  }
  for (const [key, policy] of declared) {
    if ((policy.queues ?? []).length + (policy.users ?? []).length > 0) continue;
    throw new UserError({ where: `ScreenRecording '${name}'`, what: `the policy '${key}' would record every agent of the org`, next });
  }
}

function sorted(words: readonly string[] | undefined): readonly string[] {
  return [...new Set(words ?? [])].sort();
}
