import type { Sourced } from "./fact";

/** A role that Genesys Cloud brings along. */
export interface DefaultRole extends Sourced {
  readonly name: string;
  /** Names under which organizations made before 2020 know it. */
  readonly formerly?: readonly string[];
  /** Permissions that it is known to hold; never the whole list. */
  readonly holds: readonly string[];
  readonly meaning: string;
}

const terraform = { certainty: "likely", source: "public Terraform configurations that look the role up by name" } as const;

/** Default roles as far as they are known, sorted by name. Not a closed list. */
export const defaultRoles: readonly DefaultRole[] = [
  {
    name: "Admin",
    holds: [],
    meaning: "may change anything in the organization; given to whoever sets it up",
    certainty: "confirmed",
    source: "help: roles and permissions overview",
  },
  { name: "Communicate - Admin", holds: [], meaning: "administers telephony of Communicate users", ...terraform },
  { name: "Communicate - User", holds: [], meaning: "uses telephony", ...terraform },
  { name: "Developer", holds: [], meaning: "makes integrations and OAuth clients", ...terraform },
  {
    name: "Employee",
    holds: [],
    meaning: "the least; every user has it and it cannot be removed",
    certainty: "confirmed",
    source: "help: roles and permissions overview",
  },
  { name: "Genesys Cloud Voice Admin", holds: [], meaning: "administers Genesys Cloud Voice", ...terraform },
  { name: "Master Admin", holds: [], meaning: "every permission", ...terraform },
  { name: "Outbound Admin", holds: [], meaning: "administers outbound campaigns", ...terraform },
  { name: "Outbound Agent", holds: [], meaning: "works on outbound campaigns", ...terraform },
  {
    name: "People Admin",
    holds: [],
    meaning: "administers people; only in organizations made after June 2022",
    certainty: "confirmed",
    source: "help: products, roles and permissions list",
  },
  {
    name: "Quality Administrator",
    holds: [
      "recording:screenRecording:download",
      "recording:screenRecording:editRetention",
      "recording:screenRecording:restore",
      "recording:screenRecording:stop",
      "recording:screenRecording:view",
    ],
    meaning: "administers quality management and recordings; the default role with rights on screen recordings",
    certainty: "confirmed",
    source: "help p=41989",
  },
  { name: "Quality Evaluator", holds: [], meaning: "evaluates interactions", ...terraform },
  {
    name: "Supervisor",
    formerly: ["Engage Supervisor", "PureCloud Supervisor"],
    holds: [],
    meaning: "sees queues, agents and reports",
    certainty: "confirmed",
    source: "help: products, roles and permissions list",
  },
  { name: "Telephony Admin", holds: [], meaning: "administers telephony", ...terraform },
  {
    name: "User",
    formerly: ["Engage User", "PureCloud User"],
    holds: [],
    meaning: "works as an agent",
    certainty: "confirmed",
    source: "help: products, roles and permissions list",
  },
];

/** Names that are taken for default roles and are none. Source: the public threads that this project answers. */
export const inventedRoles: readonly string[] = [
  "Agent Desktop",
  "Agent Desktop Administrator",
  "Recording Analyst",
  "Screen Recording Admin",
  "admin:screen_recordings",
];

/** The default role of that name, in any spelling of upper and lower case, former names included. */
export function defaultRole(name: string): DefaultRole | undefined {
  const key = name.trim().toLowerCase();
  return defaultRoles.find(
    (role) => role.name.toLowerCase() === key || role.formerly?.some((former) => former.toLowerCase() === key) === true,
  );
}
