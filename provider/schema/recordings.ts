import { anything, flag, listOf, object, oneOf, setOf, text, type Properties, type ResourceDefinition, type ValueType } from "./define";
import { ownId } from "./parts";

const days: ValueType = { kind: "number", min: 1 };

const notRecordings = (what: string): string =>
  `${what} is not about what is recorded and how long it is kept, so this provider leaves it alone; what others set there stays. ` +
  "Manage it with Genesys' own provider or in the user interface.";

/** Retention in the archive and until deletion; `prefix` is the type's name so far. */
function retention(prefix: string): Properties {
  return {
    archiveRetention: {
      type: object(`${prefix}ArchiveRetention`, {
        days: { type: days, description: "Days until the recording goes into the archive." },
        storageMedium: { type: oneOf("CLOUDARCHIVE"), description: "Where it goes." },
      }),
      description: "When a recording is moved to the archive.",
    },
    deleteRetention: {
      type: object(`${prefix}DeleteRetention`, { days: { type: days, description: "Days until the recording is deleted." } }),
      description: "When a recording is deleted for good.",
    },
  };
}

function actions(prefix: string): ValueType {
  return object(prefix, {
    retainRecording: { type: flag, description: "Keep the recording." },
    deleteRecording: { type: flag, description: "Delete the recording, unless another policy keeps it." },
    alwaysDelete: { type: flag, description: "Delete the recording whatever other policies say." },
    retentionDuration: {
      type: object(`${prefix}RetentionDuration`, retention(`${prefix}RetentionDuration`)),
      description: "How long recordings of conversations that meet the conditions are kept.",
    },
    initiateScreenRecording: {
      type: object(`${prefix}InitiateScreenRecording`, {
        recordAcw: { type: flag, description: "Record after-call work too." },
        ...retention(`${prefix}InitiateScreenRecording`),
      }),
      description: "Record the agents' screens during conversations that meet the conditions. Nothing else starts a screen recording.",
    },
    integrationExport: {
      type: object(`${prefix}IntegrationExport`, {
        integrationId: { type: text, description: "Id of the integration. This or `integrationName`." },
        integrationName: { type: text, ours: true, description: "Name of the integration, looked up when the policy is made or changed." },
        shouldExportScreenRecordings: { type: flag, description: "Export screen recordings too; true unless set." },
      }),
      description: "Export recordings with an integration, such as one for AWS S3.",
    },
    assignCalibrations: { type: anything, refused: notRecordings("A calibration"), description: "Not managed here." },
    assignEvaluations: { type: anything, refused: notRecordings("An evaluation"), description: "Not managed here." },
    assignMeteredAssignmentByAgents: { type: anything, refused: notRecordings("A metered evaluation"), description: "Not managed here." },
    assignMeteredEvaluations: { type: anything, refused: notRecordings("A metered evaluation"), description: "Not managed here." },
    assignSurveys: { type: anything, refused: notRecordings("A survey"), description: "Not managed here." },
    mediaTranscriptions: { type: anything, refused: notRecordings("A transcription"), description: "Not managed here." },
  });
}

/** Which conditions a kind of policy knows beside those that all know. */
type Kind = "policy" | "call" | "chat" | "email" | "message";

function conditions(prefix: string, kind: Kind): ValueType {
  const duration: Properties = {
    duration: {
      type: object(`${prefix}Duration`, {
        durationMode: { type: text, description: "How the range is meant, such as `Between`, `Over` or `Under`." },
        durationOperator: { type: text, description: "How the duration is compared." },
        durationRange: { type: text, description: "Range, as an ISO-8601 duration or two of them." },
        durationTarget: { type: text, description: "Whose duration, such as `DURATION` or `DURATION_RANGE`." },
      }),
      description: "How long the conversation lasted.",
    },
  };
  const directions: Properties = {
    directions: { type: setOf(oneOf("INBOUND", "OUTBOUND")), description: "Directions of the conversation." },
  };
  const participation: Properties = {
    customerParticipation: { type: oneOf("YES", "NO"), description: "Whether a customer took part." },
  };
  const languages: Properties = { languageIds: { type: setOf(text), description: "Ids of languages." } };
  const special: Readonly<Record<Kind, Properties>> = {
    policy: {
      ...directions,
      ...duration,
      ...participation,
      mediaTypes: { type: setOf(text), description: "Media of the conversation, such as `CALL`." },
    },
    call: { ...directions, ...duration, ...languages },
    chat: { ...duration, ...languages },
    email: { ...participation, ...languages },
    message: { ...participation, ...languages },
  };
  return object(prefix, {
    forQueueIds: { type: setOf(text), description: "Ids of the queues that the policy is for." },
    forQueueNames: {
      type: setOf(text),
      ours: true,
      description: "Names of queues beside `forQueueIds`, looked up when the policy is made or changed. One that does not exist is an error.",
    },
    forUserIds: { type: setOf(text), description: "Ids of the agents that the policy is for." },
    forUserEmails: {
      type: setOf(text),
      ours: true,
      description: "Email addresses of agents beside `forUserIds`, looked up when the policy is made or changed. One that does not exist is an error.",
    },
    teamIds: { type: setOf(text), description: "Ids of the teams that the policy is for." },
    wrapupCodeIds: { type: setOf(text), description: "Ids of wrap-up codes." },
    dateRanges: { type: setOf(text), description: "ISO-8601 intervals in which the conversation took place." },
    timeAllowed: {
      type: object(`${prefix}TimeAllowed`, {
        empty: { type: flag, description: "Whether no time is meant." },
        timeSlots: {
          type: listOf(
            object(`${prefix}TimeAllowedTimeSlot`, {
              day: { type: { kind: "number", min: 1, max: 7 }, description: "Day of the week, Monday is 1." },
              startTime: { type: text, description: "Start, as `hh:mm:ss.fff`." },
              stopTime: { type: text, description: "End, as `hh:mm:ss.fff`." },
            }),
          ),
          description: "Hours of the week.",
        },
        timeZoneId: { type: text, description: "Time zone, such as `Europe/London`." },
      }),
      description: "At what times the conversation took place.",
    },
    ...special[kind],
  });
}

function mediaPolicy(kind: Exclude<Kind, "policy">): Properties {
  const prefix = `RecordingMediaRetentionPolicyMediaPolicies${kind.charAt(0).toUpperCase()}${kind.slice(1)}Policy`;
  return {
    [`${kind}Policy`]: {
      type: object(prefix, {
        actions: { type: actions(`${prefix}Actions`), description: "What is done." },
        conditions: { type: conditions(`${prefix}Conditions`, kind), description: "When it is done." },
      }),
      description: `Conditions and actions for conversations of the kind ${kind}.`,
    },
  };
}

/** A policy that says what is recorded and how long it is kept. */
export const recordingMediaRetentionPolicy: ResourceDefinition = {
  name: "RecordingMediaRetentionPolicy",
  description:
    "A policy for recordings: under which conditions the agents' screens are recorded, how long recordings are kept, and whether they are exported. " +
    "It acts on conversations to come; neither a change nor its deletion touches recordings that exist. Before a change it is read: conditions " +
    "and actions that this program did not set stay as they are.",
  properties: {
    name: { type: text, replaces: true, description: "Name of the policy. The resource's name unless set." },
    description: { type: text, description: "What the policy is for." },
    order: { type: { kind: "number" }, description: "Place among the policies." },
    enabled: { type: flag, description: "Whether the policy acts. Left as Genesys Cloud has it unless set." },
    conditions: { type: conditions("RecordingMediaRetentionPolicyConditions", "policy"), description: "When the policy acts." },
    actions: { type: actions("RecordingMediaRetentionPolicyActions"), description: "What the policy does." },
    mediaPolicies: {
      type: object("RecordingMediaRetentionPolicyMediaPolicies", {
        ...mediaPolicy("call"),
        ...mediaPolicy("chat"),
        ...mediaPolicy("email"),
        ...mediaPolicy("message"),
      }),
      description: "Conditions and actions for each medium.",
    },
    policyErrors: {
      type: anything,
      refused: "Genesys Cloud says what is wrong with a policy; it cannot be set.",
      description: "Not managed here.",
    },
    resolvedNames: {
      type: setOf(
        object("RecordingMediaRetentionPolicyResolvedName", {
          kind: { type: text, required: true, description: "What it names: `queue`, `user` or `integration`." },
          name: { type: text, required: true, description: "Name or email address in the program." },
          id: { type: text, required: true, description: "What it stood for at the last change." },
        }),
      ),
      output: true,
      ours: true,
      description: "Queues, users and integrations that the names in the program stood for at the last change.",
    },
    ...ownId("recordingMediaRetentionPolicyId"),
  },
};

/** The settings that can be managed, as the API names them. */
export const recordingSettingProperties: Properties = {
  maxSimultaneousStreams: {
    type: { kind: "number", min: 0, max: 2000 },
    ours: true,
    description: "How many screens may be recorded at the same time. With 0 no screen is recorded, whatever policies say.",
  },
  regionalRecordingStorageEnabled: { type: flag, ours: true, description: "Keep recordings in the region in which they were made." },
  recordingPlaybackUrlTtl: {
    type: { kind: "number", min: 2, max: 60 },
    ours: true,
    description: "Minutes for which the address of a recording works.",
  },
  recordingBatchDownloadUrlTtl: {
    type: { kind: "number", min: 2, max: 60 },
    ours: true,
    description: "Minutes for which the address of a recording in a batch request works.",
  },
  stopRecordingWhenOnlyExternalParticipants: {
    type: flag,
    ours: true,
    description: "Stop recording when only people outside the organization are left in a conversation.",
  },
};

const values = Object.fromEntries(
  Object.entries(recordingSettingProperties).map(([name, { type, description }]) => [name, { type, description }]),
);

/** The organization's settings for recordings. */
export const recordingSettings: ResourceDefinition = {
  name: "RecordingSettings",
  ours: "Genesys' own provider has no released resource for these settings yet; the name is the one proposed there.",
  description:
    "The organization's settings for recordings. There is one set of them, which always exists: the resource changes the settings that the program names, " +
    "leaves the others alone, and puts back what it found when it is deleted.",
  properties: {
    ...recordingSettingProperties,
    maxConfigurableScreenRecordingStreams: {
      type: { kind: "number" },
      output: true,
      optionalOutput: true,
      ours: true,
      description: "The most that `maxSimultaneousStreams` may be in this organization.",
    },
    found: {
      type: object("RecordingSettingsFound", values),
      output: true,
      ours: true,
      description: "The named settings as they were before this resource changed them for the first time.",
    },
    written: {
      type: object("RecordingSettingsWritten", values),
      output: true,
      ours: true,
      description: "The named settings as this resource wrote them the last time. What somebody changed since is not put back at the end.",
    },
    recordingSettingsId: { type: text, output: true, ours: true, description: "The id, which is the same in every organization." },
  },
};
