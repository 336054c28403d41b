import * as z from "zod";

const injectedFailure = z
  .strictObject({
    org: z.string().optional().describe("Only in this org."),
    method: z.string().optional(),
    path: z.string().optional().describe("A path template of the Platform API, `/oauth/token`, or a pattern with `*`."),
    status: z.int().min(400).max(599).optional(),
    code: z.string().optional(),
    message: z.string().optional(),
    retryAfterSeconds: z.int().min(0).optional(),
    drop: z.enum(["before", "after"]).optional().describe("Close the connection without an answer: before the work, or after it is done."),
    hold: z.enum(["before", "after"]).optional().describe("Never answer, until the failure is taken out or the caller goes away."),
    skip: z.int().min(0).optional().describe("How many matching requests go through first."),
    times: z.int().min(1).optional().describe("How many matching requests are hit; all of them when left out."),
  })
  .refine(
    (fail) => [fail.status, fail.drop, fail.hold].filter((way) => way !== undefined).length === 1,
    "exactly one of `status`, `drop` and `hold`",
  );

/** Ways in which the emulator can be as inconvenient as the real API. */
export const optionsSchema = z.strictObject({
  /** Milliseconds before every answer. */
  latencyMs: z.number().min(0).default(0),
  /** Seconds until a new grant acts; Genesys says up to 300. */
  lateGrantsSeconds: z.number().min(0).default(0),
  /** Requests a minute with one token; Genesys allows 300. `null`: no limit. */
  rateLimitPerMinute: z.int().min(1).nullable().default(null),
  /** Whether a role's wildcards come back as explicit entries, as Genesys does since June 2026. */
  expandWildcards: z.boolean().default(true),
  /** Whether a deleted client stays for seven days, inactive, as older clients do. */
  lingeringDeletes: z.boolean().default(false),
  /** Whether a deployer may hand out only roles that it holds itself, in divisions where it holds them. */
  deployerRoles: z.enum(["enforce", "relax"]).default("enforce"),
  fail: z.array(injectedFailure).default([]),
});

/** The switches of a running emulator, with their defaults filled in. */
export type EmulatorOptions = z.output<typeof optionsSchema>;

/** One failure that was asked for, and the calls that it meets. */
export type InjectedFailure = EmulatorOptions["fail"][number];

/** Options as somebody writes them: what is left out keeps its value. */
export const optionsUpdateSchema = z.strictObject({
  latencyMs: optionsSchema.shape.latencyMs.unwrap().optional(),
  lateGrantsSeconds: optionsSchema.shape.lateGrantsSeconds.unwrap().optional(),
  rateLimitPerMinute: optionsSchema.shape.rateLimitPerMinute.unwrap().optional(),
  expandWildcards: z.boolean().optional(),
  lingeringDeletes: z.boolean().optional(),
  deployerRoles: optionsSchema.shape.deployerRoles.unwrap().optional(),
  fail: z.array(injectedFailure).optional(),
});

/** What `PUT /emulator/options` takes; what is left out stays. */
export type EmulatorOptionsUpdate = z.input<typeof optionsUpdateSchema>;
