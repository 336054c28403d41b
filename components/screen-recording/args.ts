/** Arguments of {@link ScreenRecording}. */
export interface ScreenRecordingArgs {
  /**
   * Whether settings and policies are made here. It switches on the recording of people's screens, so every
   * policy must then name queues or users. Default: `false`: they are only read and checked.
   */
  manage?: boolean;
  /** Screens that the org records at once, 0 to 2000. Default: as it is. */
  maxSimultaneousStreams?: number;
  /** Policies that start screen recordings, by name. Default: none. */
  policies?: Record<string, ScreenRecordingPolicy>;
  /** Whether a destroy must lift the protection of the policies first. Default: `false`: recordings that exist keep their retention anyway. */
  protect?: boolean;
}

/** A media retention policy that starts a screen recording when its conditions are met. */
export interface ScreenRecordingPolicy {
  /** Name of the policy in Genesys Cloud. Default: its key. */
  policyName?: string;
  /** What it is for. Default: empty. */
  description?: string;
  /** Whether it acts. Default: `true`. */
  enabled?: boolean;
  /** Place among the org's policies. Default: Genesys Cloud's own. */
  order?: number;
  /** Queues by name whose conversations it is about. */
  queues?: string[];
  /** Agents by email whose conversations it is about. */
  users?: string[];
  /** `inbound`, `outbound`. Default: both. */
  directions?: string[];
  /** `call`, `callback`, `chat`, `email`, `message`. Default: `["call"]`. */
  mediaTypes?: string[];
  /** Whether the screen is recorded during after-call work too. Default: `false`. */
  recordAfterCallWork?: boolean;
  /** Days after which a screen recording is archived. Default: never. */
  archiveAfterDays?: number;
  /** Days after which a screen recording is deleted. Default: never. */
  deleteAfterDays?: number;
  /** Integration, by name, through which recordings are exported. Default: none. */
  exportTo?: string;
}
