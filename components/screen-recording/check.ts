import type { ExpectedRecording } from "./plan";

/** What an org really has, as far as it was read. */
export interface FoundRecording {
  /** `maxSimultaneousStreams` of `GET /api/v2/recording/settings`, which needs no permission. */
  readonly maxSimultaneousStreams?: number;
  /** Policies of `GET /api/v2/recording/mediaretentionpolicies`; absent when they could not be read. */
  readonly policies?: readonly {
    readonly name: string;
    readonly enabled: boolean;
    /** Whether it has the action `initiateScreenRecording`. */
    readonly startsScreenRecording: boolean;
    /** Queues by name. Neither queues nor users: every conversation. */
    readonly queues: readonly string[];
    /** Users by email. */
    readonly users: readonly string[];
  }[];
}

/** What keeps the org from recording the screens that are declared, one sentence each; empty when nothing does. */
export function screenRecordingProblems(expected: ExpectedRecording, found: FoundRecording): readonly string[] {
  const streams = found.maxSimultaneousStreams;
  const problems: string[] = [];
  if (streams === 0) problems.push("the org records no screen: maxSimultaneousStreams is 0 (PUT /api/v2/recording/settings changes it)");
  else if (streams !== undefined && expected.maxSimultaneousStreams !== undefined && streams < expected.maxSimultaneousStreams)
    problems.push(`the org records ${streams} screens at once, and ${expected.maxSimultaneousStreams} are declared`);
  if (found.policies === undefined) return problems;
  for (const policy of expected.policies) {
    const live = found.policies.find(({ name }) => name === policy.name);
    if (live === undefined) problems.push(`the org has no retention policy '${policy.name}'`);
    else if (!live.enabled) problems.push(`the retention policy '${policy.name}' is not enabled`);
    else if (!live.startsScreenRecording) problems.push(`the retention policy '${policy.name}' starts no screen recording`);
    else {
      const everybody = live.queues.length + live.users.length === 0;
      const missing = [
        ...policy.queues.filter((queue) => !live.queues.includes(queue)).map((queue) => `the queue '${queue}'`),
        ...policy.users.filter((user) => !live.users.includes(user)).map((user) => `the user ${user}`),
      ];
      if (!everybody && missing.length > 0) problems.push(`the retention policy '${policy.name}' is not for ${missing.join(", ")}`);
    }
  }
  return problems;
}
