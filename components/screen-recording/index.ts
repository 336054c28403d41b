import * as genesyscloud from "@pulumi/genesyscloud";
import * as pulumi from "@pulumi/pulumi";
import { createRecordingPolicy, createRecordingSettings, registered } from "../create";
import type { ScreenRecordingArgs } from "./args";
import { screenRecordingProblems } from "./check";
import { planScreenRecording } from "./plan";

/** There is one set of recording settings in an org; this is the id under which the provider reads it. */
const settingsId = "settings";

/**
 * How the org records screens. No operation starts a screen recording; a policy does, when its
 * conditions are met. By default the org is only read, and what keeps it from recording is a
 * warning. With `manage: true` settings and policies are made, bounded to queues or agents. A
 * destroy puts the settings back as they were found and removes the policies; recordings that
 * exist keep their retention.
 *
 * ```ts
 * new ScreenRecording("screens", {
 *   manage: true,
 *   maxSimultaneousStreams: 20,
 *   policies: { "priority-care": { queues: ["Priority Care"], deleteAfterDays: 90 } },
 * });
 * ```
 */
export class ScreenRecording extends pulumi.ComponentResource {
  /** Whether settings and policies are made here. */
  readonly managed: pulumi.Output<boolean>;
  /** Screens that the org records at once. */
  readonly maxSimultaneousStreams: pulumi.Output<number>;
  /** Ids of the policies that are made here, by name. */
  readonly policyIds: pulumi.Output<Record<string, string>>;
  /** What keeps the org from recording the declared screens; empty when nothing does that could be read. */
  readonly problems: pulumi.Output<string[]>;

  constructor(name: string, args: ScreenRecordingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("genesys-access:index:ScreenRecording", name, { ...args }, opts);
    const plan = planScreenRecording(name, args);
    const settings =
      plan.settings === undefined
        ? genesyscloud.RecordingSettings.get(`${name}-found`, settingsId, { parent: this })
        : createRecordingSettings(plan.settings, this);
    const policies = plan.policies.map((planned) => [planned.inputs.name, createRecordingPolicy(planned, settings, this)] as const);
    this.managed = pulumi.output(plan.manage);
    this.maxSimultaneousStreams = pulumi.output(settings.maxSimultaneousStreams).apply((streams) => streams ?? 0);
    this.policyIds = pulumi.output(Object.fromEntries(policies.map(([policy, { recordingMediaRetentionPolicyId }]) => [policy, recordingMediaRetentionPolicyId])));
    this.problems = pulumi.output(settings.maxSimultaneousStreams).apply((streams) => {
      const problems = [...screenRecordingProblems(plan.expected, streams === undefined ? {} : { maxSimultaneousStreams: streams })];
      for (const problem of problems) void pulumi.log.warn(`Screen recording: ${problem}.`, this);
      return problems;
    });
    this.registerOutputs({
      plan: registered(plan),
      managed: this.managed,
      maxSimultaneousStreams: this.maxSimultaneousStreams,
      policyIds: this.policyIds,
      problems: this.problems,
    });
  }
}
