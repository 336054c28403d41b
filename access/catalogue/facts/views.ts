import type { RecordingMedia } from "../../graph/graph";
import type { Sourced } from "./fact";

/** A Performance view of Genesys Cloud's user interface, and the permissions that a user needs to see it. */
export interface PerformanceView extends Sourced {
  readonly key: string;
  readonly title: string;
  /** Always needed. */
  readonly permissions: readonly string[];
  /** Of each list one is needed; the first is the one that this project takes, for the reason given. */
  readonly choices: readonly { readonly anyOf: readonly string[]; readonly reason: string }[];
  /** Needed beside the others to see or hear recordings in the view. */
  readonly media: Readonly<Partial<Record<RecordingMedia, readonly string[]>>>;
  /** `ui:*` permissions of the help pages. Their spelling is not confirmed and no operation asks for them: granted only on request. */
  readonly onRequest: readonly string[];
  /** What more of the view each of these permissions opens. */
  readonly optional: readonly { readonly permission: string; readonly opens: string }[];
  /** True when the permissions are meant under the condition User EQUALS Current User. */
  readonly ownOnly: boolean;
}

/** The six views by key. Source: Genesys help pages on the views, as read for this project. */
export const views: readonly PerformanceView[] = [
  {
    key: "agents-status",
    title: "Agents Status",
    permissions: ["analytics:userAggregate:view", "directory:user:view"],
    choices: [
      {
        anyOf: ["routing:queue:join", "routing:queueMember:manage"],
        reason: "joining a queue is the lesser right; managing queue members changes other people's work",
      },
    ],
    media: {},
    onRequest: ["ui:supervisorAgentDetails:view"],
    optional: [
      { permission: "analytics:dataExport:view", opens: "the list of exports" },
      { permission: "analytics:dataExport:add", opens: "exporting the view" },
      { permission: "analytics:userDetail:view", opens: "the login and logout columns" },
      { permission: "oauth:token:delete", opens: "logging an agent out" },
    ],
    ownOnly: false,
    certainty: "confirmed",
    source: "help: agents status summary and detail view",
  },
  {
    key: "contact-center",
    title: "Contact Center overview",
    permissions: ["analytics:conversationAggregate:view", "analytics:queueObservation:view", "routing:queue:view"],
    choices: [],
    media: {},
    onRequest: ["ui:supervisorDashboard:view"],
    optional: [],
    ownOnly: false,
    certainty: "confirmed",
    source: "help: contact center dashboard; it shows only queues in divisions of routing:queue:view",
  },
  {
    key: "dashboards",
    title: "Performance Dashboards",
    permissions: [
      "analytics:conversationAggregate:view",
      "analytics:dashboardConfigurations:view",
      "analytics:queueObservation:view",
      "directory:user:view",
      "routing:queue:view",
    ],
    choices: [],
    media: {},
    onRequest: [],
    optional: [{ permission: "analytics:dashboardConfigurations:edit", opens: "changing dashboards" }],
    ownOnly: false,
    certainty: "confirmed",
    source: "help: add and edit performance dashboards",
  },
  {
    key: "interactions",
    title: "Interactions",
    permissions: ["conversation:communication:view"],
    choices: [
      {
        anyOf: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"],
        reason: "the view lists conversations, not one agent's share of them",
      },
      {
        anyOf: ["recording:recording:view", "recording:recordingSegment:view"],
        reason: "the page asks for one of them before it shows an interaction's detail; whole recordings are what it plays",
      },
    ],
    media: { screen: ["recording:screenRecording:view"], audio: ["recording:recording:view"] },
    onRequest: [],
    optional: [{ permission: "analytics:conversationAggregate:view", opens: "the view inside Genesys' client app SDK" }],
    ownOnly: false,
    certainty: "confirmed",
    source: "help: view interactions' details",
  },
  {
    key: "own-recordings",
    title: "Own recordings",
    permissions: ["analytics:conversationDetail:view", "recording:recording:view"],
    choices: [],
    media: { screen: ["recording:screenRecording:view"] },
    onRequest: [],
    optional: [],
    ownOnly: true,
    certainty: "confirmed",
    source: "help p=256599: the two view permissions under the condition User EQUALS Current User",
  },
  {
    key: "recordings",
    title: "Recording Management",
    permissions: [],
    choices: [
      {
        anyOf: [
          "recording:screenRecording:view",
          "recording:orphan:view",
          "recording:screenRecording:stop",
          "recording:settings:editScreenRecordings",
          "recording:settings:editRegionalStorage",
          "recording:settings:editUrlExpiration",
        ],
        reason: "seeing screen recordings is the only one of them that changes nothing and is about recordings in use",
      },
    ],
    media: { screen: ["recording:screenRecording:view"] },
    onRequest: [],
    optional: [{ permission: "recording:screenRecording:stop", opens: "stopping a screen recording" }],
    ownOnly: false,
    certainty: "confirmed",
    source: "help: recording management",
  },
];

/** What a set of views needs, in one sorted list without duplicates. */
export function permissionsOfView(
  view: PerformanceView,
  options: { readonly media?: readonly RecordingMedia[]; readonly ui?: boolean } = {},
): readonly string[] {
  const chosen = view.choices.flatMap((choice) => choice.anyOf.slice(0, 1));
  const media = (options.media ?? []).flatMap((kind) => view.media[kind] ?? []);
  return [...new Set([...view.permissions, ...chosen, ...media, ...(options.ui === true ? view.onRequest : [])])].sort();
}
