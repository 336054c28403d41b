import * as z from "zod";
import { email, name, text } from "./shapes";

const days = z.int().min(1);

const policy = z.strictObject({
  name: text.optional().describe("Name of the policy in Genesys Cloud. Default: its key in this file."),
  description: text.optional().describe("What it is for. Genesys Cloud shows it."),
  enabled: z.boolean().optional().describe("Default: true."),
  order: z.int().min(0).optional().describe("Place among the org's policies. Default: Genesys Cloud's own."),
  queues: z.array(text).min(1).optional().describe("Queues by name whose conversations it is about."),
  users: z.array(email).min(1).optional().describe("Agents by email whose conversations it is about."),
  directions: z.array(z.enum(["inbound", "outbound"])).optional().describe("Default: both."),
  mediaTypes: z
    .array(z.enum(["call", "callback", "chat", "email", "message"]))
    .optional()
    .describe("Kinds of conversations. Default: call."),
  recordAfterCallWork: z.boolean().optional().describe("Whether the screen is recorded during after-call work too. Default: false."),
  retention: z
    .strictObject({
      archiveAfterDays: days.optional().describe("Days after which a screen recording is archived. Default: never."),
      deleteAfterDays: days.optional().describe("Days after which a screen recording is deleted. Default: never."),
    })
    .optional()
    .describe("How long the screen recordings that it starts are kept. What is recorded already keeps its own retention."),
  exportTo: text.optional().describe("Integration, by name, through which recordings are exported, such as an AWS S3 recording bulk actions one."),
});

/** The section `screenRecording`: how the org records screens, and whether that is managed from here. */
export const screenRecording = z
  .strictObject({
    manage: z
      .boolean()
      .optional()
      .describe("Whether settings and policies are made from here. It switches on the recording of people's screens. Default: false, they are only read and checked."),
    maxSimultaneousStreams: z
      .int()
      .min(0)
      .max(2000)
      .optional()
      .describe("Screens that the org records at once. 0: none is recorded. Default: as it is."),
    policies: z
      .record(name, policy)
      .optional()
      .describe("Media retention policies that start screen recordings, by name. Each names queues or users when it is managed from here."),
  })
  .describe("How the org records screens: read and checked, and made from here only with `manage: true`.");

/** The section `screenRecording` as it is written. */
export type ScreenRecordingEntry = z.infer<typeof screenRecording>;
/** A policy of it as it is written. */
export type ScreenRecordingPolicyEntry = NonNullable<ScreenRecordingEntry["policies"]>[string];
