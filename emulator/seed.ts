import * as z from "zod";
import { transcriptShape } from "./recording/transcript";

const name = z.string().min(1).max(200);
const divisionNames = z.array(name);

const roleUse = z.union([
  name,
  z.strictObject({
    role: name.describe("Name of a role, or the default role id of one that Genesys Cloud brings along."),
    divisions: divisionNames.optional().describe("Names of divisions, or `*`; the Home division when left out."),
  }),
]);

const policy = z.strictObject({ domain: name, entityName: name, actionSet: z.array(name).min(1) });

const recording = z.strictObject({
  media: z.enum(["audio", "screen", "chat", "email", "message"]),
  fileState: z.enum(["ARCHIVED", "AVAILABLE", "DELETED", "RESTORED", "RESTORING", "UPLOADING", "ERROR"]).optional(),
  transcodingReads: z.int().min(0).optional().describe("How many reads of the recording are answered with 202 before its media is there."),
  sensitive: z.boolean().optional().describe("Sensitive data was said or shown in it."),
});

const days = z.int().min(0).optional();
const retention = { archiveAfterDays: days, deleteAfterDays: days };

const retentionPolicy = z.strictObject({
  name,
  enabled: z.boolean().optional(),
  order: z.int().optional(),
  queues: z.array(name).optional(),
  users: z.array(z.email()).optional(),
  ...retention,
  screenRecording: z.union([z.boolean(), z.strictObject(retention)]).optional().describe("Whether it starts the recording of screens."),
});

const evaluation = z.strictObject({
  conversation: name.describe("Key of a conversation of this seed."),
  form: name,
  agent: z.email(),
  evaluator: z.email(),
  score: z.number().min(0).max(100).optional(),
  status: z.enum(["PENDING", "INPROGRESS", "FINISHED"]).optional(),
});

const trust = z.strictObject({
  org: name.describe("Name of another org of the emulator. It may come later: the trust is made at the next seed after that."),
  users: z.array(z.strictObject({ email: z.email(), roles: z.array(roleUse).optional() })).optional(),
  groups: z.array(z.strictObject({ name, roles: z.array(roleUse).optional() })).optional(),
  enabled: z.boolean().optional(),
  expires: z.iso.datetime().optional(),
});

const settings = z
  .strictObject({
    defaultLanguage: z.string(),
    defaultCountryCode: z.string(),
    domain: z.string(),
    allowedAddresses: z.array(z.cidrv4()).max(150),
    scopesEnforced: z.boolean(),
    divisionAwareGranting: z.boolean(),
    accessPoliciesEnabled: z.boolean(),
    sensitiveDataRedaction: z.boolean(),
    recordingPlaybackUrlTtl: z.int().min(2).max(60),
    recordingBatchDownloadUrlTtl: z.int().min(2).max(60),
    maxSimultaneousStreams: z.int().min(0).max(2000),
    maxConfigurableScreenRecordingStreams: z.int().min(0).max(2000),
    regionalRecordingStorageEnabled: z.boolean(),
    stopRecordingWhenOnlyExternalParticipants: z.boolean(),
  })
  .partial();

/** What an org holds before anybody works on it. Seeding twice adds what is missing and changes nothing else. */
export const orgSeedSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "a name of letters, digits, `.`, `_` and `-`"),
  region: z.string().min(1),
  orgId: z.uuid().optional(),
  divisions: z.array(z.union([name, z.strictObject({ name, description: z.string().optional() })])).optional(),
  users: z
    .array(
      z.strictObject({
        email: z.email(),
        name: name.optional(),
        division: name.optional(),
        state: z.enum(["active", "inactive"]).optional(),
        password: z.string().min(1).optional(),
        participates: z
          .array(z.enum(["screenRecording", "screenMonitoring"]))
          .optional()
          .describe("What the user agrees to as an agent: its screen is recorded, or watched."),
        routingStatus: z.enum(["OFF_QUEUE", "IDLE", "INTERACTING"]).optional().describe("On queue and idle when left out."),
        roles: z.array(roleUse).optional(),
      }),
    )
    .optional(),
  groups: z
    .array(
      z.strictObject({
        name,
        description: z.string().optional(),
        rolesEnabled: z.boolean().optional(),
        members: z.array(z.string()).optional().describe("Emails of users of this seed."),
        roles: z.array(roleUse).optional(),
      }),
    )
    .optional(),
  roles: z.array(z.strictObject({ name, description: z.string().optional(), policies: z.array(policy) })).optional(),
  queues: z.array(z.strictObject({ name, division: name.optional() })).optional(),
  products: z.array(name).optional(),
  withoutPermissions: z.array(name).optional().describe("Permissions that Genesys Cloud knows and this org has not (any more)."),
  integrationTypes: z.array(name).optional().describe("Ids of the types of premium apps that the org has subscribed to."),
  settings: settings.optional(),
  conversations: z
    .array(
      z.strictObject({
        key: name
          .optional()
          .describe("Tells conversations of one seed apart, so that an id stays when others are added; their position when left out."),
        division: name.optional(),
        divisions: divisionNames.optional(),
        queue: name.optional(),
        agents: z.array(z.string()).optional().describe("Emails of users of this seed."),
        start: z.iso.datetime().optional().describe("Left out: within the last day, always."),
        durationSeconds: z.int().min(1).optional(),
        direction: z.enum(["inbound", "outbound"]).optional(),
        mediaType: z.enum(["voice", "callback", "chat", "email", "message"]).optional(),
        recordings: z.array(recording),
        transcript: transcriptShape.optional(),
      }),
    )
    .optional(),
  policies: z.array(retentionPolicy).optional().describe("Media retention policies, in place before the first conversation."),
  evaluations: z.array(evaluation).optional(),
  trusts: z.array(trust).optional().describe("Which users and groups of other orgs are let in."),
  deployer: z
    .strictObject({
      name: name.optional(),
      roles: z.union([z.literal("admin"), z.array(roleUse)]),
    })
    .optional(),
});

/** The seed of an org, as `POST /emulator/orgs` takes it. */
export type OrgSeed = z.input<typeof orgSeedSchema>;
