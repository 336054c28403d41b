import type { PolicyRecord } from "./entities";

/** A role that every org has from the start. `policies: "all"` stands for every permission there is. */
export interface DefaultRole {
  readonly defaultRoleId: string;
  readonly name: string;
  readonly description: string;
  readonly policies: "all" | readonly PolicyRecord[];
}

const policy = (domain: string, entityName: string, ...actionSet: string[]): PolicyRecord => ({ domain, entityName, actionSet });
const whole = (domain: string): PolicyRecord => policy(domain, "*", "*");

/**
 * The roles that Genesys Cloud brings along, as far as the emulator needs them. Names and the
 * screen recording rights of Quality Administrator are Genesys' (help ?p=41989); the exact
 * permissions of the others are likenesses, which no source lists.
 */
export const defaultRoles: readonly DefaultRole[] = [
  { defaultRoleId: "Master Admin", name: "Master Admin", description: "Everything, in all applications.", policies: "all" },
  {
    defaultRoleId: "admin",
    name: "Admin",
    description: "Administer the organization: people, roles, integrations, routing and telephony.",
    policies: [
      whole("authorization"),
      whole("directory"),
      whole("oauth"),
      whole("integrations"),
      whole("routing"),
      whole("telephony"),
      whole("voicemail"),
      whole("usage"),
      whole("audits"),
      policy("recording", "settings", "*"),
      policy("recording", "retentionPolicy", "*"),
    ],
  },
  {
    defaultRoleId: "employee",
    name: "employee",
    description: "What everybody in the organization may do.",
    policies: [policy("chat", "chat", "access"), policy("directory", "userProfile", "view"), policy("user", "chats", "view")],
  },
  {
    defaultRoleId: "Supervisor",
    name: "Supervisor",
    description: "See and steer the work of agents.",
    policies: [
      whole("analytics"),
      policy("conversation", "communication", "view", "disconnect", "transfer"),
      policy("routing", "queue", "view", "edit"),
      policy("routing", "queueMember", "manage"),
      policy("directory", "user", "view"),
    ],
  },
  {
    defaultRoleId: "User",
    name: "User",
    description: "Handle interactions.",
    policies: [
      policy("conversation", "call", "add", "accept", "record"),
      policy("routing", "queue", "join"),
      policy("directory", "user", "view"),
    ],
  },
  {
    defaultRoleId: "Quality Administrator",
    name: "Quality Administrator",
    description: "Administer quality management and recordings.",
    policies: [
      whole("quality"),
      policy("recording", "recording", "*"),
      policy("recording", "recordingSegment", "*"),
      policy("recording", "annotation", "*"),
      policy("recording", "retentionPolicy", "*"),
      policy("recording", "settings", "*"),
      policy("recording", "screenRecording", "download", "editRetention", "restore", "stop", "view"),
      policy("analytics", "conversationDetail", "view"),
      policy("conversation", "communication", "view"),
    ],
  },
  {
    defaultRoleId: "Quality Evaluator",
    name: "Quality Evaluator",
    description: "Evaluate interactions.",
    policies: [
      policy("quality", "evaluation", "view", "edit", "release"),
      policy("recording", "recording", "view"),
      policy("recording", "annotation", "view"),
      policy("analytics", "conversationDetail", "view"),
      policy("conversation", "communication", "view"),
    ],
  },
];
